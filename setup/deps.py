"""`make deps`: the system packages that the whole test run needs.

On Debian they are installed where that is allowed: as root, or with a `sudo` that asks nothing. Everywhere else
this prints the line to type and what will not run without it. Nothing is installed that is already there.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package and what needs it.

    ``proofs`` are commands or, beginning with a slash, patterns of files: one of them found is enough.
    """

    name: str
    proofs: tuple[str, ...]
    needed_for: str


_FONTS = "/usr/share/fonts"
PACKAGES = (
    SystemPackage("chromium", ("chromium",), "tests of pages in a browser"),
    SystemPackage(
        "libatomic1",
        ("/usr/lib/*/libatomic.so.1", "/usr/lib/libatomic.so.1", "/usr/lib64/libatomic.so.1"),
        "tests of pages in a browser: the program that drives Chromium needs it",
    ),
    SystemPackage("poppler-utils", ("pdftoppm",), "nothing yet: kept for tests of pages in print"),
    SystemPackage("fonts-noto-cjk", (f"{_FONTS}/**/NotoSansCJK-Regular.*",), "Chinese in pictures"),
    SystemPackage("fonts-noto-core", (f"{_FONTS}/**/NotoSans-Regular.*",), "Arabic in pictures"),
    SystemPackage("fonts-noto-color-emoji", (f"{_FONTS}/**/NotoColorEmoji.*",), "symbols in pictures"),
    SystemPackage("nodejs", ("node",), "nothing yet: kept for tests of scripts without a browser"),
    SystemPackage(
        "postgresql", ("postgres", "/usr/lib/postgresql/*/bin/postgres"), "tests of the chamber on PostgreSQL"
    ),
    SystemPackage("strace", ("strace",), "the test that the server calls no other host"),
)


def main() -> int:
    """Install what is missing, or say so; an installation that was allowed and failed gives exit code 1."""
    missing = [package for package in PACKAGES if not is_there(package)]
    if not missing:
        return 0
    prefix = _permitted_prefix()
    if prefix is None:
        print(advice(missing))
        return 0
    return _install(prefix, [package.name for package in missing])


def is_there(package: SystemPackage) -> bool:
    """Tell whether one of a package's commands is on PATH, or one of its files in place."""
    return any(
        glob.glob(proof, recursive=True) if proof.startswith("/") else shutil.which(proof)  # noqa: PTH207 - from the root
        for proof in package.proofs
    )


def is_debian(release: str) -> bool:
    """Tell whether the text of /etc/os-release is Debian's own.

    Ubuntu is left out: its `chromium` is a snap, which does not start in a container.
    """
    return any(line.strip().replace('"', "") == "ID=debian" for line in release.splitlines())


def _permitted_prefix() -> list[str] | None:
    release = Path("/etc/os-release")
    if not (shutil.which("apt-get") and release.exists() and is_debian(release.read_text(encoding="utf-8"))):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    allowed = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return sudo if allowed else None


def advice(missing: list[SystemPackage]) -> str:
    """Say what is missing, what will not run, and which line mends it."""
    width = max(len(package.name) for package in missing)
    lines = [f"  {package.name:{width}}  {package.needed_for}" for package in missing]
    names = " ".join(package.name for package in missing)
    return "\n".join(
        [
            "These system packages are missing and may not be installed from here; what stands beside them",
            "will not run, and each test that is left out says so:",
            *lines,
            "On Debian, this line installs them (as root, or with sudo in front):",
            f"  apt-get install --no-install-recommends {names}",
        ]
    )


def _install(prefix: list[str], names: list[str]) -> int:
    print(f"Installing system packages: {' '.join(names)}", flush=True)
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    with _without_a_postgresql_of_its_own(prefix):
        return _run_apt(prefix, environment, names)


@contextlib.contextmanager
def _without_a_postgresql_of_its_own(prefix: list[str]) -> Iterator[None]:
    """Keep Debian's package from making and starting a database server: tests make their own and remove it."""
    file = "/etc/postgresql-common/createcluster.d/yishiting.conf"
    write = f"mkdir -p {Path(file).parent} && echo 'create_main_cluster = false' > {file}"
    subprocess.run([*prefix, "sh", "-c", write], check=True)
    try:
        yield
    finally:
        subprocess.run([*prefix, "rm", "-f", file], check=True)


def _run_apt(prefix: list[str], environment: list[str], names: list[str]) -> int:
    install = ["install", "--yes", "--no-install-recommends", *names]
    for step in (["update", "--quiet"], install):
        done = subprocess.run([*prefix, *environment, "apt-get", *step], check=False)
        if done.returncode:
            print(f"`apt-get {' '.join(step)}` failed; the reason stands above.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
