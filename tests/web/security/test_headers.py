"""What every page carries: strict headers, cookies that scripts cannot read, and no script of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from tests.web.permissions.cells import Browsers, cells_of, url_of
from tests.web.permissions.routes import Route, routes
from tests.web.security.pages import VISITORS, is_elsewhere, is_page, visible_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.permissions.cells import Answer, Cell
    from tests.web.permissions.stage import Stage

    Seen = Callable[[str], list[tuple[Cell, Answer]]]

pytestmark = pytest.mark.django_db
ROUTES = routes()

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Scripts and styles in the page itself: the policy would refuse them, so a page that has some is broken.
_INLINE = re.compile(
    rb"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")|<style\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=",
    re.IGNORECASE,
)
# What is the same for everybody: files of a published result, feeds and files of the programme, files of a session.
_FOR_EVERYBODY = {
    *("public_file", "announced_matrix", "session_document", "transcript_markdown", "transcript_docx"),
    *("programme_calendar", "programme_json", "programme_xml", "programme_csv", "forum_calendar", "sitemap"),
    *("sessions_atom", "results_atom", "releases_feed", "exhibits_feed", "answers_feed"),
}


def faults(answer: Answer) -> list[str]:
    """Name what a page lacks, or has too much of."""
    found = [name for name, value in _FIXED.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    if "unsafe" in policy or not {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(
        policy.split("; ")
    ):
        found.append(f"policy {policy}")
    if "Cookie" not in answer.headers.get("Vary", ""):
        found.append("Vary")
    if is_page(answer) and _INLINE.search(answer.body):
        found.append("script or style in the page")
    return found + [f"cookie {each}" for each in answer.cookies if not _is_guarded(each)]


def _is_guarded(cookie: str) -> bool:
    parts = {part.strip().lower() for part in cookie.split(";")}
    return "httponly" in parts and "samesite=lax" in parts and ("secure" in parts) == settings.SESSION_COOKIE_SECURE


@pytest.fixture(scope="module")
def seen(stage: Stage, browsers: Browsers) -> Seen:
    """What one of the cast sees, opened once for all tests here."""
    return lru_cache(lambda who: list(visible_pages(stage, browsers, who)))


@pytest.mark.parametrize("who", VISITORS)
def test_every_page_carries_the_headers(who: str, seen: Seen) -> None:
    wrong = {str(cell): faults(answer) for cell, answer in seen(who)}

    assert {cell: found for cell, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    "path", ["/no/such/page/", "/forums/no-such-forum/", "/desk/", "/account/login/?next=//evil.example"]
)
def test_refusals_and_redirects_carry_them_too(path: str, stage: Stage, browsers: Browsers) -> None:
    assert faults(browsers.send(stage.cast.people.anonymous, "GET", path)) == []


@pytest.mark.parametrize("who", ["organiser", "delegate", "anonymous"])
def test_what_was_made_for_one_visitor_is_kept_for_no_other(who: str, seen: Seen) -> None:
    kept = [
        str(cell)
        for cell, answer in seen(who)
        if "public" in answer.headers["Cache-Control"] or not {"private", "no-store"} & _directives(answer)
    ]

    assert sorted({each.split()[1] for each in kept} - _FOR_EVERYBODY) == []


def test_the_calendar_of_a_forum_that_is_hidden_is_kept_for_nobody_else(stage: Stage, browsers: Browsers) -> None:
    shared, hidden = (
        browsers.send(stage.cast.people.organiser, "GET", f"/forums/{slug}/programme.ics")
        for slug in ("forum-own", "forum-hidden")
    )

    assert "public" in _directives(shared)
    assert _directives(hidden) == {"private", "no-cache"}


def _directives(answer: Answer) -> set[str]:
    return {part.strip() for part in answer.headers["Cache-Control"].split(",")}


@pytest.mark.parametrize("who", ["organiser", "open"])
def test_head_answers_like_get_without_the_body(who: str, seen: Seen, browsers: Browsers) -> None:
    different = []
    for cell, answer in seen(who):
        head = browsers.send(cell.who, "HEAD", url_of(cell))
        if head.body or head.status != answer.status or _names(head) != _names(answer):
            different.append(f"{cell}: {set(_names(head).items()) ^ set(_names(answer).items())}")

    assert different == []


def _names(answer: Answer) -> dict[str, str]:
    changing = {"Content-Length", "ETag", "Expires", "Set-Cookie"}
    return {name: value for name, value in answer.headers.items() if name not in changing}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_nothing_is_taken_without_a_token(route: Route, stage: Stage) -> None:
    strict = Browsers([stage.cast.people.organiser, stage.cast.people.open], enforce_csrf_checks=True)
    cells = [
        cell
        for cell in cells_of(route, stage)
        if cell.method == "POST" and cell.who.name in ("organiser", "open") and cell.decision == "allowed"
    ]
    answers = {str(cell): strict.ask(cell) for cell in cells[:2]}

    assert {cell: answer.status for cell, answer in answers.items() if answer.status != 403 or answer.writes} == {}


_ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("elsewhere", _ELSEWHERE)
@pytest.mark.parametrize("path", ["/language/setlang/", "/account/logout/", "/account/login/"])
def test_nobody_is_led_elsewhere(path: str, elsewhere: str, stage: Stage, browsers: Browsers) -> None:
    data = {"next": elsewhere, "language": "en"}
    person = stage.cast.people.organiser

    answers = [
        browsers.send(person, "POST", path, data, headers={"referer": elsewhere}),
        browsers.send(person, "GET", path, data, headers={"referer": elsewhere}),
    ]

    assert [each.headers for each in answers if is_elsewhere(each.headers.get("Location", ""))] == []


def test_every_finding_can_be_made() -> None:
    page = Client().get("/account/login/")
    assert _INLINE.search(b"<p style='color:red'>")
    assert _INLINE.search(b"<script>alert(1)</script>")
    assert _INLINE.search(b'<img src="x" onerror="alert(1)">')
    assert not _INLINE.search(b'<script src="/static/x.js" defer></script>')
    assert not _INLINE.search(b'<script id="data" type="application/json">')
    assert not _is_guarded("key=value; SameSite=Lax; Path=/")
    assert page.status_code == 200
