"""The head of every page leads only to what is there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.programme.made_sessions import at, make_assembly, make_session

pytestmark = pytest.mark.django_db(databases=["default", "reading"])


def entries(path: str = "/") -> list[str]:
    found = re.search(r'<nav class="masthead-nav".*?</nav>', Client().get(path).text, re.DOTALL)
    assert found
    return re.findall('href="([^"]+)"', found[0])


def test_navigation_of_an_empty_chamber_is_short() -> None:
    make_assembly()

    assert entries() == ["/", "/search/"]


def test_an_entry_appears_with_the_first_thing_behind_it() -> None:
    make_assembly()
    session = make_session("one", at("09:00"), is_published=False)
    assert entries("/feeds/") == ["/", "/search/"]

    session.is_published = True
    session.save()

    assert entries("/feeds/") == ["/", "/programme/", "/search/"]
