from __future__ import annotations

import re
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.db import connections
from django.urls import reverse

from yishiting.web.people.actions.appointments import dismiss
from yishiting.web.people.actions.invitations import (
    VERIFICATION,
    Guest,
    a_role,
    a_seat,
    accept_invitation,
    invite,
    make_organiser_link,
    renew_invitation,
    revoke_invitation,
)
from yishiting.web.people.actions.seats import end_seat
from yishiting.web.people.errors import InvitationRefusedError, MisplacedError, SignInFirstError
from yishiting.web.people.models import Account, Appointment, Delegation, Invitation, Participant, Seat, Tier

if TYPE_CHECKING:
    from tests.web.cast import Cast

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def party(db: None) -> Delegation:  # noqa: ARG001 - asked for the database
    return Delegation.objects.create(slug="party")


def test_token_has_128_bit_and_only_its_hash_is_kept(party: Delegation) -> None:
    tokens = {invite(by=None, gives=a_seat(party), now=NOW)[1] for _ in range(200)}
    assert len(tokens) == 200
    assert {len(token) for token in tokens} == {22}
    kept = str(list(Invitation.objects.values()))
    assert not [token for token in tokens if token in kept]


def test_link_gives_a_new_account_the_seat_without_password_or_address(party: Delegation) -> None:
    _, token = invite(by=None, gives=a_seat(party, "head"), guest=Guest("Ada", "Ada@Example.org"), now=NOW)
    account = accept_invitation(token=token, account=None, now=LATER)
    assert (account.name, account.email, account.has_usable_password()) == ("Ada", None, False)
    seat = Seat.objects.get(account=account)
    assert (seat.delegation, seat.title, seat.taken_at) == (party, "head", LATER)
    assert Invitation.objects.get().used_by == account


def test_link_gives_an_account_that_is_signed_in_what_it_gives(cast: Cast) -> None:
    outsider = cast.people.outsider.account
    _, token = invite(by=None, gives=VERIFICATION, now=NOW)
    assert accept_invitation(token=token, account=outsider, now=LATER) == outsider
    assert Participant.objects.get(account=outsider).tier == Tier.VERIFIED
    _, token = invite(by=None, gives=a_role("chair", forum=cast.forums.others), now=NOW)
    accept_invitation(token=token, account=outsider, now=LATER)
    assert Appointment.objects.get(account=outsider).forum == cast.forums.others


@pytest.mark.parametrize("spoilt", ["unknown", "used", "revoked", "expired", "renewed"])
def test_spoilt_link_is_refused_and_gives_nothing(party: Delegation, spoilt: str) -> None:
    by = Account.objects.create_user()
    link, token = invite(by=by, gives=a_seat(party), now=NOW)
    if spoilt == "unknown":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    if spoilt == "used":
        accept_invitation(token=token, account=None, now=LATER)
    if spoilt == "revoked":
        assert revoke_invitation(invitation=link, by=by, now=NOW)
    if spoilt == "renewed":
        renew_invitation(invitation=link, by=by, now=NOW)
    now = link.expires_at if spoilt == "expired" else LATER
    before = (Account.objects.count(), Seat.objects.count())
    with pytest.raises(InvitationRefusedError):
        accept_invitation(token=token, account=by, now=now)
    assert (Account.objects.count(), Seat.objects.count()) == before


def test_used_link_can_neither_be_revoked_nor_renewed(party: Delegation) -> None:
    by = Account.objects.create_user()
    link, token = invite(by=by, gives=a_seat(party), now=NOW)
    accept_invitation(token=token, account=by, now=LATER)
    link.refresh_from_db()
    assert not revoke_invitation(invitation=link, by=by, now=LATER)
    with pytest.raises(InvitationRefusedError):
        renew_invitation(invitation=link, by=by, now=LATER)


def test_link_never_signs_in_to_an_account_that_was_there(party: Delegation) -> None:
    owner = Account.objects.create_user("ada@example.org")
    EmailAddress.objects.create(user=owner, email="ada@example.org", verified=True)
    _, token = invite(by=None, gives=a_seat(party), guest=Guest(email="ADA@example.org"), now=NOW)
    with pytest.raises(SignInFirstError):
        accept_invitation(token=token, account=None, now=LATER)
    # The refusal has not used the link up.
    assert accept_invitation(token=token, account=owner, now=LATER) == owner


def test_address_that_somebody_only_claims_keeps_nobody_out(party: Delegation) -> None:
    squatter = Account.objects.create_user("ada@example.org")
    EmailAddress.objects.create(user=squatter, email="ada@example.org", verified=False)
    _, token = invite(by=None, gives=a_seat(party), guest=Guest(email="ada@example.org"), now=NOW)
    assert accept_invitation(token=token, account=None, now=LATER) != squatter


def test_organiser_link_works_once_and_only_the_newest(db: None) -> None:  # noqa: ARG001 - asked for the database
    first = make_organiser_link(now=NOW)
    second = make_organiser_link(now=NOW)
    with pytest.raises(InvitationRefusedError):
        accept_invitation(token=first, account=None, now=NOW)
    account = accept_invitation(token=second, account=None, now=NOW)
    assert account.appointments.get().role == "organiser"


