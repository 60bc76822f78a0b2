from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.conversations import analysis_of, conversation_of, divided_votes
from yishiting.formats import Names
from yishiting.report import language_of
from yishiting.report.voice import Voice, shortened

CONVERSATION = conversation_of(divided_votes(120, 9), ["Rivers should be clean."])


@pytest.fixture(scope="module")
def voice() -> Voice:
    return Voice(language_of("en"), CONVERSATION, analysis_of(CONVERSATION))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.5, "half"),
        (2 / 3, "two thirds"),
        (1 / 3, "one third"),
        (0.75, "three quarters"),
        (0.6, "60%"),
        (0.667, "67%"),
    ],
)
def test_a_plain_fraction_is_said_in_words(voice: Voice, share: float, said: str) -> None:
    assert voice.fraction(share) == said


def test_words_are_joined_as_the_language_joins_them(voice: Voice) -> None:
    chinese = replace(voice, language=language_of("zh-hans"))

    assert [voice.joined(["A", "B", "C"][:count]) for count in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert chinese.joined(["A", "B", "C"]) == "A、B和C"


def test_sentences_follow_each_other_as_the_language_writes(voice: Voice) -> None:
    chinese = replace(voice, language=language_of("zh-hans"))

    assert voice.paragraph("One.", "", "Two.") == "One. Two."
    assert chinese.paragraph("一。", "二。") == "一。二。"


def test_each_verdict_has_its_reason_with_an_interval(voice: Voice) -> None:
    for position in range(voice.n_statements):
        low, high = (
            voice.language.percent(float(voice.analysis.support.low[0, position])),
            voice.language.percent(float(voice.analysis.support.high[0, position])),
        )
        assert low in voice.verdict_reason(position)
        assert high in voice.verdict_reason(position)


def test_a_group_that_holds_back_is_named(voice: Voice) -> None:
    support = voice.analysis.support
    high = support.high.copy()
    high[1:, 0], high[1, 1], high[2, 1] = 0.9, 0.9, 0.6
    analysis = replace(
        voice.analysis,
        verdicts=("broad_support",) * 9,
        blocking=((2,), (1, 2), *((2,),) * 7),
        support=replace(support, high=high),
    )
    voice = replace(voice, analysis=analysis)

    assert voice.verdict_reason(0).endswith("of those who took part; not certain in Group B.")
    assert voice.held_back(1) == "not certain in Group A; below two thirds in Group B"


def test_many_names_are_cut_short(voice: Voice) -> None:
    assert voice.some_of(["A", "B", "C", "D"]) == "A, B, C and D"
    assert voice.some_of(["A", "B", "C", "D", "E"]) == "A, B, C and 2 others"


def test_names_are_those_of_the_organiser_in_the_language_of_the_reader() -> None:
    names = Names(
        title={"en": "Rivers", "zh": "河流"},
        question={"zh": "河流应当怎样？"},
        kinds={"bank": {"en": "Side of the river"}},
        labels={"bank": {"L": {"en": "Left", "zh-Hans": "左岸"}}},
    )
    english = Voice(language_of("en"), replace(CONVERSATION, names=names), analysis_of(CONVERSATION))
    chinese = replace(english, language=language_of("zh-hans"))

    assert (english.title, english.question) == ("Rivers", CONVERSATION.question)
    assert (chinese.title, chinese.question) == ("河流", "河流应当怎样？")
    assert (english.dimension_name("bank"), chinese.dimension_name("bank")) == ("Side of the river", "Bank")
    assert (english.constituency_name("bank", "L"), chinese.constituency_name("bank", "L")) == ("Left", "左岸")
    assert english.constituency_name("bank", "R") == "R"


def test_more_than_half_is_only_said_where_the_interval_is_above_half(voice: Voice) -> None:
    support = voice.analysis.support
    low, high = support.low.copy(), support.high.copy()
    low[:], high[:] = 0.4, 0.6
    unsure = replace(voice.analysis, support=replace(support, low=low, high=high), verdicts=("divided",) * 9)
    sure = replace(voice.analysis, verdicts=("divided",) * 9)

    assert "more than half" not in replace(voice, analysis=unsure).verdict_reason(3)
    assert "more than half in Group" in replace(voice, analysis=sure).verdict_reason(3)


def test_a_long_quote_is_cut_at_a_word_and_wide_characters_count_twice() -> None:
    assert shortened("word " * 40).endswith("word…")
    assert len(shortened("word " * 40)) <= 97
    assert shortened("字" * 100) == "字" * 48 + "…"
    assert shortened("W" * 200) == "W" * 96 + "…"
