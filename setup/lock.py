"""`make lock`: write the lock files in `requirements/`, with hashes and without addresses.

One version of each package for every Python and system (``--fork-strategy fewest``), so that the same votes
give the same figures wherever the lock is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from setup.sizes import write_sizes

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
_OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",
    "--generate-hashes",
    "--no-config",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--custom-compile-command=make lock",
    "--quiet",
)


class LockError(Exception):
    """A lock file would hold something that it may not."""


def main() -> int:
    """Write all lock files and the sizes; with ``--upgrade`` take the newest versions."""
    _install_uv()
    upgrade = [option for option in sys.argv[1:] if option == "--upgrade"]
    for name in ("pip", "uv"):
        _compile(name, ["-", *upgrade], name)
    _compile("dev", ["pyproject.toml", "--extra=dev", *upgrade])
    # The others may not choose otherwise than `dev`: what was tested is what is run.
    for name, extra in {"run": [], "pdf": ["--extra=pdf"], "cluster": ["--extra=cluster"]}.items():
        _compile(name, ["pyproject.toml", *extra, "--constraint=requirements/dev.txt", *upgrade])
    write_sizes(REQUIREMENTS / "dev.txt", REQUIREMENTS / "sizes.json")
    return 0


def _install_uv() -> None:
    lock = REQUIREMENTS / "uv.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    wanted = ["--require-hashes", "--requirement", str(lock)] if lock.exists() else ["uv"]
    subprocess.run([*pip, *wanted], check=True)


def _compile(name: str, arguments: list[str], requirement: str = "") -> None:
    target = REQUIREMENTS / f"{name}.txt"
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "compile", *_OPTIONS, *arguments, f"--output-file={target}"]
    subprocess.run(command, check=True, cwd=ROOT, input=requirement, text=True, stdout=subprocess.DEVNULL)
    refuse_addresses(target.read_text(encoding="utf-8"), target.name)
    print(f"{os.path.relpath(target, ROOT)} written")


def refuse_addresses(text: str, name: str) -> None:
    """Raise `LockError` where a lock names an address, a path or an index."""
    for number, line in enumerate(text.splitlines(), start=1):
        if "://" in line or " @ " in line or line.lstrip().startswith(("-i", "-f", "--index", "--extra", "--find")):
            raise LockError(f"{name} line {number} must name packages and hashes only, got {line.strip()!r}")


if __name__ == "__main__":
    sys.exit(main())
