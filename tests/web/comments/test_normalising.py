"""What was put between letters, or in their place, changes nothing; what somebody says does."""

from __future__ import annotations

import pytest
from confusable_homoglyphs.confusables import confusables_data  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.comments.normalising import fingerprint_of, skeleton_of, weight_of

_HAN = "议事厅的人工智能治理评论展览推荐我们希望更多公开透明"
_TEXTS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHKLMNOPQRSTUVWXYZ23456789 " + _HAN), min_size=1)
# Invisible, signs, marks and emoji; the last are several characters each, some joined by invisible ones.
_SIGNS = "\u200b\u200d\ufeff\u2060\u00ad\u200e \n.-*·★☆🔥、。|_\u0301\u0336→【】~™℡㏇"
_EMOJI = ("❤\ufe0f", "👍🏽", "👨\u200d👩\u200d👧", "🇨🇳")
_BETWEEN = st.sampled_from((*_SIGNS, *_EMOJI))


def _alike(letter: str) -> list[str]:
    """Give the letters of other scripts that look like one."""
    others = [str(other["c"]) for other in confusables_data.get(letter, ())]
    full_width = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter
    return [other for other in [full_width, *others] if len(other) == 1 and other.isalpha()] or [letter]


@given(_TEXTS, st.data())
def test_whatever_is_put_between_letters_changes_nothing(text: str, data: st.DataObject) -> None:
    put_in = data.draw(st.lists(_BETWEEN, min_size=len(text), max_size=len(text)))
    broken = "".join(letter + between for letter, between in zip(text, put_in, strict=True))
    assert fingerprint_of(broken) == fingerprint_of(text)


@given(_TEXTS, st.data())
def test_letters_that_look_alike_are_the_same(text: str, data: st.DataObject) -> None:
    other = "".join(data.draw(st.sampled_from(_alike(letter))) for letter in text)
    assert fingerprint_of(other) == fingerprint_of(text)


@given(_TEXTS, st.data())
def test_letters_said_often_are_said_once_and_case_is_nothing(text: str, data: st.DataObject) -> None:
    times = data.draw(st.lists(st.integers(1, 4), min_size=len(text), max_size=len(text)))
    drawn_out = "".join(letter * n for letter, n in zip(text, times, strict=True))
    assert fingerprint_of(drawn_out.swapcase()) == fingerprint_of(text)


@given(st.text())
def test_any_text_has_a_skeleton_that_stays_as_it_is(text: str) -> None:
    skeleton = skeleton_of(text)
    assert skeleton_of(skeleton) == skeleton
    assert (fingerprint_of(text) == "") == (skeleton == "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ｂｅｓｔ　ｐｒｉｃｅ", "best price"),
        ("В\u0435\u0455t рri\u0441\u0435", "best price"),
        ("🅑🅔🅢🅣 🅟🅡🅘🅒🅔", "best price"),
        ("ⓑⓔⓢⓣ 𝓹𝓻𝓲𝓬𝓮", "best price"),
        ("b͓e͓s͓t͓ pr1ce", "best price"),
        ("加★微☆信", "加微信"),
        ("㊙密", "秘密"),
    ],
)
def test_examples(written: str, said: str) -> None:
    assert fingerprint_of(written) == fingerprint_of(said)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Booth 12", "Booth 13"), ("推荐", "不推荐"), ("I agree", "I disagree"), ("你好", "您好"), ("нет", "да")],
)
def test_what_says_something_else_is_something_else(one: str, other: str) -> None:
    assert fingerprint_of(one) != fingerprint_of(other)


def test_texts_without_letters_are_the_same_as_none() -> None:
    assert {fingerprint_of(text) for text in ("", "👍👍👍", "!!! 🔥 ???", "\u200b")} == {""}


def test_weight_counts_chinese_characters_twice() -> None:
    assert [weight_of(text) for text in ("abc", "赞成", "a赞", "")] == [3, 4, 3, 0]
