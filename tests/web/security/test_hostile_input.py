"""Every field of every form, filled with what nobody should send: a clear refusal or a clean text, never a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse

from tests.web.permissions.routes import Route, routes
from tests.web.security.pages import Form, is_elsewhere, posts

if TYPE_CHECKING:
    from tests.web.permissions.cells import Answer, Browsers
    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db

HOSTILE: dict[str, str] = {
    "empty": "",
    "1 MB": "a" * 1_000_000,
    "control characters": "a\x00b\x01c\x1b[31m",
    "right-to-left override": "a\u202egnp.exe\u2066b",
    "only invisible": "\u200b\u2060",
    "HTML": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}%(name)s%s{0}",
    "a formula with emoji": "=cmd|'/c calc'!A1 🐼👩‍👩‍👧‍👦 é 𠮷 a\u200bb\u200d\ufeff",
    "a huge number": "9" * 40,
    "a negative number": "-1",
    "not a number": "NaN",
    "not a date": "2026-99-99T99:99",
    "several lines": "one\r\nBcc: all@example.org\r\n\r\ntwo",
    "elsewhere": "//evil.example/",
}
# A box that is chosen from, or holds a number or a day, treats every text alike; only these can matter to it.
_CHOICES = {"empty", "control characters", "HTML", "a huge number", "a negative number"}
_NUMBERS = _CHOICES | {"not a number"}
_MOMENTS = {"empty", "control characters", "not a number", "not a date", "a huge number"}
_OF_BOX = {
    **dict.fromkeys(("select", "checkbox", "radio", "button", "submit"), _CHOICES),
    **dict.fromkeys(("number", "range"), _NUMBERS),
    **dict.fromkeys(("date", "time", "datetime-local"), _MOMENTS),
    "file": {"HTML"},  # the text of a field that is no file
}
# What a database could treat otherwise than another does; the pages are the same on both.
_SEEN_BY_DATABASE = {"1 MB", "control characters", "a formula with emoji", "a huge number"}
_UNUSED = "csrfmiddlewaretoken"  # the tests send without asking for it
_FIELD_LIKE_ANOTHER = re.compile(r"\d+|_(zh-hans|en|ar|fr|ru|es)$")
_NEVER_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]")
_LONGEST_KEPT = 60_000
_FINE = {200, 302, 303, 400, 403, 404, 409, 413, 415, 422, 429}


def faults(answer: Answer) -> list[str]:
    """Name what is wrong with an answer."""
    found = [] if answer.status in _FINE else [f"{answer.status} {answer.error}"]
    values = [value for write in answer.writes for value in write.values if isinstance(value, str)]
    if any(_NEVER_KEPT.search(value) or len(value) > _LONGEST_KEPT for value in values):
        found.append("keeps what no text may hold")
    if is_elsewhere(answer.headers.get("Location", "")):
        found.append(f"leads to {answer.headers['Location']}")
    return found


@pytest.fixture(scope="module")
def forms(stage: Stage, browsers: Browsers) -> dict[str, tuple[str, Form]]:
    """Every form of the chamber, and who is offered it."""
    return posts(stage, browsers)


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_field_bears_anything(
    kind: str, stage: Stage, browsers: Browsers, forms: dict[str, tuple[str, Form]]
) -> None:
    _need(kind)
    wrong = []
    for name, (who, form) in forms.items():
        for field in fields_for(kind, form):
            data = {**_plain(form), field: HOSTILE[kind]}
            answer = browsers.send(getattr(stage.cast.people, who), "POST", form.action, data)
            wrong += [f"{name}: {field}: {fault}" for fault in faults(answer)]

    assert not wrong, "\n".join(wrong)


def _need(kind: str = "") -> None:
    if connection.vendor != "sqlite" and kind not in _SEEN_BY_DATABASE:
        pytest.skip("nothing that the database sees")


def fields_for(kind: str, form: Form) -> list[str]:
    """Choose the fields to which a kind of rubbish can matter.

    Of fields that differ by a number or a language only, the first is sent every kind, and each other one of them.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for field, box in form.boxes.items():
        if field != _UNUSED:
            alike.setdefault((_FIELD_LIKE_ANOTHER.sub("", field), box), []).append(field)
    found = []
    for (_, box), fields in alike.items():
        kinds = [each for each in HOSTILE if each in _OF_BOX.get(box, HOSTILE)]
        found += [each for place, each in enumerate(fields) if place == 0 or kinds[place % len(kinds)] == kind]
        if kind not in kinds:
            found = [each for each in found if each not in fields]
    return found


