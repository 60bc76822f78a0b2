"""Where bytes come from: a file, a folder or a zip archive, behind one small interface."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, BinaryIO, Protocol

from yishiting.formats.errors import UnknownLayoutError, UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.formats.options import ReadLimits

_KINDS = {
    stat.S_IFSOCK: "a socket",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
    stat.S_IFREG: "a file",
}


class Source(Protocol):
    """Named files of one input; ``name`` is what messages call the whole."""

    @property
    def name(self) -> str:
        """What messages call the whole input."""

    @property
    def is_packed(self) -> bool:
        """Whether files can only be read forward, as out of an archive."""

    def names(self) -> tuple[str, ...]:
        """Names of the files there, without folders, sorted."""

    def folders(self) -> tuple[str, ...]:
        """Names of the folders there, which are not looked into, sorted; none where there cannot be any."""

    def size(self, name: str) -> int:
        """Size of a file in bytes, unpacked."""

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading bytes."""


class FileSource:
    """A single file."""

    is_packed = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name

    def names(self) -> tuple[str, ...]:
        """Name of the one file."""
        return (self._path.name,)

    def folders(self) -> tuple[str, ...]:
        """None."""
        return ()

    def size(self, name: str) -> int:
        """Size of the file in bytes."""
        return FolderSource(self._path.parent).size(name)

    def open(self, name: str) -> BinaryIO:
        """Open the file."""
        return FolderSource(self._path.parent).open(name)


class FolderSource:
    """The files of a folder, without those of folders in it."""

    is_packed = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.resolve().name

    def names(self) -> tuple[str, ...]:
        """Names of everything there that is not a folder, sorted."""
        return self._listed(are_folders=False)

    def folders(self) -> tuple[str, ...]:
        """Names of the folders there, sorted."""
        return self._listed(are_folders=True)

    def _listed(self, *, are_folders: bool) -> tuple[str, ...]:
        try:
            return tuple(sorted(entry.name for entry in self._path.iterdir() if entry.is_dir() == are_folders))
        except OSError as error:
            raise UnreadableInputError(f"{self._path}: may not be listed ({error.strerror})") from error

    def size(self, name: str) -> int:
        """Size of a file in bytes."""
        return (self._path / name).stat().st_size

    def open(self, name: str) -> BinaryIO:
        """Open a file, after making sure that it is one: opening a pipe would wait for ever."""
        path = self._path / name
        require_kind(path, stat.S_IFREG)
        try:
            return path.open("rb")
        except OSError as error:
            raise UnreadableInputError(f"{path}: may not be read ({error.strerror})") from error


def require_kind(path: Path, *allowed: int) -> int:
    """Return the kind of file at a path (a `stat` constant); raise where it is missing or not allowed."""
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except FileNotFoundError as error:
        raise UnreadableInputError(f"{path}: there is nothing of that name") from error
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise UnreadableInputError(f"{path}: may not be read ({error})") from error
    if kind not in allowed:
        expected = " or ".join(_KINDS[one] for one in allowed)
        raise UnreadableInputError(f"{path}: must be {expected}, got {_KINDS.get(kind, 'something else')}")
    return kind


def open_source(path: Path, limits: ReadLimits) -> Source:
    """Open a path as a source; a zip archive is known by its first bytes, not by its name."""
    from yishiting.formats.archive import ZipSource, is_archive

    if require_kind(path, stat.S_IFREG, stat.S_IFDIR) == stat.S_IFDIR:
        return FolderSource(path)
    source = FileSource(path)
    with source.open(path.name) as stream:
        head = stream.read(4)
    return ZipSource(path, limits) if is_archive(head) else source


def find(source: Source, name: str, *others: str) -> str | None:
    """Find a file by its plain name, or by a downloaded one such as ``2025-06-19-1201-3phdex2kjf-votes.csv``.

    ``others`` are names that end alike and are not meant.
    """
    names = source.names()
    if name in names:
        return name
    found = [one for one in names if one.endswith(f"-{name}") and not one.endswith(others)]
    if len(found) > 1:
        raise UnknownLayoutError(f"{source.name}: must hold one conversation, got {' and '.join(found)}")
    return found[0] if found else None
