from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.report.conversations import analysis_of
from tests.report.test_page import SECTIONS, outline
from yishiting.formats import read_conversation
from yishiting.report import ReportOptions, headlines, language_of, write_report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_real_conversation_has_a_report(real_conversation: Path, tmp_path: Path, language: str) -> None:
    conversation = read_conversation(real_conversation)
    analysis = analysis_of(conversation)
    page = write_report(conversation, analysis, tmp_path / "report", ReportOptions(language=language)).page

    assert [one for one in outline(page).ids if one in SECTIONS] == SECTIONS
    assert 3 <= len(headlines(conversation, analysis, language_of(language))) <= 7
    assert page.stat().st_size < 2_600_000


def test_the_chinese_conversation_is_light_enough_to_forward(real_conversations: Path, tmp_path: Path) -> None:
    conversation = read_conversation(real_conversations / "vtaiwan.uberx")
    page = write_report(conversation, analysis_of(conversation), tmp_path / "report").page

    assert page.stat().st_size < 1_500_000
