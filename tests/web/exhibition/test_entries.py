"""Entries: who looks after them, what they may change, what waits for the organiser, what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.web.exhibition.made_exhibitors import (
    ACTS_OF_AN_EXHIBITION,
    NAME,
    NOW,
    english,
    life_of_an_exhibition,
    make_exhibit,
    make_exhibitor,
    make_hall,
    make_link,
)
from tests.web.programme.made_sessions import at, make_session
from yishiting.web.desk.models import Act
from yishiting.web.exhibition.actions.exhibitors import (
    ExhibitorStateError,
    delete_exhibitor,
    hide_exhibitor,
    publish_exhibitor,
)
from yishiting.web.exhibition.actions.exhibits import ExhibitStateError, delete_exhibit, publish_exhibit
from yishiting.web.exhibition.actions.places import PlaceInUseError, delete_hall, delete_link, use_usual_links
from yishiting.web.exhibition.actions.representatives import name_representative, remove_representative
from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor
from yishiting.web.exhibition.queries.desk import waiting_exhibits
from yishiting.web.people.models import Account, OutboxMail

if TYPE_CHECKING:
    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
TEXTS = {"name_en": "Heron", "about_en": "Wings.", "website": "heron.example"}


def _somebody(email: str, *, is_confirmed: bool = True) -> Client:
    account = Account.objects.create_user(email)
    EmailAddress.objects.create(user=account, email=email, verified=is_confirmed, primary=True)
    client = Client()
    client.force_login(account)
    return client


def test_whoever_has_confirmed_the_address_looks_after_the_entry_until_it_is_taken_away() -> None:
    exhibitor = make_exhibitor("heron", is_published=False)
    named, is_new = name_representative(exhibitor=exhibitor, email=" Li@Heron.example ", by=None, now=NOW)
    right, other, unconfirmed = (
        _somebody("LI@heron.example"),
        _somebody("else@heron.example"),
        _somebody("li@heron.example", is_confirmed=False),
    )

    assert (named.email, is_new) == ("li@heron.example", True)
    page = "/exhibition/entries/heron/"
    assert [each.get(page).status_code for each in (right, other, unconfirmed, Client())] == [200, 404, 404, 404]
    assert "House heron" in right.get("/exhibition/mine/").text
    assert "To my entries" in right.get("/account/").text
    assert "House heron" not in other.get("/exhibition/mine/").text

    remove_representative(representative=named, by=None, now=NOW)

    assert right.get(page).status_code == 404
    assert right.post(f"{page}change/", TEXTS).status_code == 404


def test_the_mail_tells_how_to_come_in_and_holds_no_key() -> None:
    exhibitor = make_exhibitor("heron", name=english("Heron & Sons\n"))

    name_representative(exhibitor=exhibitor, email="li@heron.example", by=None, now=NOW)
    name_representative(exhibitor=exhibitor, email="LI@heron.example", by=None, now=NOW)

    mail = OutboxMail.objects.get()
    assert mail.to == "li@heron.example"
    assert "Heron & Sons" in mail.body
    assert "/account/signup/" in mail.body
    assert "/exhibition/mine/" in mail.body


def test_representatives_change_texts_and_contact_but_not_the_place(cast: Cast) -> None:
    exhibitor = cast.exhibition.exhibitors["own"]
    client = cast.people.exhibitor.client()
    sent = {**TEXTS, "hall": "", "booth": "Z99", "links": [], "is_published": ""}

    answer = client.post(f"/exhibition/entries/{exhibitor.slug}/change/", sent)

    fresh = Exhibitor.objects.get(pk=exhibitor.pk)
    assert answer.status_code == 302
    assert (str(fresh.name), fresh.website) == ("Heron", "https://heron.example")
    assert (fresh.hall, fresh.booth, fresh.links.count(), fresh.is_published) == (cast.exhibition.hall, "A1", 1, True)
    act = Act.objects.get()
    assert (act.what, act.by_id) == (Act.What.EXHIBITOR_CHANGED, cast.people.exhibitor.pk)
    for address in ("place", "publish", "delete", "people"):
        assert client.post(f"/desk/exhibition/exhibitors/{exhibitor.slug}/{address}/").status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("website", "javascript:alert(1)", "valid URL"),
        ("website", "ftp://heron.example/", "valid URL"),
        ("contact_email", "nobody", "valid email"),
        ("contact_phone", "call me", "Only digits"),
        ("name_en", "", "Please write something here"),
        ("name_en", "x" * 161, "at most 160 characters"),
        ("languages", "xx", "Select a valid choice"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_saved(cast: Cast, field: str, value: str, says: str) -> None:
    client = cast.people.exhibitor.client()

    answer = client.post("/exhibition/entries/exhibitor-own/change/", {**TEXTS, field: value})

    assert answer.status_code == 422
    assert says in answer.text
    assert not Act.objects.exists()


def test_a_new_exhibit_waits_until_the_organiser_publishes_it(cast: Cast) -> None:
    client, reader = cast.people.exhibitor.client(), Client()
    Exhibit.objects.filter(is_published=False).delete()

    client.post("/exhibition/entries/exhibitor-own/new-exhibit/", {"title_en": "A new wing", "order": "0"})

    made = Exhibit.objects.get(slug="a-new-wing")
    assert reader.get("/exhibition/exhibits/a-new-wing/").status_code == 404
    assert list(waiting_exhibits()) == [made]
    assert "New exhibits wait" in cast.people.organiser.client().get("/desk/exhibition/").text
    assert client.post("/desk/exhibition/exhibits/a-new-wing/publish/", {"public": "1"}).status_code == 403

    cast.people.organiser.client().post("/desk/exhibition/exhibits/a-new-wing/publish/", {"public": "1"})

    assert reader.get("/exhibition/exhibits/a-new-wing/").status_code == 200
    assert not waiting_exhibits().exists()


def test_what_was_hidden_again_waits_for_nobody(cast: Cast) -> None:
    Exhibit.objects.filter(is_published=False).delete()
    made = make_exhibit("wing", cast.exhibition.exhibitors["own"], is_published=False)
    organiser = cast.people.organiser.client()

    for public in ("1", "0"):
        organiser.post("/desk/exhibition/exhibits/wing/publish/", {"public": public, "from": "desk"})

    assert not waiting_exhibits().exists()
    assert Exhibit.objects.get(pk=made.pk).published_at is not None


def test_sessions_are_chosen_among_the_public_ones_and_the_others_stay(cast: Cast) -> None:
    exhibit = cast.exhibition.exhibits["own-public"]
    public, chosen, hidden = (
        make_session(name, at("09:00"), is_published=name != "hidden") for name in ("public", "chosen", "hidden")
    )
    exhibit.sessions.set([public, hidden])
    client = cast.people.exhibitor.client()

    page = client.get(f"/exhibition/exhibits/{exhibit.slug}/change/").text
    client.post(
        f"/exhibition/exhibits/{exhibit.slug}/change/", {"title_en": "X", "order": "1", "sessions": [chosen.pk]}
    )

    assert "Session hidden" not in page
    assert set(exhibit.sessions.all()) == {chosen, hidden}
    assert f"/exhibition/exhibits/{exhibit.slug}/" in Client().get("/sessions/chosen/").text
    shown = Client().get(f"/exhibition/exhibits/{exhibit.slug}/").text
    assert ("Session chosen" in shown, "Session hidden" in shown) == (True, False)


def test_what_has_been_public_is_hidden_and_not_deleted() -> None:
    exhibitor = make_exhibitor("one", is_published=False)
    exhibit = make_exhibit("wing", exhibitor, is_published=False)
    publish_exhibit(exhibit=exhibit, by=None, now=NOW)
    assert Exhibit.objects.get().published_at is None  # its exhibitor is hidden: nobody has seen it

    publish_exhibitor(exhibitor=exhibitor, by=None, now=NOW)

    assert Exhibit.objects.get().published_at == NOW
    with pytest.raises(ExhibitStateError):
        delete_exhibit(exhibit=exhibit, by=None)
    with pytest.raises(ExhibitorStateError):
        delete_exhibitor(exhibitor=exhibitor, by=None)
    hide_exhibitor(exhibitor=exhibitor, by=None, now=NOW)
    with pytest.raises(ExhibitorStateError):
        delete_exhibitor(exhibitor=exhibitor, by=None)
    assert Exhibit.objects.count() == 1


def test_several_are_published_and_hidden_together(cast: Cast) -> None:
    organiser = cast.people.organiser.client()
    chosen = ["exhibitor-own-hidden", "exhibitor-own", "no-such", "\0"]

    organiser.post("/desk/exhibition/?state=hidden", {"do": "publish", "exhibitors": chosen})
    assert Exhibitor.objects.get(slug="exhibitor-own-hidden").is_published
    answer = organiser.post("/desk/exhibition/", {"do": "hide", "exhibitors": chosen}, follow=True)

    assert "2 exhibitors are hidden" in answer.text
    assert Act.objects.count() == 3
    assert "Choose at least one" in organiser.post("/desk/exhibition/", {"do": "hide"}, follow=True).text


def test_halls_and_links_in_use_are_not_deleted() -> None:
    hall, link = make_hall("a"), make_link("x")
    exhibitor = make_exhibitor("one", link, hall=hall)

    with pytest.raises(PlaceInUseError):
        delete_hall(hall=hall, by=None)
    with pytest.raises(PlaceInUseError):
        delete_link(link=link, by=None)
    exhibitor.links.clear()
    make_exhibit("wing", exhibitor, link=link)
    with pytest.raises(PlaceInUseError):
        delete_link(link=link, by=None)


def test_the_usual_list_adds_what_is_missing(cast: Cast) -> None:
    ChainLink.objects.create(slug="data", name=english("Our data"), order=4)
    organiser = cast.people.organiser.client()

    organiser.post("/desk/exhibition/links/usual/")

    slugs = list(ChainLink.objects.order_by("order").values_list("slug", flat=True))
    assert slugs[-6:] == ["computing", "frameworks", "models", "applications", "safety", "embodied"]
    assert str(ChainLink.objects.get(slug="data").name) == "Our data"
    assert ChainLink.objects.get(slug="models").name.texts["zh-hans"] == "模型"
    assert use_usual_links(by=None) == []
    assert "usual list" not in organiser.get("/desk/exhibition/links/").text


def test_everything_done_is_on_record(cast: Cast) -> None:
    me = cast.people.organiser.account

    life_of_an_exhibition(cast, me)  # type: ignore[arg-type] # an organiser has an account

    assert list(Act.objects.order_by("pk").values_list("what", flat=True)) == [
        str(each) for each in ACTS_OF_AN_EXHIBITION
    ]
    assert set(Act.objects.values_list("by_id", flat=True)) == {cast.people.organiser.pk}
    assert "@" not in str(list(Act.objects.values()))


def test_names_in_two_languages_make_addresses_of_their_own() -> None:
    from yishiting.web.exhibition.actions.exhibitors import make_exhibitor as make

    made = [make(by=None, values={"name": NAME}, now=NOW).slug for _ in range(2)]

    assert made == ["name", "name-2"]
