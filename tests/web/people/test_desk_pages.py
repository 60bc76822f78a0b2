from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from yishiting.web.content import Content
from yishiting.web.people.actions.delegations import make_delegation
from yishiting.web.people.actions.invitations import Guest, a_role, a_seat, invite
from yishiting.web.people.models import Account, Appointment, Delegation, Invitation, OutboxMail

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings

    from tests.web.cast import Cast

PAGES = (
    "desk_people",
    "desk_roles",
    "desk_role_give",
    "desk_invitations",
    "desk_invite_verified",
    "desk_delegations",
    "desk_delegation_new",
    "desk_constituencies",
    "desk_kind_new",
    "desk_import",
    "desk_import_template",
    "desk_delegations_csv",
    "desk_outbox",
    "desk_outbox_empty",
)


@pytest.fixture
def desk(cast: Cast) -> Client:
    return cast.people.organiser.client()


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_for_the_organiser_in_both_languages(desk: Client, name: str) -> None:
    for language in ("en", "zh-hans"):
        assert desk.get(reverse(name), headers={"Accept-Language": language}).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_page_is_not_for_staff_of_a_host(cast: Cast, name: str) -> None:
    assert cast.people.staff.client().get(reverse(name)).status_code == 403


def _three_of_everything(now: datetime, by: Account) -> None:
    for number in range(2):
        slug = f"party-{number}"
        party = make_delegation(by=by, name=Content.of("en", slug), slug=slug, now=now)
        invite(by=by, gives=a_seat(party), guest=Guest(email=f"{slug}@example.org"), now=now)
        OutboxMail.objects.create(to=f"{slug}@example.org", subject=slug, body=slug)


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("desk_delegations", 8),
        ("desk_invitations", 7),
        ("desk_roles", 7),
        ("desk_outbox", 8),
        ("desk_constituencies", 6),
    ],
)
def test_list_asks_as_often_for_three_as_for_one(
    cast: Cast, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str, queries: int
) -> None:
    organiser = cast.people.organiser.account
    assert organiser is not None
    now = datetime.now(UTC)
    Delegation.objects.exclude(pk=cast.delegation.pk).delete()
    Appointment.objects.exclude(account=organiser).delete()
    invite(by=organiser, gives=a_role("auditor"), now=now)
    OutboxMail.objects.create(to="a@example.org", subject="one", body="one")
    with django_assert_num_queries(queries):
        desk.get(reverse(name))

    _three_of_everything(now, organiser)
    for role in ("auditor", "journalist"):
        Appointment.objects.create(account=organiser, role=role)
    with django_assert_num_queries(queries):
        desk.get(reverse(name))


def test_role_is_given_at_once_to_a_confirmed_address_and_by_link_otherwise(cast: Cast, desk: Client) -> None:
    from allauth.account.models import EmailAddress

    outsider = cast.people.outsider.account
    assert outsider is not None
    wanted = {"role": "auditor", "place": "assembly", "email": str(outsider.email), "days": "14"}
    desk.post(reverse("desk_role_give"), wanted)
    assert not Appointment.objects.filter(account=outsider).exists()
    assert Invitation.objects.get().role == "auditor"

    EmailAddress.objects.create(user=outsider, email=outsider.email, verified=True)
    desk.post(reverse("desk_role_give"), wanted)
    assert Appointment.objects.get(account=outsider).role == "auditor"


def test_role_in_a_place_where_there_is_none_is_refused(cast: Cast, desk: Client) -> None:
    for role, place in [("chair", "assembly"), ("staff", "assembly"), ("auditor", f"host-{cast.host.pk}")]:
        response = desk.post(reverse("desk_role_give"), {"role": role, "place": place, "days": "14"})
        assert response.status_code == 422
    assert not Invitation.objects.exists()


