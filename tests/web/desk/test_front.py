"""The desk's front page: what waits for whom, who is still missing, in how many queries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from yishiting.web.content import Content
from yishiting.web.deliberation.actions.publishing import fail_publication, publish_result
from yishiting.web.deliberation.models import Deliberation, Phase, PublicationJob, Statement
from yishiting.web.desk.queries.participation import DAYS, participation_in
from yishiting.web.desk.queries.waiting import my_deliberations, waiting_for
from yishiting.web.people.models import Invitation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_everybody_has_their_own_deliberations_at_the_desk(cast: Cast) -> None:
    people = cast.people
    forums = {
        person.name: {each.forum.slug for each in my_deliberations(person.actor())}
        for person in (people.organiser, people.staff, people.chair, people.other_moderator, people.delegate)
    }

    own, others = {"forum-own", "forum-hidden"}, {"forum-others", "forum-others-hidden"}
    assert forums == {
        "organiser": own | others,
        "staff": own,
        "chair": own,
        "other_moderator": others,
        "delegate": set(),
    }


def test_statements_wait_and_other_forums_do_not_show(cast: Cast) -> None:
    page = cast.people.moderator.client().get("/desk/")

    assert "/desk/deliberations/own-open/queue/" in page.text
    assert "others-open" not in page.text


@pytest.mark.parametrize("name", ["anonymous", "delegate", "verified", "journalist", "auditor", "outsider"])
def test_others_have_no_desk(cast: Cast, name: str) -> None:
    assert getattr(cast.people, name).client().get("/desk/").status_code in (302, 403)


def test_invitations_are_counted_for_organisers_alone(cast: Cast) -> None:
    for number, days in enumerate((1, 10, -1)):
        Invitation.objects.create(token_hash=str(number), gives="verified", expires_at=NOW + timedelta(days=days))

    organiser, staff = (waiting_for(person.actor(), NOW) for person in (cast.people.organiser, cast.people.staff))

    assert organiser.invitations is not None
    assert (organiser.invitations.n_unused, organiser.invitations.n_expiring) == (2, 1)
    assert (staff.invitations, staff.n_mails) == (None, None)


def test_what_ends_soon_and_what_should_be_open_is_named(cast: Cast) -> None:
    soon, later = cast.deliberations["own-open"], cast.deliberations["own-votes_only"]
    Deliberation.objects.filter(pk=soon.pk).update(closes_at=NOW + timedelta(days=2))
    Deliberation.objects.filter(pk=later.pk).update(closes_at=NOW + timedelta(days=4))
    Deliberation.objects.filter(pk=cast.deliberations["own-draft"].pk).update(opens_at=NOW)
    Deliberation.objects.filter(slug="overdue").update(closes_at=None)

    waiting = waiting_for(cast.people.chair.actor(), NOW)

    assert [each.slug for each in waiting.closing] == ["own-open"]
    assert [each.slug for each in waiting.late] == ["own-draft"]


def test_publishing_is_offered_followed_and_its_failure_told(cast: Cast) -> None:
    actor, closed = cast.people.chair.actor(), cast.deliberations["own-closed"]

    before = waiting_for(actor, NOW)
    job = publish_result(deliberation=closed, by=None, now=NOW)
    meanwhile = waiting_for(actor, NOW)
    job.state = "running"
    job.save()
    fail_publication(job=job, failure=PublicationJob.Failure.TOO_FEW, now=NOW)
    afterwards = waiting_for(actor, NOW)

    assert [[each.slug for each in seen.to_publish] for seen in (before, meanwhile, afterwards)] == [
        ["own-closed"],
        [],
        ["own-closed"],
    ]
    assert [[each.state for each in seen.jobs] for seen in (before, meanwhile, afterwards)] == [
        [],
        ["waiting"],
        ["failed"],
    ]


def test_it_says_how_many_delegations_of_each_constituency_have_answered(cast: Cast) -> None:
    found = participation_in(cast.deliberation, cast.assembly, timezone.now())

    (region,) = found.kinds
    assert [(str(each.name), each.n_answered, each.n_all) for each in region.values] == [
        ("Africa", 1, 1),
        ("Europe", 1, 1),
    ]
    assert [n for _tier, n in found.tiers] == [2, 2, 1]
    cast.deliberation.statements.get(number=1).votes.filter(participant__delegation=cast.delegation).delete()
    (region,) = participation_in(cast.deliberation, cast.assembly, timezone.now()).kinds
    assert [each.n_answered for each in region.values] == [0, 1]


def test_days_are_those_of_the_assemblys_clocks(cast: Cast) -> None:
    cast.assembly.time_zone = "Asia/Shanghai"
    late = datetime(2026, 6, 30, 15, 59, tzinfo=UTC)  # still the 30th there; a minute later it is the 1st of July
    entries = list(cast.deliberation.vote_entries.all())
    for entry, moment in zip(entries, (late, late, late + timedelta(minutes=1)), strict=False):
        entry.made_at = moment
        entry.save()
    for entry in entries[3:]:
        entry.made_at = late - timedelta(days=DAYS + 1)
        entry.save()

    days = participation_in(cast.deliberation, cast.assembly, NOW).days

    assert [(each.date.isoformat(), each.n) for each in days[-3:]] == [
        ("2026-06-29", 0),
        ("2026-06-30", 2),
        ("2026-07-01", 1),
    ]
    assert len(days) == DAYS
    assert sum(each.n for each in days) == 3


@pytest.mark.parametrize("n", [1, 3])
def test_the_desk_takes_the_same_queries_for_one_and_for_three(
    cast: Cast, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(n):
        made = Deliberation.objects.create(
            forum=cast.forums.own, slug=f"more-{number}", question=Content.of("en", "More?"), phase=Phase.OPEN
        )
        Statement.objects.create(
            deliberation=made, number=1, text=Content.of("en", "So."), fingerprint="x", status="waiting"
        )
    client = cast.people.organiser.client()
    assert client.get("/desk/").text.count("/desk/deliberations/more-") == 2 * n

    with django_assert_num_queries(19):
        client.get("/desk/")
