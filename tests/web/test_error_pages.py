"""Error pages say what happened, what was kept, and what to do; those for the worst need nothing that may be broken."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, server_error

# These are shown when no session, database or visitor may be relied on.
BARE = ("400.html", "403_csrf.html", "500.html")


@pytest.mark.parametrize("name", BARE)
def test_the_worst_pages_need_nothing(name: str) -> None:
    page = render_to_string(name)

    assert len(re.findall(r"<p[ >]", page)) == 4
    assert page.count("<h1>") == 1
    assert 'lang="en"' in page


def test_django_shows_them() -> None:
    request = RequestFactory().get("/")
    pages = [bad_request(request, ValueError()), csrf_failure(request), server_error(request)]

    assert [page.status_code for page in pages] == [400, 403, 500]
    assert all(b'class="masthead"' in page.content for page in pages)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_too_large_says_how_much_is_taken_or_nothing_of_it(language: str) -> None:
    with translation.override(language):
        with_number, without = render_to_string("413.html", {"megabytes": 2}), render_to_string("413.html")

    assert re.search(r"2 ?MB", with_number)
    assert "MB" not in without


def test_they_turn_with_the_language() -> None:
    with translation.override("ar"):
        assert 'lang="ar" dir="rtl"' in render_to_string("500.html")


def test_an_error_tells_nothing_about_the_inside() -> None:
    page = bad_request(RequestFactory().get("/"), ValueError("secret path")).content

    assert b"secret path" not in page


@pytest.mark.django_db
def test_the_address_of_a_button_says_that_it_is_one() -> None:
    answer = Client().post("/policy/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "This page cannot be opened like this" in answer.content.decode()
