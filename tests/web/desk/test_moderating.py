"""Statements at the desk: added, brought in from a file, translated, decided about and decided back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yishiting.web.deliberation.models import ModerationEntry, Statement

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.cast import Cast

OPEN = "/desk/deliberations/own-open"
FILE = "text,language\nAI should be tested.,\n,\nx,\n应设立登记系统。,zh-hans\n"


@pytest.fixture
def moderator(cast: Cast) -> Client:
    return cast.people.moderator.client()


def _status(cast: Cast, name: str) -> str:
    return Statement.objects.get(pk=cast.statements["own-open", name].pk).status


def _preview(cast: Cast, text: str = FILE) -> tuple[Client, str, str]:
    client = cast.people.chair.client()
    page = client.post(f"{OPEN}/statements/import/", {"file": SimpleUploadedFile("s.csv", text.encode())}).text
    kept = re.search(r'name="kept" value="([^"]*)"', page)
    return client, page, kept[1] if kept else ""


def test_a_statement_is_added_and_can_be_answered_at_once(cast: Cast) -> None:
    client = cast.people.chair.client()

    response = client.post(f"{OPEN}/statements/new/", {"text_en": "AI should be tested.", "text_zh-hans": "应测试。"})

    assert response.status_code == 302
    added = Statement.objects.get(deliberation=cast.deliberation, number=7)
    assert (added.status, added.origin, dict(added.text.texts)) == (
        "accepted",
        "seed",
        {"en": "AI should be tested.", "zh-hans": "应测试。"},
    )


@pytest.mark.parametrize("text", ["", "?!", "x" * 281, "a\u202eb c"])
def test_what_is_no_statement_is_not_added(cast: Cast, text: str) -> None:
    response = cast.people.chair.client().post(f"{OPEN}/statements/new/", {"text_en": text})

    assert (response.status_code, cast.deliberation.statements.count()) == (422, 6)


def test_the_same_words_are_not_added_twice(cast: Cast) -> None:
    client = cast.people.chair.client()
    client.post(f"{OPEN}/statements/new/", {"text_en": "AI should be tested."})

    again = client.post(f"{OPEN}/statements/new/", {"text_en": "ai should be TESTED"})

    assert cast.deliberation.statements.count() == 7
    assert "in the same words" in again.text


def test_a_file_is_looked_through_before_anything_is_added(cast: Cast) -> None:
    client, page, kept = _preview(cast)

    assert cast.deliberation.statements.count() == 6
    assert ("AI should be tested." in page, "应设立登记系统。" in page) == (True, True)
    assert 'data-name="Line">4<' in page

    client.post(f"{OPEN}/statements/import/", {"kept": kept})
    assert [each.text.language for each in cast.deliberation.statements.filter(number__gt=6).order_by("number")] == [
        "en",
        "zh-hans",
    ]


def test_the_same_file_again_adds_nothing(cast: Cast) -> None:
    client, _page, kept = _preview(cast)
    client.post(f"{OPEN}/statements/import/", {"kept": kept})
    client.post(f"{OPEN}/statements/import/", {"kept": kept})

    _client, page, kept_then = _preview(cast)

    assert cast.deliberation.statements.count() == 8
    assert kept_then == ""
    assert "2 are there already" in page


def test_a_preview_is_for_one_person_and_one_deliberation(cast: Cast) -> None:
    client, _page, kept = _preview(cast)

    cast.people.staff.client().post(f"{OPEN}/statements/import/", {"kept": kept})
    client.post("/desk/deliberations/own-votes-only/statements/import/", {"kept": kept})
    client.post(f"{OPEN}/statements/import/", {"kept": kept[:-2] + "xx"})

    assert Statement.objects.filter(number__gt=6).count() == 0


def test_accepting_and_refusing_leave_a_record(cast: Cast, moderator: Client) -> None:
    moderator.post(f"{OPEN}/statements/3/accept/")
    moderator.post(f"{OPEN}/statements/4/reject/", {"reason": "off_topic", "note": "see the question"})

    assert (_status(cast, "waiting-of-open"), _status(cast, "waiting-of-other")) == ("accepted", "rejected")
    entries = ModerationEntry.objects.filter(statement__deliberation=cast.deliberation).order_by("pk")
    assert [(each.decision, each.reason, each.note, each.made_by) for each in entries] == [
        ("accepted", "", "", cast.people.moderator.account),
        ("rejected", "off_topic", "see the question", cast.people.moderator.account),
    ]


def test_a_decision_can_be_turned_round(cast: Cast, moderator: Client) -> None:
    moderator.post(f"{OPEN}/statements/3/reject/", {"reason": "unclear"})
    moderator.post(f"{OPEN}/statements/3/accept/")
    moderator.post(f"{OPEN}/statements/3/remove/", {"reason": "insult"})
    moderator.post(f"{OPEN}/statements/3/accept/")

    assert _status(cast, "waiting-of-open") == "accepted"


@pytest.mark.parametrize("sent", [{}, {"reason": ""}, {"reason": "because"}, {"reason": "insult", "note": "x" * 501}])
def test_a_refusal_needs_a_reason_of_the_policy(cast: Cast, moderator: Client, sent: dict[str, str]) -> None:
    response = moderator.post(f"{OPEN}/statements/3/reject/", sent)

    assert (response.status_code, _status(cast, "waiting-of-open")) == (422, "waiting")


def test_many_are_accepted_at_once_and_nothing_else(cast: Cast, moderator: Client) -> None:
    moderator.post(f"{OPEN}/queue/", {"number": ["3", "4", "5", "99", "x", "-1", "9" * 30]})

    assert [_status(cast, name) for name in ("waiting-of-open", "waiting-of-other", "rejected-of-verified")] == [
        "accepted",
        "accepted",
        "rejected",
    ]


def test_with_htmx_the_queue_comes_back_alone(cast: Cast, moderator: Client) -> None:
    part = moderator.post(f"{OPEN}/statements/3/accept/", headers={"HX-Request": "true"})

    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'value="3" form="ticked"' not in part.text
    assert _status(cast, "waiting-of-open") == "accepted"


def test_translations_are_written_changed_and_taken_out(cast: Cast, moderator: Client) -> None:
    address = f"{OPEN}/statements/1/translate/"
    moderator.post(address, {"zh-hans": "第一条主张"})
    first = Statement.objects.get(pk=cast.statement.pk).text
    moderator.post(address, {"zh-hans": ""})
    second = Statement.objects.get(pk=cast.statement.pk).text

    assert (first.texts["zh-hans"], "zh-hans" in second.texts) == ("第一条主张", False)
    assert first.original == second.original == cast.statement.text.original


def test_a_moderator_of_another_forum_finds_no_queue(cast: Cast) -> None:
    client = cast.people.other_moderator.client()

    assert client.get(f"{OPEN}/queue/").status_code == 403
    assert client.post(f"{OPEN}/statements/3/accept/").status_code in (403, 404)
    assert _status(cast, "waiting-of-open") == "waiting"
