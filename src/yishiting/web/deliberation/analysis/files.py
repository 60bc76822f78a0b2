"""The files of a published result: made once, by the worker, when it is published."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from yishiting.formats import write_long_csv, write_polis_export
from yishiting.report import write_report
from yishiting.web.deliberation.analysis.documents import public_document, report_options
from yishiting.web.deliberation.analysis.sealing import HOW_TO_CHECK, how_to_check
from yishiting.web.deliberation.models import ResultFile
from yishiting.web.deliberation.result_files import (
    ANALYSIS,
    ANNOUNCED_MATRIX,
    MATRIX,
    PARTICIPANTS,
    STATEMENTS_TABLE,
    report_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yishiting.formats import Conversation
    from yishiting.web.deliberation.analysis.documents import Computed

# A matrix of more cells than this is left out of the archive, which then holds the list of votes alone.
MOST_CELLS = 20_000_000
_TYPES = {".html": "text/html", ".csv": "text/csv", ".json": "application/json", ".zip": "application/zip"}


def files_of(result: Computed) -> Iterator[ResultFile]:
    """Make every file."""
    with tempfile.TemporaryDirectory(prefix="yishiting-files-") as folder:
        yield from _public_files(result, Path(folder))
        yield from _files_with_single_answers(result, Path(folder))


def _public_files(result: Computed, folder: Path) -> Iterator[ResultFile]:
    shown = result.shown
    for language, _name in settings.LANGUAGES:
        alone = replace(report_options(result, language), statements_address="")
        written = write_report(shown.conversation, shown.analysis, folder / language, alone)
        yield _file(report_name(language), written.page.read_bytes())
        if language == settings.LANGUAGE_CODE:
            yield _file(STATEMENTS_TABLE, written.statements.read_bytes())
            document = json.dumps(public_document(shown, alone), ensure_ascii=False, allow_nan=False)
            yield _file(ANALYSIS, document.encode())


def _files_with_single_answers(result: Computed, folder: Path) -> Iterator[ResultFile]:
    whole = write_report(result.conversation, result.analysis, folder / "whole")
    yield _file(PARTICIPANTS, whole.participants.read_bytes(), has_single_answers=True)
    yield _file(MATRIX, _matrix(result, result.conversation, folder / "matrix"), has_single_answers=True)
    if result.deliberation.is_matrix_public:
        # Tiers and constituencies beside the answers would name delegations: they were not announced.
        bare = replace(result.conversation, tiers=None, constituencies={})
        yield _file(ANNOUNCED_MATRIX, _matrix(result, bare, folder / "announced"), has_single_answers=True)


def _matrix(result: Computed, conversation: Conversation, folder: Path) -> bytes:
    folder.mkdir()
    table = conversation.table
    write = write_polis_export if table.n_participants * table.n_statements <= MOST_CELLS else write_long_csv
    write(conversation, folder)
    (folder / HOW_TO_CHECK).write_text(how_to_check(salt=result.salt, input_hash=result.input_hash), encoding="utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            # Without the time of day, equal results have equal files.
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _file(name: str, content: bytes, *, has_single_answers: bool = False) -> ResultFile:
    is_archive = name.endswith(".zip")
    return ResultFile(
        name=name,
        content_type=_TYPES[Path(name).suffix],
        has_single_answers=has_single_answers,
        is_archive=is_archive,
        size=len(content),
        content=content if is_archive else gzip.compress(content, mtime=0),
    )
