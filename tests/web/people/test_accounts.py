from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage
from django.test import Client
from django.urls import reverse

from tests.web.people.signing_up import PASSWORD, confirm_address, sign_up
from yishiting.web.people.actions.invitations import a_seat, accept_invitation, invite
from yishiting.web.people.models import Account, Cached, OutboxMail, Participant, Tier
from yishiting.web.people.outbox import OutboxBackend
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.web.cast import Cast

PAGES = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
)
OWN_PAGES = (
    "account",
    "account_email",
    "account_logout",
    "account_set_password",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_activate_totp",
)


def _links(body: object) -> list[str]:
    return re.findall(r"http\S+/account/\S+", str(body))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_for_signing_in_open(cast: Cast, language: str) -> None:
    client = cast.people.anonymous.client()
    for name in PAGES:
        response = client.get(reverse(name), headers={"Accept-Language": language})
        assert response.status_code == 200, name
        assert "<script>" not in response.content.decode()
        assert " style=" not in response.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_of_an_account_open(cast: Cast, language: str) -> None:
    _, token = invite(by=None, gives=a_seat(cast.delegation), now=datetime.now(UTC))
    client = Client()
    client.post(reverse("invitation", args=[token]))
    for name in OWN_PAGES:
        response = client.get(reverse(name), headers={"Accept-Language": language})
        assert response.status_code == 200, name
        assert " style=" not in response.content.decode()


@pytest.mark.usefixtures("cast")
def test_signing_up_needs_a_confirmed_address_before_it_signs_in() -> None:
    client = Client()
    sign_up(client, "new@example.org", "Newcomer")
    assert client.get(reverse("account")).status_code == 302
    account = Account.objects.get(email="new@example.org")
    assert account.name == "Newcomer"
    assert mail.outbox[0].subject == "Assembly of tests: please confirm your e-mail address"
    assert "Newcomer" not in mail.outbox[0].body
    assert not EmailAddress.objects.get(user=account).verified
    confirm_address(client)
    assert EmailAddress.objects.get(user=account).verified
    assert client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize(
    ("rule", "tier"), [(Assembly.Verification.EMAIL, Tier.VERIFIED), (Assembly.Verification.INVITATION, Tier.OPEN)]
)
@pytest.mark.usefixtures("cast")
def test_confirmed_address_counts_where_the_assembly_says_so(rule: str, tier: Tier) -> None:
    Assembly.objects.update(verification=rule)
    client = Client()
    sign_up(client, "new@example.org")
    confirm_address(client)
    assert Participant.objects.get(account__email="new@example.org").tier == tier


@pytest.mark.parametrize("password", ["short", "1234567890123", "password1234", "new@example.org"])
@pytest.mark.usefixtures("cast")
def test_trivial_password_is_refused(password: str) -> None:
    words = {"email": "new@example.org", "password1": password, "password2": password}
    response = Client().post(reverse("account_signup"), words)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Account.objects.filter(email="new@example.org").exists()


def test_whoever_confirms_an_address_takes_it_from_those_who_only_claim_it(cast: Cast) -> None:
    sign_up(Client(), "ada@example.org", "Squatter")
    _, token = invite(by=None, gives=a_seat(cast.delegation), now=datetime.now(UTC))
    client = Client()
    client.post(reverse("invitation", args=[token]))
    Cached.objects.all().delete()  # one mail to one address in ten seconds: they are over
    client.post(reverse("account_email"), {"action_add": "", "email": "ada@example.org"})
    confirm_address(client)
    owner = EmailAddress.objects.get(email="ada@example.org", verified=True).user
    assert owner.email == "ada@example.org"
    assert owner.seats.exists()
    assert not Account.objects.filter(name="Squatter", email="ada@example.org").exists()


def test_reset_never_revives_an_invitation_nor_opens_an_account_made_by_a_link(cast: Cast) -> None:
    _, token = invite(by=None, gives=a_seat(cast.delegation), now=datetime.now(UTC))
    account = accept_invitation(token=token, account=None, now=datetime.now(UTC))
    assert not account.has_usable_password()
    assert not Client().login(email="", password="")
    Client().post(reverse("account_reset_password"), {"email": "guest@example.org"})
    assert not [message for message in mail.outbox if "/password/reset/key/" in message.body]


@pytest.mark.usefixtures("cast")
def test_reset_works_once() -> None:
    client = Client()
    sign_up(client, "new@example.org")
    confirm_address(client)
    client.post(reverse("account_logout"))
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": "new@example.org"})
    address = client.get(_links(mail.outbox[0].body)[0]).headers["Location"]
    words = {"password1": PASSWORD + "ing", "password2": PASSWORD + "ing"}
    assert client.post(address, words).status_code == 302
    again = Client().get(_links(mail.outbox[0].body)[0])
    assert again.context["token_fail"]
    assert Client().login(email="new@example.org", password=PASSWORD + "ing")


