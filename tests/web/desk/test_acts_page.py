"""Acts at the desk as a page and a file: found, told, and read by two roles alone."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone, translation

from yishiting.web.content import Content
from yishiting.web.deliberation.actions.life import (
    close_deliberation,
)
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.desk.models import Act
from yishiting.web.desk.queries.acts import SLICE, Wanted, acts, acts_csv, details_in_words
from yishiting.web.people.models import Account

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NAME = Content.of("en", "Name")


def _me(cast: Cast) -> Account:
    account = cast.people.organiser.account
    assert account is not None
    return account


def _since(first: int) -> list[str]:
    return list(Act.objects.filter(pk__gt=first).order_by("pk").values_list("what", flat=True))


def _some_acts(n: int, now: datetime | None = None, **given: object) -> None:
    for number in range(n):
        record_act(by=None, what=What.HOST_MADE, thing=f"host-{number}", now=now, **given)  # type: ignore[arg-type]


def test_acts_are_found_by_person_deliberation_and_day(cast: Cast) -> None:
    me, journalist = _me(cast), cast.people.journalist.account
    record_act(by=me, what=What.ROLE_GIVEN, about=journalist, now=NOW)
    record_act(by=journalist, what=What.HOST_MADE, now=NOW + timedelta(days=1))
    record_act(by=me, what=What.DELIBERATION_CHANGED, thing=cast.deliberation, now=NOW + timedelta(days=2))
    day = NOW.date()

    def found(**wanted: object) -> list[str]:
        return list(acts(Wanted(**wanted)).values_list("what", flat=True))  # type: ignore[arg-type] # as the form gives it

    assert found(person="journal") == [What.HOST_MADE, What.ROLE_GIVEN]
    assert found(person="ORGANISER@example") == [What.DELIBERATION_CHANGED, What.ROLE_GIVEN]
    assert found(deliberation=cast.deliberation) == [What.DELIBERATION_CHANGED]
    assert found(since=day + timedelta(days=1)) == [What.DELIBERATION_CHANGED, What.HOST_MADE]
    assert found(until=day) == [What.ROLE_GIVEN]
    assert found(until=date.max) == found()
    # At noon in Greenwich it is the next day already on the Line Islands.
    assert found(until=day, time_zone="Pacific/Kiritimati") == []


def test_the_page_filters_and_offers_the_same_as_a_file(cast: Cast) -> None:
    record_act(by=_me(cast), what=What.DELIBERATION_CHANGED, thing=cast.deliberation)
    record_act(by=None, what=What.HOST_MADE, thing="=1+1")
    client = cast.people.auditor.client()
    asked = "?person=&deliberation=own-open&since=&until="

    page, file = client.get(f"/desk/acts/{asked}").content.decode(), client.get(f"/desk/acts.csv{asked}")
    everything = client.get("/desk/acts.csv").content.decode("utf-8-sig")

    assert "settings changed" in page
    assert "host made" not in page
    assert "deliberation=own-open" in page.partition("acts.csv")[2][:80]
    assert [row["thing"] for row in csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))] == ["own-open"]
    assert [row["thing"] for row in csv.DictReader(io.StringIO(everything))] == ["'=1+1", "own-open"]


@pytest.mark.parametrize(
    "query", ["since=never", "until=0000-00-00", "deliberation=no-such", "person=%00", "page=x", "since=9999-12-31"]
)
def test_a_filter_that_cannot_be_read_is_no_fault(cast: Cast, query: str) -> None:
    client = cast.people.organiser.client()

    assert client.get(f"/desk/acts/?{query}").status_code == 200
    assert client.get(f"/desk/acts.csv?{query}").status_code == 200


def test_pages_hold_fifty(cast: Cast) -> None:
    _some_acts(51)
    client = cast.people.organiser.client()

    first, second = (client.get(f"/desk/acts/?page={page}").content.decode() for page in (1, 2))

    assert (first.count("host made"), second.count("host made")) == (50, 1)


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_costs_the_same_with_more_acts(
    cast: Cast, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(n):
        record_act(by=Account.objects.create_user(name="A"), what=What.ROLE_GIVEN, about=Account.objects.create_user())
    client = cast.people.organiser.client()
    client.get("/desk/acts/")

    with django_assert_num_queries(9):
        client.get("/desk/acts/")


@pytest.mark.django_db
def test_the_file_holds_every_act_however_many_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yishiting.web.desk.queries.acts.SLICE", 2)
    _some_acts(5)

    rows = list(csv.DictReader(io.StringIO(acts_csv(Wanted()).removeprefix("\ufeff"))))

    assert SLICE > 100
    assert [row["thing"] for row in rows] == [f"host-{number}" for number in (4, 3, 2, 1, 0)]


@pytest.mark.django_db
def test_details_are_told_in_the_readers_language() -> None:
    act = Act(what=What.DELIBERATION_CHANGED, details={"settings": ["order", "closes_at"]})

    with translation.override("zh-hans"):
        assert (details_in_words(act), act.get_what_display()) == ("设置: order, closes_at", "设置已更改")
    with translation.override("en"):
        assert details_in_words(act) == "settings: order, closes_at"


@pytest.mark.parametrize("who", ["organiser", "auditor"])
def test_the_page_is_reached_by_those_who_may(cast: Cast, who: str) -> None:
    client = getattr(cast.people, who).client()

    assert "/desk/acts/" in client.get("/desk/" if who == "organiser" else "/").content.decode()


def test_the_chamber_itself_is_named_where_nobody_acted(cast: Cast) -> None:
    cast.deliberation.closes_at = timezone.now() - timedelta(hours=1)
    close_deliberation(deliberation=cast.deliberation, by=None, now=timezone.now())

    assert "the chamber itself" in cast.people.organiser.client().get("/desk/acts/").content.decode()


def test_nobody_else_reads_them(cast: Cast) -> None:
    statuses = {who.name: who.client().get("/desk/acts/").status_code for who in cast.people if who.account}

    assert {name for name, status in statuses.items() if status == 200} == {"organiser", "auditor"}
