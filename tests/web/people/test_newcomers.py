"""How many people without an account one network may bring: enough for a hall, and not for any number of cookies."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.running import PATIENCE, running
from tests.web.at_once import at_once, wait_until_somebody_waits
from tests.web.cast import signed_cookie
from yishiting.web.people import cookie
from yishiting.web.people.actions.newcomers import count_newcomer, forget_networks
from yishiting.web.people.actions.participants import join_as_open
from yishiting.web.people.errors import TooManyNewcomersError
from yishiting.web.people.forgetting import FORGETTING
from yishiting.web.people.models import Network, Participant
from yishiting.web.people.networks import network_key, network_of
from yishiting.web.serving.duty import declared_duties

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test.client import _MonkeyPatchedWSGIResponse as Response
    from pytest_django.fixtures import Settings

    from tests.web.cast import Cast

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)
HALL = "192.0.2.1"
RESPOND = "/deliberations/own-open/respond/"
NEW_STATEMENT = "/deliberations/own-open/statements/new/"


def _key(number: int) -> str:
    return f"{number:032}"


def _phone(number: int) -> Client:
    client = Client()
    client.cookies[cookie.COOKIE.name] = signed_cookie(_key(number))
    return client


def _answer(client: Client, address: str = HALL) -> Response:
    sent = {"statement": 1, "vote": 1, "reason": "Because.", "csrfmiddlewaretoken": "stale"}
    return client.post(RESPOND, sent, REMOTE_ADDR=address)


def _come(number: int, *, address: str = HALL, now: datetime = NOON) -> bool:
    try:
        join_as_open(cookie_key=_key(number), address=address, now=now)
    except TooManyNewcomersError:
        return False
    return True


# -- The limit -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_default_lets_a_whole_hall_in_at_once(settings: Settings) -> None:
    assert settings.NEWCOMERS_PER_HOUR == 5000
    for number in range(200):  # as a thousand in a minute come
        count_newcomer(address=HALL, now=NOON + timedelta(seconds=number * 60 / 1000))
    [network] = Network.objects.all()
    assert network.used_until < NOON + timedelta(minutes=2.6)


@pytest.mark.django_db
def test_a_network_brings_as_many_as_it_may_in_one_moment_and_no_more(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 3
    assert [_come(number) for number in range(5)] == [True, True, True, False, False]
    assert Participant.objects.count() == 3  # nobody half made


@pytest.mark.django_db
def test_the_allowance_flows_back_evenly(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 4  # one in a quarter of an hour
    came = [_come(number) for number in range(4)]
    later = NOON + timedelta(minutes=15)
    came += [
        _come(4, now=later - timedelta(seconds=1)),
        _come(5, now=later),
        _come(6, now=later),
        _come(7, now=later + timedelta(hours=3)),
    ]
    assert came == [True] * 4 + [False, True, False, True]


@pytest.mark.django_db
def test_it_says_how_long_to_wait(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 4
    assert all(_come(number) for number in range(4))
    with pytest.raises(TooManyNewcomersError) as refused:
        join_as_open(cookie_key=_key(4), address=HALL, now=NOON + timedelta(minutes=5))
    assert refused.value.wait == timedelta(minutes=10)


@pytest.mark.django_db
def test_other_networks_and_those_who_came_before_are_not_held_up(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 1
    assert _come(1)
    assert not _come(2)
    assert _come(1)
    assert _come(2, address="192.0.2.2")


@pytest.mark.django_db
def test_nought_is_no_limit(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 0
    assert all(_come(number) for number in range(20))
    assert not Network.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_come_in_than_may(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 7

    def phone(number: int) -> Callable[[], bool]:
        return lambda: _come(number)

    assert sum(at_once(phone(number) for number in range(48))) == 7
    assert Participant.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_first_two_of_a_network_at_once_both_come_in() -> None:
    def second() -> bool:
        try:
            return _come(2)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert _come(1)
            coming = pool.submit(second)
            wait_until_somebody_waits()
        assert coming.result(timeout=60)


@pytest.mark.django_db(transaction=True)
def test_first_answers_of_one_phone_at_once_count_once(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 1
    assert at_once([lambda: _come(1)] * 16) == [True] * 16
    assert Participant.objects.count() == 1


# -- What is kept of an address --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("not an address", "not an address"),
    ],
)
def test_network_of_an_address(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.django_db
def test_no_address_is_kept_and_tomorrow_it_is_another_key() -> None:
    count_newcomer(address=HALL, now=NOON)
    [row] = Network.objects.values_list()
    assert HALL not in str(row)
    assert re.fullmatch("[0-9a-f]{64}", row[0])
    assert network_key(HALL, NOON) == row[0] != network_key(HALL, NOON + timedelta(days=1))


def test_without_the_chambers_key_nobody_can_try_addresses(settings: Settings) -> None:
    before = network_key(HALL, NOON)
    settings.SECRET_KEY = "another key of at least thirty-two characters"  # noqa: S105 - of nothing
    assert network_key(HALL, NOON) != before


@pytest.mark.django_db
def test_network_is_forgotten_as_soon_as_it_limits_nobody(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 4
    assert _come(1)
    assert forget_networks(now=NOON + timedelta(minutes=14)) == 0
    assert forget_networks(now=NOON + timedelta(minutes=15)) == 1
    assert not Network.objects.exists()


@pytest.mark.django_db
def test_forgetting_is_a_duty_of_the_worker() -> None:
    count_newcomer(address=HALL, now=NOON)
    assert FORGETTING in declared_duties()
    assert FORGETTING.run(lambda: NOON + timedelta(hours=1)) == 60.0
    assert not Network.objects.exists()


@pytest.mark.parametrize("proxies", [0, 1])
def test_limit_outlives_a_restart_and_believes_no_visitor(tmp_path: Path, proxies: int) -> None:
    data, settings = tmp_path / "data", {"YISHITING_NEWCOMERS_PER_HOUR": "2", "YISHITING_SAMPLE": "yes"}
    statuses = []
    for phones in ((1, 2, 3), (4,)):
        with running(data, "--port", "8270", **settings, YISHITING_TRUSTED_PROXIES=str(proxies)) as chamber:
            # What the visitor says stands before what the proxy adds.
            statuses += [_answer_from(chamber.url, f"203.0.113.{number}, 192.0.2.1") for number in phones]
            if proxies:
                statuses.append(_answer_from(chamber.url, "192.0.2.2"))
    assert statuses == ([200, 200, 429, 200, 429, 200] if proxies else [200, 200, 429, 429])


def _answer_from(url: str, forwarded: str) -> int:
    """Come as a new phone, and answer the first statement."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.addheaders = [("X-Forwarded-For", forwarded)]
    page = url + "/deliberations/sample-safety/respond/"
    with opener.open(page, timeout=PATIENCE) as answer:
        body = answer.read().decode()
    form = dict(re.findall(r'name="(csrfmiddlewaretoken|statement)" value="([^"]+)"', body))
    request = urllib.request.Request(page, data=urllib.parse.urlencode(form | {"vote": "1"}).encode())  # noqa: S310 - our own
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


