from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.report.conversations import HOSTILE_TEXTS, analysis_of, conversation_of, divided_votes
from yishiting.engine import Rule, VoteTable, analyse
from yishiting.report import ReportOptions, write_report

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.report import ReportFiles

SECTIONS = ["result", "agreed", "divides", "map", "groups", "unknown", "slate", "all", "method"]
PLAIN = ReportOptions(has_interactive_map=False)


class Outline(HTMLParser):
    """What a page is made of: headings, ids, links, scripts and styles, and tags that were closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.blocks: list[tuple[str, dict[str, str], str]] = []
        self._open: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in found.items()]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if "id" in found:
            self.ids.append(found["id"])
        self.links += [found[name] for name in ("href", "src") if name in found]
        if tag in {"script", "style"}:
            self._open = (tag, found)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks.append((*self._open, data))
            self._open = None


def outline(path: Path) -> Outline:
    parsed = Outline()
    parsed.feed(path.read_text(encoding="utf-8"))
    return parsed


def test_sections_stand_in_the_order_of_reading(report: ReportFiles) -> None:
    assert [one for one in outline(report.page).ids if one in SECTIONS] == SECTIONS


def test_headings_step_down_one_level_at_a_time(report: ReportFiles) -> None:
    levels = outline(report.page).headings

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_ids_are_unique_and_inner_links_lead_somewhere(report: ReportFiles) -> None:
    parsed = outline(report.page)

    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} - set(parsed.ids) == set()


def test_every_statement_has_its_place(report: ReportFiles) -> None:
    places = {one for one in outline(report.page).ids if re.fullmatch(r"s\d+", one)}

    assert places == {f"s{statement}" for statement in range(1, 21)}


def test_nothing_outside_the_report_is_linked(report: ReportFiles, hostile_report: ReportFiles) -> None:
    for files in (report, hostile_report):
        beside = {path.name for path in files.folder.iterdir()}
        assert {link for link in outline(files.page).links if not link.startswith("#")} <= beside


def test_the_policy_allows_these_scripts_and_this_style_and_nothing_else(report: ReportFiles) -> None:
    parsed = outline(report.page)
    (policy,) = [
        value for tag, name, value in parsed.attributes if tag == "meta" and name == "content" and "src" in value
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    digest = {
        kind: {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}
        for kind, texts in {
            "script": [
                text
                for tag, found, text in parsed.blocks
                if tag == "script" and found.get("type") != "application/json"
            ],
            "style": [text for tag, _, text in parsed.blocks if tag == "style"],
        }.items()
    }
    assert set(rules["script-src"].split()) == digest["script"]
    assert set(rules["style-src"].split()) == digest["style"]
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy


def test_no_element_carries_a_script_or_a_style_of_its_own(report: ReportFiles, hostile_report: ReportFiles) -> None:
    for files in (report, hostile_report):
        names = {name for _, name, _ in outline(files.page).attributes}
        assert {name for name in names if name.startswith("on") or name == "style"} == set()


def test_hostile_texts_are_shown_as_text(hostile_report: ReportFiles) -> None:
    page = hostile_report.page.read_text(encoding="utf-8")
    parsed = outline(hostile_report.page)

    assert "<script>document" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;document.title" in page
    assert "{{ 7 * 7 }} {% raw %} %(people)s %s" in page
    assert "\u202e" not in page
    assert len([tag for tag, _, _ in parsed.blocks if tag == "script"]) == 3


def test_hostile_texts_reach_the_page_at_all(hostile_report: ReportFiles) -> None:
    page = hostile_report.page.read_text(encoding="utf-8")

    assert "W" * 400 in page
    assert "Turned edisni round and about" in page
    assert len(HOSTILE_TEXTS) == 10


def test_simulated_data_is_labelled_and_real_data_is_not(report: ReportFiles, hostile_report: ReportFiles) -> None:
    assert 'class="simulated"' in report.page.read_text(encoding="utf-8")
    assert 'class="simulated"' not in hostile_report.page.read_text(encoding="utf-8")


def test_the_particulars_of_the_result_are_printed(report: ReportFiles) -> None:
    page = report.page.read_text(encoding="utf-8")

    assert "0123abcd" in page
    assert "2026" in page


def test_thresholds_are_printed_from_the_rule_that_was_used(tmp_path: Path) -> None:
    conversation = conversation_of(divided_votes(60, 9), ["A statement."])
    rule = Rule(support_threshold=0.75, confidence=0.95, minimum_people=12)
    page = write_report(conversation, analyse(conversation.table, rule=rule), tmp_path / "report", PLAIN).page
    text = page.read_text(encoding="utf-8")

    assert "It is 95% certain that at least three quarters agree" in text
    assert "P(support ≥ 0.75) ≥ 95%" in text
    assert "from 12 people" in text


def test_without_the_interactive_map_the_page_is_light(tmp_path: Path) -> None:
    conversation = conversation_of(divided_votes(60, 9), ["A statement."])
    page = write_report(conversation, analysis_of(conversation), tmp_path / "report", PLAIN).page

    assert page.stat().st_size < 150_000
    assert 'class="map"' in page.read_text(encoding="utf-8")


def test_a_failed_check_of_the_slate_names_its_witnesses(tmp_path: Path) -> None:
    conversation = conversation_of(divided_votes(60, 9), ["A statement."])
    analysis = analysis_of(conversation)
    check = replace(
        analysis.slate.checks[0], holds=False, witness_statement=3, witness_people=analysis.groups.membership[:17]
    )
    failing = replace(analysis, slate=replace(analysis.slate, checks=(check,)))
    page = write_report(conversation, failing, tmp_path / "report", PLAIN).page.read_text(encoding="utf-8")

    assert "Not fulfilled: 17 people agree on statement #3 and have too few on this list" in page


@pytest.mark.parametrize("n_statements", [1, 2])
def test_a_tiny_conversation_has_a_page(tmp_path: Path, n_statements: int) -> None:
    conversation = conversation_of(divided_votes(3, n_statements, seed=1), ["A statement."])
    page = write_report(conversation, analysis_of(conversation), tmp_path / "report", PLAIN).page

    assert [one for one in outline(page).ids if one in SECTIONS] == SECTIONS


def test_where_nobody_stands_apart_no_map_is_drawn(tmp_path: Path) -> None:
    person, statement = np.nonzero(np.ones((30, 4)))
    passes = VoteTable.from_arrays(person, statement, np.zeros(120, dtype=int))
    conversation = conversation_of(passes, ["A statement."])
    text = write_report(conversation, analysis_of(conversation), tmp_path / "report").page.read_text(encoding="utf-8")

    assert "There is nothing to draw yet" in text
    assert 'id="map-still"' not in text
    assert 'id="vega-bundle"' not in text
    assert "No statement is supported by enough people for such a list." in text


def test_a_long_question_is_folded_after_its_first_paragraph(tmp_path: Path) -> None:
    conversation = conversation_of(divided_votes(60, 9), ["A statement."])
    question = "What **next**?\n\n" + "Read [this](https://example.org). " * 20
    conversation = replace(conversation, question=question)
    page = write_report(conversation, analysis_of(conversation), tmp_path / "report", PLAIN).page
    text = page.read_text(encoding="utf-8")

    assert '<div class="question"><p dir="auto">What next?</p><details>' in text.replace("\n", "")
    assert "https://example.org" not in text
