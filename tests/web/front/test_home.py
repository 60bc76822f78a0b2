"""The first page: what matters now comes first, and nothing stands there that is not public."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.words import word_of
from yishiting.web.deliberation.models import Statement
from yishiting.web.front.queries.agreements import Agreement, latest_agreements, newest_results
from yishiting.web.front.queries.home import Season, season_of
from yishiting.web.press.models import Release
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "season"),
    [
        (None, None, Season.DURING),
        (date(2026, 7, 5), None, Season.BEFORE),
        (date(2026, 7, 4), None, Season.DURING),
        (date(2026, 7, 3), None, Season.AFTER),
        (date(2026, 7, 3), date(2026, 7, 4), Season.DURING),
        (date(2026, 7, 2), date(2026, 7, 3), Season.AFTER),
    ],
)
def test_the_season_goes_by_the_assemblys_own_day(begins_on: date | None, ends_on: date | None, season: Season) -> None:
    assembly = Assembly(pk=1, time_zone=SHANGHAI.key, begins_on=begins_on, ends_on=ends_on)

    assert season_of(assembly, datetime(2026, 7, 4, 0, 30, tzinfo=SHANGHAI)) == season


@pytest.mark.parametrize(("days", "first"), [(10, "open"), (-10, "agreed")])
def test_what_matters_most_stands_first(stage: Stage, days: int, first: str) -> None:
    today = timezone.now().date()
    Assembly.objects.update(begins_on=today + timedelta(days=days), ends_on=today + timedelta(days=days + 1))
    _agree()

    page = stage.cast.people.anonymous.client().get("/").text

    assert re.findall('<h2 id="([a-z]+)"', page)[0] == first


def _agree() -> list[int]:
    """Let the published results find consensus on the statements that stand."""
    from yishiting.web.deliberation.models import PublishedResult

    numbers: list[int] = []
    for result in PublishedResult.objects.all():
        statements = result.analysis["statements"]
        statements["verdicts"] = ["consensus"] * len(statements["ids"])
        result.made_at += timedelta(seconds=1)
        result.save()
        numbers = statements["ids"]
    return numbers


def _agreements() -> list[Agreement]:
    return latest_agreements(newest_results())


def test_agreements_are_those_of_results_that_everybody_may_see(stage: Stage) -> None:
    assert _agreements() == []
    numbers = _agree()

    agreements = _agreements()

    assert {each.result.deliberation.slug for each in agreements} == {"own-published", "others-published"}
    assert {each.n_agreed for each in agreements} == {len(numbers)}
    page = stage.cast.people.anonymous.client().get("/").text
    assert f'href="/deliberations/own-published/statements/{numbers[0]}/"' in page


@pytest.mark.usefixtures("stage")
def test_a_removed_statement_is_no_longer_an_agreement() -> None:
    _agree()

    Statement.objects.update(status=Statement.Status.REMOVED)

    assert _agreements() == []


def test_a_release_appears_with_its_minute_and_goes_when_it_is_withdrawn(stage: Stage) -> None:
    page = stage.cast.people.organiser.client().get("/").text

    assert word_of("release public") in page
    for name in ("draft", "embargoed", "withdrawn"):
        assert word_of(f"release {name}") not in page
    Release.objects.filter(slug="release-embargoed").update(embargo_until=timezone.now())
    assert word_of("release embargoed") in Client().get("/").text


def test_the_page_says_how_much_waits_for_ones_own_voice(stage: Stage) -> None:
    page = stage.cast.people.anonymous.client().get("/").text

    assert re.search(r"\d+ statements wait for your voice", page)


@pytest.mark.parametrize(("name", "queries"), [("anonymous", 10), ("organiser", 16), ("delegate", 17)])
def test_queries_of_the_first_page(
    stage: Stage, name: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _agree()
    client = getattr(stage.cast.people, name).client()
    assert client.get("/").status_code == 200

    with django_assert_num_queries(queries):
        client.get("/")


@pytest.mark.usefixtures("stage")
def test_navigation_leads_only_to_what_is_there() -> None:
    full = re.search(r'<nav class="masthead-nav".*?</nav>', Client().get("/feeds/").text, re.DOTALL)
    assert full
    assert re.findall('href="([^"]+)"', full[0]) == [
        "/",
        "/programme/",
        "/deliberations/",
        "/press/",
        "/exhibition/",
        "/search/",
    ]
