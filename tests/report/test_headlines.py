from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.report.conversations import analysis_of, conversation_of, divided_votes, hostile_conversation
from yishiting.engine import VoteTable
from yishiting.engine.rule import VERDICTS, Verdict
from yishiting.report import findings, headlines, language_of

if TYPE_CHECKING:
    from yishiting.engine import Analysis
    from yishiting.formats import Conversation

CONVERSATION = conversation_of(divided_votes(120, 9), ["Rivers should be clean.", "Build more roads."])


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analysis_of(CONVERSATION)


def _with_verdicts(analysis: Analysis, *verdicts: Verdict) -> Analysis:
    n_statements = len(analysis.statement_ids)
    spread = tuple(verdicts[position % len(verdicts)] for position in range(n_statements))
    rows = tuple((1,) if verdict != "consensus" else () for verdict in spread)
    return replace(analysis, verdicts=spread, blocking=rows)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("verdicts", [VERDICTS, *((verdict,) for verdict in VERDICTS)])
def test_there_are_three_to_seven_sentences(analysis: Analysis, language: str, verdicts: tuple[Verdict, ...]) -> None:
    found = headlines(CONVERSATION, _with_verdicts(analysis, *verdicts), language_of(language))

    assert 3 <= len(found) <= 7
    assert [headline for headline in found if not headline.text.endswith((".", "。"))] == []
    assert [headline for headline in found if "%(" in headline.text or "{" in headline.text] == []


def test_the_sentences_say_who_took_part_and_what_is_agreed(analysis: Analysis) -> None:
    found = {one.topic: one.text for one in headlines(CONVERSATION, analysis, language_of("en"))}

    n_votes = analysis.turnout.n_votes
    assert found["turnout"].startswith(f"120 people took part. They gave {n_votes} answers to 9 statements; half")
    assert "“Rivers should be clean”" in found["agreed"]
    assert found["agreed"].endswith("of those who took part.")


def test_nothing_agreed_is_said_plainly(analysis: Analysis) -> None:
    found = {
        one.topic: one.text for one in headlines(CONVERSATION, _with_verdicts(analysis, "divided"), language_of("en"))
    }

    assert found["agreed"] == "No statement is agreed on every side yet."
    assert found["unknown"] == "Every statement has enough answers for a verdict."
    assert found.keys() == {"turnout", "agreed", "divided", "groups", "unknown"}


def test_one_statement_is_spoken_of_in_the_singular(analysis: Analysis) -> None:
    verdicts: list[Verdict] = ["opposed", *(["divided"] * 8)]  # type: ignore[list-item]
    found = {
        one.topic: one.text for one in headlines(CONVERSATION, _with_verdicts(analysis, *verdicts), language_of("en"))
    }

    assert found["opposed"].startswith("One statement is opposed: “Rivers should be clean”, supported by only")


def test_the_same_analysis_gives_the_same_sentences(analysis: Analysis) -> None:
    again = analysis_of(CONVERSATION)

    assert headlines(CONVERSATION, analysis, language_of("en")) == headlines(CONVERSATION, again, language_of("en"))


def test_chinese_sentences_hold_no_english_words(analysis: Analysis) -> None:
    conversation: Conversation = conversation_of(CONVERSATION.table, ["河流应当清洁。", "应多修道路。"])
    text = "".join(
        one.text for one in headlines(conversation, _with_verdicts(analysis, *VERDICTS), language_of("zh-hans"))
    )

    assert [letter for letter in text if letter.isascii() and letter.isalpha() and letter not in "AB"] == []


def test_a_hostile_statement_is_quoted_and_never_markup() -> None:
    conversation = hostile_conversation()
    found = headlines(conversation, _with_verdicts(analysis_of(conversation), *VERDICTS), language_of("en"))

    html = "".join(one.html for one in found)
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("language", "said"), [("en", "delegations and verified participants"), ("zh-hans", "代表团和经核实的参与者")]
)
def test_where_only_some_carry_the_verdicts_the_sentences_say_so(
    sample: Conversation, sample_analysis: Analysis, language: str, said: str
) -> None:
    open_to_all = replace(sample_analysis, fitted_on="everybody")
    found = {one.topic: one.text for one in headlines(sample, sample_analysis, language_of(language))}
    others = {one.topic: one.text for one in headlines(sample, open_to_all, language_of(language))}

    assert sample_analysis.fitted_on == "delegations_and_verified"
    assert said in found["turnout"]
    assert said in found["agreed"]
    assert said not in "".join(others.values())


def test_the_groups_hold_everybody_who_took_part(sample: Conversation, sample_analysis: Analysis) -> None:
    found = {one.topic: one.text for one in headlines(sample, sample_analysis, language_of("en"))}
    sizes = findings.group_sizes(sample_analysis)

    left = sample_analysis.turnout.n_participants - sum(sizes)
    assert sum(sizes) == sample_analysis.turnout.n_grouped
    assert (f"{left} people gave too few" in found["groups"]) == (left > 1 and len(sizes) > 1)


def _sentences(conversation: Conversation) -> dict[str, str]:
    return {one.topic: one.text for one in headlines(conversation, analysis_of(conversation), language_of("en"))}


def test_two_people_are_told_no_more_than_two_people_can_tell() -> None:
    votes = VoteTable.from_arrays(np.arange(2), np.zeros(2, dtype=int), np.array([1, -1]))
    found = _sentences(conversation_of(votes, ["Rivers should be clean."]))

    assert found == {
        "turnout": "2 people took part. They gave 2 answers to 1 statement; half of the people gave 1 or more.",
        "agreed": "No statement is agreed yet.",
        "groups": "Too few people gave enough answers to tell opinion groups apart.",
        "unknown": "For no statement is it known well enough yet how many agree.",
    }


def test_who_is_too_small_to_count_is_named_where_something_is_agreed_everywhere() -> None:
    table = divided_votes(120, 9)
    declared = ["Islands"] * 3 + ["Coast"] * 117
    found = _sentences(conversation_of(table, ["Rivers should be clean."], {"place": declared}))

    assert "in every opinion group and every constituency" in found["agreed"]
    assert found["agreed"].endswith("Too small for a say of their own: Islands.")
