from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.cast import signed_cookie
from tests.web.deliberation.polls import cast, clock, make_poll, two_camps
from tests.web.deliberation.test_publishing import published
from yishiting.engine import Placer
from yishiting.report import own_place
from yishiting.web.deliberation.analysis.live import LiveDeliberation
from yishiting.web.deliberation.models import LiveResult, Phase, Statement, Vote
from yishiting.web.deliberation.queries.comparing import changes
from yishiting.web.deliberation.queries.results import forget_results, live_head, placer_of, shown_result
from yishiting.web.people import cookie
from yishiting.web.people.models import Account, Appointment

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

    from tests.web.deliberation.polls import Poll

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_results()


def open_poll(n_participants: int = 40, n_statements: int = 12, **settings: Any) -> Poll:  # noqa: ANN401 - a model's fields
    poll = make_poll(two_camps(n_participants, n_statements), **settings)
    LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())
    return poll


def browser_of(poll: Poll, person: int) -> Client:
    client = Client()
    client.cookies[cookie.COOKIE.name] = signed_cookie(str(poll.participants[person].cookie_key))
    return client


def result_of(poll: Poll, client: Client, **headers: str) -> Response:
    return client.get(f"/deliberations/{poll.deliberation.slug}/result/", headers=headers)


def test_a_newcomer_is_led_to_respond_first() -> None:
    poll = open_poll()

    page = result_of(poll, Client()).content.decode()

    assert "0 of 7: 7 more answers until you see the result" in page
    assert f"/deliberations/{poll.deliberation.slug}/respond/" in page
    assert 'class="chapters"' not in page


def test_whoever_has_answered_enough_sees_the_result_and_their_place() -> None:
    poll = open_poll()

    page = result_of(poll, browser_of(poll, 0)).content.decode()

    assert 'class="chapters"' in page
    assert 'id="own-place"' in page
    assert "Provisional." in page
    assert LiveResult.objects.get().sections["en"]["headlines"] in page


def test_six_answers_are_not_seven() -> None:
    poll = open_poll()
    mine = Vote.objects.filter(participant=poll.participants[0])
    mine.exclude(pk__in=mine.values("pk")[:6]).delete()

    assert 'class="chapters"' not in result_of(poll, browser_of(poll, 0)).content.decode()


@pytest.mark.parametrize("role", ["organiser", "journalist", "auditor", "moderator"])
def test_the_desk_and_the_press_need_no_answers(role: str) -> None:
    poll = open_poll()
    account = Account.objects.create_user(f"{role}@example.org")
    Appointment.objects.create(account=account, role=role)
    client = Client()
    client.force_login(account)

    assert 'class="chapters"' in result_of(poll, client).content.decode()


def test_after_the_end_everybody_sees_it() -> None:
    poll = open_poll(phase=Phase.CLOSED)

    assert 'class="chapters"' in result_of(poll, Client()).content.decode()


def test_a_page_without_a_result_says_what_is_missing() -> None:
    poll = make_poll(two_camps(4, 8, share=1.0))

    page = result_of(poll, browser_of(poll, 0)).content.decode()

    assert "A result needs answers from 10 people; 4 so far." in page


def test_ones_own_place_follows_ones_own_votes_before_the_result_does() -> None:
    poll = open_poll()
    head = live_head(poll.deliberation)
    assert head is not None
    before = shown_result(poll.deliberation, head, poll.participants[0]).own
    for vote in Vote.objects.filter(participant=poll.participants[0]):
        Vote.objects.filter(pk=vote.pk).update(value=-vote.value)

    after = shown_result(poll.deliberation, head, poll.participants[0]).own

    assert before is not None
    assert after is not None
    assert before.x != after.x


def test_ones_own_place_is_the_engines() -> None:
    poll = open_poll()
    head = live_head(poll.deliberation)
    assert head is not None
    votes = dict(Vote.objects.filter(participant=poll.participants[3]).values_list("statement__number", "value"))
    place = placer_of(head).place(list(votes), list(votes.values()))
    shown = shown_result(poll.deliberation, head, poll.participants[3])

    expected = own_place(shown.sections.frame, place, sum(map(bool, votes.values())), "en")

    assert shown.own == expected


def test_an_unchanged_page_answers_304() -> None:
    poll = open_poll()
    client = browser_of(poll, 0)
    etag = result_of(poll, client).headers["ETag"]

    response = result_of(poll, client, if_none_match=etag)

    assert (response.status_code, response.content) == (304, b"")


def changed_by_a_newer_result(poll: Poll) -> None:
    row, column = (int(where[0]) for where in np.nonzero(two_camps(40, 12) == 9))
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock(1))
    cast(poll, row, column, 1)
    known.keep_up(poll.deliberation, clock(2))


