from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.deliberation.polls import cast, clock, make_poll, two_camps
from yishiting.web.deliberation.analysis.duties import LIVE_RESULTS, PUBLISHING, LiveResults
from yishiting.web.deliberation.models import Deliberation, LiveResult, Phase, PublicationJob, PublishedResult
from yishiting.web.people.models import Account, Appointment
from yishiting.web.serving.duty import declared_duties

pytestmark = pytest.mark.django_db


def organisers_browser() -> Client:
    client, account = Client(), Account.objects.create_user("organiser@example.org")
    Appointment.objects.create(account=account, role="organiser")
    client.force_login(account)
    return client


def test_the_worker_has_both_duties() -> None:
    assert {LIVE_RESULTS, PUBLISHING} <= set(declared_duties())


def test_publishing_is_asked_for_followed_and_found_at_the_desk() -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    client, address = organisers_browser(), f"/desk/deliberations/{poll.deliberation.slug}/publish/"
    assert "Publish the result</button>" in client.get(address).content.decode()

    client.post(address)
    waiting = client.get(address).content.decode()
    PUBLISHING.run(clock)
    done = client.get(address).content.decode()

    assert "The result is being computed." in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert f"/deliberations/{poll.deliberation.slug}/results/1/" in done
    assert 'hx-trigger="every 2s"' not in done
    assert PublicationJob.objects.get().asked_by == Account.objects.get()
    assert PublishedResult.objects.get().published_by == Account.objects.get()


def test_a_failed_publication_is_shown_with_its_reason() -> None:
    poll = make_poll(two_camps(4, 6), phase=Phase.CLOSED)
    client, address = organisers_browser(), f"/desk/deliberations/{poll.deliberation.slug}/publish/"

    client.post(address)
    PUBLISHING.run(clock)

    page = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert page.startswith('<div id="publishing"')
    assert "There were too few answers for a result." in page
    assert "A result needs answers from 10 people; 4 so far." in page
    assert "Try again</button>" in page


def test_what_broke_is_told_in_our_own_words() -> None:
    poll = make_poll(two_camps(12, 6), phase=Phase.CLOSED, rule={"support_threshold": 2})
    client, address = organisers_browser(), f"/desk/deliberations/{poll.deliberation.slug}/publish/"

    client.post(address)
    PUBLISHING.run(clock)

    for page in (client.get(address).content.decode(), client.get("/desk/").content.decode()):
        assert "Something went wrong while it was computed." in page
        assert "support_threshold" not in page
    assert f"“publication-{PublicationJob.objects.get().pk}”" in client.get(address).content.decode()


def test_nothing_is_published_while_people_answer() -> None:
    poll = make_poll(two_camps(12, 6))
    client, address = organisers_browser(), f"/desk/deliberations/{poll.deliberation.slug}/publish/"

    assert "<button" not in client.get(address, headers={"hx-request": "true"}).content.decode()
    assert client.post(address).status_code == 409
    assert not PublicationJob.objects.exists()


@pytest.mark.parametrize("n_jobs", [1, 3])
def test_the_desk_page_takes_few_queries(n_jobs: int, django_assert_num_queries: object) -> None:
    poll = make_poll(two_camps(4, 6), phase=Phase.CLOSED)
    client, address = organisers_browser(), f"/desk/deliberations/{poll.deliberation.slug}/publish/"
    for _job in range(n_jobs):
        client.post(address)
        PUBLISHING.run(clock)

    with django_assert_num_queries(11):  # type: ignore[operator] # pytest-django's fixture has no public type
        client.get(address, headers={"hx-request": "true"})


def test_a_new_answer_is_in_the_shared_result_within_three_seconds() -> None:
    votes = two_camps(200, 40)
    poll = make_poll(votes)
    duty = LiveResults()
    duty.keep_up(timezone.now)
    before = LiveResult.objects.get()
    person, statement = (int(where[0]) for where in (votes == 9).nonzero())

    answered_at = timezone.now()
    cast(poll, person, statement, 1)
    pause = duty.keep_up(timezone.now)

    after = LiveResult.objects.get()
    assert isinstance(after.made_at, datetime)
    assert (after.revision, after.n_votes) == (before.revision + 1, before.n_votes + 1)
    assert (timezone.now() - answered_at).total_seconds() + pause <= 3


def test_a_deleted_deliberation_is_forgotten() -> None:
    poll = make_poll(two_camps(20, 6))
    duty = LiveResults()
    duty.keep_up(clock)

    Deliberation.objects.filter(pk=poll.deliberation.pk).delete()

    assert duty.keep_up(clock) > 0
