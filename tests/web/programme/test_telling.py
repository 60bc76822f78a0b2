"""E-mails about changes of starred sessions: once, gathered, in the reader's language, and only to who wants them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.mail import BadHeaderError
from django.test import override_settings
from django.utils import timezone

from tests.web.words import word_of
from yishiting.web.content import Content
from yishiting.web.people.models import Account, OutboxMail
from yishiting.web.programme.actions.agenda import choose_mails, star_session
from yishiting.web.programme.actions.sessions import (
    cancel_session,
    change_session,
    restore_session,
    withdraw_session,
)
from yishiting.web.programme.actions.telling import tell_of_changes
from yishiting.web.programme.agenda_owner import Owner
from yishiting.web.programme.models import Agenda, Notice, Room, SessionChange
from yishiting.web.programme.telling import PAUSE, TELLING

if TYPE_CHECKING:
    from tests.web.cast import Cast, Person

MINUTE = timedelta(minutes=1)


@pytest.fixture
def noon() -> datetime:
    return timezone.now()


def _account(person: Person) -> Account:
    assert person.account is not None
    return person.account


def _reader(cast: Cast, name: str, noon: datetime, *sessions: str, language: str = "en") -> Account:
    """Let somebody confirm their address and star sessions an hour before noon."""
    account = _account(getattr(cast.people, name))
    account.emailaddress_set.create(email=account.email, verified=True, primary=True)  # type: ignore[attr-defined] # allauth's
    for each in sessions:
        star_session(
            owner=Owner(account), session=cast.sessions[each], language=language, now=noon - timedelta(hours=1)
        )
    return account


def _told() -> list[tuple[str, str]]:
    """Empty the outbox; give to whom and with which text."""
    told = list(OutboxMail.objects.order_by("pk").values_list("to", "body"))
    OutboxMail.objects.all().delete()
    return told


def _move(cast: Cast, name: str, now: datetime, by: timedelta = timedelta(hours=1)) -> None:
    session = cast.sessions[name]
    session.refresh_from_db()
    assert session.begins_at is not None
    assert session.ends_at is not None
    values = {"begins_at": session.begins_at + by, "ends_at": session.ends_at + by}
    change_session(session=session, by=None, values=values, now=now)


def test_who_starred_it_is_told_once_a_quarter_of_an_hour_later(cast: Cast, noon: datetime) -> None:
    _reader(cast, "outsider", noon, "own-public")
    _reader(cast, "delegate", noon, "others-public")
    cancel_session(session=cast.sessions["own-public"], by=None, now=noon)

    tell_of_changes(now=noon + 14 * MINUTE)
    assert _told() == []

    tell_of_changes(now=noon + 15 * MINUTE)
    (to, text), *rest = _told()
    assert (to, rest) == ("outsider@example.org", [])
    assert word_of("session own-public") in text
    assert "Cancelled: it does not take place." in text
    assert "/sessions/session-own-public/" in text
    assert "/agenda/" in text

    for minutes in (16, 40, 3000):
        tell_of_changes(now=noon + minutes * MINUTE)
    assert _told() == []


def test_several_changes_are_told_in_one_mail(cast: Cast, noon: datetime) -> None:
    _reader(cast, "outsider", noon, "own-public", "others-public")
    room = Room.objects.create(slug="annexe", name=Content.of("en", "Annexe"))
    _move(cast, "own-public", noon)
    change_session(session=cast.sessions["others-public"], by=None, values={"room": room}, now=noon + 14 * MINUTE)

    tell_of_changes(now=noon + 15 * MINUTE)
    tell_of_changes(now=noon + 30 * MINUTE)

    ((_, text),) = _told()
    assert "Begins " in text
    assert "(before: " in text
    assert "Room: Annexe (before: Great Hall)" in text


def test_what_comes_later_comes_in_a_mail_of_its_own(cast: Cast, noon: datetime) -> None:
    _reader(cast, "outsider", noon, "own-public")
    cancel_session(session=cast.sessions["own-public"], by=None, now=noon)
    tell_of_changes(now=noon + 15 * MINUTE)
    assert len(_told()) == 1

    restore_session(session=cast.sessions["own-public"], by=None, now=noon + 20 * MINUTE)
    tell_of_changes(now=noon + 34 * MINUTE)
    assert _told() == []
    tell_of_changes(now=noon + 35 * MINUTE)

    ((_, text),) = _told()
    assert "It takes place after all." in text


def test_what_was_changed_back_is_not_told(cast: Cast, noon: datetime) -> None:
    _reader(cast, "outsider", noon, "own-public")
    _move(cast, "own-public", noon)
    _move(cast, "own-public", noon + MINUTE, by=-timedelta(hours=1))

    tell_of_changes(now=noon + 30 * MINUTE)

    assert _told() == []
    assert not SessionChange.objects.filter(told_at=None).exists()


def test_it_is_told_in_the_language_in_which_one_starred(cast: Cast, noon: datetime) -> None:
    _reader(cast, "outsider", noon, "own-public", language="zh-hans")
    _move(cast, "own-public", noon)

    tell_of_changes(now=noon + 15 * MINUTE)

    ((_, text),) = _told()
    assert f"文字 {word_of('session own-public')}" in text


def test_who_starred_it_afterwards_knows_already(cast: Cast, noon: datetime) -> None:
    cancel_session(session=cast.sessions["own-public"], by=None, now=noon - timedelta(hours=2))
    _reader(cast, "outsider", noon, "own-public")

    tell_of_changes(now=noon)

    assert _told() == []


def test_who_wants_no_mails_gets_none_and_later_only_of_later_changes(cast: Cast, noon: datetime) -> None:
    account = _reader(cast, "outsider", noon, "own-public")
    choose_mails(account=account, wants=False, now=noon - 30 * MINUTE)
    _move(cast, "own-public", noon)
    tell_of_changes(now=noon + 15 * MINUTE)
    assert _told() == []

    choose_mails(account=account, wants=True, now=noon + 16 * MINUTE)
    tell_of_changes(now=noon + 17 * MINUTE)
    assert _told() == []

    _move(cast, "own-public", noon + 20 * MINUTE)
    tell_of_changes(now=noon + 40 * MINUTE)
    assert len(_told()) == 1


@pytest.mark.parametrize("why", ["no address", "not confirmed", "not active", "no account", "withdrawn", "over"])
def test_nobody_else_is_written_to(cast: Cast, noon: datetime, why: str) -> None:
    account = _reader(cast, "outsider", noon, "own-public")
    session = cast.sessions["own-public"]
    _move(cast, "own-public", noon)
    if why == "no address":
        Account.objects.filter(pk=account.pk).update(email=None)
    elif why == "not confirmed":
        account.emailaddress_set.update(verified=False)  # type: ignore[attr-defined] # allauth's
    elif why == "not active":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    elif why == "no account":
        Agenda.objects.update(account=None, cookie_key="a" * 32)
    elif why == "withdrawn":
        withdraw_session(session=session, by=None, now=noon)
    else:
        began = noon - timedelta(hours=3)
        type(session).objects.filter(pk=session.pk).update(begins_at=began, ends_at=began + timedelta(hours=1))

    tell_of_changes(now=noon + 15 * MINUTE)

    assert _told() == []


def test_a_mail_that_cannot_be_written_leaves_everything_to_be_told(cast: Cast, noon: datetime) -> None:
    account = _reader(cast, "outsider", noon, "own-public")
    _move(cast, "own-public", noon)
    _write_to(account, "two\nlines@example.org")

    with pytest.raises(BadHeaderError):
        TELLING.run(lambda: noon + 15 * MINUTE)

    assert not OutboxMail.objects.exists()
    assert not Notice.objects.exists()
    _write_to(account, account.email)
    assert TELLING.run(lambda: noon + 20 * MINUTE) == PAUSE
    assert [to for to, _ in _told()] == ["outsider@example.org"]


def _write_to(account: Account, address: str | None) -> None:
    Account.objects.filter(pk=account.pk).update(email=address)
    account.emailaddress_set.update(email=address)  # type: ignore[attr-defined] # allauth's


def test_after_two_days_of_standing_still_nobody_is_told_any_more(cast: Cast, noon: datetime) -> None:
    _reader(cast, "delegate", noon, "own-public")
    _move(cast, "own-public", noon, by=timedelta(days=9))

    tell_of_changes(now=noon + timedelta(hours=49))

    assert _told() == []


@pytest.mark.parametrize(("server", "state"), [("", OutboxMail.State.KEPT), ("localhost", OutboxMail.State.QUEUED)])
def test_it_waits_in_the_outbox(cast: Cast, noon: datetime, server: str, state: OutboxMail.State) -> None:
    _reader(cast, "outsider", noon, "own-public")
    _move(cast, "own-public", noon)

    with override_settings(EMAIL_HOST=server):
        tell_of_changes(now=noon + 15 * MINUTE)

    waiting = OutboxMail.objects.get()
    assert (waiting.to, waiting.state) == ("outsider@example.org", state)
    assert waiting.subject == "Assembly of tests: changes in your agenda"


def test_hostile_words_stay_words(cast: Cast, noon: datetime) -> None:
    cast.assembly.title = Content.of("en", "Assembly\r\nBcc: all@example.org")
    cast.assembly.save()
    _reader(cast, "outsider", noon, "own-public")
    hostile = Content.of("en", "{{ settings.SECRET_KEY }} {% debug %} & <b>")
    change_session(session=cast.sessions["own-public"], by=None, values={"title": hostile}, now=noon)
    _move(cast, "own-public", noon)

    tell_of_changes(now=noon + 15 * MINUTE)

    assert "\n" not in OutboxMail.objects.get().subject
    ((_, text),) = _told()
    assert hostile.original in text
