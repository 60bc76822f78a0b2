from __future__ import annotations

import numpy as np
import pytest

from yishiting.formats import StatementTexts
from yishiting.report import language_of
from yishiting.report.statement_text import ShownText, language_attributes, plain_line, shown_text


def _texts(text: str, language: str, translations: dict[str, str]) -> StatementTexts:
    return StatementTexts(
        ids=np.array([1]),
        texts=(text,),
        languages=(language,),
        authors=("",),
        translations={tag: (translation,) for tag, translation in translations.items()},
    )


def test_a_text_in_the_readers_language_is_shown_as_it_is() -> None:
    shown = shown_text(_texts("Good", "en-GB", {"zh": "好"}), 0, language_of("en"))

    assert shown == ShownText("Good", "en-GB", "", "", is_foreign=False)


def test_a_translation_is_shown_with_its_original() -> None:
    shown = shown_text(_texts("Good", "en", {"ar": "جيد", "zh": "好"}), 0, language_of("zh-hans"))

    assert shown == ShownText("好", "zh", "Good", "en", is_foreign=False)


@pytest.mark.parametrize("translations", [{}, {"ar": "جيد"}, {"zh-Hant": "好"}, {"zh-Hans": ""}])
def test_without_a_translation_for_the_reader_the_original_is_marked(translations: dict[str, str]) -> None:
    shown = shown_text(_texts("Good", "en", translations), 0, language_of("zh-hans"))

    assert shown == ShownText("Good", "en", "", "", is_foreign=True)


def test_a_text_of_unknown_language_is_neither_foreign_nor_tagged() -> None:
    shown = shown_text(_texts("Good", "", {}), 0, language_of("zh-hans"))

    assert (shown.is_foreign, str(shown.attributes)) == (False, 'dir="auto"')


def test_a_right_to_left_language_sets_the_direction() -> None:
    assert str(language_attributes("ar-EG")) == 'lang="ar-EG" dir="rtl"'
    assert str(language_attributes("zh-Hant")) == 'lang="zh-Hant" dir="ltr"'


def test_a_language_tag_cannot_leave_its_attribute() -> None:
    assert str(language_attributes('en" onload="x')) == 'lang="en&#34; onload=&#34;x" dir="ltr"'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("safe \u202egnorw\u202c \u2066x\u2069", "safe gnorw x"),
        ("nul\x00 bell\x07", "nul bell"),
        ("  多  空格 ", "多 空格"),
        ("家\u200d族", "家\u200d族"),
    ],
)
def test_a_line_has_no_controls_and_no_overrides(text: str, line: str) -> None:
    assert plain_line(text) == line