def test_last_organiser_cannot_be_dismissed(cast: Cast, desk: Client) -> None:
    appointment = Appointment.objects.get(role="organiser")
    response = desk.post(reverse("desk_role_take", args=[appointment.pk]))
    assert response.status_code == 409
    assert Appointment.objects.filter(pk=appointment.pk).exists()

    outsider = cast.people.outsider.account
    assert outsider is not None
    Appointment.objects.create(account=outsider, role="organiser")
    assert desk.post(reverse("desk_role_take", args=[appointment.pk])).status_code == 302
    assert not Appointment.objects.filter(pk=appointment.pk).exists()


def test_link_is_shown_once_and_mailed_when_asked(cast: Cast, desk: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "yishiting.web.people.outbox.OutboxBackend"
    address = reverse("desk_seat_invite", args=[cast.delegation.slug])
    words = {"name": "Guest", "email": "guest@example.org", "days": "3", "by_mail": "1"}
    response = desk.post(address, words)
    link = response.context["link"]
    assert link in OutboxMail.objects.get(to="guest@example.org").body
    assert response.headers["Cache-Control"] == "no-store"
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert token not in str(Invitation.objects.values())
    assert token not in desk.get(reverse("desk_delegation", args=[cast.delegation.slug])).content.decode()


def test_renewing_takes_the_old_link_back(cast: Cast, desk: Client) -> None:
    organiser = cast.people.organiser.account
    now = datetime.now(UTC)
    old, token = invite(by=organiser, gives=a_seat(cast.delegation), now=now - timedelta(days=30))
    response = desk.post(reverse("desk_invitation_renew", args=[old.pk]))
    fresh = response.context["link"]
    client = cast.people.anonymous.client()
    assert client.get(reverse("invitation", args=[token])).status_code == 404
    assert client.get(fresh).status_code == 200


def test_delegation_is_made_and_changed_with_its_constituencies(cast: Cast, desk: Client) -> None:
    words = {"name_en": "New Party", "kind-region": str(cast.africa.pk)}
    assert desk.post(reverse("desk_delegation_new"), words).status_code == 302
    made = Delegation.objects.get(slug="new-party")
    assert made.participant.memberships.get().constituency == cast.africa
    change = reverse("desk_delegation_change", args=["new-party"])
    assert desk.post(change, {"name_en": "Newer Party", "kind-region": ""}).status_code == 302
    made.refresh_from_db()
    assert str(made) == "Newer Party"
    assert not made.participant.memberships.exists()


def test_constituency_of_another_kind_is_refused(cast: Cast, desk: Client) -> None:
    from yishiting.web.people.actions.constituencies import Value, make_kind

    make_kind(by=None, slug="size", name=Content.of("en", "Size"), values=[Value("small", Content.of("en", "Small"))])
    words = {"name_en": "New Party", "kind-size": str(cast.africa.pk)}
    assert desk.post(reverse("desk_delegation_new"), words).status_code == 422
    assert not Delegation.objects.filter(slug="new-party").exists()


def test_kind_keeps_values_that_somebody_belongs_to(cast: Cast, desk: Client) -> None:
    address = reverse("desk_kind_change", args=["region"])
    assert desk.get(address).context["form"].initial["values"] == "africa | Africa | 非洲\neurope | Europe | 欧洲"
    assert desk.post(address, {"name_en": "Region", "values": "asia | Asia | 亚洲"}).status_code == 302
    assert [value.slug for value in cast.africa.kind.constituencies.order_by("slug")] == ["africa", "asia", "europe"]
    assert desk.post(reverse("desk_kind_delete", args=["region"])).status_code == 409


@pytest.mark.parametrize("values", ["", "Africa", "a b | A", "africa | A\nafrica | B", "x | " + "y" * 81, "a|b|c|d"])
def test_kind_with_faulty_values_is_refused(cast: Cast, desk: Client, values: str) -> None:
    response = desk.post(reverse("desk_kind_change", args=["region"]), {"name_en": "Region", "values": values})
    assert response.status_code == 422
    assert cast.africa.kind.constituencies.count() == 2
