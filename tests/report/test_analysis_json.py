from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import numpy as np
import pytest

from tests.report.conversations import analysis_of, hostile_conversation
from yishiting.engine import NotFittedError
from yishiting.report import InvalidAnalysisError, read_analysis, write_report
from yishiting.report.analysis_schema import analysis_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation
    from yishiting.report import ReportFiles

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "analysis.schema.json"


def leaves(value: object, place: str = "analysis") -> Iterator[tuple[str, object]]:
    """Every figure and word of a result with its place in it."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{place}.{field.name}")
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from leaves(one, f"{place}[{number}]")
    else:
        yield place, value


def is_as_published(first: object, second: object) -> bool:
    """Are two leaves equal, but for rounding to 1e-4?"""
    one, other = np.asarray(first), np.asarray(second)
    if one.shape != other.shape or one.dtype.kind != other.dtype.kind:
        return False
    if one.dtype.kind == "f":
        return np.allclose(one, other, atol=6e-5, rtol=0, equal_nan=True)
    return np.array_equal(one, other)


def differences(first: Analysis, second: Analysis) -> list[str]:
    """Where two results differ by more than published figures do; the model is not published."""
    one, other = (
        {place: leaf for place, leaf in leaves(result) if place != "analysis.model"} for result in (first, second)
    )
    return [
        place
        for place in one | other
        if place not in one or place not in other or not is_as_published(one[place], other[place])
    ]


def test_the_printed_schema_is_the_one_in_force() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == analysis_schema()


def test_an_analysis_validates_against_its_schema(report: ReportFiles, hostile_report: ReportFiles) -> None:
    validator = jsonschema.Draft202012Validator(analysis_schema())
    validator.check_schema(analysis_schema())

    for files in (report, hostile_report):
        assert list(validator.iter_errors(json.loads(files.analysis.read_text(encoding="utf-8")))) == []


def test_the_schema_refuses_a_field_too_many_and_one_too_few(report: ReportFiles) -> None:
    stored = json.loads(report.analysis.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(analysis_schema())

    assert not validator.is_valid({**stored, "extra": 1})
    assert not validator.is_valid({name: value for name, value in stored.items() if name != "rule"})


def test_an_analysis_comes_back(report: ReportFiles, sample_analysis: Analysis) -> None:
    assert differences(sample_analysis, read_analysis(report.folder)) == []


def test_a_difference_would_be_found(sample_analysis: Analysis) -> None:
    changed = replace(sample_analysis, consensus=sample_analysis.consensus + 1e-3, seed=5)

    assert differences(sample_analysis, changed) == ["analysis.consensus", "analysis.seed"]


def test_the_model_does_not_come_back_and_says_so(report: ReportFiles, sample: Conversation) -> None:
    with pytest.raises(NotFittedError):
        read_analysis(report.folder).model.predict(sample.table.participant_ids[:1], sample.table.statement_ids[:1])


def test_text_ids_come_back(tmp_path: Path) -> None:
    conversation = hostile_conversation()
    ids = np.array([f"=person{number:03d}" for number in range(conversation.table.n_participants)])
    table = replace(conversation.table, participant_ids=ids)
    analysis = replace(analysis_of(conversation), participant_ids=ids)
    write_report(replace(conversation, table=table), analysis, tmp_path / "report")

    assert differences(analysis, read_analysis(tmp_path / "report")) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "analysis.json must be yishiting.analysis version 1, got"),
        ({"schema": "another"}, "analysis.json must be yishiting.analysis version 1, got"),
        ({"statements": None}, "`folder` must hold a whole report"),
        ({"rule": {"support_threshold": 7}}, "`folder` must hold a whole report"),
    ],
)
def test_a_changed_file_is_refused(report: ReportFiles, tmp_path: Path, change: dict[str, Any], message: str) -> None:
    stored = json.loads(report.analysis.read_text(encoding="utf-8"))
    (tmp_path / "analysis.json").write_text(json.dumps(stored | change), encoding="utf-8")
    (tmp_path / "participants.csv").write_bytes(report.participants.read_bytes())

    with pytest.raises(InvalidAnalysisError, match=message):
        read_analysis(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "not JSON", '{"schema": "yishiting.analysis"}'])
def test_a_broken_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "analysis.json").write_text(content, encoding="utf-8")

    with pytest.raises(InvalidAnalysisError):
        read_analysis(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidAnalysisError, match="must hold a whole report"):
        read_analysis(tmp_path / "nowhere")
