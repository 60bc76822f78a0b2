"""Every address, method, role and state: what really comes back is what the page for people says.

A refused request changes nothing and tells nothing; a thing that is hidden cannot be told from one that is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.web.permissions.cells import Answer, Browsers, Cell, cells_of, chosen, url_of
from tests.web.permissions.routes import Route, routes
from tests.web.permissions.stage import MISSING
from yishiting.web.permissions.foreign import FOREIGN
from yishiting.web.permissions.guard import permits
from yishiting.web.programme.models import Document

if TYPE_CHECKING:
    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db
ROUTES = routes()
_GUARD = permits("site.see")(lambda request: request).__code__

# What may come back for each decision. A form that was sent empty may be shown again or refused with 400; what the
# table allows may still be impossible for another reason (409), such as a closing time that has passed.
_ALLOWED = {"GET": {200, 302, 304}, "HEAD": {200, 302, 304}, "POST": {200, 204, 302, 303, 400, 409, 422}}
_REFUSED = {"hidden": 404, "missing": 404, "forbidden": 403, "not now": 409, "no such method": 405}
# Packages answer as they do, where they are asked at all; but never with an error, and never so that they refuse.
_FOREIGN = {200, 302, 303, 400, 404, 405, 409, 429}
# These ask for a password or key once more, and refuse an account that has neither; nobody in the cast has.
_ASKS_AGAIN = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name or route.path)
def test_every_cell_is_answered_as_the_table_says(route: Route, stage: Stage, browsers: Browsers) -> None:
    wrong = [
        f"{cell}: {fault}"
        for cell in chosen(cells_of(route, stage))
        for fault in faults(cell, browsers.ask(cell), stage.hidden_words[cell.who.name])
    ]

    assert not wrong, "\n".join(wrong)


def faults(cell: Cell, answer: Answer, hidden: frozenset[str]) -> list[str]:
    """Compare one answer with the table."""
    found = []
    if not is_expected(cell, answer):
        found.append(f"should be {cell.decision}, got {answer.status} {answer.error}")
    if cell.decision != "allowed" and answer.writes:
        found.append(f"is refused and writes {answer.writes[0].sql}")
    if answer.words & hidden:
        found.append("shows words of things that they may not see")
    return found


def is_expected(cell: Cell, answer: Answer) -> bool:
    """Tell whether the status is one that the decision may have."""
    if cell.decision == "sign in":
        to_sign_in = answer.headers.get("Location", "").startswith("/account/login/")
        return (answer.status == 302 and to_sign_in) if cell.method in ("GET", "HEAD") else answer.status == 403
    if cell.decision != "allowed":
        return answer.status == _REFUSED.get(cell.decision)
    if cell.route.name in _ASKS_AGAIN and answer.status == 403:
        return True
    return answer.status in (_FOREIGN if cell.route.is_foreign else _ALLOWED[cell.method])


_STRANGERS = ("anonymous", "outsider", "delegate", "other_staff")


@pytest.mark.parametrize("route", [each for each in ROUTES if each.finder], ids=lambda route: route.name)
def test_a_hidden_thing_cannot_be_told_from_one_that_is_not_there(
    route: Route, stage: Stage, browsers: Browsers
) -> None:
    cells = [cell for cell in cells_of(route, stage) if cell.who.name in _STRANGERS]
    missing = {(cell.method, cell.who.name): cell for cell in cells if cell.spot.told == MISSING}
    pairs = [
        (cell, missing[cell.method, cell.who.name])
        for cell in chosen([each for each in cells if each.decision == "hidden" and each.spot.told != MISSING])
    ]

    assert [str(cell) for cell, other in pairs if _seen(cell, browsers) != _seen(other, browsers)] == []


def _seen(cell: Cell, browsers: Browsers) -> tuple[int, bytes, dict[str, str]]:
    return browsers.ask(cell).without_address(url_of(cell))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name or route.path)
def test_the_finder_finds_what_the_address_names(route: Route, stage: Stage) -> None:
    permit = route.permit
    assert permit is not None
    if permit.finder is None or any(spot.told == "site" for spot in stage.spots(route)):
        return
    cast = stage.cast
    things = {"forum": cast.forums.__dict__, "session": cast.sessions, "deliberation": cast.deliberations}

    for spot in stage.spots(route):
        kind, _, name = spot.told.partition(" ")
        if kind in things:
            found = permit.finder(**spot.named)
            assert (found.session if isinstance(found, Document) else found) == things[kind][name]
        elif kind == "statement":
            assert permit.finder(**spot.named) == stage.cast.statements[tuple(name.split())]  # type: ignore[index]


def test_every_route_is_named_and_declared_once() -> None:
    assert [each.path for each in ROUTES if not each.name or each.permit is None] == []
    assert len({each.name for each in ROUTES}) == len(ROUTES)


def test_nothing_runs_before_the_guard() -> None:
    assert [each.name for each in ROUTES if not each.is_foreign and not is_guard_outermost(each)] == []


def is_guard_outermost(route: Route) -> bool:
    """Tell whether the guard is what runs first; a permit alone may have been copied by a decorator."""
    return getattr(route.view, "__code__", None) is _GUARD


def test_the_list_of_packages_names_no_address_that_is_not_there() -> None:
    assert set(FOREIGN) - {each.name for each in ROUTES if each.is_foreign} == set()


def test_there_are_cells_enough(stage: Stage) -> None:
    n_cells = sum(len(chosen(cells_of(route, stage))) for route in ROUTES)

    assert n_cells >= (15_000 if connection.vendor == "sqlite" else 3_000)
