"""Writing a report: whole or not at all.

Everything is written into a folder beside the target and takes its place by renaming at the end. An error or Ctrl-C
leaves the target as it was.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from yishiting.report.analysis_json import write_analysis
from yishiting.report.errors import ForeignFolderError, InvalidAnalysisError, UnwritableFolderError
from yishiting.report.language import language_of
from yishiting.report.options import FILE_NAMES, Progress, ReportFiles, ReportOptions, report_files
from yishiting.report.page import PageScripts, map_choices, render_page
from yishiting.report.tables import write_tables
from yishiting.report.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yishiting.engine.results import Analysis
    from yishiting.formats.conversation import Conversation

# What a report's folder may hold besides its own files: the list of rows that the reader left out.
_ALSO_OURS = frozenset({"rejected.csv"})


def write_report(
    conversation: Conversation,
    analysis: Analysis,
    folder: Path | str,
    options: ReportOptions | None = None,
    progress: Progress | None = None,
) -> ReportFiles:
    """Write the page and the files beside it into ``folder``.

    Parameters
    ----------
    conversation : Conversation
        What was analysed: texts, votes and declared constituencies.
    analysis : Analysis
        The result for that very conversation.
    folder : path
        Made when it is not there. An earlier report in it is replaced, once the new one is complete.
    options : ReportOptions, optional
        Language and what is printed with the result.
    progress : callable, optional
        Called with the name of each step as it begins.

    Raises
    ------
    UnknownLanguageError
        There is no catalogue for the language.
    ForeignFolderError
        ``folder`` is a file, or holds files that are not a report's; it is left as it was.
    UnwritableFolderError
        Its place may not be written, or is full.
    InvalidAnalysisError
        The analysis is of other people or statements than the conversation.
    """
    options, tell = options or ReportOptions(), progress or _silent
    target = Path(folder).absolute()
    voice = Voice(language_of(options.language), conversation, analysis, options)
    require_same(conversation, analysis)
    _require_replaceable(target)
    with _folder_beside(target) as aside:
        made = aside / "new"
        made.mkdir()
        _write_parts(voice, report_files(made), tell)
        _take_place(made, target, aside / "old")
    return report_files(target)


def require_writable(folder: Path | str, options: ReportOptions) -> None:
    """Refuse what `write_report` would refuse, before an analysis is made for it; raises the same errors."""
    language_of(options.language)
    target = Path(folder).absolute()
    _require_replaceable(target)
    nearest = next(parent for parent in target.parents if parent.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise UnwritableFolderError(f"{target}: may not be written, because of {nearest}")


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A folder on the same disk for what is not complete yet; it is gone afterwards, whatever happens."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as aside:
            yield Path(aside)
    except OSError as error:
        raise UnwritableFolderError(f"{target}: may not be written ({error.strerror or error})") from error


def _write_parts(voice: Voice, files: ReportFiles, tell: Progress) -> None:
    options = voice.options
    tell("tables")
    write_tables(voice.conversation, voice.analysis, files)
    write_analysis(voice.conversation, voice.analysis, files.analysis, options)
    scripts = None
    if options.has_interactive_map:
        tell("charts")
        scripts = _scripts(voice)
    tell("page")
    files.page.write_text(render_page(voice, scripts), encoding="utf-8", newline="\n")


def _scripts(voice: Voice) -> PageScripts:
    from yishiting.report.map_chart import map_chart
    from yishiting.report.map_geometry import map_geometry
    from yishiting.report.vega_bundle import vega_bundle

    return PageScripts(map_chart(voice, map_geometry(voice.analysis), map_choices(voice)), vega_bundle())


def require_same(conversation: Conversation, analysis: Analysis) -> None:
    """Refuse an analysis of other people or statements with `InvalidAnalysisError`."""
    if not np.array_equal(conversation.table.participant_ids, analysis.participant_ids):
        raise InvalidAnalysisError("`analysis` must be of the conversation's participants, got other ids")
    if not np.array_equal(conversation.table.statement_ids, analysis.statement_ids):
        raise InvalidAnalysisError("`analysis` must be of the conversation's statements, got other ids")


def _require_replaceable(target: Path) -> None:
    if not target.exists() and not target.is_symlink():
        return
    if not target.is_dir() or target.is_symlink():
        raise ForeignFolderError(f"`folder` must be a folder or not there yet, got {target}")
    foreign = sorted(path.name for path in target.iterdir() if path.name not in {*FILE_NAMES.values(), *_ALSO_OURS})
    if foreign:
        raise ForeignFolderError(f"`folder` must be empty or an earlier report, got {target} with {foreign[0]} in it")


def _take_place(made: Path, target: Path, old: Path) -> None:
    # A folder cannot replace a full folder in one step: the old one steps aside first, and comes back on failure.
    had_old = target.exists()
    if had_old:
        target.rename(old)
    try:
        made.rename(target)
    except BaseException:
        if had_old and not target.exists():
            old.rename(target)
        raise


def _silent(_step: str) -> None:
    """Tell nobody."""
