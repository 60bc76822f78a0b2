"""The great test can fail: here are addresses that are broken, and what it says about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.permissions import broken
from tests.web.permissions.cells import Cell
from tests.web.permissions.routes import routes
from tests.web.permissions.stage import Spot
from tests.web.permissions.test_every_route import faults, is_guard_outermost

if TYPE_CHECKING:
    from tests.web.permissions.cells import Browsers
    from tests.web.permissions.stage import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.urls(broken.__name__)]
ROUTES = {route.path.split("/")[1]: route for route in routes(broken.__name__) if route.path.startswith("broken/")}


def _said_about(name: str, deliberation: str, stage: Stage, browsers: Browsers) -> list[str]:
    who = stage.cast.people.anonymous
    cell = Cell(ROUTES[name], "GET", who, Spot(f"deliberation {deliberation}", {"slug": deliberation}))
    return [fault.split(" INTO ")[0] for fault in faults(cell, browsers.ask(cell), stage.hidden_words[who.name])]


@pytest.mark.parametrize(
    ("name", "deliberation", "faults_found"),
    [
        ("disguised", "own-draft", ["should be hidden, got 200 ", "shows words of things that they may not see"]),
        ("talkative", "own-open", ["shows words of things that they may not see"]),
        ("careless", "own-draft", ['is refused and writes DELETE FROM "deliberation_vote"']),
        ("narrower", "own-open", ["should be allowed, got 403 "]),
        ("astray", "own-draft", ["should be hidden, got 200 "]),
    ],
)
def test_a_broken_address_is_found(
    name: str, deliberation: str, faults_found: list[str], stage: Stage, browsers: Browsers
) -> None:
    assert _said_about(name, deliberation, stage, browsers) == faults_found


def test_a_view_that_declares_nothing_is_found_and_does_not_run(stage: Stage, browsers: Browsers) -> None:
    route = ROUTES["unguarded"]
    cell = Cell(route, "GET", stage.cast.people.organiser, Spot("deliberation own-open", {"slug": "own-open"}))
    answer = browsers.ask(cell)

    assert route.permit is None
    assert answer.status == 403
    assert not answer.words
    with pytest.raises(LookupError, match="unguarded"):
        stage.spots(route)


def test_a_view_that_wears_the_permit_of_another_is_found() -> None:
    assert {name: is_guard_outermost(route) for name, route in ROUTES.items()} == {
        name: name not in ("unguarded", "disguised") for name in ROUTES
    }
