"""Find a pip for a new environment, also where Python came without `ensurepip`.

Tried in this order:

1. `ensurepip`, part of Python (Debian moves it to python3-venv).
2. Debian's own wheel of pip, package python3-pip-whl: where it is installed, or fetched with apt-get into a
   temporary folder. That needs no root and changes nothing on the system.
3. The package index that pip's own settings name (`PIP_INDEX_URL`, or `index-url` in pip.conf); the file
   must have the hash that `requirements/pip.txt` pins.

No address stands here: the first two know theirs, the third is the user's.
"""

from __future__ import annotations

import configparser
import contextlib
import hashlib
import os
import re
import shutil
import ssl
import subprocess
import tempfile
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEBIAN_PACKAGE = "python3-pip-whl"
DEBIAN_WHEELS = Path("usr/share/python-wheels")


class NoPipError(Exception):
    """There is no pip to be had; the message says what was tried and what to type."""


class _UnavailableError(Exception):
    """One source has none; the message says why."""


@contextlib.contextmanager
def find_pip(python: Path, pinned: Path, system: Path = Path("/")) -> Iterator[list[str]]:
    """Give a command that runs some pip for the environment of ``python``.

    Parameters
    ----------
    python : Path
        The environment's interpreter.
    pinned : Path
        Lock file that names one version of pip and its hashes.
    system : Path
        Where the system's own files are looked for.

    Raises
    ------
    NoPipError
        When no source has one.
    """
    reasons = []
    with tempfile.TemporaryDirectory(prefix="yishiting-pip-") as name:
        folder = Path(name)
        sources: tuple[Callable[[], list[str]], ...] = (
            lambda: _from_ensurepip(python),
            lambda: _from_wheel(python, _debian_wheel(folder, system)),
            lambda: _from_wheel(python, _index_wheel(folder, pinned, system)),
        )
        for source in sources:
            try:
                command = source()
            except _UnavailableError as reason:
                reasons.append(f"  - {reason}")
            else:
                yield command
                return
    raise NoPipError(_advice(reasons))


def _advice(reasons: list[str]) -> str:
    tried = "\n".join(reasons)
    if shutil.which("apt-get"):
        line = "apt-get install python3-venv        (as root, or with sudo in front)"
    else:
        line = "PIP_INDEX_URL=<a package index that you trust> make env"
    return f"pip could not be had:\n{tried}\nType this, then `make env` again:\n  {line}"


def _from_ensurepip(python: Path) -> list[str]:
    done = subprocess.run([python, "-m", "ensurepip"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise _UnavailableError("this Python has no ensurepip")
    return [str(python), "-m", "pip"]


def _from_wheel(python: Path, wheel: Path) -> list[str]:
    # A wheel is a zip file, and Python runs code out of zip files: pip needs no installing to be used once.
    return [str(python), f"{wheel}/pip"]


def _debian_wheel(folder: Path, system: Path) -> Path:
    installed = sorted((system / DEBIAN_WHEELS).glob("pip-*.whl"))
    if installed:
        return installed[-1]
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise _UnavailableError("this is no Debian, so there is no package to take pip from")
    package = _download_debian_package(folder)
    subprocess.run(["dpkg-deb", "--extract", package, folder / "debian"], check=True)
    wheels = sorted((folder / "debian" / DEBIAN_WHEELS).glob("pip-*.whl"))
    if not wheels:
        raise _UnavailableError(f"Debian's {DEBIAN_PACKAGE} holds no pip")
    return wheels[-1]


def _download_debian_package(folder: Path) -> Path:
    # Lists of our own: those of the system may be empty (a fresh container) and need root to be filled.
    lists = folder / "lists"
    (lists / "partial").mkdir(parents=True)
    options = [f"--option=Dir::State::Lists={lists}", f"--option=Dir::Cache={folder}/", "--option=Debug::NoLocking=1"]
    if os.geteuid() == 0:
        options.append("--option=APT::Sandbox::User=root")
    print(f"     ensurepip is missing: taking pip from Debian's {DEBIAN_PACKAGE} (about 15 MB, package lists included)")
    for step in (["update"], ["download", DEBIAN_PACKAGE]):
        done = subprocess.run(
            ["apt-get", "--quiet", *options, *step], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise _UnavailableError(f"`apt-get {' '.join(step)}` failed: {_last_line(done.stderr)}")
    return next(folder.glob(f"{DEBIAN_PACKAGE}_*.deb"))


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]


def _index_wheel(folder: Path, pinned: Path, system: Path) -> Path:
    index = named_index(system)
    if index is None:
        raise _UnavailableError("no package index is named in PIP_INDEX_URL or pip.conf")
    version, hashes = pinned_pip(pinned.read_text(encoding="utf-8"))
    name = f"pip-{version}-py3-none-any.whl"
    try:
        content = _fetch(_link(f"{index.rstrip('/')}/pip/", name))
    except (OSError, ValueError) as reason:
        raise _UnavailableError(f"{index} gave no {name}: {reason}") from reason
    if hashlib.sha256(content).hexdigest() not in hashes:
        raise _UnavailableError(f"{name} from {index} has another hash than requirements/pip.txt")
    wheel = folder / name
    wheel.write_bytes(content)
    return wheel


def pinned_pip(lock: str) -> tuple[str, set[str]]:
    """Read version and SHA-256 hashes of pip out of a lock file's text."""
    version = re.search(r"^pip==(\S+)", lock, re.MULTILINE)
    if version is None:
        raise NoPipError("requirements/pip.txt pins no pip; `make lock` writes it")
    return version[1], set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock))


def named_index(system: Path = Path("/")) -> str | None:
    """Return the package index that pip's variables or files name, or None."""
    if os.environ.get("PIP_INDEX_URL"):
        return os.environ["PIP_INDEX_URL"]
    files = configparser.RawConfigParser()
    home = Path.home()
    known = [system / "etc" / "pip.conf", home / ".pip" / "pip.conf", home / ".config" / "pip" / "pip.conf"]
    files.read([*known, os.environ.get("PIP_CONFIG_FILE", os.devnull)], encoding="utf-8")
    return files.get("install", "index-url", fallback=files.get("global", "index-url", fallback=None))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _link(page: str, name: str) -> str:
    links = _Links()
    links.feed(_fetch(page).decode())
    for target in links.targets:
        if urllib.parse.urlsplit(target).path.endswith(f"/{name}") or target.split("#")[0] == name:
            return urllib.parse.urljoin(page, target)
    raise ValueError(f"{page} does not list it")


def _fetch(address: str) -> bytes:
    # file: is allowed on purpose: an index may be a folder on a machine without network.
    context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT"))
    with urllib.request.urlopen(address, timeout=60, context=context) as answer:  # noqa: S310
        content: bytes = answer.read()
    return content
