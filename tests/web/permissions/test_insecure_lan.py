"""In a hall without TLS nobody is signed in, whatever a browser brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.web.permissions.routes import routes
from tests.web.permissions.stage import expected
from yishiting.web.permissions.table import OF_ACCOUNTS

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.permissions.cells import Browsers
    from tests.web.permissions.routes import Route
    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db
_OF_ACCOUNTS = [
    each for each in routes() if each.permit is not None and set(each.permit.actions.values()) <= OF_ACCOUNTS
]


@pytest.fixture(autouse=True)
def _insecure_lan(settings: Settings) -> None:
    settings.INSECURE_LAN = True


@pytest.mark.parametrize("route", _OF_ACCOUNTS, ids=lambda route: route.name)
def test_pages_of_accounts_are_not_there(route: Route, stage: Stage, browsers: Browsers) -> None:
    url = reverse(route.name, kwargs=stage.spots(route)[0].named)

    answers = [browsers.send(stage.cast.people.organiser, method, url) for method in ("GET", "POST")]

    # Instead of a missing /account/ itself allauth names the sign-in page, which is missing too.
    assert {answer.headers.get("Location", answer.status) for answer in answers} <= {404, "/account/login/"}
    assert not any(answer.writes for answer in answers)


def test_a_session_from_better_times_is_nobody(stage: Stage, browsers: Browsers) -> None:
    organiser = browsers.send(stage.cast.people.organiser, "GET", "/desk/")
    anonymous = browsers.send(stage.cast.people.anonymous, "GET", "/desk/")

    assert expected("desk.see", stage.cast.people.organiser, "site") == "allowed"
    assert (organiser.status, anonymous.status) == (403, 403)


def test_open_participants_answer(stage: Stage, browsers: Browsers) -> None:
    page = browsers.send(stage.cast.people.open, "GET", f"/deliberations/{stage.cast.deliberation.slug}/respond/")

    assert page.status == 200
