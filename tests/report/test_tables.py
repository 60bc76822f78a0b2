from __future__ import annotations

import csv
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tests.report.conversations import HOSTILE_TEXTS, analysis_of, conversation_of, divided_votes, hostile_conversation
from yishiting.formats import restore
from yishiting.report.options import report_files
from yishiting.report.tables import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation
    from yishiting.report import ReportFiles


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_statements_hold_every_set_of_people(report: ReportFiles, sample_analysis: Analysis) -> None:
    rows = _rows(report.statements)

    assert [row["statement"] for row in rows] == [str(one) for one in sample_analysis.statement_ids]
    assert [row["verdict"] for row in rows] == list(sample_analysis.verdicts)
    assert [float(row["overall.support"]) for row in rows] == np.round(sample_analysis.support.share[0], 4).tolist()
    supports = [name for name in rows[0] if name.endswith(".support")]
    assert len(supports) == len(sample_analysis.support.sets)


def test_participants_hold_one_row_each(report: ReportFiles, sample: Conversation, sample_analysis: Analysis) -> None:
    rows = _rows(report.participants)

    assert len(rows) == sample.table.n_participants
    letters = [*sample_analysis.groups.labels, ""]
    assert [row["group"] for row in rows] == [letters[group] for group in sample_analysis.groups.membership]
    votes = sum(int(row[name]) for row in rows for name in ("agree", "disagree", "pass"))
    assert votes == sample.table.n_votes
    assert [row["constituency.region"] for row in rows] == sample.constituencies["region"].tolist()


def test_groups_number_their_defining_statements(report: ReportFiles, sample_analysis: Analysis) -> None:
    rows = _rows(report.groups)

    groups = sample_analysis.groups
    assert len(rows) == groups.n_groups * len(sample_analysis.statement_ids)
    ranks = [int(row["defining"]) for row in rows if row["group"] == groups.labels[0] and row["defining"] != "0"]
    assert sorted(ranks) == list(range(1, len(groups.defining[0]) + 1))


def test_the_slate_stands_in_order_of_election(report: ReportFiles, sample_analysis: Analysis) -> None:
    elected = [str(sample_analysis.statement_ids[position]) for position in sample_analysis.slate.statements]

    assert [row["statement"] for row in _rows(report.slate)] == elected


def test_no_cell_acts_in_a_spreadsheet(hostile_report: ReportFiles) -> None:
    files = (hostile_report.statements, hostile_report.participants, hostile_report.groups, hostile_report.slate)
    cells = [cell for path in files for row in _rows(path) for pair in row.items() for cell in pair]

    assert [cell for cell in cells if cell.startswith(("=", "@", "+"))] == []
    assert {cell for cell in cells if cell.startswith("-")} <= {
        cell for cell in cells if cell.strip("-0123456789.e") == ""
    }


def test_texts_come_back_exactly(hostile_report: ReportFiles) -> None:
    assert [restore(row["text"]) for row in _rows(hostile_report.statements)] == list(HOSTILE_TEXTS)


def test_participants_with_text_ids_are_neutralised(tmp_path: Path) -> None:
    conversation = hostile_conversation()
    ids = np.array([f"=person{number:03d}" for number in range(conversation.table.n_participants)])
    table = replace(conversation.table, participant_ids=ids)
    analysis = replace(analysis_of(conversation), participant_ids=ids)
    write_tables(replace(conversation, table=table), analysis, report_files(tmp_path))

    assert [row["participant"] for row in _rows(tmp_path / "participants.csv")][:2] == ["'=person000", "'=person001"]


def test_a_million_participants_are_written_in_seconds(tmp_path: Path) -> None:
    # Ten times the people of a hundred thousand; the limit is far above what it takes, and far below Python rows.
    conversation = conversation_of(divided_votes(200, 9), ["x"])
    many_conversation, many_analysis = _repeated(conversation, analysis_of(conversation), 5000)
    started = time.perf_counter()
    write_tables(many_conversation, many_analysis, report_files(tmp_path))

    assert time.perf_counter() - started < 20
    with (tmp_path / "participants.csv").open("rb") as file:
        assert sum(1 for _ in file) == 1_000_001


def _repeated(conversation: Conversation, analysis: Analysis, times: int) -> tuple[Conversation, Analysis]:
    table, one = conversation.table, analysis
    n_people = table.n_participants * times
    many = replace(
        table,
        participant_ids=np.arange(n_people),
        row_starts=np.concatenate(([0], np.cumsum(np.tile(np.diff(table.row_starts), times)))),
        statement_index=np.tile(table.statement_index, times),
        votes=np.tile(table.votes, times),
        weights=np.ones(n_people),
    )
    people = replace(
        one.map, people=np.tile(one.map.people, (times, 1)), people_sd=np.tile(one.map.people_sd, (times, 1))
    )
    groups = replace(
        one.groups, membership=np.tile(one.groups.membership, times), certainty=np.tile(one.groups.certainty, times)
    )
    return replace(conversation, table=many), replace(
        one, participant_ids=many.participant_ids, map=people, groups=groups
    )
