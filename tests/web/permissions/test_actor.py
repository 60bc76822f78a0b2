"""Roles as the cast is told them, in plain words, and as `Actor` finds them in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.web.permissions.told import roles_told
from yishiting.web.deliberation.models import Deliberation, Statement
from yishiting.web.people.models import Account, Appointment, Participant, Seat, Tier
from yishiting.web.permissions.actor import Actor
from yishiting.web.permissions.decision import Decision, decide, may
from yishiting.web.permissions.roles import Role

if TYPE_CHECKING:
    from django.db.models import Model
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast


def test_everybody_has_the_roles_they_were_told(cast: Cast) -> None:
    things: list[tuple[str, Model | None]] = [
        ("site", None),
        *((f"forum {name}", getattr(cast.forums, name)) for name in ("own", "hidden", "others", "others_hidden")),
        *((f"session {name}", thing) for name, thing in cast.sessions.items()),
        *((f"deliberation {name}", thing) for name, thing in cast.deliberations.items()),
        *((f"statement {where} {name}", thing) for (where, name), thing in cast.statements.items()),
    ]
    found = {(who.name, name): set(who.actor().roles_on(thing)) for who in cast.people for name, thing in things}

    assert found == {(who.name, name): roles_told(who.name, name) for who in cast.people for name, _ in things}


def test_a_role_that_is_taken_away_is_gone_with_the_next_request(cast: Cast) -> None:
    before = may("deliberation.desk", cast.people.chair.actor(), cast.deliberation)
    Appointment.objects.filter(account=cast.people.chair.account).delete()

    assert before
    assert decide("deliberation.desk", cast.people.chair.actor(), cast.deliberation) is Decision.FORBIDDEN


def test_a_seat_that_ends_speaks_no_more(cast: Cast) -> None:
    Seat.objects.filter(account=cast.people.delegate.account).update(ended_at=timezone.now())
    former, statement = cast.people.delegate.actor(), cast.statements["own-open", "removed-of-delegation"]

    assert Role.DELEGATE not in former.roles_on(cast.deliberation)
    assert Role.AUTHOR not in former.roles_on(statement)
    assert former.voter(cast.deliberation) is None
    assert Role.AUTHOR in cast.people.second_seat.actor().roles_on(statement)


def test_the_chosen_delegation_answers(cast: Cast) -> None:
    account = cast.people.delegate.account
    assert account is not None
    Seat.objects.create(delegation=cast.other_delegation, account=account, taken_at=timezone.now() - timedelta(days=9))

    voters = [
        Actor(account, speaks_for=each.pk).voter(cast.deliberation) for each in (cast.delegation, cast.other_delegation)
    ]

    assert [voter.delegation if voter else None for voter in voters] == [cast.delegation, cast.other_delegation]


def test_a_delegation_that_is_not_theirs_cannot_be_chosen(cast: Cast) -> None:
    chosen = Actor(cast.people.delegate.account, speaks_for=cast.other_delegation.pk)

    voter = chosen.voter(cast.deliberation)

    assert voter is not None
    assert voter.delegation == cast.delegation


def test_a_cookie_beside_an_account_answers_for_nobody(cast: Cast) -> None:
    both = Actor(cast.people.outsider.account, cast.people.open.cookie_key)

    assert both.participant is None
    assert Role.AUTHOR not in both.roles_on(cast.statements["own-open", "waiting-of-open"])


def test_a_cookie_whose_answers_were_claimed_is_nobody(cast: Cast) -> None:
    account = cast.people.outsider.account
    Participant.objects.filter(cookie_key=cast.people.open.cookie_key).update(account=account, cookie_key=None)

    assert cast.people.open.actor().participant is None


def test_a_verified_person_answers_as_verified_where_only_open_ones_are_awaited(cast: Cast) -> None:
    verified = cast.people.verified.actor()

    assert Role.VERIFIED in verified.roles_on(cast.deliberations["open-only"])
    assert Role.OPEN not in verified.roles_on(cast.deliberations["open-only"])


def test_an_account_in_the_open_tier_is_not_verified(cast: Cast) -> None:
    Participant.objects.create(account=cast.people.outsider.account, tier=Tier.OPEN, seed=9)
    roles = cast.people.outsider.actor().roles_on(cast.deliberation)

    assert Role.OPEN in roles
    assert Role.VERIFIED not in roles


def test_an_account_that_was_closed_is_not_signed_in(cast: Cast) -> None:
    browser = cast.people.organiser.client()
    Account.objects.filter(pk=cast.people.organiser.account.pk).update(is_active=False)  # type: ignore[union-attr]

    assert not browser.get("/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("deliberation.open", None),
        ("deliberation.open", "statement"),
        ("statement.answer", "deliberation"),
        ("forum.see", None),
    ],
)
def test_a_thing_of_the_wrong_kind_is_an_error_and_never_a_permission(
    cast: Cast, action: str, kind: str | None
) -> None:
    thing = {"deliberation": cast.deliberation, "statement": cast.statement, None: None}[kind]

    with pytest.raises(TypeError, match=f"`{action}` is done to a"):
        decide(action, cast.people.organiser.actor(), thing)


def test_roles_on_a_list_of_things_are_found_with_as_many_queries_as_on_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    statements = list(Statement.objects.select_related("deliberation__forum")[:30])
    deliberations = list(Deliberation.objects.select_related("forum"))

    with django_assert_num_queries(4):  # appointments, forums of the hosts, seats, participant
        actor = cast.people.staff.actor()
        assert {Role.STAFF in actor.roles_on(each) for each in [*statements, *deliberations]} == {True, False}
