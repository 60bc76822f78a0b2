from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.report.conversations import analysis_of, conversation_of, divided_votes, hostile_conversation
from tests.report.test_page import Outline
from yishiting.engine import VoteTable
from yishiting.report import (
    InvalidAnalysisError,
    ReportOptions,
    ResultSections,
    UnknownLanguageError,
    result_sections,
    statements_section,
    write_report,
)

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation

PIECES = (
    "headlines",
    "agreed",
    "opposed",
    "divides",
    "map",
    "map_notes",
    "groups",
    "sides",
    "unknown",
    "slate",
    "method",
)
ELSEWHERE = ReportOptions(statements_address="/statements/", smallest_cell=10)


def parsed(html: str) -> Outline:
    found = Outline()
    found.feed(html)
    return found


def page(sections: ResultSections) -> Outline:
    return parsed("".join(str(getattr(sections, piece)) for piece in ("symbols", *PIECES)))


@pytest.fixture(scope="module", params=["en", "zh-hans"])
def sections(request: pytest.FixtureRequest, sample: Conversation, sample_analysis: Analysis) -> ResultSections:
    return result_sections(sample, sample_analysis, ReportOptions(language=request.param))


def test_the_words_are_those_of_the_report(
    tmp_path: Path, sample: Conversation, sample_analysis: Analysis, sections: ResultSections
) -> None:
    options = ReportOptions(language=sections.language, has_interactive_map=False)
    report = write_report(sample, sample_analysis, tmp_path / "report", options).page.read_text(encoding="utf-8")
    said = re.sub(r"\s+", " ", report)

    for piece in ("headlines", "agreed", "divides", "map", "map_notes", "groups", "unknown", "slate", "method"):
        assert re.sub(r"\s+", " ", str(getattr(sections, piece))) in said, piece


def test_pieces_fit_a_page_with_headings_of_its_own(sections: ResultSections) -> None:
    levels = page(sections).headings

    assert min(levels) == 3
    assert [pair for pair in itertools.pairwise([2, *levels]) if pair[1] > pair[0] + 1] == []


def test_pieces_keep_a_strict_policy(sections: ResultSections) -> None:
    found = page(sections)

    assert found.blocks == []
    assert [name for _, name, _ in found.attributes if name.startswith("on") or name == "style"] == []


def test_ids_are_unique_and_name_nobody(sections: ResultSections) -> None:
    ids = page(sections).ids

    assert len(ids) == len(set(ids))
    assert [one for one in ids if not re.fullmatch(r"s\d+|scale|mark-\w+", one)] == []


def test_no_person_is_named_in_the_markup() -> None:
    table = divided_votes(60, 9)
    names = np.array([f"person-{person}" for person in range(60)])
    named = VoteTable.from_arrays(
        np.repeat(names, np.diff(table.row_starts)), table.statement_ids[table.statement_index], table.votes
    )
    conversation = conversation_of(named, ["A statement."])
    found = result_sections(conversation, analysis_of(conversation))

    assert "person-" not in json.dumps(found.as_dict())


def test_sections_come_back_from_json(sections: ResultSections) -> None:
    assert ResultSections.from_dict(json.loads(json.dumps(sections.as_dict()))) == sections


def test_sections_of_another_version_are_refused(sections: ResultSections) -> None:
    with pytest.raises(InvalidAnalysisError, match="must be 1, got 0"):
        ResultSections.from_dict({**sections.as_dict(), "version": 0})


def test_an_unknown_language_and_a_foreign_analysis_are_refused(
    sample: Conversation, sample_analysis: Analysis
) -> None:
    with pytest.raises(UnknownLanguageError):
        result_sections(sample, sample_analysis, ReportOptions(language="tlh"))
    with pytest.raises(InvalidAnalysisError):
        result_sections(conversation_of(divided_votes(9, 9), ["x"]), sample_analysis)


def test_hostile_texts_stay_text() -> None:
    conversation = hostile_conversation()
    found = result_sections(conversation, analysis_of(conversation))

    assert page(found).blocks == []
    assert "<img src=x" not in "".join(getattr(found, piece) for piece in PIECES)


def test_links_lead_to_the_page_that_holds_the_statement() -> None:
    conversation = conversation_of(divided_votes(200, 60), ["A statement."])
    analysis = analysis_of(conversation)
    found = page(result_sections(conversation, analysis, ELSEWHERE))
    table = parsed(statements_section(conversation, analysis, ELSEWHERE))
    here = {link[1:] for link in found.links if re.fullmatch(r"#s\d+", link)}
    there = {link.removeprefix("/statements/#") for link in found.links if link.startswith("/statements/#")}

    assert here <= set(found.ids)
    assert here
    assert there <= set(table.ids)
    assert {one for one in table.ids if one.startswith("s")} >= {f"s{statement}" for statement in range(60)}