def changed_by_ones_own_vote(poll: Poll) -> None:
    vote = Vote.objects.filter(participant=poll.participants[0])[0]
    Vote.objects.filter(pk=vote.pk).update(value=0)


def changed_by_the_end(poll: Poll) -> None:
    poll.deliberation.phase = Phase.CLOSED
    poll.deliberation.save()


@pytest.mark.parametrize("change", [changed_by_a_newer_result, changed_by_ones_own_vote, changed_by_the_end])
@pytest.mark.parametrize("asks_for_a_part", [{}, {"hx_request": "true"}])
def test_a_changed_page_is_sent_again(change: Any, asks_for_a_part: dict[str, str]) -> None:  # noqa: ANN401 - a function
    poll = open_poll()
    client = browser_of(poll, 0)
    etag = result_of(poll, client, **asks_for_a_part).headers["ETag"]

    change(poll)

    assert result_of(poll, client, if_none_match=etag, **asks_for_a_part).status_code == 200


def test_another_reader_or_language_has_another_etag() -> None:
    poll = open_poll()
    etags = [
        result_of(poll, browser_of(poll, 0)).headers["ETag"],
        result_of(poll, browser_of(poll, 1)).headers["ETag"],
        result_of(poll, browser_of(poll, 0), accept_language="zh-hans").headers["ETag"],
        result_of(poll, browser_of(poll, 0), hx_request="true").headers["ETag"],
    ]

    assert len(set(etags)) == 4


def test_htmx_gets_the_part_alone() -> None:
    poll = open_poll()

    response = result_of(poll, browser_of(poll, 0), hx_request="true")

    assert response.content.lstrip().startswith(b'<div id="result"')
    assert "HX-Request" in response.headers["Vary"]
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("n_statements", [12, 36])
def test_the_page_takes_few_queries_however_much_there_is(n_statements: int) -> None:
    poll = open_poll(40, n_statements)
    client = browser_of(poll, 0)

    with CaptureQueriesContext(connection) as queries:
        result_of(poll, client)

    assert len(queries) == 8


def test_the_table_of_all_statements_stands_on_a_page_of_its_own() -> None:
    poll = open_poll()
    address = f"/deliberations/{poll.deliberation.slug}/result/statements/"

    page = browser_of(poll, 0).get(address).content.decode()

    assert all(f"Statement number {number}" in page for number in range(1, 13))
    assert Client().get(address).headers["Location"] == f"/deliberations/{poll.deliberation.slug}/result/"


def test_the_placer_keeps_what_the_engine_made() -> None:
    poll = open_poll()
    head = live_head(poll.deliberation)
    assert head is not None
    stored = placer_of(head)
    assert isinstance(stored, Placer)
    assert stored.statement_ids.tolist() == list(range(1, 13))


def test_a_published_result_takes_the_place_of_the_provisional_one() -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    result = published(poll)

    response = result_of(poll, Client())

    assert response.headers["Location"] == f"/deliberations/{poll.deliberation.slug}/results/1/"
    page = Client().get(response.headers["Location"]).content.decode()
    assert result.sections["en"]["headlines"] in page
    assert result.input_hash in page


def test_a_published_page_takes_few_queries(django_assert_num_queries: Any) -> None:  # noqa: ANN401 - pytest-django's
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    published(poll)
    address = f"/deliberations/{poll.deliberation.slug}/results/1/"
    with django_assert_num_queries(4):
        Client().get(address)

    Statement.objects.filter(pk=poll.statements[0].pk).update(status=Statement.Status.REMOVED)
    published(poll, 1)
    published(poll, 2)
    forget_results()

    with django_assert_num_queries(4):
        Client().get(address)


def test_two_results_are_compared() -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    published(poll)
    Statement.objects.filter(pk=poll.statements[2].pk).update(status=Statement.Status.REMOVED)
    published(poll, 1)

    found = changes(poll.deliberation, 1, 2)
    page = Client().get(f"/deliberations/{poll.deliberation.slug}/results/2/changes/").content.decode()

    gone = next(one for one in found if one.number == 3)
    assert (gone.after, gone.before is None) == (None, False)
    assert "not among the statements" in page
    assert "Statement number 3" in page


@pytest.mark.parametrize("since", ["1", "x", "", "99"])
def test_there_may_be_nothing_to_compare_with(since: str) -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    published(poll)

    response = Client().get(f"/deliberations/{poll.deliberation.slug}/results/1/changes/", {"since": since})

    assert "There is no other result to compare this one with." in response.content.decode()


def test_the_page_asks_with_the_etag_that_its_part_has() -> None:
    poll = open_poll()
    client = browser_of(poll, 0)

    page = result_of(poll, client).content.decode()
    part = result_of(poll, client, hx_request="true").headers["ETag"]

    assert part.strip('"') in page
    assert result_of(poll, client, hx_request="true", if_none_match=part).status_code == 304
