"""The life of a deliberation: forward step by step, on time, and never under people's feet."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from yishiting.web.content import Content
from yishiting.web.deliberation.actions.life import (
    CannotOpenError,
    FixedAtOpeningError,
    change_deliberation,
    close_deliberation,
    delete_deliberation,
    follow_schedule,
    make_deliberation,
    open_deliberation,
    stop_statements,
    take_statements_again,
)
from yishiting.web.deliberation.models import Deliberation, Phase, Statement
from yishiting.web.deliberation.queries.readiness import obstacles_to_opening
from yishiting.web.people.models import Participant, Tier
from yishiting.web.permissions.refusal import NotNowError
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
STEPS = (open_deliberation, stop_statements, take_statements_again, close_deliberation)
# Which step leads from where to where; every other one is refused.
LEADS: dict[tuple[Callable[..., object], Phase], Phase] = {
    (open_deliberation, Phase.DRAFT): Phase.OPEN,
    (stop_statements, Phase.OPEN): Phase.VOTES_ONLY,
    (take_statements_again, Phase.VOTES_ONLY): Phase.OPEN,
    (close_deliberation, Phase.OPEN): Phase.CLOSED,
    (close_deliberation, Phase.VOTES_ONLY): Phase.CLOSED,
}


def _phase(deliberation: Deliberation) -> str:
    return Deliberation.objects.get(pk=deliberation.pk).phase


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("step", STEPS)
def test_each_step_leads_where_it_should_and_nowhere_else(
    cast: Cast, step: Callable[..., object], phase: Phase
) -> None:
    deliberation = cast.deliberations[f"own-{phase}"]

    if (step, phase) in LEADS:
        step(deliberation=deliberation, by=None, now=NOW)
    else:
        with pytest.raises(NotNowError):
            step(deliberation=deliberation, by=None, now=NOW)

    assert _phase(deliberation) == LEADS.get((step, phase), phase)


def test_opening_and_closing_leave_their_moments(cast: Cast) -> None:
    draft = cast.deliberations["own-draft"]

    opened = open_deliberation(deliberation=draft, by=None, now=NOW)
    closed = close_deliberation(deliberation=draft, by=None, now=NOW + timedelta(hours=1))

    assert (opened.opened_at, closed.closed_at) == (NOW, NOW + timedelta(hours=1))


def test_a_closing_that_comes_round_late_counts_from_the_announced_end(cast: Cast) -> None:
    deliberation = cast.deliberations["own-open"]
    Deliberation.objects.filter(pk=deliberation.pk).update(closes_at=NOW)

    closed = close_deliberation(deliberation=deliberation, by=None, now=NOW + timedelta(minutes=5))

    assert closed.closed_at == NOW


@pytest.mark.parametrize("step", [stop_statements, take_statements_again])
def test_after_the_announced_end_nothing_is_taken_again(cast: Cast, step: Callable[..., object]) -> None:
    phase = Phase.OPEN if step is stop_statements else Phase.VOTES_ONLY
    deliberation = cast.deliberations[f"own-{phase}"]
    Deliberation.objects.filter(pk=deliberation.pk).update(closes_at=NOW)

    with pytest.raises(NotNowError):
        step(deliberation=deliberation, by=None, now=NOW)


def test_opening_names_everything_that_is_missing(cast: Cast) -> None:
    draft = cast.deliberations["hidden-draft"]
    Deliberation.objects.filter(pk=draft.pk).update(closes_at=NOW, question=Content())
    draft.statements.all().delete()

    with pytest.raises(CannotOpenError) as refused:
        open_deliberation(deliberation=draft, by=None, now=NOW)

    assert len(refused.value.obstacles) == 4
    assert _phase(draft) == Phase.DRAFT


def test_statements_that_only_wait_do_not_open(cast: Cast) -> None:
    draft = cast.deliberations["own-draft"]
    draft.statements.filter(status=Statement.Status.ACCEPTED).delete()

    assert len(obstacles_to_opening(draft, NOW)) == 1


def test_a_draft_is_made_and_changed(cast: Cast) -> None:
    question = Content.of("en", "What next?")
    made = make_deliberation(forum=cast.forums.own, by=None, values={"question": question, "slug": "next"}, now=NOW)

    changed = change_deliberation(
        deliberation=made, by=None, values={"is_on_record": True, "asks_for": [cast.africa.kind]}, now=NOW
    )

    assert (changed.phase, changed.is_on_record, list(changed.asks_for.all())) == (
        Phase.DRAFT,
        True,
        [cast.africa.kind],
    )


@pytest.mark.parametrize("name", Deliberation.FIXED_AT_OPENING)
def test_what_people_were_told_stays(cast: Cast, name: str) -> None:
    deliberation = cast.deliberations["own-open"]
    before = getattr(deliberation, name)
    other = {"rule": {"confidence": 0.8}, "fit_on": "everybody"}.get(name, not before)

    with pytest.raises(FixedAtOpeningError) as refused:
        change_deliberation(deliberation=deliberation, by=None, values={name: other, "order": 7}, now=NOW)

    fresh = Deliberation.objects.get(pk=deliberation.pk)
    assert (refused.value.names, getattr(fresh, name), fresh.order) == ((name,), before, 0)


def test_the_same_value_is_no_change(cast: Cast) -> None:
    deliberation = cast.deliberations["own-open"]

    changed = change_deliberation(
        deliberation=deliberation, by=None, values={"is_on_record": False, "order": 7}, now=NOW
    )

    assert changed.order == 7


def test_a_published_one_changes_no_more(cast: Cast) -> None:
    with pytest.raises(NotNowError):
        change_deliberation(deliberation=cast.deliberations["own-published"], by=None, values={"order": 7}, now=NOW)


def test_the_schedule_opens_and_closes_what_is_due_and_nothing_else(cast: Cast) -> None:
    due, not_yet = cast.deliberations["own-draft"], cast.deliberations["others-draft"]
    ending, running = cast.deliberations["own-open"], cast.deliberations["own-votes_only"]
    Deliberation.objects.filter(pk=due.pk).update(opens_at=NOW)
    Deliberation.objects.filter(pk=not_yet.pk).update(opens_at=NOW + timedelta(seconds=1))
    Deliberation.objects.filter(pk=ending.pk).update(closes_at=NOW)
    Deliberation.objects.filter(pk=running.pk).update(closes_at=NOW + timedelta(seconds=1))
    Deliberation.objects.filter(pk=cast.deliberations["overdue"].pk).update(closes_at=None)

    moved = follow_schedule(now=NOW)

    assert {each.pk for each in moved} == {due.pk, ending.pk}
    assert [_phase(each) for each in (due, not_yet, ending, running)] == ["open", "draft", "closed", "votes_only"]


def test_the_schedule_waits_for_what_is_missing_and_then_opens(cast: Cast) -> None:
    due = cast.deliberations["own-draft"]
    Deliberation.objects.filter(pk=due.pk).update(opens_at=NOW - timedelta(hours=1))
    accepted = due.statements.filter(status=Statement.Status.ACCEPTED)
    accepted.update(status=Statement.Status.WAITING)
    Deliberation.objects.filter(closes_at__isnull=False).update(closes_at=None)

    too_early = follow_schedule(now=NOW)
    due.statements.filter(number=1).update(status=Statement.Status.ACCEPTED)
    in_time = follow_schedule(now=NOW)

    assert (too_early, [each.pk for each in in_time]) == ([], [due.pk])


def test_a_hidden_forums_draft_is_not_opened_by_the_schedule(cast: Cast) -> None:
    Deliberation.objects.filter(pk=cast.deliberations["hidden-draft"].pk).update(opens_at=NOW)
    Deliberation.objects.filter(closes_at__isnull=False).update(closes_at=None)

    assert follow_schedule(now=NOW) == []


def test_deleting_a_draft_takes_along_the_people_that_were_imported_for_it_alone(cast: Cast) -> None:
    draft, person = cast.deliberations["own-draft"], Participant.objects.get(cookie_key="c" * 32)
    imported = Participant.objects.create(tier=Tier.OPEN, seed=9)
    statement = cast.statements["own-draft", "seed"]
    for participant in (imported, person):
        draft.vote_entries.create(participant=participant, statement=statement, value=1)

    delete_deliberation(deliberation=draft, by=None, now=NOW)

    assert not Deliberation.objects.filter(pk=draft.pk).exists()
    assert not Participant.objects.filter(pk=imported.pk).exists()
    assert Participant.objects.filter(pk=person.pk).exists()


def test_only_drafts_are_deleted(cast: Cast) -> None:
    with pytest.raises(NotNowError):
        delete_deliberation(deliberation=cast.deliberations["own-open"], by=None, now=NOW)


@pytest.mark.django_db(transaction=True, databases=["default", "reading"])
def test_of_many_who_close_at_once_one_does() -> None:
    forum = Forum.objects.create(slug="hall", title=Content.of("en", "Hall"), is_published=True)
    deliberation = Deliberation.objects.create(
        forum=forum, slug="rush", question=Content.of("en", "Why?"), phase=Phase.OPEN
    )
    outcomes: list[str] = []

    def close() -> None:
        try:
            close_deliberation(deliberation=deliberation, by=None, now=NOW)
            outcomes.append("closed")
        except NotNowError:
            outcomes.append("not now")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=close) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(outcomes) == ["closed", *["not now"] * 5]
