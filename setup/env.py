"""`make env`: find a Python that is new enough, then build `.venv` with it.

Any python3 from 3.6 on can read this file, so that an old one gets a sentence instead of a syntax error;
the work itself is done in `setup/environment.py`.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWEST_TRIED = (3, 13)
NAMES = ("python3.13", "python3.12", "python3.11")


def main() -> int:
    """Build `.venv` with this Python, or hand over to a better one on PATH."""
    if OLDEST <= sys.version_info[:2] <= NEWEST_TRIED:
        return _build()
    for name in NAMES:
        path = shutil.which(name)
        if path:
            os.execv(path, [path, "-m", "setup.env"])  # noqa: S606 - replaces this process; no shell is wanted
    version = "{}.{}".format(*sys.version_info[:2])
    if sys.version_info[:2] > NEWEST_TRIED:
        print("Python", version, "is newer than any that this version was tried with; going on with it.")
        return _build()
    print(
        "Yishiting needs Python 3.11 or newer. python3 is {} ({}) and none of {} is on PATH.\n"
        "On Debian 12 or newer:  apt-get install python3".format(version, sys.executable, ", ".join(NAMES)),
        file=sys.stderr,
    )
    return 1


def _build() -> int:
    # Here and not above: an old Python could not read that file.
    from setup.environment import main as build

    return build()


if __name__ == "__main__":
    sys.exit(main())
