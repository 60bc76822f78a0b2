"""A folder that appears whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from yishiting.formats.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Yield a draft beside ``target`` that becomes it when the block ends well, and vanishes when it does not.

    ``target`` must not exist, or be an empty folder. Stopping the program by Ctrl-C or SIGTERM counts as not well.

    Raises
    ------
    OutputError
        There is something at ``target``, or its place may not be written.
    """
    require_free(target)
    draft = target.resolve().parent / f".{target.resolve().name}.{secrets.token_hex(4)}.part"
    try:
        draft.mkdir(parents=True)
    except OSError as error:
        raise OutputError(f"{target}: may not be written ({error.strerror})") from error
    try:
        yield draft
        _move(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def require_free(target: Path) -> None:
    """Raise `OutputError` unless there is nothing at ``target``, or an empty folder."""
    if target.is_dir() and not target.is_symlink():
        if any(target.iterdir()):
            raise OutputError(f"{target}: must be a new or an empty folder, got one with files in it")
    elif target.exists() or target.is_symlink():
        raise OutputError(f"{target}: must be a new or an empty folder, got something else")


def _move(draft: Path, target: Path) -> None:
    try:
        draft.rename(target.resolve())
    except OSError as error:  # somebody put files there meanwhile
        raise OutputError(f"{target}: may not be written ({error.strerror})") from error
