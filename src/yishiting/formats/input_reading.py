"""What every reader needs at hand while one input is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from yishiting.formats.options import ReadOptions, ReadProgress
    from yishiting.formats.problems import ProblemLog
    from yishiting.formats.sources import Source


@dataclass(frozen=True)
class InputReading:
    """One input being read: where from, how, what was wrong so far, and whom to tell about progress."""

    source: Source
    options: ReadOptions
    log: ProblemLog
    progress: ReadProgress | None = None

    def meter(self, name: str, total: int | None = None) -> Callable[[int], None]:
        """Return a function that is told how much of a file is done; ``total`` is its size where left out."""
        size = self.source.size(name) if total is None else total
        progress = self.progress
        if progress is None:
            return lambda _done: None
        return lambda done: progress(name, done, size)


class MeteredStream:
    """A binary stream that tells how many bytes have been read; what Arrow needs of a file, and no more."""

    def __init__(self, stream: BinaryIO, tell: Callable[[int], None]) -> None:
        self._stream = stream
        self._tell = tell
        self._done = 0
        self.closed = False

    def read(self, size: int = -1) -> bytes:
        """Read bytes, and tell."""
        data = self._stream.read(size)
        self._done += len(data)
        self._tell(self._done)
        return data

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def writable(self) -> bool:
        """Say that it cannot be written."""
        return False

    def seekable(self) -> bool:
        """Say that it only goes forward."""
        return False

    def close(self) -> None:
        """Close it; the stream beneath belongs to whoever opened it."""
        self.closed = True
