"""Reports that many tests look at, each written once."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.report.conversations import analysis_of, hostile_conversation
from yishiting.formats import read_conversation
from yishiting.report import ReportFiles, ReportOptions, write_report
from yishiting.sample import SampleSettings, write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation

MOMENT = datetime.datetime(2026, 7, 4, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for everything that these tests write once."""
    return tmp_path_factory.mktemp("report")


@pytest.fixture(scope="session")
def sample(folder: Path) -> Conversation:
    """One simulated deliberation in two languages, with constituencies and tiers."""
    write_sample(folder / "sample", SampleSettings(n_people=300, deliberations=("governance",)))
    return read_conversation(folder / "sample" / "governance")


@pytest.fixture(scope="session")
def sample_analysis(sample: Conversation) -> Analysis:
    """The engine's result for the sample."""
    return analysis_of(sample)


@pytest.fixture(scope="session", params=["en", "zh-hans"])
def report(
    request: pytest.FixtureRequest, folder: Path, sample: Conversation, sample_analysis: Analysis
) -> ReportFiles:
    """The sample's report, once in each language."""
    options = ReportOptions(language=request.param, moment=MOMENT, input_hash="0123abcd")
    return write_report(sample, sample_analysis, folder / f"report-{request.param}", options)


@pytest.fixture(scope="session")
def hostile_report(folder: Path) -> ReportFiles:
    """A report of statements that try to break it."""
    conversation = hostile_conversation()
    return write_report(conversation, analysis_of(conversation), folder / "hostile")