def test_fewer_statements_are_drawn_where_the_table_is_elsewhere() -> None:
    conversation = conversation_of(divided_votes(200, 60), ["A statement."])
    analysis = analysis_of(conversation)
    whole, short = (result_sections(conversation, analysis, options) for options in (ReportOptions(), ELSEWHERE))

    assert short.divides.count("<article") == 5 < whole.divides.count("<article")
    assert 'further ones stand in the table: <a href="/statements/">' in short.divides


def test_figures_of_few_people_are_withheld_when_asked() -> None:
    table = divided_votes(100, 12)
    regions = ["Small" if person < 9 else "Large" for person in range(100)]
    conversation = conversation_of(table, ["A statement."], {"region": regions})
    analysis = analysis_of(conversation)
    open_handed, careful = (
        result_sections(conversation, analysis, options) for options in (ReportOptions(), ELSEWHERE)
    )

    assert "too few to show" not in open_handed.agreed
    assert "too few to show" in careful.agreed
    assert _row(careful.agreed, "Small", "data") == ["under 10", "–", "–", "–"]
    assert _row(open_handed.agreed, "Small", "data")[0] == "9"
    assert re.search(r'<td data-name="Small"><b>–</b></td>', careful.sides)


def test_small_counts_of_votes_are_withheld_when_asked() -> None:
    table = divided_votes(100, 12)
    conversation = conversation_of(table, ["A statement."])
    careful = result_sections(conversation, analysis_of(conversation), ELSEWHERE)
    counts = [int(cell) for cell in _row(careful.agreed, "Group A", "data") if cell.isdigit()]

    assert "under 10" in _row(careful.agreed, "Group A", "data")
    assert min(counts) >= 10


def test_tallies_that_were_withheld_are_dashes_in_the_table_of_all_statements() -> None:
    conversation = conversation_of(divided_votes(100, 12), ["A statement."])
    analysis = analysis_of(conversation)
    agree, disagree, passed = (
        np.where(np.arange(12) == 0, -1, counts)
        for counts in (analysis.support.n_agree, analysis.support.n_disagree, analysis.support.n_pass)
    )
    support = replace(analysis.support, n_agree=agree, n_disagree=disagree, n_pass=passed)
    careful = replace(analysis, support=support)
    table = statements_section(conversation, careful, ELSEWHERE)
    row = table[table.index('<tr id="s0"') :]

    assert re.findall(r'<span class="name">(?:Answers|Passes)</span>([^<]*)', row)[:2] == ["–", "–"]


def _row(html: str, name: str, table: str) -> list[str]:
    """Cells of the first row of that name in a table of a class."""
    within = html[html.index(f'<table class="{table}"') :]
    row = within[within.index(f'<th scope="row">{name}</th>') :]
    return re.findall(r"<td>(.*?)</td>", row[: row.index("</tr>")])


def test_without_constituencies_nothing_stands_side_by_side() -> None:
    conversation = conversation_of(divided_votes(60, 9), ["A statement."])

    assert result_sections(conversation, analysis_of(conversation)).sides == ""


def test_side_by_side_has_a_cell_for_every_set(sections: ResultSections, sample_analysis: Analysis) -> None:
    support = sample_analysis.support
    kinds = {support.sets[row].dimension for row in support.rows("constituency")} | {"tier"}
    first = sections.sides[: sections.sides.index("</tr>")]
    line = sections.sides[sections.sides.index("<tbody>") :]

    assert sections.sides.count("<table") == len(kinds)
    assert line[: line.index("</tr>")].count("<td") == first.count("<th scope") - 1


def test_where_nobody_stands_apart_there_is_a_sentence_instead_of_a_map() -> None:
    person, statement = np.nonzero(np.ones((30, 4)))
    passes = VoteTable.from_arrays(person, statement, np.zeros(120, dtype=int))
    conversation = conversation_of(passes, ["A statement."])
    found = result_sections(conversation, analysis_of(conversation))

    assert "There is nothing to draw yet" in found.map
    assert found.map_notes == ""
    assert found.opposed == ""


def test_statements_keep_their_anchors_when_others_join() -> None:
    def anchors(first: int) -> set[str]:
        table = divided_votes(60, 12)
        people, kept = table.participant_index(), table.statement_index >= first
        fewer = VoteTable.from_arrays(people[kept], table.statement_index[kept], table.votes[kept])
        conversation = conversation_of(fewer, ["A statement."])
        return set(parsed(statements_section(conversation, analysis_of(conversation), ELSEWHERE)).ids)

    assert {one for one in anchors(6) if one[1:].isdigit()} == {f"s{statement}" for statement in range(6, 12)}
    assert {f"s{statement}" for statement in range(12)} <= anchors(0)


def test_texts_are_shown_in_the_language_of_the_options(sample: Conversation, sample_analysis: Analysis) -> None:
    english, chinese = (
        result_sections(sample, sample_analysis, ReportOptions(language=language)) for language in ("en", "zh-hans")
    )

    assert english.titles["map"] == "The opinion map"
    assert chinese.titles["map"] == "意见图"
    assert replace(english, language="x") != english
