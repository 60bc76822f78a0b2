from __future__ import annotations

import pytest
from django.conf import settings

from tests.web.deliberation.polls import clock, make_poll, two_camps
from tests.web.deliberation.test_results_desk import organisers_browser
from yishiting.web.deliberation.analysis.duties import LiveResults
from yishiting.web.deliberation.models import Phase, Vote
from yishiting.web.qr import qr_code

pytestmark = pytest.mark.django_db


def hall_of(slug: str) -> str:
    return f"/desk/deliberations/{slug}/hall/"


def test_the_hall_sees_question_address_and_map_but_no_verdict() -> None:
    poll = make_poll(two_camps(60, 12), phase=Phase.OPEN)
    LiveResults().keep_up(clock)
    page = organisers_browser().get(hall_of(poll.deliberation.slug)).content.decode()

    address = f"{settings.PUBLIC_URL}/deliberations/{poll.deliberation.slug}/respond/"
    assert qr_code(address, "QR code that leads to the statements") in page
    assert address.partition("://")[2].rstrip("/") in page
    assert "60 people" in page
    assert "<circle" in page or "<use" in page or "<path" in page
    for statement in poll.statements:
        assert str(statement) not in page


def test_a_closed_question_is_shown_without_a_way_to_answer() -> None:
    poll = make_poll(two_camps(60, 12), phase=Phase.CLOSED)

    page = organisers_browser().get(hall_of(poll.deliberation.slug)).content.decode()

    assert "Answer on your phone" not in page


def test_an_unchanged_screen_is_not_sent_again() -> None:
    poll = make_poll(two_camps(60, 12), phase=Phase.OPEN)
    LiveResults().keep_up(clock)
    client, address = organisers_browser(), hall_of(poll.deliberation.slug)
    part = {"HX-Request": "true"}

    first = client.get(address, headers=part)
    again = client.get(address, headers={**part, "If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert "Answer on your phone" not in first.content.decode()


def test_before_there_is_a_map_the_hall_sees_how_many_answers_are_missing() -> None:
    poll = make_poll(two_camps(4, 12), phase=Phase.OPEN)
    client, address = organisers_browser(), hall_of(poll.deliberation.slug)

    first = client.get(address, headers={"HX-Request": "true"})
    Vote.objects.filter(participant=poll.participants[3]).delete()
    second = client.get(address, headers={"HX-Request": "true", "If-None-Match": first.headers["ETag"]})

    assert "people; 4 so far." in first.content.decode()
    assert "people; 3 so far." in second.content.decode()
