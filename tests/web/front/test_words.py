"""Words as they are kept and as they are asked for: whatever stands in a text is found by its own words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.front.words import LONGEST_WORD, MOST_TERMS, Term, folded, runs, terms_of, words_of

_SCRIPTS = "abcXYZéÅßñ 工业治理能力モデルのガバナンス한국어 Управлениеёй الحوكمة 0129 ,.-'\"*()^:&|!<>\\\0\u200b\n"
TEXTS = st.text(st.sampled_from(_SCRIPTS), max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Governance of AI", "governance of ai"),
        ("Straße ÉCOLE Čapek", "strasse ecole capek"),
        ("工业", "工业 业"),
        ("人工智能", "人工 工智 智能 能"),
        ("能", "能"),
        ("AI治理2030年", "ai 治理 理 2030 年"),
        ("ＧＰＴ－４ ｶﾞ", "gpt 4 カ\u3099 \u3099"),
        ("Ёлка й", "ёлка й"),
        ("حوكمة", "حوكمة"),
        ("zero\u200bwidth", "zerowidth"),
        ("\"a* OR b' NEAR(c)", "a or b near c"),
    ],
)
def test_words_are_kept_as_they_are_compared(text: str, kept: str) -> None:
    assert words_of([text]) == kept


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("gover", (Term("gover", is_beginning=True),)),
        ("open gover", (Term("open"), Term("gover", is_beginning=True))),
        ("治理", (Term("治理"),)),
        ("能", (Term("能", is_beginning=True),)),
        ("AI治理", (Term("ai"), Term("治理"))),
        ("治理 AI", (Term("治理"), Term("ai", is_beginning=True))),
        ("'; --", ()),
        ("", ()),
    ],
)
def test_what_a_text_must_hold(query: str, terms: tuple[Term, ...]) -> None:
    assert terms_of(query) == terms


@given(TEXTS)
def test_a_text_is_found_by_itself(text: str) -> None:
    kept = words_of([text]).split(" ")

    assert all(_holds(kept, term) for term in terms_of(text))


@given(TEXTS)
def test_every_run_of_a_text_finds_it_from_each_of_its_characters_on(text: str) -> None:
    kept = words_of([text]).split(" ")

    for run in runs(text):
        assert all(_holds(kept, term) for term in terms_of(run))
        for place in range(len(run) - 1) if re.match("[一-鿿]", run) else ():
            assert all(_holds(kept, term) for term in terms_of(run[place : place + 2]))


@given(TEXTS)
def test_nothing_but_letters_marks_and_digits_reaches_the_database(text: str) -> None:
    terms = terms_of(text)

    assert len(terms) <= MOST_TERMS
    assert all(0 < len(term.text) <= LONGEST_WORD for term in terms)
    assert not set("".join(term.text for term in terms)) & set("\"'*^:&|!<>()\\- \t\n\0")


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)).split() == folded(text).split()


def _holds(kept: list[str], term: Term) -> bool:
    return any(word.startswith(term.text) if term.is_beginning else word == term.text for word in kept)
