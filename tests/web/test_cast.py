"""The cast is whole: every role, phase and status is on the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.deliberation.models import Phase, Statement
from yishiting.web.permissions.roles import Role

if TYPE_CHECKING:
    from tests.web.cast import Cast


def test_every_role_is_played(cast: Cast) -> None:
    around = [*cast.press.questions.values(), *cast.exhibition.exhibitors.values(), *cast.comments.values()]
    things = [None, *cast.deliberations.values(), *cast.statements.values(), *around]
    played = {role for person in cast.people for thing in things for role in person.actor().roles_on(thing)}

    assert played == set(Role)


def test_every_phase_and_status_is_on_the_stage(cast: Cast) -> None:
    assert {each.phase for each in cast.deliberations.values()} == set(Phase)
    assert {each.status for each in cast.statements.values()} == set(Statement.Status)


def test_people_come_with_their_own_browser(cast: Cast) -> None:
    pages = {person.name: person.client().get("/").wsgi_request for person in cast.people}

    assert {name: page.user.pk for name, page in pages.items() if page.user.is_authenticated} == {
        person.name: person.account.pk for person in cast.people if person.account
    }


def test_a_cookie_finds_its_participant(cast: Cast) -> None:
    participant = cast.people.open.actor().participant

    assert participant is not None
    assert participant.votes.count() > 0
    assert cast.people.newcomer.actor().participant is None
