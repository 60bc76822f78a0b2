"""Invitations leave through the outbox: never within a request, again after a failure, and after a restart."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.web.people.smtp_server import mail_server
from yishiting.web.desk.models import Act
from yishiting.web.people.actions.importing import import_delegations
from yishiting.web.people.actions.sending import SENT_IS_KEPT, WAITS, claim_mail, try_again
from yishiting.web.people.forgetting import FORGETTING
from yishiting.web.people.importing.plan import make_plan
from yishiting.web.people.importing.writing import LINK_COLUMNS
from yishiting.web.people.models import Account, Invitation, OutboxMail
from yishiting.web.people.outbox import queue
from yishiting.web.people.rules import hash_of
from yishiting.web.people.sending import PAUSE, PAUSE_WITHOUT_SERVER, send_what_waits
from yishiting.web.people.uploads import keep_upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test.client import _MonkeyPatchedWSGIResponse as Response
    from pytest_django import Settings

    from tests.web.cast import Cast
    from tests.web.people.smtp_server import Mailbox

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
State, Problem = OutboxMail.State, OutboxMail.Problem
N_GUESTS = 1_050  # more than the thousand values that a query may name
_LINK = re.compile(r"/invitation/([\w-]+)/")


@pytest.fixture
def server(settings: Settings) -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_USE_TLS = False
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
        yield mailbox


def _due(*names: str) -> list[OutboxMail]:
    return [
        OutboxMail.objects.create(
            to=f"{name}@example.org", subject=name, body="Come in.", state=State.QUEUED, next_try_at=NOW, made_at=NOW
        )
        for name in names
    ]


def _state(name: str) -> tuple[str, str, int]:
    mail = OutboxMail.objects.get(subject=name)
    return mail.state, mail.problem, mail.tries


def _rounds(n: int, now: datetime = NOW) -> list[float]:
    return [send_what_waits(lambda: now) for _ in range(n)]


def _import_page(cast: Cast, n_seats: int, **sent: str) -> Response:
    lines = "".join(f"p{each},Party {each},Guest {each},guest{each}@example.org\n" for each in range(n_seats))
    client = cast.people.organiser.client()
    text = ("delegation,name_en,seat_name,seat_email\n" + lines).encode()
    preview = client.post(reverse("desk_import"), {"file": SimpleUploadedFile("d.csv", text)}).headers["Location"]
    fingerprint = client.get(preview).context["plan"].fingerprint
    return client.post(preview, {"fingerprint": fingerprint, **sent})


def test_a_thousand_invitations_leave_after_the_request_and_each_once(cast: Cast, server: Mailbox) -> None:
    page = _import_page(cast, N_GUESTS, by_mail="1")

    assert (page.status_code, server.n_connections) == (200, 0)
    assert OutboxMail.objects.filter(state=State.QUEUED).count() == N_GUESTS
    for _ in range(100):  # rounds of at most two seconds
        send_what_waits(lambda: datetime.now(UTC))
        if not OutboxMail.objects.filter(state=State.QUEUED).exists():
            break

    assert sorted(server.recipients) == sorted(f"guest{each}@example.org" for each in range(N_GUESTS))
    tokens = {found[1] for message in server.arrived if (found := _LINK.search(message.get_content()))}
    assert Invitation.objects.filter(token_hash__in=[hash_of(token) for token in tokens]).count() == N_GUESTS
    # What let people in is not kept here any longer than needed.
    assert set(OutboxMail.objects.values_list("state", "body")) == {("sent", "")}


def test_mails_and_what_they_tell_are_there_together_or_not_at_all(
    cast: Cast, server: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, text = cast.people.organiser.account, "delegation,name_en,seat_name,seat_email\nnew,New,Ada,ada@example.org\n"
    assert me is not None
    upload = keep_upload(text=text, by=me, now=NOW)
    plan = make_plan(text, NOW)
    monkeypatch.setattr("yishiting.web.people.actions.importing.record_act", None)  # the last thing breaks

    with pytest.raises(TypeError):
        import_delegations(upload=upload, by=me, fingerprint=plan.fingerprint, by_mail=True, now=NOW)

    assert not OutboxMail.objects.exists()
    assert not Invitation.objects.exists()
    assert server.n_connections == 0


@pytest.mark.usefixtures("db")
def test_without_a_server_mail_is_kept_for_somebodys_hand(settings: Settings) -> None:
    from django.core.mail import EmailMessage

    settings.EMAIL_HOST = ""
    queue([EmailMessage("x", "x", to=["a@example.org"])])

    assert _rounds(1) == [PAUSE]
    assert OutboxMail.objects.get().state == State.KEPT


@pytest.mark.usefixtures("db")
def test_an_address_that_is_refused_for_good_fails_at_once_and_holds_up_nobody(server: Mailbox) -> None:
    server.answers["nobody@example.org"] = "550 no such user"
    _due("before", "nobody", "after")

    _rounds(3)

    assert server.recipients == ["before@example.org", "after@example.org"]
    assert _state("nobody") == ("failed", "no_recipient", 1)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("answer", "problem"), [("450 later", "no_recipient"), ("text 452 full", "refused"), ("drop", "unreachable")]
)
def test_what_fails_for_now_is_tried_again_later_and_given_up_in_the_end(
    server: Mailbox, answer: str, problem: str
) -> None:
    server.answers["busy@example.org"] = answer
    _due("busy")
    now, tries = NOW, []

    for wait in WAITS:
        _rounds(2, now)  # the second one finds nothing that is due
        tries.append(_state("busy"))
        now += wait

    assert tries == [*(("queued", problem, each) for each in range(1, len(WAITS))), ("failed", problem, len(WAITS))]
    server.answers.clear()
    _rounds(1, now + timedelta(days=1))
    assert server.arrived == []


@pytest.mark.usefixtures("db")
def test_what_the_server_refuses_for_good_fails_at_once(server: Mailbox) -> None:
    server.answers["a@example.org"] = "text 554 no"
    _due("a")

    _rounds(1)

    assert _state("a") == ("failed", "refused", 1)


@pytest.mark.usefixtures("db")
def test_a_server_that_is_away_uses_up_no_try(server: Mailbox, settings: Settings) -> None:
    _due("a", "b")
    settings.EMAIL_PORT = 1  # nobody listens there

    assert [_rounds(1, NOW + timedelta(days=day)) for day in range(9)] == [[PAUSE_WITHOUT_SERVER]] * 9
    assert [_state(name) for name in "ab"] == [("queued", "unreachable", 0)] * 2

    settings.EMAIL_PORT = server.port
    _rounds(1, NOW + timedelta(days=9))
    assert sorted(server.recipients) == ["a@example.org", "b@example.org"]


@pytest.mark.usefixtures("db")
def test_a_message_that_a_worker_died_with_is_sent_by_the_next_one(server: Mailbox) -> None:
    _due("a")
    assert claim_mail(now=NOW) is not None  # and here the worker dies

    assert _rounds(1) == [PAUSE]
    _rounds(1, NOW + WAITS[0])

    assert server.recipients == ["a@example.org"]


@pytest.mark.usefixtures("db")
def test_a_message_that_takes_its_worker_down_is_given_up() -> None:
    _due("fatal", "other")
    now, claimed = NOW, []
    for _ in range(len(WAITS) + 1):
        while (mail := claim_mail(now=now)) is not None:
            claimed.append(mail.subject)
        now += max(WAITS)

    assert claimed.count("fatal") == len(WAITS)
    assert _state("fatal")[0] == "failed"


@pytest.mark.usefixtures("db")
def test_of_two_workers_one_has_a_message() -> None:
    _due("a")

    assert claim_mail(now=NOW) is not None
    assert claim_mail(now=NOW) is None


def test_failures_are_shown_and_sent_once_more_by_a_button(cast: Cast, server: Mailbox) -> None:
    client, address = cast.people.organiser.client(), reverse("desk_outbox")
    server.answers["nobody@example.org"] = "550 5.1.1 secret words of the server"
    _due("nobody", "fine")
    _rounds(2)

    page = client.get(address, {"state": "failed"}).content.decode()
    assert "The mail server does not take mail for this address." in page
    assert "secret words" not in page
    assert "fine@example.org" in client.get(address, {"state": "sent"}).content.decode()

    server.answers.clear()
    assert client.post(reverse("desk_outbox_again")).status_code == 302
    send_what_waits(lambda: datetime.now(UTC))

    assert server.recipients == ["fine@example.org", "nobody@example.org"]
    assert Act.objects.get().details == {"messages": 1}
    sent = OutboxMail.objects.get(subject="nobody")
    assert "Its text is not kept" in client.get(reverse("desk_mail", args=[sent.pk])).content.decode()


@pytest.mark.usefixtures("db")
def test_what_was_sent_long_ago_is_forgotten_also_when_no_other_mail_goes_out() -> None:
    for name, sent_at in (("old", NOW - SENT_IS_KEPT - timedelta(seconds=1)), ("new", NOW - SENT_IS_KEPT)):
        OutboxMail.objects.create(to="a@example.org", subject=name, body="", state=State.SENT, sent_at=sent_at)

    FORGETTING.run(lambda: NOW)

    assert [mail.subject for mail in OutboxMail.objects.all()] == ["new"]


@pytest.mark.usefixtures("db")
def test_trying_again_touches_only_what_failed() -> None:
    [failed, waiting] = _due("failed", "waiting")
    OutboxMail.objects.filter(pk=failed.pk).update(state=State.FAILED, tries=5)
    OutboxMail.objects.filter(pk=waiting.pk).update(tries=2)

    assert try_again(by=Account.objects.create_user(), now=NOW) == 1

    assert [_state(name) for name in ("failed", "waiting")] == [("queued", "", 0), ("queued", "", 2)]


# -- Links as a table -------------------------------------------------------------------------------------------------


def _kept(page: Response) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_the_links_of_an_import_are_offered_as_a_table(cast: Cast) -> None:
    page = _import_page(cast, 2000)
    client = cast.people.organiser.client()

    file = client.post(reverse("desk_import_links"), {"kept": _kept(page)})

    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert (file.headers["Cache-Control"], len(rows), tuple(rows[0])) == ("no-store", 2000, LINK_COLUMNS)
    assert (rows[7]["delegation"], rows[7]["delegation_name"], rows[7]["seat_email"]) == (
        "p7",
        "Party 7",
        "guest7@example.org",
    )
    tokens = [str(_LINK.search(row["link"])[1]) for row in rows]  # type: ignore[index] # each is a link
    assert Invitation.objects.filter(token_hash__in=[hash_of(token) for token in tokens]).count() == 2000
    assert client.get(rows[0]["link"]).status_code == 200


def test_links_that_were_mailed_are_not_in_the_table(cast: Cast, server: Mailbox) -> None:
    page = _import_page(cast, 1, by_mail="1")

    assert 'name="kept"' not in page.content.decode()
    assert server.n_connections == 0


@pytest.mark.parametrize("kind", ["forged", "another's", "none"])
def test_only_what_the_page_brought_becomes_a_table(cast: Cast, kind: str) -> None:
    kept = {
        "forged": signing.dumps([["x"] * 7], salt="somewhere else"),
        "another's": _kept(_import_page(cast, 1)),
        "none": "",
    }[kind]
    other = cast.people.outsider.account
    assert other is not None
    other.appointments.create(role="organiser")
    who = cast.people.outsider if kind == "another's" else cast.people.organiser

    answer = who.client().post(reverse("desk_import_links"), {"kept": kept})

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("desk_invitations"))
