"""An embargo holds on every path until its minute, and at its minute the release is there on all of them.

Before it nobody but the press desk meets a word of it, whatever they ask for; tests/web/permissions walks further.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q
from django.utils import timezone

from tests.web.permissions.cells import Cell, cells_of, url_of
from tests.web.permissions.routes import routes
from tests.web.permissions.stage import MISSING
from tests.web.words import word_of
from yishiting.web.front.actions.indexing import bring_up_to_date
from yishiting.web.press import models
from yishiting.web.press.actions.mailing import send_releases
from yishiting.web.press.models import Accreditation, Release, public_at
from yishiting.web.press.queries import mailing
from yishiting.web.press.queries import releases as queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.web.permissions.cells import Answer, Browsers
    from tests.web.permissions.routes import Route
    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db

WORD = word_of("release embargoed")
SLUG = "release-embargoed"
PRESS_DESK = {"organiser", "press_officer"}
# Whose pages differ most; everybody else walks those routes that show releases to anybody.
FEW = ("anonymous", "staff")
# Where a release of no forum stands once it is public. A new place where one appears belongs here, deliberately.
SHOWN_ON = {
    "home",
    "press_room",
    "releases",
    "releases_feed",
    "release",
    "release_versions",
    "release_comments",
    "search",
    "sitemap",
}
TICK = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _indexed_too_early(stage: Stage) -> None:
    """Let the index of the search know it already: what is found is asked again whether it may be seen."""
    until = stage.cast.press.releases["embargoed"].embargo_until
    assert until is not None
    bring_up_to_date(now=until)


@pytest.fixture
def _at_its_minute(stage: Stage) -> None:
    """Let the minute come: the embargo ends now."""
    release = stage.cast.press.releases["embargoed"]
    Release.objects.filter(pk=release.pk).update(embargo_until=timezone.now())


def _readable(route: Route, stage: Stage, names: Iterable[str]) -> list[Cell]:
    """Give one address of a route per person, that of the release under embargo where it is one of a release."""
    cells = [each for each in cells_of(route, stage) if each.method == "GET" and each.who.name in names]
    if route.finder == "find_release":
        return [each for each in cells if each.spot.told == "release embargoed"]
    first = {each.who.name: each for each in reversed(cells) if each.spot.told != MISSING}
    return list(first.values())


def _met(stage: Stage, browsers: Browsers, names: Iterable[str], only: Iterable[str] = ()) -> dict[str, set[str]]:
    """Give the routes on which somebody meets a word of it, and who does; searches look for its word."""
    met: dict[str, set[str]] = {}
    chosen = [route for route in routes() if not route.is_foreign and (not only or route.name in only)]
    for cell in (cell for route in chosen for cell in _readable(route, stage, names)):
        looked_for = {"q": WORD} if cell.route.name == "search" else None
        if _tells(cell, browsers.send(cell.who, "GET", url_of(cell), looked_for)):
            met.setdefault(cell.route.name, set()).add(cell.who.name)
    return met


def _tells(cell: Cell, answer: Answer) -> bool:
    """Tell whether an answer holds its word or leads to it; the search repeats what was looked for."""
    leads_there = f"/press/releases/{SLUG}/".encode() in answer.body
    if cell.route.name == "search":
        return leads_there
    is_met = WORD.encode() in answer.body or WORD in str(answer.headers)
    return is_met or (leads_there and cell.route.finder != "find_release")


def test_before_its_minute_nobody_meets_it_anywhere(stage: Stage, browsers: Browsers) -> None:
    assert _met(stage, browsers, FEW) == {}


def test_before_its_minute_everybody_else_meets_it_nowhere_either(stage: Stage, browsers: Browsers) -> None:
    others = {who.name for who in stage.cast.people} - PRESS_DESK

    assert _met(stage, browsers, others, SHOWN_ON) == {}


@pytest.mark.usefixtures("_at_its_minute")
def test_at_its_minute_it_is_on_all_of_them(stage: Stage, browsers: Browsers) -> None:
    assert set(_met(stage, browsers, ["anonymous"])) == SHOWN_ON


def test_the_walk_would_find_a_list_that_forgets_the_embargo(
    stage: Stage, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "public_at", lambda _now: Q(issued_at__isnull=False, withdrawn_at=None))

    met = _met(stage, browsers, ["anonymous"], SHOWN_ON)

    assert {"press_room", "releases", "releases_feed"} <= set(met)


def test_the_walk_would_find_a_page_that_forgets_the_embargo(
    stage: Stage, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models.Release, "is_public_at", lambda release, _now: release.issued_at is not None)

    assert set(_met(stage, browsers, ["anonymous"], SHOWN_ON)) == {"release", "release_versions", "release_comments"}


def test_the_press_desk_reads_it_before(stage: Stage, browsers: Browsers) -> None:
    met = _met(stage, browsers, PRESS_DESK, {"release", "desk_press", "desk_release", "desk_release_change"})

    assert set(met) == {"release", "desk_press", "desk_release", "desk_release_change"}
    assert all(who == PRESS_DESK for who in met.values())


def test_every_query_turns_at_the_very_minute(stage: Stage) -> None:
    release = stage.cast.press.releases["embargoed"]
    until = release.embargo_until
    assert until is not None

    for ask in (
        queries.public_releases,
        queries.listed_releases,
        lambda now: queries.newest_releases(now, 100),
        lambda now: queries.releases_to_tell(now, 100),
        lambda now: queries.desk_releases(now, "public"),
        mailing.releases_to_send,
        lambda now: Release.objects.filter(public_at(now)),
    ):
        assert release not in ask(until - TICK)
        assert release in ask(until)
    assert [release.is_public_at(when) for when in (until - TICK, until)] == [False, True]


def test_the_mail_leaves_at_its_minute(stage: Stage) -> None:
    account, until = stage.cast.people.journalist.account, stage.cast.press.releases["embargoed"].embargo_until
    assert account is not None
    assert until is not None
    account.emailaddress_set.create(email=account.email, verified=True, primary=True)  # type: ignore[attr-defined] # allauth's
    Accreditation.objects.filter(account=account).update(wants_releases=True)
    Release.objects.exclude(slug=SLUG).update(is_sample=True)
    mails = stage.cast.press.releases["embargoed"].mails

    send_releases(now=until - TICK)
    before = mails.count()
    send_releases(now=until)

    assert (before, mails.count()) == (0, 1)