def test_role_in_a_wrong_place_makes_no_link(cast: Cast) -> None:
    with pytest.raises(MisplacedError, match="`role` must belong where the invitation says, got chair with Host host"):
        a_role("chair", host=cast.host)
    with pytest.raises(MisplacedError):
        a_role("owner")


def test_dismissed_organisers_unused_links_lose_their_force(cast: Cast) -> None:
    organiser, outsider = cast.people.organiser.account, cast.people.outsider.account
    assert organiser is not None
    assert outsider is not None
    Appointment.objects.create(account=outsider, role="organiser")
    _, token = invite(by=organiser, gives=a_role("organiser"), now=NOW)
    dismiss(appointment=organiser.appointments.get(), by=organiser, now=NOW)
    with pytest.raises(InvitationRefusedError):
        accept_invitation(token=token, account=organiser, now=NOW)


def test_ended_seat_loses_access_with_the_next_request_and_a_new_link_brings_it_back(cast: Cast) -> None:
    delegate = cast.people.delegate
    by = cast.people.organiser.account
    assert delegate.account is not None
    assert by is not None
    deliberation = cast.deliberations["delegations-only"]
    assert delegate.actor().seat(deliberation) is not None
    seat = Seat.objects.get(account=delegate.account, ended_at=None)
    assert end_seat(seat=seat, by=by, now=NOW)
    assert delegate.actor().seat(deliberation) is None
    assert not end_seat(seat=seat, by=by, now=LATER)
    _, token = invite(by=by, gives=a_seat(seat.delegation), now=NOW)
    accept_invitation(token=token, account=delegate.account, now=LATER)
    assert delegate.actor().seat(deliberation) == seat


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_open_one_link_at_once_exactly_one_wins() -> None:
    party = Delegation.objects.create(slug="party")
    _, token = invite(by=None, gives=a_seat(party), now=NOW)
    barrier, won, lost = threading.Barrier(20), [], []

    def open_it() -> None:
        try:
            barrier.wait(timeout=30)
            won.append(accept_invitation(token=token, account=None, now=LATER).pk)
        except InvitationRefusedError:
            lost.append(1)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=open_it) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(won), len(lost)) == (1, 19)
    assert [seat.account_id for seat in Seat.objects.all()] == won
    assert Account.objects.count() == 1


# -- The page ---------------------------------------------------------------------------------------------------------


def test_looking_at_a_link_does_not_use_it(cast: Cast) -> None:
    link, token = invite(by=None, gives=a_seat(cast.delegation), now=datetime.now(UTC))
    client = cast.people.anonymous.client()
    address = reverse("invitation", args=[token])
    for _ in range(2):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    link.refresh_from_db()
    assert link.used_at is None
    response = client.post(address, {"name": "Ada"}, follow=True)
    assert response.status_code == 200
    assert response.context["page"].account.name == "Ada"
    assert response.context["page"].seats[0].delegation == cast.delegation
    # Somebody who opens it again finds their account; a stranger finds what every spoilt link shows.
    assert client.get(address).status_code == 302
    assert cast.people.anonymous.client().get(address).status_code == 404


def test_every_spoilt_link_shows_the_same_page(cast: Cast) -> None:
    by = cast.people.organiser.account
    assert by is not None
    now = datetime.now(UTC)
    used = invite(by=by, gives=a_seat(cast.delegation), now=now)
    accept_invitation(token=used[1], account=by, now=now)
    revoked = invite(by=by, gives=a_seat(cast.delegation), now=now)
    revoke_invitation(invitation=revoked[0], by=by, now=now)
    expired = invite(by=by, gives=a_seat(cast.delegation), now=now - timedelta(days=15))
    client = cast.people.anonymous.client()
    tokens = [used[1], revoked[1], expired[1], "AAAAAAAAAAAAAAAAAAAAAA", "x", "议事厅"]
    addresses = [reverse("invitation", args=[token]) for token in tokens]
    shown = [client.get(address) for address in addresses] + [client.post(address) for address in addresses]
    assert {response.status_code for response in shown} == {404}
    # The languages' form holds the address and a token against forgery; apart from that every page is the same.
    pages = {re.sub(r'value="[^"]*"', "", response.content.decode()) for response in shown}
    assert len(pages) == 1


def test_link_for_an_account_leads_through_signing_in(cast: Cast) -> None:
    owner = cast.people.outsider.account
    assert owner is not None
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True)
    _, token = invite(by=None, gives=VERIFICATION, guest=Guest(email=str(owner.email)), now=datetime.now(UTC))
    address = reverse("invitation", args=[token])
    stranger = cast.people.anonymous.client()
    assert stranger.get(address).context["opened"].needs_sign_in
    assert stranger.post(address).headers["Location"] == f"/account/login/?next={address}"
    assert cast.people.outsider.client().post(address).status_code == 302
    assert Participant.objects.get(account=owner).tier == Tier.VERIFIED
