"""An address is confirmed by a code, typed in the browser that asked: a mistyped one gives its owner nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.web.people.signing_up import PASSWORD, code_in_mail, confirm_address, sign_up
from yishiting.web.people.actions.invitations import a_seat, invite
from yishiting.web.people.models import Account, Cached, OutboxMail

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from pytest_django.fixtures import Settings

    from tests.web.cast import Cast, Person

CODE_PAGE = "/account/confirm-email/"
WRONG = "BCDF-GHJK"

pytestmark = pytest.mark.usefixtures("cast")


def _addresses() -> QuerySet[EmailAddress]:
    """Give what is confirmed, or waits to be, in these tests: beside what the cast has."""
    found: QuerySet[EmailAddress] = EmailAddress.objects.exclude(email="exhibitor@example.org")
    return found


def _is_signed_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def _add_address(client: Client, email: str) -> str:
    """Ask for an address to be added; give where that leads."""
    return client.post(reverse("account_email"), {"action_add": "", "email": email}).headers["Location"]


def _wait_ten_seconds() -> None:
    Cached.objects.all().delete()  # one mail to one address in that time


def _guest(cast: Cast) -> Client:
    """Somebody who has just come by a link, has a seat and no password."""
    _, token = invite(by=None, gives=a_seat(cast.delegation), now=datetime.now(UTC))
    client = Client()
    client.post(reverse("invitation", args=[token]))
    return client


def _with_password(person: Person) -> Client:
    assert person.account is not None
    person.account.set_password(PASSWORD)
    person.account.save()
    return person.client()


# -- The code --------------------------------------------------------------------------------------------------------


def test_code_is_typed_in_the_browser_that_asked() -> None:
    client = Client()
    sign_up(client, "new@example.org")
    assert "new@example.org" in client.get(CODE_PAGE).content.decode()
    assert confirm_address(client, code_in_mail().lower().replace("-", " ")).headers["Location"] == "/"
    assert _is_signed_in(client)


def test_mail_holds_no_link_that_confirms() -> None:
    sign_up(Client(), "new@example.org")
    [message] = mail.outbox
    assert [word for word in str(message.body).split() if "://" in word] == ["http://testserver/"]


def test_code_is_worth_nothing_in_another_browser() -> None:
    sign_up(Client(), "new@example.org")
    other = Client()
    assert confirm_address(other).headers["Location"] == "/account/login/"
    sign_up(other, "other@example.org")
    assert confirm_address(other, code_of_first := code_in_first_mail()).status_code == 200, code_of_first
    assert not _addresses().filter(verified=True).exists()


def code_in_first_mail() -> str:
    """Read the code of the mail that went to the other browser's address."""
    last = mail.outbox.pop()
    code = code_in_mail()
    mail.outbox.append(last)
    return code


def test_three_wrong_codes_end_it_and_the_right_one_comes_too_late() -> None:
    client = Client()
    sign_up(client, "new@example.org")
    right = code_in_mail()
    shown = [confirm_address(client, WRONG) for _ in range(3)]
    assert [each.status_code for each in shown] == [200, 200, 302]
    confirm_address(client, right)
    assert not _addresses().get().verified
    # Signing in with the password sends another one.
    _wait_ten_seconds()
    client.post(reverse("account_login"), {"login": "new@example.org", "password": PASSWORD})
    assert code_in_mail() != right
    confirm_address(client)
    assert _is_signed_in(client)


def test_code_holds_for_an_hour() -> None:
    for seconds, holds in ((3500, True), (3700, False)):
        client = Client()
        sign_up(client, f"after.{seconds}@example.org")
        session = client.session
        session["account_email_verification_code"]["at"] -= seconds
        session["account_login"]["initiated_at"] -= seconds
        session.save()
        confirm_address(client)
        assert _is_signed_in(client) is holds


def test_new_code_is_sent_on_demand_and_replaces_the_old_one() -> None:
    client = Client()
    sign_up(client, "new@example.org")
    old = code_in_mail()
    _wait_ten_seconds()
    client.post(CODE_PAGE, {"action": "resend"})
    assert code_in_mail() != old
    assert confirm_address(client, old).status_code == 200
    confirm_address(client)
    assert _is_signed_in(client)


def test_mails_to_one_address_come_ten_seconds_apart() -> None:
    client = Client()
    sign_up(client, "new@example.org")
    assert client.post(CODE_PAGE, {"action": "resend"}).status_code == 429
    assert len(mail.outbox) == 1
    # The first code still holds.
    confirm_address(client)
    assert _is_signed_in(client)


