"""The data folder: for its owner alone, used by one server at a time, and never somebody else's folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.serving.errors import DataFolderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_FILE = "chamber.lock"
_OURS = frozenset({LOCK_FILE, "secret-key", "yishiting.sqlite3"})


@dataclass(frozen=True)
class DataFolder:
    """A folder that this process alone may serve from.

    ``was_cut_short`` tells that the last server did not end by itself: a kill, a power cut, an error of the disk.
    """

    path: Path
    was_cut_short: bool


@contextlib.contextmanager
def taken(path: Path) -> Iterator[DataFolder]:
    """Make the folder where there is none, and keep every other server out of it while the block runs.

    The lock file holds this process's number until the block has ended without an error; a number that is found there
    by the next server says that this one was cut short.
    """
    with _saying_why(path):
        _make(path)
        lock = os.open(path / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        was_cut_short = _lock(lock, path)
        with _saying_why(path):
            _write(lock, f"{os.getpid()}\n")
        yield DataFolder(path, was_cut_short)
        _write(lock, "")
    finally:
        os.close(lock)


def _make(path: Path) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = {entry.name for entry in path.iterdir()}
    if names and not names & _OURS:
        raise DataFolderError(
            f"{path} must be an empty folder or a chamber's data folder, and holds {min(names)}; "
            "choose another one with --data"
        )
    path.chmod(0o700)


def _lock(lock: int, path: Path) -> bool:
    """Take the lock; return whether the server before was cut short."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(lock, 32, 0).decode("ascii", "replace").strip()
        raise DataFolderError(
            f"{path} is served already, by process {holder or 'unknown'}; stop that one first, "
            "or choose another folder with --data"
        ) from error
    return bool(os.pread(lock, 32, 0).strip())


def _write(lock: int, text: str) -> None:
    os.ftruncate(lock, 0)
    os.pwrite(lock, text.encode("ascii"), 0)
    os.fsync(lock)


@contextlib.contextmanager
def _saying_why(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataFolderError(f"{path} must be a folder that can be written to: {error.strerror}") from error
