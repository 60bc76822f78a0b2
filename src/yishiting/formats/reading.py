"""From a path to a `Conversation`: read the files, settle what was wrong, put the parts together."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from yishiting.formats.about import read_about
from yishiting.formats.assembling import assemble
from yishiting.formats.errors import UnreadableInputError, UnsafeArchiveError
from yishiting.formats.input_reading import InputReading
from yishiting.formats.layouts import read_parts
from yishiting.formats.options import ReadOptions
from yishiting.formats.problems import ProblemLog
from yishiting.formats.sources import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.formats.conversation import Conversation
    from yishiting.formats.options import ReadProgress

_DEFAULTS = ReadOptions()


def read_conversation(
    path: Path, options: ReadOptions = _DEFAULTS, progress: ReadProgress | None = None
) -> Conversation:
    """Read one conversation from a Polis export (folder or zip), or from a long CSV or Parquet file or folder.

    Parameters
    ----------
    path : Path
        A file, a folder, or a zip archive. Which layout it has is told from its contents.
    options : ReadOptions
        The sign of agreement, what to do with bad rows, and the limits.
    progress : callable, optional
        Told the file, how much of it is done, and its size, while a long file is read.

    Raises
    ------
    FormatError
        The input is missing, unsafe, of no known layout, or has bad rows; a `BadRowsError` names each of them.
    """
    log = ProblemLog(options.skip_bad_rows, options.rejected_to)
    is_read = False
    try:
        reading = InputReading(open_source(path, options.limits), options, log, progress)
        about, parts = read_about(reading), read_parts(reading)
        log.settle()
        conversation = assemble(reading, about, parts)
        is_read = True
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnsafeArchiveError(f"{path.name}: must be a whole zip archive, got a broken one ({error})") from error
    except OSError as error:
        raise UnreadableInputError(f"{path}: may not be read ({error.strerror or error})") from error
    finally:
        log.close(keep=is_read)
    return conversation