def test_without_a_mail_server_the_desk_passes_the_code_on(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "yishiting.web.people.outbox.OutboxBackend"
    client = Client()
    sign_up(client, "new@example.org")
    [waiting] = OutboxMail.objects.filter(to="new@example.org")
    page = cast.people.organiser.client().get(reverse("desk_mail", args=[waiting.pk])).content.decode()
    code = next(line for line in waiting.body.splitlines() if len(line) == len(WRONG) and line.isupper())
    assert code in page
    confirm_address(client, code)
    assert _is_signed_in(client)


# -- Whose address it is ---------------------------------------------------------------------------------------------


def test_mistyped_address_gives_its_owner_no_account() -> None:
    mistyper, owner = Client(), Client()
    sign_up(mistyper, "mistyped@example.org", "Mistyper")
    confirm_address(owner)
    _wait_ten_seconds()
    owner.post(reverse("account_reset_password"), {"email": "mistyped@example.org"})
    assert "/password/reset/key/" not in mail.outbox[-1].body
    assert "no account" in mail.outbox[-1].body
    assert [each.verified for each in _addresses().filter(user__name="Mistyper")] == [False]


def test_owner_of_an_address_that_somebody_else_mistyped_signs_up_as_if_nothing_had_been() -> None:
    mistyper, owner = Client(), Client()
    sign_up(mistyper, "mistyped@example.org", "Mistyper")
    _wait_ten_seconds()
    sign_up(owner, "mistyped@example.org", "Owner")
    confirm_address(owner)
    assert _addresses().get(verified=True).user.name == "Owner"
    assert Account.objects.get(email="mistyped@example.org").name == "Owner"


def test_whoever_signs_up_twice_with_an_address_can_type_either_code() -> None:
    first, second = Client(), Client()
    sign_up(first, "new@example.org", "First")
    code = code_in_mail()
    _wait_ten_seconds()
    sign_up(second, "new@example.org", "Second")
    confirm_address(first, code)
    assert _addresses().get(verified=True).user.name == "First"
    assert "has confirmed" in confirm_address(second).content.decode()
    assert not _is_signed_in(second)


def test_confirmed_address_makes_no_second_account() -> None:
    client = Client()
    sign_up(client, "new@example.org", "First")
    confirm_address(client)
    _wait_ten_seconds()
    other = Client()
    sign_up(other, "new@example.org", "Second")
    assert "There is one already" in mail.outbox[-1].body
    assert other.get(CODE_PAGE).status_code == 200  # as for everybody: nobody learns which addresses have accounts
    assert confirm_address(other, WRONG).status_code == 200
    assert not Account.objects.filter(name="Second").exists()


def test_address_of_a_closed_account_makes_no_second_account() -> None:
    client = Client()
    sign_up(client, "new@example.org", "First")
    confirm_address(client)
    Account.objects.filter(name="First").update(is_active=False)
    _wait_ten_seconds()
    sign_up(Client(), "new@example.org", "Second")
    assert not Account.objects.filter(name="Second").exists()


def test_beginning_again_leads_back_to_the_form() -> None:
    client = Client()
    sign_up(client, "mistyped@example.org")
    assert client.get(reverse("account_signup")).headers["Location"] == CODE_PAGE
    begun = client.post(reverse("account_logout"), {"next": reverse("account_signup")})
    assert begun.headers["Location"] == reverse("account_signup")
    assert client.get(reverse("account_signup")).status_code == 200


# -- Adding an address -----------------------------------------------------------------------------------------------


def test_mistyped_address_is_not_added_before_the_code_is_typed(cast: Cast) -> None:
    guest, owner = _guest(cast), Client()
    assert _add_address(guest, "mistyped@example.org") == CODE_PAGE
    assert not _addresses().exists()
    confirm_address(owner)
    _wait_ten_seconds()
    owner.post(reverse("account_reset_password"), {"email": "mistyped@example.org"})
    assert "/password/reset/key/" not in mail.outbox[-1].body


def test_address_is_added_by_its_code_and_leads_back_to_the_account(cast: Cast) -> None:
    guest = _guest(cast)
    _add_address(guest, "ada@example.org")
    assert confirm_address(guest).headers["Location"] == "/account/"
    assert _addresses().get(verified=True).email == "ada@example.org"
    assert "ada@example.org" in guest.get("/account/").content.decode()


@pytest.mark.parametrize("action", ["action_add", "action_remove", "action_primary"])
def test_addresses_are_changed_only_by_whoever_has_just_shown_who_they_are(cast: Cast, action: str) -> None:
    client, account = _with_password(cast.people.delegate), cast.people.delegate.account
    EmailAddress.objects.create(user=account, email="delegate@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=account, email="second@example.org", verified=True)
    before = list(_addresses().order_by("pk").values())
    wanted = "third@example.org" if action == "action_add" else "second@example.org"

    asked = client.post(reverse("account_email"), {action: "", "email": wanted})
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert list(_addresses().order_by("pk").values()) == before
    assert mail.outbox == []

    # Nobody has to type the address again: with the password, the form goes through.
    client.post(asked.headers["Location"], {"password": PASSWORD})
    if action == "action_add":
        confirm_address(client)
    assert list(_addresses().order_by("pk").values()) != before


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_of_the_code_speak_the_readers_language(cast: Cast, language: str) -> None:
    headers = {"Accept-Language": language}
    for client, begin in ((Client(), sign_up), (_guest(cast), _add_address)):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        begin(client, f"{begin.__name__.strip('_')}@example.org")
        for page in (client.get(CODE_PAGE, headers=headers), confirm_address(client, WRONG)):
            text = page.content.decode()
            assert page.status_code == 200
            assert ("Type it here" in text) is (language == "en")
            assert ("请在此" in text) is (language == "zh-hans")
