"""Whoever works at the desk has a name there; nobody is a number with a mark before it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from yishiting.web.people.actions.invitations import VERIFICATION, a_role, a_seat, invite, make_organiser_link
from yishiting.web.people.models import Account, Appointment, Invitation

if TYPE_CHECKING:
    from tests.web.cast import Cast

NOW = datetime.now(UTC)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("name", ["", "   "])
def test_new_organiser_says_their_name_before_the_link_is_used(name: str) -> None:
    address = reverse("invitation", args=[make_organiser_link(now=NOW)])
    client = Client()

    asked = client.post(address, {"name": name})
    assert asked.status_code == 422
    assert asked.context["form"].errors["name"]
    assert Invitation.objects.get().used_at is None

    client.post(address, {"name": "Olga"})
    assert "Olga" in client.get("/desk/").content.decode()
    assert Appointment.objects.filter(account__name="Olga", role=Appointment.Role.ORGANISER).exists()


@pytest.mark.parametrize("kind", ["seat", "verification"])
def test_other_guests_need_say_no_name(cast: Cast, kind: str) -> None:
    _, token = invite(by=None, gives=a_seat(cast.delegation) if kind == "seat" else VERIFICATION, now=NOW)
    assert Client().post(reverse("invitation", args=[token])).status_code == 302


def test_whoever_has_an_account_accepts_a_role_without_a_form(cast: Cast) -> None:
    _, token = invite(by=None, gives=a_role(Appointment.Role.ORGANISER), now=NOW)
    assert cast.people.outsider.client().post(reverse("invitation", args=[token])).status_code == 302


def test_who_holds_a_role_cannot_take_their_name_away(cast: Cast) -> None:
    for person, status in ((cast.people.moderator, 422), (cast.people.delegate, 302)):
        assert person.client().post("/account/", {"name": ""}).status_code == status
    assert cast.people.moderator.account is not None
    assert Account.objects.get(pk=cast.people.moderator.account.pk).name == "Moderator"


@pytest.mark.parametrize(("language", "words"), [("en", "Account 7"), ("zh-hans", "账号7")])
def test_account_without_a_name_is_called_an_account(language: str, words: str) -> None:
    with translation.override(language):
        assert str(Account(pk=7)) == words
        assert str(Account(pk=7, email="a@example.org")) == "a@example.org"
        assert str(Account(pk=7, name="Ada", email="a@example.org")) == "Ada"
