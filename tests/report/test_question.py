from __future__ import annotations

import pytest

from yishiting.report.question import ShownQuestion, shown_question, without_markdown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Bold** and *slanted* and __both__ and _this_", "Bold and slanted and both and this"),
        ("# Title\n> quoted\n- first\n+ second", "Title\nquoted\n• first\n• second"),
        ("[words](https://example.org/a_b_c) and <https://example.org>", "words and https://example.org"),
        ("write to <somebody@example.org>, run `this`", "write to somebody@example.org, run this"),
        ("2 * 3 * 4 = 24, a_b_c, 5 < 6 > 4, [not a link]", "2 * 3 * 4 = 24, a_b_c, 5 < 6 > 4, [not a link]"),
        ("HiveMind is  __*closed*__", "HiveMind is  closed"),
    ],
)
def test_markdown_becomes_plain_words(written: str, shown: str) -> None:
    assert without_markdown(written) == shown


def test_a_short_question_stands_whole() -> None:
    assert shown_question("Which rules?\n\nAnd **why**?") == ShownQuestion("Which rules? And why?", ())
    assert shown_question(" \n ") == ShownQuestion("", ())


def test_of_a_long_one_the_first_paragraph_stands_and_the_rest_is_folded() -> None:
    shown = shown_question("Which rules?\n\n" + "More words. " * 30 + "\n* [a list](https://example.org)")

    assert shown.lead == "Which rules?"
    assert [line[:10] for line in shown.more] == ["More words", "• a list"]


def test_of_a_long_first_paragraph_the_beginning_stands_and_everything_is_folded() -> None:
    shown = shown_question("word " * 100)

    assert shown.lead.endswith("word…")
    assert len(shown.lead) <= 201
    assert shown.more == (("word " * 100).strip(),)