# -- What it costs ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_counting_costs_a_newcomer_one_statement_and_others_nothing() -> None:
    assert _come(1)
    with CaptureQueriesContext(connection) as first:
        assert _come(2)
    with CaptureQueriesContext(connection) as again:
        assert _come(2)
    assert sum("people_network" in query["sql"] for query in first) == 1
    assert sum("people_network" in query["sql"] for query in again) == 0


# -- What somebody is told -------------------------------------------------------------------------------------------


def test_who_is_held_up_is_told_and_can_send_the_same_again(cast: Cast, settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 2
    assert [_answer(_phone(number)).status_code for number in (1, 2)] == [302, 302]
    third = _phone(3)
    refused = _answer(third)
    page = refused.content.decode()

    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 1800
    assert "Please wait 30 minutes." in page
    assert "stale" not in page
    form = page[page.index('<form class="form"') :].partition("</form>")[0]
    kept = dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', form))
    del kept["csrfmiddlewaretoken"]
    assert kept == {"statement": "1", "vote": "1", "reason": "Because."}
    assert not Participant.objects.filter(cookie_key=_key(3)).exists()

    # The hour is over: the page's own form does what the first one should have done.
    Network.objects.update(used_until=timezone.now() - timedelta(seconds=1))
    assert third.post(RESPOND, kept, REMOTE_ADDR=HALL).status_code == 302
    assert cast.deliberation.statements.get(number=1).votes.filter(participant__cookie_key=_key(3)).exists()


@pytest.mark.usefixtures("cast")
def test_text_of_a_statement_is_kept_on_the_page(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 1
    _answer(_phone(1))
    text = 'Halls "with one address" & many phones <b>matter</b>.'
    refused = _phone(2).post(NEW_STATEMENT, {"text": text, "language": "en", "is_new": "1"}, REMOTE_ADDR=HALL)
    assert refused.status_code == 429
    page = refused.content.decode()
    assert "<b>matter" not in page
    assert text in unescape(page)


@pytest.mark.usefixtures("cast")
def test_who_has_answered_before_or_signs_in_is_not_held_up(cast: Cast, settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 1
    first = _phone(1)
    assert _answer(first).status_code == 302
    assert _answer(_phone(2)).status_code == 429
    assert _answer(first).status_code == 302
    assert _answer(cast.people.outsider.client()).status_code == 302
    assert _answer(cast.people.delegate.client()).status_code == 302


@pytest.mark.usefixtures("cast")
def test_looking_is_never_held_up(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 1
    _answer(_phone(1))
    assert {Client().get(page, REMOTE_ADDR=HALL).status_code for page in ("/", RESPOND, NEW_STATEMENT)} == {200}
    assert Network.objects.count() == 1


@pytest.mark.usefixtures("cast")
def test_chinese_readers_are_told_in_chinese(settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 1
    _answer(_phone(1))
    second = _phone(2)
    second.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    assert "请等待60分钟" in _answer(second).content.decode()
