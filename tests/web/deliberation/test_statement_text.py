"""What a statement's text may hold."""

from __future__ import annotations

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.deliberation.statement_text import cleaned_line, cleaned_statement, fingerprint_of, length_of

ANY_TEXT = st.text(max_size=400)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Two   spaces  ", "Two spaces"),
        ("one\r\ntwo\tthree\u2028four", "one two three four"),
        ("soft\u00adhyphen zero\u200bwidth\ufeff", "softhyphen zerowidth"),
        ("hidden\U000e0041\U000e0042 tags", "hidden tags"),
        ("e\u0301tat", "état"),
        ("می\u200cشود", "می\u200cشود"),
        ("👩\u200d🔬 should decide", "👩\u200d🔬 should decide"),
        ("\u200dstray \u200c joiners\u200d", "stray joiners"),
        ("人工智能应当可解释。", "人工智能应当可解释。"),
        ("<b>bold</b> & co", "<b>bold</b> & co"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_invisible_characters_go_without_a_word(raw: str, kept: str) -> None:
    assert cleaned_line(raw) == kept


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("abc\u202edef", "direction"),
        ("abc\u2066def", "direction"),
        ("abc\x00def", "unreadable"),
        ("abc\x1bdef", "unreadable"),
        ("abc\x85\x9fdef", "unreadable"),
        ("abc\ue000def", "unreadable"),
        ("abc\uffffdef", "unreadable"),
        ("abc\ud800def", "unreadable"),
        ("Z" + "\u0363" * 5 + "algo", "marks"),
        ("x" * 281, "long"),
        ("字" * 141, "long"),
        ("x" * 1_000_000, "long"),
    ],
)
def test_characters_that_deceive_are_refused(raw: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        cleaned_line(raw)

    assert refused.value.code == code


@pytest.mark.parametrize("raw", ["x" * 280, "字" * 140, "字" * 139 + "ab"])
def test_the_limit_itself_is_allowed(raw: str) -> None:
    assert (cleaned_line(raw), length_of(raw)) == (raw, 280)


@pytest.mark.parametrize("raw", ["", "   ", "\u200b\u200b", "?!", "12 %", "🎉🎉", "x"])
def test_statement_needs_letters(raw: str) -> None:
    with pytest.raises(ValidationError, match="Please write a sentence"):
        cleaned_statement(raw)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AI must be safe.", "ai must be SAFE"),
        ("ＡＩ must be safe", "AI must be safe!"),
        ("人工智能，应当安全。", "人工智能应当安全"),
        ("AI must be safe", "AI  must\u200b be—safe"),
        ("Straße", "STRASSE"),
    ],
)
def test_same_words_have_one_fingerprint(one: str, other: str) -> None:
    assert fingerprint_of(one) == fingerprint_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tax more", "Tax less"), ("C++ first", "C first"), ("a > b holds", "a < b holds"), ("résumé", "resume")],
)
def test_other_words_have_other_fingerprints(one: str, other: str) -> None:
    assert fingerprint_of(one) != fingerprint_of(other)


@given(ANY_TEXT)
def test_cleaning_gives_one_line_that_is_clean_or_refuses(raw: str) -> None:
    try:
        line = cleaned_line(raw)
    except ValidationError:
        return
    assert cleaned_line(line) == line
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert length_of(line) <= 280
    assert not [each for each in line if unicodedata.category(each) in ("Cc", "Cs", "Co")]
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


@given(ANY_TEXT, st.sampled_from([" ", ".", "，", "\u200b", "\u00ad"]))
def test_fingerprint_sees_neither_spaces_nor_punctuation(text: str, noise: str) -> None:
    assert fingerprint_of(text) == fingerprint_of(noise.join(["", text, ""]))
    assert len(fingerprint_of(text)) == 64
