"""How much may be written: by one person, from one network, by everybody together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Literal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.at_once import at_once
from tests.web.comments.made_comments import NOW, a_browser, a_release, remark
from yishiting.web.allowing import AllowanceUsedUpError
from yishiting.web.comments.actions.allowances import TooManyCommentsError, forget_allowances, use_up
from yishiting.web.comments.forgetting import FORGETTING
from yishiting.web.comments.models import Allowance, Comment, Commenter
from yishiting.web.people.models import Account
from yishiting.web.serving.duty import declared_duties

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import Settings

    from tests.web.cast import Cast

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)
HALL = "192.0.2.1"
SETTINGS = {"person": "COMMENTS_PER_PERSON", "network": "COMMENTS_PER_NETWORK", "assembly": "COMMENTS_PER_ASSEMBLY"}


def _write(
    person: int = 1, *, address: str = HALL, now: datetime = NOON, what: Literal["comment", "report"] = "comment"
) -> bool:
    try:
        use_up(account=None, cookie_key=f"{person:032}", address=address, now=now, what=what)
    except TooManyCommentsError:
        return False
    return True


def _limit(settings: Settings, which: str, most: int) -> None:
    for name in SETTINGS.values():
        setattr(settings, name, 0)
    setattr(settings, SETTINGS[which], most)


# Who comes, and from where: as many as that the limit in question is the one that they meet.
WRITERS: dict[str, Callable[[int], tuple[int, str]]] = {
    "person": lambda number: (1, f"192.0.2.{number}"),
    "network": lambda number: (number, HALL),
    "assembly": lambda number: (number, f"192.0.2.{number}"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("which", WRITERS)
def test_each_limit_holds_by_itself(settings: Settings, which: str) -> None:
    _limit(settings, which, 3)
    written = [_write(person, address=address) for person, address in map(WRITERS[which], range(5))]
    assert written == [True, True, True, False, False]


@pytest.mark.django_db
@pytest.mark.parametrize("which", WRITERS)
def test_nought_is_no_limit(settings: Settings, which: str) -> None:
    _limit(settings, which, 0)
    assert all(_write() for _ in range(40))
    assert not Allowance.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", WRITERS)
def test_of_many_at_once_no_more_get_through_than_may(settings: Settings, which: str) -> None:
    _limit(settings, which, 7)

    def writer(number: int) -> Callable[[], bool]:
        person, address = WRITERS[which](number)
        return lambda: _write(person, address=address)

    assert sum(at_once(writer(number) for number in range(20))) == 7


@pytest.mark.django_db(transaction=True)
def test_all_limits_at_once_under_many_writers_lock_nobody_out(settings: Settings) -> None:
    settings.COMMENTS_PER_PERSON, settings.COMMENTS_PER_NETWORK, settings.COMMENTS_PER_ASSEMBLY = 2, 5, 9

    def writer(number: int) -> Callable[[], bool]:
        return lambda: _write(number % 8, address=f"192.0.2.{number % 2}")

    assert sum(at_once(writer(number) for number in range(24))) == 9


@pytest.mark.django_db
def test_a_hall_behind_one_address_may_write_as_the_settings_stand() -> None:
    assert all(_write(person, now=NOON + timedelta(seconds=person)) for person in range(300))


@pytest.mark.django_db
def test_a_cookie_thrown_away_helps_nobody(settings: Settings) -> None:
    settings.COMMENTS_PER_PERSON, settings.COMMENTS_PER_NETWORK = 2, 5
    assert sum(_write(person) for person in range(50)) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["comment", "report"])
def test_whoever_throws_cookies_away_shuts_out_nobody_with_an_account(
    what: Literal["comment", "report"], settings: Settings
) -> None:
    settings.COMMENTS_PER_NETWORK = settings.COMMENTS_PER_ASSEMBLY = 3
    accounts = [Account.objects.create_user(email=f"{n}@example.org") for n in range(4)]
    assert sum(_write(person, what=what) for person in range(9)) == 3

    for account in accounts[:3]:
        use_up(account=account, cookie_key="", address=HALL, now=NOON, what=what)
    with pytest.raises(TooManyCommentsError):
        use_up(account=accounts[3], cookie_key="", address=HALL, now=NOON, what=what)


@pytest.mark.django_db
def test_a_household_with_many_addresses_is_one_network(settings: Settings) -> None:
    settings.COMMENTS_PER_NETWORK = 5
    assert sum(_write(n, address=f"2001:db8:1:2::{n:x}") for n in range(20)) == 5
    assert _write(99, address="2001:db8:1:3::1")


@pytest.mark.django_db
def test_what_is_refused_uses_up_nothing(settings: Settings) -> None:
    settings.COMMENTS_PER_PERSON, settings.COMMENTS_PER_ASSEMBLY = 10, 1
    assert _write()
    before = sorted(Allowance.objects.values_list())
    assert not _write()
    assert sorted(Allowance.objects.values_list()) == before


@pytest.mark.django_db
def test_it_flows_back_evenly_and_says_how_long_that_takes(settings: Settings) -> None:
    settings.COMMENTS_PER_PERSON = 4
    assert all(_write() for _ in range(4))
    with pytest.raises(AllowanceUsedUpError) as refused:
        use_up(account=None, cookie_key=f"{1:032}", address=HALL, now=NOON + timedelta(minutes=5))
    assert refused.value.wait == timedelta(minutes=10)
    assert not _write(now=NOON + timedelta(minutes=14, seconds=59))
    assert [_write(now=NOON + timedelta(minutes=15)) for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_reports_and_comments_are_counted_apart(settings: Settings) -> None:
    settings.COMMENTS_PER_PERSON = 1
    assert [_write(), _write(), _write(what="report"), _write(what="report")] == [True, False, True, False]


@pytest.mark.django_db
def test_accounts_are_counted_whatever_their_browser(settings: Settings) -> None:
    settings.COMMENTS_PER_PERSON = 1
    account = Account.objects.create_user(email="writer@example.org", name="Writer")
    use_up(account=account, cookie_key="a" * 32, address=HALL, now=NOON)
    with pytest.raises(TooManyCommentsError):
        use_up(account=account, cookie_key="b" * 32, address="192.0.2.2", now=NOON)


@pytest.mark.django_db
def test_rows_tell_nobody_who_or_where() -> None:
    _write(7)
    rows = str(list(Allowance.objects.values_list()))
    assert HALL not in rows
    assert f"{7:032}" not in rows


@pytest.mark.django_db
def test_rows_go_when_they_limit_nobody(settings: Settings) -> None:
    settings.COMMENTS_PER_PERSON = settings.COMMENTS_PER_NETWORK = settings.COMMENTS_PER_ASSEMBLY = 4
    _write()
    assert forget_allowances(now=NOON + timedelta(minutes=14)) == 0
    assert FORGETTING in declared_duties()
    assert FORGETTING.run(lambda: NOON + timedelta(minutes=15)) == 60.0
    assert not Allowance.objects.exists()


@pytest.mark.django_db
def test_counting_costs_three_statements_once_the_rows_are_there() -> None:
    _write()
    with CaptureQueriesContext(connection) as queries:
        _write()
    assert sum("comments_allowance" in query["sql"] for query in queries) == 3


@pytest.mark.django_db
def test_a_comment_too_many_is_not_written(settings: Settings) -> None:
    settings.COMMENTS_PER_NETWORK = 1
    release = a_release()
    remark(release, a_browser("a" * 32))
    with pytest.raises(TooManyCommentsError):
        remark(release, a_browser("b" * 32), now=NOW)
    assert Comment.objects.count() == Commenter.objects.count() == 1


def test_who_is_held_up_keeps_the_text_and_can_send_it_again(cast: Cast, settings: Settings) -> None:
    settings.COMMENTS_PER_NETWORK = 1
    where = f"/comments/releases/{cast.press.releases['public'].slug}/"
    sent = {"text": 'A "second" thought & <b>more</b>', "stance": "recommends", "name": "Somebody"}
    assert Client().post(where, sent).status_code == 302
    refused = Client().post(where, sent)

    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    page = refused.content.decode()
    assert "<b>more" not in page
    assert sent["text"] in unescape(page)
    assert '<input type="hidden" name="stance" value="recommends">' in page

    Allowance.objects.all().delete()
    assert Client().post(where, sent).status_code == 302
