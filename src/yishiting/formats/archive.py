"""Zip archives as a source: read as a stream, never unpacked to disk, and refused when they cost too much."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

from yishiting.formats.errors import UnknownLayoutError, UnsafeArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.formats.options import ReadLimits

_ENCRYPTED = 0x1


def is_archive(head: bytes) -> bool:
    """Tell from the first four bytes whether a file is a zip archive, an empty one included."""
    return head in (b"PK\x03\x04", b"PK\x05\x06")


class ZipSource:
    """The files of a zip archive, whatever folders they stand in."""

    is_packed = True

    def __init__(self, path: Path, limits: ReadLimits) -> None:
        self.name = path.name
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnsafeArchiveError(f"{self.name}: must be a whole zip archive, got a broken one ({error})") from error
        infos = [info for info in self._archive.infolist() if not info.is_dir()]
        _require_within(self.name, infos, limits)
        self._infos = _by_name(self.name, infos)

    def names(self) -> tuple[str, ...]:
        """Names of the files, without folders, sorted."""
        return tuple(sorted(self._infos))

    def folders(self) -> tuple[str, ...]:
        """None: files of all folders count as standing side by side."""
        return ()

    def size(self, name: str) -> int:
        """Unpacked size of a file in bytes."""
        return self._infos[name].file_size

    def open(self, name: str) -> BinaryIO:
        """Open a file; the standard library never yields more of it than the size that was judged."""
        try:
            return cast("BinaryIO", self._archive.open(self._infos[name]))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise UnsafeArchiveError(f"{self.name}: {name} cannot be unpacked ({error})") from error


def _require_within(archive: str, infos: list[zipfile.ZipInfo], limits: ReadLimits) -> None:
    if len(infos) > limits.archive_entries:
        raise UnsafeArchiveError(f"{archive}: must hold at most {limits.archive_entries:,} files, got {len(infos):,}")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.archive_bytes:
        raise UnsafeArchiveError(
            f"{archive}: must unpack to at most {limits.archive_bytes:,} bytes, got {unpacked:,} bytes"
        )
    packed = max(sum(info.compress_size for info in infos), 1)
    if unpacked > limits.archive_free_bytes and unpacked > limits.archive_ratio * packed:
        raise UnsafeArchiveError(
            f"{archive}: must unpack to at most {limits.archive_ratio} times its size, got {unpacked // packed} times"
        )
    for info in infos:
        _require_harmless(archive, info)


def _require_harmless(archive: str, info: zipfile.ZipInfo) -> None:
    if ".." in info.filename.replace("\\", "/").split("/") or info.filename.startswith(("/", "\\")):
        raise UnsafeArchiveError(f"{archive}: must name files inside itself, got {info.filename!r}")
    if info.flag_bits & _ENCRYPTED:
        raise UnsafeArchiveError(f"{archive}: must not be encrypted, got a password on {info.filename!r}")


def _by_name(archive: str, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    by_name: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        *folders, name = info.filename.replace("\\", "/").split("/")
        if "__MACOSX" in folders or name.startswith("."):
            continue  # what desktop systems add to archives
        if name in by_name:
            raise UnknownLayoutError(f"{archive}: must hold one conversation, got {name} in two folders")
        by_name[name] = info
    return by_name
