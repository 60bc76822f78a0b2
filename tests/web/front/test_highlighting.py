"""What is marked is what was asked for, and nothing in a text becomes markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given

from tests.web.front.test_words import TEXTS
from yishiting.web.front.highlighting import Wanted, holds, marked, snippet, tidy


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Open governance", "gover", "Open <mark>gover</mark>nance"),
        ("Open governance", "open", "<mark>Open</mark> governance"),
        ("Reopen", "open", "Reopen"),
        ("L'École", "ecole", "L&#x27;<mark>École</mark>"),
        ("人工智能治理", "治理", "人工智能<mark>治理</mark>"),
        ("人工智能治理", "智能治理", "人工<mark>智能治理</mark>"),
        ("用AI治理", "AI治", "用<mark>AI治</mark>理"),
        ("<b>bold</b>", "bold", "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;"),
        ("nothing", "'--", "nothing"),
    ],
)
def test_what_was_asked_for_is_marked(text: str, query: str, shown: str) -> None:
    assert marked(text, Wanted(query)) == shown


@given(TEXTS, TEXTS)
def test_marks_are_all_that_is_added(text: str, query: str) -> None:
    shown = marked(text, Wanted(query))

    assert unescape(re.sub("</?mark>", "", shown)) == tidy(text)
    assert set(re.findall("<[^>]*>", shown)) <= {"<mark>", "</mark>"}
    assert re.findall("</?mark>", shown) == ["<mark>", "</mark>"] * shown.count("<mark>")


@given(TEXTS)
def test_a_text_of_words_holds_itself(text: str) -> None:
    assert holds(text, Wanted(text)) == any(each.isalnum() for each in tidy(text) if holds(each, Wanted(each)))


def test_a_piece_is_cut_around_what_was_found() -> None:
    shown = snippet("before " * 50 + "治理 <i>" + " after" * 50, Wanted("治理"))

    assert shown.startswith("…before ")
    assert "<mark>治理</mark> &lt;i&gt;" in shown
    assert shown.endswith("…")
    assert len(shown) < 220
