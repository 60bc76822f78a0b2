"""The first page and a forum's page: what is open for whom, in how many queries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from yishiting.web.content import Content
from yishiting.web.deliberation.models import Deliberation, Phase, Statement
from yishiting.web.deliberation.queries.tiles import tiles_of
from yishiting.web.programme.models import Assembly, Forum, Host

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast, Person
    from yishiting.web.deliberation.queries.tiles import Tiles

BOTH = pytest.mark.django_db(databases=["default", "reading"])


def _tiles(person: Person) -> Tiles:
    return tiles_of(Deliberation.objects.all(), person.actor(), timezone.now())


def _slugs(tiles: list[object]) -> set[str]:
    return {tile.deliberation.slug for tile in tiles}  # type: ignore[attr-defined] # each is a Tile


def test_deliberations_stand_where_they_belong(cast: Cast) -> None:
    tiles = _tiles(cast.people.anonymous)

    assert _slugs([*tiles.open]) == {
        "own-open",
        "own-votes-only",
        "others-open",
        "others-votes-only",
        "delegations-only",
        "verified-only",
        "open-only",
    }
    assert "overdue" in _slugs([*tiles.closed])
    shown = _slugs([*tiles.open, *tiles.closed, *tiles.published])
    assert not any("draft" in slug or slug.startswith(("hidden", "others-hidden")) for slug in shown)


def test_ones_own_progress_is_counted_and_a_delegates_is_the_delegations(cast: Cast) -> None:
    people = cast.people
    answered = {
        person.name: {tile.deliberation.slug: tile.n_answered for tile in _tiles(person).open}["own-open"]
        for person in (
            people.anonymous,
            people.newcomer,
            people.open,
            people.verified,
            people.delegate,
            people.organiser,
        )
    }

    assert answered == {"anonymous": 0, "newcomer": 0, "open": 1, "verified": 1, "delegate": 1, "organiser": 0}


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("anonymous", {"open-only"}),
        ("verified", {"open-only", "verified-only"}),
        ("delegate", {"open-only", "delegations-only"}),
    ],
)
def test_only_those_who_are_admitted_are_asked(cast: Cast, name: str, slugs: set[str]) -> None:
    tiles = _tiles(getattr(cast.people, name))

    assert {tile.deliberation.slug for tile in tiles.open if tile.may_answer and "only" in tile.deliberation.slug} - {
        "own-votes-only",
        "others-votes-only",
    } == slugs


def test_how_many_answered_is_told(cast: Cast) -> None:
    (tile,) = [tile for tile in _tiles(cast.people.anonymous).open if tile.deliberation.slug == "own-open"]

    assert (tile.n_people, tile.n_statements, tile.n_left) == (5, 2, 2)


@pytest.mark.parametrize("name", ["anonymous", "open", "delegate", "organiser", "journalist"])
def test_the_first_page_is_there_for_everybody(cast: Cast, name: str) -> None:
    page = getattr(cast.people, name).client().get("/")

    assert page.status_code == 200
    assert "Assembly of tests" in page.text


@BOTH
def test_a_new_chamber_tells_the_organiser_what_to_do_and_others_to_wait() -> None:
    from yishiting.web.people.models import Account, Appointment

    account = Account.objects.create_user("first@example.org")
    Appointment.objects.create(account=account, role="organiser")
    organiser = Client()
    organiser.force_login(account)

    assert "/desk/assembly/" in organiser.get("/").text
    assert "/desk/" not in Client().get("/").text


def test_a_forum_names_hosts_and_chairs_but_no_addresses(cast: Cast) -> None:
    page = cast.people.anonymous.client().get("/forums/forum-own/")

    assert "Host host" in page.text
    assert "Chair" in page.text
    assert "@" not in page.text


def test_an_unpublished_forum_is_not_there(cast: Cast) -> None:
    statuses = {
        person.name: person.client().get("/forums/forum-hidden/").status_code
        for person in (cast.people.anonymous, cast.people.staff, cast.people.other_staff, cast.people.chair)
    }

    assert statuses == {"anonymous": 404, "staff": 200, "other_staff": 404, "chair": 200}


def _fill(n: int) -> Forum:
    Assembly.objects.create(pk=1, title=Content.of("en", "Assembly"))
    now = timezone.now()
    forum = Forum.objects.create(slug="forum", title=Content.of("en", "Forum"), is_published=True)
    for number in range(n):
        Host.objects.create(slug=f"host-{number}", name=Content.of("en", "Host")).forums.add(forum)
        for phase in (Phase.OPEN, Phase.CLOSED):
            deliberation = Deliberation.objects.create(
                forum=forum,
                slug=f"{phase}-{number}",
                question=Content.of("en", "Why?"),
                phase=phase,
                closes_at=now + timedelta(days=2),
            )
            Statement.objects.create(
                deliberation=deliberation, number=1, text=Content.of("en", "So."), fingerprint="x", status="accepted"
            )
    return forum


@BOTH
@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries", "tiles"), [("/", 9, 1), ("/deliberations/", 5, 2), ("/forums/forum/", 9, 2)]
)
def test_pages_take_the_same_queries_for_one_and_for_three(
    path: str, queries: int, tiles: int, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _fill(n)
    client = Client()
    assert client.get(path).status_code == 200

    with django_assert_num_queries(queries):
        page = client.get(path)

    assert page.text.count("tile-title") == tiles * n