def test_every_field_is_sent_something(forms: dict[str, tuple[str, Form]]) -> None:
    for name, (_who, form) in forms.items():
        sent = {field for kind in HOSTILE for field in fields_for(kind, form)}
        assert sent == set(form.fields) - {_UNUSED}, name


def test_a_text_is_sent_everything() -> None:
    boxes = {"title_en": "text", "title_fr": "text", "vote": "radio", "order": "number", "speakers_1": "text"}
    form = Form("/", "post", {}, {**boxes, "speakers_2": "text", _UNUSED: "hidden"})

    sent = {kind: fields_for(kind, form) for kind in HOSTILE}

    assert all({"title_en", "speakers_1"} <= set(fields) for fields in sent.values())
    assert sent["1 MB"] == ["title_en", "title_fr", "speakers_1", "speakers_2"]
    assert sent["a negative number"] == ["title_en", "vote", "order", "speakers_1"]


def _plain(form: Form) -> dict[str, Any]:
    return {name: values or ["1"] for name, values in form.fields.items() if name != _UNUSED}


def test_a_form_filled_with_nothing_but_rubbish_is_no_fault(
    stage: Stage, browsers: Browsers, forms: dict[str, tuple[str, Form]]
) -> None:
    _need()
    wrong = []
    for name, (who, form) in forms.items():
        person = getattr(stage.cast.people, who)
        for body in (b"%ff%fe=%ff&=&&&", urlencode([(each, "%") for each in form.fields]).encode(), b"\x00" * 100):
            answer = browsers.send(person, "POST", form.action, body, content_type="application/x-www-form-urlencoded")
            wrong += [f"{name}: {fault}" for fault in faults(answer)]
        answer = browsers.send(person, "POST", form.action, b"{}", content_type="application/json")
        wrong += [f"{name}: JSON: {fault}" for fault in faults(answer)]
        broken = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
        answer = browsers.send(person, "POST", form.action, broken, content_type="multipart/form-data; boundary=x")
        wrong += [f"{name}: multipart: {fault}" for fault in faults(answer)]

    assert not wrong, "\n".join(wrong)


def test_every_field_bears_being_sent_twice_and_not_at_all(
    stage: Stage, browsers: Browsers, forms: dict[str, tuple[str, Form]]
) -> None:
    _need()
    wrong = []
    for name, (who, form) in forms.items():
        for field in fields_for("empty", form):
            plain = _plain(form)
            for data in ({**plain, field: ["1", "x"]}, {each: plain[each] for each in plain if each != field}):
                answer = browsers.send(getattr(stage.cast.people, who), "POST", form.action, data)
                wrong += [f"{name}: {field}: {fault}" for fault in faults(answer)]

    assert not wrong, "\n".join(wrong)


_QUERIES = ("page", "q", "next", "status", "state", "with", "after", "statement", "language", "tab", "of", "by")
_STRANGE = ("control characters", "a huge number", "not a number", "HTML", "elsewhere", "a negative number")
_SHOWN = [route for route in routes() if route.permit and "GET" in route.permit.actions]


@pytest.mark.parametrize("route", _SHOWN, ids=lambda route: route.name)
def test_every_page_bears_any_query(route: Route, stage: Stage, browsers: Browsers) -> None:
    url = reverse(route.name, kwargs=stage.spots(route)[0].named)
    kinds = _STRANGE if connection.vendor == "sqlite" else _SEEN_BY_DATABASE & set(_STRANGE)
    queries = {kind: dict.fromkeys(_QUERIES, HOSTILE[kind]) for kind in kinds}
    answers = {kind: browsers.send(stage.cast.people.organiser, "GET", url, query) for kind, query in queries.items()}

    assert {kind: faults(answer) for kind, answer in answers.items() if faults(answer)} == {}


@pytest.mark.parametrize("cookie", ["participant", "sessionid", "csrftoken", "messages", "django_language"])
@pytest.mark.parametrize("value", ["", "x", "n" * 32, "n" * 32 + ":1abc:forged", "\u00ff", '"; Path=/', "a" * 8000])
def test_a_forged_cookie_is_nobody(cookie: str, value: str, stage: Stage) -> None:
    client = stage.cast.people.anonymous.client()
    client.cookies[cookie] = value

    page = client.get(f"/deliberations/{stage.cast.deliberation.slug}/answers/")

    assert page.status_code in (200, 302, 400)
    assert page.wsgi_request.user.is_anonymous


def test_the_forms_are_found(forms: dict[str, tuple[str, Form]]) -> None:
    fields = {field for _who, form in forms.values() for field in form.fields}

    assert len(forms) >= 30
    assert {"vote", "reason", "csrfmiddlewaretoken", "login", "hosts", "star"} <= fields
