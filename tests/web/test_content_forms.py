"""A text in several languages in one form field."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.content import Content
from yishiting.web.content_forms import ContentFormField, tidy


class _Form(forms.Form):
    title = ContentFormField(longest=40)
    about = ContentFormField(longest=5000, required=False)


def _sent(**texts: str) -> _Form:
    data = QueryDict(mutable=True)
    data.update({name.replace("__", "_").replace("hans", "-hans"): text for name, text in texts.items()})
    return _Form(data)


def _title(form: _Form) -> Content:
    assert form.is_valid(), form.errors
    title = form.cleaned_data["title"]
    assert isinstance(title, Content)
    return title


def test_the_original_stays_the_original_whatever_language_the_page_has() -> None:
    with translation.override("zh-hans"):
        title = _title(_sent(title_original="en", title_en="Hall", title_zhhans="大厅"))

    assert title == Content("en", {"en": "Hall", "zh-hans": "大厅"})


@pytest.mark.parametrize(("page", "language"), [("en", "en"), ("zh-hans", "zh-hans")])
def test_a_new_text_is_in_the_language_of_who_writes(page: str, language: str) -> None:
    with translation.override(page):
        title = _title(_sent(title_original="", title_en="Hall", title_zhhans="大厅"))

    assert title.language == language


def test_a_text_in_one_language_is_in_that_language() -> None:
    with translation.override("en"):
        title = _title(_sent(title_en="  ", title_zhhans="大厅"))

    assert title == Content("zh-hans", {"zh-hans": "大厅"})


def test_when_the_original_is_emptied_a_translation_takes_its_place() -> None:
    with translation.override("en"):
        title = _title(_sent(title_original="en", title_en="", title_zhhans="大厅"))

    assert title.language == "zh-hans"


def test_a_language_that_is_no_longer_offered_is_kept() -> None:
    form = _Form(initial={"title": Content.of("fr", "Salle", en="Hall")})

    assert 'name="title_fr"' in form.as_p()
    assert _title(_sent(title_original="fr", title_fr="Salle", title_en="Hall")).texts == {"fr": "Salle", "en": "Hall"}


@pytest.mark.parametrize("code", ["xx", "title", "en-", "../en", "EN", "__proto__"])
def test_what_is_no_language_is_not_kept(code: str) -> None:
    form = _Form(QueryDict(f"title_en=Hall&title_{code}=evil"))

    assert _title(form).texts == {"en": "Hall"}


@pytest.mark.parametrize("text", ["", "   ", "\u200b\ufeff"])
def test_an_empty_text_is_refused_where_one_is_needed(text: str) -> None:
    assert list(_sent(title_en=text).errors) == ["title"]


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x00", "\x07", "\x9b"])
def test_characters_that_act_are_refused_and_named(mark: str) -> None:
    errors = _sent(title_en=f"a{mark}b").errors["title"]

    assert f"U+{ord(mark):04X}" in str(errors)


def test_a_long_text_is_refused_with_its_length() -> None:
    with translation.override("en"):
        errors = list(_sent(title_en="x" * 41).errors["title"])

    assert errors == ["English: at most 40 characters, got 41."]


def test_what_was_sent_stands_in_the_form_again_and_does_nothing_there() -> None:
    html = _sent(title_en='"><script>alert(1)</script>' * 3).as_p()

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_paragraphs_stay_and_short_texts_become_one_line() -> None:
    form = _sent(title_en="one\r\ntwo", about_en="one\r\n\r\ntwo ")

    assert form.is_valid()
    assert (form.cleaned_data["title"].original, form.cleaned_data["about"].original) == ("one two", "one\n\ntwo")


@given(st.text(max_size=60), st.booleans())
def test_tidying_twice_changes_nothing_more(text: str, is_long: bool) -> None:
    once = tidy(text, is_long=is_long)

    assert tidy(once, is_long=is_long) == once


def test_joiners_stay() -> None:
    assert tidy("می‌خواهم 👩‍🔬", is_long=False) == "می‌خواهم 👩‍🔬"
