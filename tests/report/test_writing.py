from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.report.conversations import analysis_of, conversation_of, divided_votes
from yishiting.report import (
    ForeignFolderError,
    InvalidAnalysisError,
    ReportOptions,
    UnknownLanguageError,
    UnwritableFolderError,
    require_writable,
    write_report,
)
from yishiting.report.options import FILE_NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation
    from yishiting.report import ReportFiles, Step

PLAIN = ReportOptions(has_interactive_map=False)


@pytest.fixture(scope="module")
def conversation() -> Conversation:
    return conversation_of(divided_votes(60, 9), ["A statement."])


@pytest.fixture(scope="module")
def analysis(conversation: Conversation) -> Analysis:
    return analysis_of(conversation)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_report_is_six_files(report: ReportFiles) -> None:
    assert {path.name for path in report.folder.iterdir()} == set(FILE_NAMES.values())


def test_each_step_is_told_as_it_begins(conversation: Conversation, analysis: Analysis, tmp_path: Path) -> None:
    steps: list[Step] = []
    write_report(conversation, analysis, tmp_path / "report", progress=steps.append)

    assert steps == ["tables", "charts", "page"]


def test_the_same_analysis_gives_the_same_bytes(conversation: Conversation, analysis: Analysis, tmp_path: Path) -> None:
    first = write_report(conversation, analysis, tmp_path / "one").folder
    second = write_report(conversation, analysis, tmp_path / "two").folder

    assert _contents(first) == _contents(second)


def test_an_earlier_report_is_replaced(conversation: Conversation, analysis: Analysis, tmp_path: Path) -> None:
    write_report(conversation, analysis, tmp_path / "report", PLAIN)
    (tmp_path / "report" / "rejected.csv").write_text("old")
    write_report(conversation, analysis, tmp_path / "report", replace(PLAIN, language="zh-hans"))

    assert 'lang="zh-Hans"' in (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report"]
    assert not (tmp_path / "report" / "rejected.csv").exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
@pytest.mark.parametrize("step", ["tables", "charts", "page"])
def test_stopping_half_way_leaves_the_earlier_report(
    conversation: Conversation, analysis: Analysis, tmp_path: Path, stop: type[BaseException], step: Step
) -> None:
    target = tmp_path / "report"
    write_report(conversation, analysis, target, PLAIN)
    before = _contents(target)

    def interrupt(begun: Step) -> None:
        if begun == step:
            raise stop

    with pytest.raises(stop):
        write_report(conversation, analysis, target, progress=interrupt)
    assert _contents(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report"]


def test_stopping_the_first_report_leaves_nothing(
    conversation: Conversation, analysis: Analysis, tmp_path: Path
) -> None:
    def interrupt(_begun: Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_report(conversation, analysis, tmp_path / "report", progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_else_in_it_is_left_alone(
    conversation: Conversation, analysis: Analysis, tmp_path: Path
) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")

    with pytest.raises(ForeignFolderError, match=r"must be empty or an earlier report, got .* with thesis.docx in it"):
        write_report(conversation, analysis, tmp_path, PLAIN)
    assert _contents(tmp_path) == {"thesis.docx": b"years of work"}


def test_a_file_or_a_link_in_the_place_of_the_folder_is_refused(
    conversation: Conversation, analysis: Analysis, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path)

    for name in ("file", "link"):
        with pytest.raises(ForeignFolderError, match="must be a folder or not there yet"):
            write_report(conversation, analysis, tmp_path / name, PLAIN)


def test_a_place_that_cannot_be_written_is_named(
    conversation: Conversation, analysis: Analysis, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(UnwritableFolderError, match=r"file/report: may not be written \("):
        write_report(conversation, analysis, tmp_path / "file" / "report", PLAIN)
    with pytest.raises(UnwritableFolderError, match=r"may not be written, because of .*file"):
        require_writable(tmp_path / "file" / "report", PLAIN)


def test_an_unknown_language_writes_nothing(conversation: Conversation, analysis: Analysis, tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguageError):
        write_report(conversation, analysis, tmp_path / "report", ReportOptions(language="tlh"))
    assert list(tmp_path.iterdir()) == []


def test_an_analysis_of_other_people_is_refused(conversation: Conversation, analysis: Analysis, tmp_path: Path) -> None:
    others = replace(analysis, participant_ids=analysis.participant_ids + 1)
    elsewhere = replace(analysis, statement_ids=np.append(analysis.statement_ids[:-1], 99))

    for other, name in ((others, "participants"), (elsewhere, "statements")):
        with pytest.raises(InvalidAnalysisError, match=f"must be of the conversation's {name}, got other ids"):
            write_report(conversation, other, tmp_path / "report", PLAIN)
