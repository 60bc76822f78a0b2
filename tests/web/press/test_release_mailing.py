"""E-mails about releases: at their minute, once, in the reader's language, to nobody who did not ask."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.mail import BadHeaderError
from django.test import override_settings
from django.utils import timezone
from django.utils.module_loading import import_string

from yishiting.web.content import Content
from yishiting.web.people.models import Account, OutboxMail
from yishiting.web.press.actions.mailing import send_releases
from yishiting.web.press.actions.releases import (
    issue_release,
    make_release,
    recall_release,
    withdraw_release,
)
from yishiting.web.press.mailing import MAILING, PAUSE
from yishiting.web.press.models import Accreditation, Release, ReleaseMail
from yishiting.web.press.queries.mailing import n_readers

if TYPE_CHECKING:
    from datetime import datetime

    from tests.web.cast import Cast

MINUTE = timedelta(minutes=1)
TITLE = Content.of("en", "A new index", zh_hans="新指数")
NOTE = Content.of("en", "By mistake.")


@pytest.fixture
def noon(cast: Cast) -> datetime:
    """Leave the cast's releases alone, and let its journalist want releases at a confirmed address."""
    Release.objects.update(is_sample=True)
    account = cast.people.journalist.account
    assert account is not None
    account.emailaddress_set.create(email=account.email, verified=True, primary=True)  # type: ignore[attr-defined] # allauth's
    Accreditation.objects.filter(account=account).update(wants_releases=True)
    return timezone.now()


def _release(now: datetime, until: datetime | None = None) -> Release:
    words = {"title": TITLE, "lead": Content.of("en", "In two sentences."), "text": Content.of("en", "Text.")}
    release = make_release(by=None, values={**words, "contact": "The press desk"}, now=now)
    return issue_release(release=release, by=None, embargo_until=until, now=now)


def _told() -> list[tuple[str, str, str]]:
    told = list(OutboxMail.objects.order_by("pk").values_list("to", "subject", "body"))
    OutboxMail.objects.all().delete()
    return told


def test_who_asked_for_releases_is_sent_one_once(noon: datetime) -> None:
    release = _release(noon)

    send_releases(now=noon)
    send_releases(now=noon + MINUTE)
    Release.objects.update(mailed_at=None)
    send_releases(now=noon + MINUTE)

    [(to, subject, body)] = _told()
    assert (to, subject) == ("journalist@example.org", "Assembly of tests: A new index")
    assert f"{settings.PUBLIC_URL}/press/releases/{release.slug}/" in body
    assert "In two sentences." in body
    assert "The press desk" in body
    assert "Text." not in body
    assert ReleaseMail.objects.count() == 1


def test_an_embargo_holds_until_its_minute(noon: datetime) -> None:
    until = noon + 10 * MINUTE
    _release(noon, until)

    send_releases(now=until - timedelta(microseconds=1))
    assert _told() == []
    send_releases(now=until)

    assert len(_told()) == 1
    assert Release.objects.get(is_sample=False).mailed_at == until


@pytest.mark.parametrize("why", ["recalled", "withdrawn", "sample", "too late", "a draft"])
def test_nothing_is_sent_of_what_should_not_be(noon: datetime, why: str) -> None:
    until = noon + 10 * MINUTE
    release, now = _release(noon, until), until
    if why == "recalled":
        recall_release(release=release, by=None, now=noon)
    elif why == "withdrawn":
        withdraw_release(release=release, by=None, because=NOTE, now=until)
    elif why == "sample":
        Release.objects.update(is_sample=True)
    elif why == "too late":
        now = until + timedelta(days=1)
    else:
        Release.objects.filter(pk=release.pk).update(issued_at=None)

    send_releases(now=now)

    assert _told() == []
    assert not ReleaseMail.objects.exists()


def test_what_is_withdrawn_between_a_look_and_the_sending_is_not_sent(
    noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yishiting.web.press.actions import mailing

    release = _release(noon)
    monkeypatch.setattr(mailing, "releases_to_send", lambda _now: [release])
    withdraw_release(release=release, by=None, because=NOTE, now=noon)

    mailing.send_releases(now=noon)

    assert _told() == []


@pytest.mark.parametrize("why", ["not confirmed", "another address", "not active", "not wanted", "ended", "waiting"])
def test_nobody_else_is_written_to(noon: datetime, why: str) -> None:
    account = Account.objects.get(email="journalist@example.org")
    if why == "not confirmed":
        account.emailaddress_set.update(verified=False)  # type: ignore[attr-defined] # allauth's
    elif why == "another address":
        account.emailaddress_set.update(email="other@example.org")  # type: ignore[attr-defined] # allauth's
    elif why == "not active":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    elif why == "not wanted":
        Accreditation.objects.update(wants_releases=False)
    else:
        Accreditation.objects.update(status=why)
    _release(noon)

    send_releases(now=noon)

    assert _told() == []
    assert n_readers() == 0


def test_it_is_written_in_the_readers_language(noon: datetime) -> None:
    Accreditation.objects.update(language="zh-hans")
    _release(noon)

    send_releases(now=noon)

    [(_, subject, _)] = _told()
    assert subject == "测试大会: 新指数"


def test_a_mail_that_cannot_be_written_leaves_everything_to_be_sent(noon: datetime) -> None:
    account = Account.objects.get(email="journalist@example.org")
    _write_to(account, "two\nlines@example.org")
    _release(noon)

    with pytest.raises(BadHeaderError):
        MAILING.run(lambda: noon)

    assert not ReleaseMail.objects.exists()
    _write_to(account, "journalist@example.org")
    assert MAILING.run(lambda: noon) == PAUSE
    assert len(_told()) == 1


def _write_to(account: Account, address: str) -> None:
    Account.objects.filter(pk=account.pk).update(email=address)
    account.emailaddress_set.update(email=address)  # type: ignore[attr-defined] # allauth's


def test_hostile_words_stay_words(noon: datetime) -> None:
    release = _release(noon)
    hostile = Content.of("en", "{{ settings.SECRET_KEY }}\r\nBcc: all@example.org <b>")
    Release.objects.filter(pk=release.pk).update(title=hostile)

    send_releases(now=noon)

    [(_, subject, body)] = _told()
    assert "\n" not in subject
    assert "{{ settings.SECRET_KEY }}" in body


@pytest.mark.parametrize(("server", "state"), [("", OutboxMail.State.KEPT), ("localhost", OutboxMail.State.QUEUED)])
def test_it_waits_in_the_outbox(noon: datetime, server: str, state: OutboxMail.State) -> None:
    _release(noon)

    with override_settings(EMAIL_HOST=server):
        send_releases(now=noon)

    assert OutboxMail.objects.get().state == state


def test_the_worker_does_it() -> None:
    assert MAILING in [import_string(name) for name in settings.DUTIES]
