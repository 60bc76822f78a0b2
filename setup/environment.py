"""Build `.venv` from the lock file, whole or not at all.

1. Take the lock on `.venv.lock`, so that two `make` do not build at once.
2. Compare the stamp in `.venv` with the lock files; where they agree, that was all.
3. Otherwise take the stamp away first, then the folder, and build a new one: an interrupted build has no
   stamp and is never used.
4. Install Yishiting itself, in place; done again alone when only its own metadata has changed.
5. Compile the chamber's message catalogues where the compiled ones are older.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from setup.pip_source import NoPipError, find_pip
from setup.progress import run_with_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "yishiting.json"
REQUIREMENTS = ROOT / "requirements"
PACKAGES = REQUIREMENTS / "dev.txt"
PIP = REQUIREMENTS / "pip.txt"


def main() -> int:
    """Make `.venv` fit the lock files; return an exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # so that a log shows these lines where they belong
    try:
        with _alone():
            _make()
    except NoPipError as reason:
        print(reason, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failure:
        print(f"`{' '.join(failure.cmd)}` failed; .venv is not ready. Run `make env` again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was left unfinished is built anew the next time.", file=sys.stderr)
        return 130
    return 0


def _make() -> None:
    packages, project = packages_fingerprint(), project_fingerprint()
    stamp = read_stamp()
    if stamp.get("packages") != packages or stamp.get("python") != os.path.realpath(PYTHON):
        _build_packages()
        stamp = {"packages": packages, "python": os.path.realpath(PYTHON)}
        STAMP.write_text(json.dumps(stamp))
    if stamp.get("project") != project:
        _pip("install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT))
        STAMP.write_text(json.dumps(stamp | {"project": project}))
        print(f"Ready: {PYTHON.relative_to(ROOT)}")
    if stale_catalogues():
        _run([str(PYTHON), "-m", "setup.catalogues"])


def stale_catalogues(folder: Path = ROOT / "src" / "yishiting" / "web") -> list[Path]:
    """Message catalogues that are not compiled, or were before their last change."""
    pairs = [(source, source.with_suffix(".mo")) for source in folder.glob("locale/*/LC_MESSAGES/*.po")]
    return [
        source
        for source, compiled in pairs
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
    ]


def packages_fingerprint() -> str:
    """What `.venv` was built from: the lock files and the place, which its scripts name."""
    return _digest(PACKAGES.read_bytes(), PIP.read_bytes(), str(ENVIRONMENT).encode())


def project_fingerprint() -> str:
    """What an installation in place depends on: name, commands and version, but no line of code."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    metadata = {key: settings[key] for key in ("build-system", "project")}
    version = (ROOT / "src" / "yishiting" / "__init__.py").read_bytes()
    return _digest(json.dumps(metadata, sort_keys=True).encode(), version)


def read_stamp() -> dict[str, str]:
    """Return what the last whole build wrote, or nothing when there is none or its Python is gone."""
    if not PYTHON.exists():
        return {}
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _build_packages() -> None:
    STAMP.unlink(missing_ok=True)
    if ENVIRONMENT.exists():
        print("The environment is out of date or was left unfinished: building it anew.")
        shutil.rmtree(ENVIRONMENT)
    print(f"1/3  .venv with Python {platform.python_version()} ({sys.executable})")
    venv.create(ENVIRONMENT, symlinks=True, with_pip=False)
    print("2/3  pip")
    with find_pip(PYTHON, PIP) as pip:
        _run([*pip, *_INSTALL, "--quiet", "--requirement", str(PIP)])
    print(f"3/3  {download_notice()}")
    command = [str(PYTHON), "-m", "pip", *_INSTALL, "--progress-bar", "raw", "--requirement", str(PACKAGES)]
    run_with_progress(command, clean_environment(), _expected_megabytes())


_INSTALL = ("--disable-pip-version-check", "--no-input", "install", "--require-hashes", "--only-binary", ":all:")


def _pip(*arguments: str) -> None:
    _run([str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, env=clean_environment())


def clean_environment() -> dict[str, str]:
    """Return the caller's variables without those that would turn pip away from `.venv`."""
    unwanted = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"PIP_USER": "0", "PYTHONUNBUFFERED": "1"}


def _expected_megabytes() -> int | None:
    sizes = json.loads((REQUIREMENTS / "sizes.json").read_text())["megabytes"]
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine())
    found = sizes.get(f"{sys.platform}-{machine}", {}).get("{}.{}".format(*sys.version_info[:2]))
    return int(found) if found is not None else None


def download_notice() -> str:
    """Say how many packages will be installed and how much that downloads at most."""
    text = PACKAGES.read_text(encoding="utf-8")
    count = sum(1 for line in text.splitlines() if "==" in line and not line.startswith((" ", "#")))
    megabytes = _expected_megabytes()
    if megabytes is None:
        return f"{count} packages; how much that downloads on this system is not known beforehand"
    return f"{count} packages, about {megabytes} MB to download (less where pip has kept some)"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    with (ROOT / ".venv.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another `make` is building .venv: waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