@pytest.mark.usefixtures("cast")
def test_failed_sign_ins_are_counted_where_a_restart_does_not_forget_them() -> None:
    account = Account.objects.create_user("new@example.org", PASSWORD)
    EmailAddress.objects.create(user=account, email="new@example.org", verified=True, primary=True)
    wrong = {"login": "new@example.org", "password": "wrong wrong wrong"}
    shown = [Client().post(reverse("account_login"), wrong) for _ in range(6)]
    assert Cached.objects.exists()
    assert shown[-1].status_code == 200
    assert "Too many" in shown[-1].content.decode()
    # Nor does the right password help for a while.
    assert Client().post(reverse("account_login"), wrong | {"password": PASSWORD}).status_code == 200


def test_a_hall_may_sign_in_and_sign_up_from_one_address_at_once(cast: Cast, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes its time
    account = cast.people.outsider.account
    assert account is not None
    account.set_password(PASSWORD)
    account.save()
    right = {"login": account.email, "password": PASSWORD}
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    assert {Client().post(reverse("account_login"), right).status_code for _ in range(40)} == {302}
    for number in range(25):
        sign_up(Client(), f"new.{number}@example.org")


def test_seat_is_chosen_by_whoever_has_several(cast: Cast) -> None:
    delegate = cast.people.delegate
    assert delegate.account is not None
    delegate.account.seats.create(delegation=cast.other_delegation)
    client = delegate.client()
    assert client.get("/account/").context["page"].speaks_for.delegation == cast.delegation
    client.post("/account/speaks-for/", {"delegation": str(cast.other_delegation.pk)})
    assert client.get("/account/").context["page"].speaks_for.delegation == cast.other_delegation
    for foreign in ("0", "", "x", "99999999999999999999"):
        client.post("/account/speaks-for/", {"delegation": foreign})
    assert client.get("/account/").context["page"].speaks_for.delegation == cast.other_delegation
    # A seat that has ended is no longer spoken for, chosen or not.
    delegate.account.seats.filter(delegation=cast.other_delegation).update(ended_at=datetime.now(UTC))
    assert client.get("/account/").context["page"].speaks_for.delegation == cast.delegation


def test_without_encryption_there_are_no_accounts(cast: Cast, settings: Settings) -> None:
    _, token = invite(by=None, gives=a_seat(cast.delegation), now=datetime.now(UTC))
    settings.INSECURE_LAN = True
    addresses = ["/account/", reverse("invitation", args=[token]), *(reverse(name) for name in PAGES)]
    # allauth leads from /account/ to the page for signing in, which is not there.
    found = {address: Client().get(address, follow=True).status_code for address in addresses}
    assert found == dict.fromkeys(addresses, 404)


# -- Outbox -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("db")
def test_outbox_keeps_each_message_for_each_recipient() -> None:
    sent = OutboxBackend().send_messages([EmailMessage("Subject", "Body", to=["a@example.org", "b@example.org"])])
    assert sent == 1
    assert [(each.to, each.subject, each.body) for each in OutboxMail.objects.order_by("to")] == [
        ("a@example.org", "Subject", "Body"),
        ("b@example.org", "Subject", "Body"),
    ]


@pytest.mark.usefixtures("db")
def test_line_break_in_a_header_is_refused() -> None:
    for message in (
        EmailMessage("Subject\nBcc: x@example.org", "Body", to=["a@example.org"]),
        EmailMessage("Subject", "Body", to=["a@example.org\nBcc: x@example.org"]),
    ):
        with pytest.raises(BadHeaderError):
            OutboxBackend().send_messages([message])
    assert not OutboxMail.objects.exists()


def test_names_cannot_write_headers(cast: Cast) -> None:
    from yishiting.web.content import Content
    from yishiting.web.people.actions.invitations import Guest
    from yishiting.web.people.mail import send_invitations

    Assembly.objects.update(title=Content.of("en", "Assembly\r\nBcc: x@example.org"))
    guest = Guest("Ada\r\nBcc: y@example.org", "ada@example.org")
    invitation, _ = invite(by=None, gives=a_seat(cast.delegation), guest=guest, now=datetime.now(UTC))
    assert send_invitations([(invitation, "token")]) == 1
    message = OutboxMail.objects.get()
    assert message.subject == "Assembly Bcc: x@example.org: your invitation"
    assert message.to == "ada@example.org"
    assert "<" not in message.body


def test_change_of_the_password_is_told_by_mail(cast: Cast) -> None:
    account = cast.people.outsider.account
    assert account is not None
    account.set_password(PASSWORD)
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    words = {"oldpassword": PASSWORD, "password1": PASSWORD + "ing", "password2": PASSWORD + "ing"}
    assert cast.people.outsider.client().post(reverse("account_change_password"), words).status_code == 302
    [message] = mail.outbox
    assert "The password was changed." in message.body
    assert "<" not in str(message.body)
