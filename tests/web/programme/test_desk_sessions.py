"""Sessions at the desk: forms that say what is wrong, the programme in every state, publishing many at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from yishiting.web.content import Content
from yishiting.web.programme.forms.session import SessionForm
from yishiting.web.programme.models import Appearance, Assembly, Forum, Room, Session, Speaker

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

NEW = "/desk/forums/forum-own/sessions/new/"
MORNING = datetime(2026, 7, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def chair(cast: Cast) -> Client:
    return cast.people.chair.client()


def _sent(**changes: str | list[str]) -> dict[str, str | list[str]]:
    sent: dict[str, str | list[str]] = {
        "title_en": "A panel",
        "begins_at": "2026-07-01T09:00",
        "ends_at": "2026-07-01T10:30",
        "languages": ["en", "zh-hans"],
    }
    return {name: value for name, value in (sent | changes).items() if value != "-"}


def _speaker(name: str, slug: str, **translations: str) -> Speaker:
    return Speaker.objects.create(slug=slug, name=Content.of("en", name, **translations))


def _named(session: Session) -> list[tuple[str, str]]:
    return [(str(part), slug) for part, slug in session.appearances.values_list("part", "speaker__slug")]


def test_a_chair_makes_a_session_on_the_assemblys_clocks(cast: Cast, chair: Client) -> None:
    Assembly.objects.update(time_zone="Asia/Shanghai")

    response = chair.post(NEW, _sent(room=str(cast.room.pk)))

    made = Session.objects.get(slug="a-panel")
    assert response.headers["Location"] == "/desk/sessions/a-panel/"
    assert (made.forum, made.room, made.is_published) == (cast.forums.own, cast.room, False)
    assert made.begins_at == datetime(2026, 7, 1, 1, tzinfo=UTC)
    assert made.languages == ["en", "zh-hans"]
    assert 'value="2026-07-01T09:00"' in chair.get("/desk/sessions/a-panel/change/").text


def test_people_are_named_in_the_order_of_their_numbers(chair: Client) -> None:
    _speaker("Ada Sample", "ada"), _speaker("Bo Sample", "bo", zh_hans="薄样例"), _speaker("Cleo Sample", "cleo")

    chair.post(
        NEW,
        _sent(
            chairs_1="Cleo Sample (cleo)",
            speakers_1_place="2",
            speakers_1="ada sample",
            speakers_2_place="1",
            speakers_2="薄样例",
            speakers_3="",
            speakers_3_place="3",
        ),
    )

    session = Session.objects.get(slug="a-panel")
    assert _named(session) == [("chair", "cleo"), ("speaker", "bo"), ("speaker", "ada")]
    page = chair.get("/desk/sessions/a-panel/change/").text
    assert page.index('value="Bo Sample (bo)" list=') < page.index('value="Ada Sample (ada)" list=')
    assert page.count("<datalist") == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"speakers_1": "Ada Sampel"}, "Did you mean Ada Sample (ada)?"),
        ({"speakers_1": "Xerxes"}, "New speakers are made under"),
        ({"speakers_1": "Twin Sample"}, "Twin Sample (twin), Twin Sample (twin-2)"),
        ({"speakers_1": "ada", "chairs_1": "ada"}, "Ada Sample is a chair already"),
        ({"ends_at": "2026-07-01T09:00"}, "It must end after it begins."),
        ({"ends_at": ""}, "Give both times, or neither."),
        ({"begins_at": ""}, "Give both times, or neither."),
        ({"begins_at": "tomorrow"}, "Enter a valid date/time."),
        ({"title_en": ""}, "Please write something here."),
        ({"room": "987654321"}, "That choice is not one of the available choices."),
        ({"languages": ["xx"]}, "xx is not one of the available choices."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(chair: Client, wrong: dict[str, str | list[str]], sentence: str) -> None:
    for name, slug in (("Ada Sample", "ada"), ("Twin Sample", "twin"), ("Twin Sample", "twin-2")):
        _speaker(name, slug)

    response = chair.post(NEW, _sent(**wrong))

    assert response.status_code == 422
    assert sentence in response.text.replace("&#x27;", "'")
    assert not Session.objects.filter(slug="a-panel").exists()


def test_what_was_written_stays_in_the_form(chair: Client) -> None:
    _speaker("Ada Sample", "ada")

    page = chair.post(NEW, _sent(speakers_1="Ada Sample", speakers_2="Nobody Known", ends_at="")).text

    for text in ('value="Ada Sample" list=', 'value="Nobody Known" list=', 'value="A panel"'):
        assert text in page
    lines = [part.split(">")[0] for part in page.split('name="speakers_')[1:]]
    assert [line.split('"')[0] for line in lines if "aria-invalid" in line] == ["2"]


def test_a_published_session_cannot_lose_its_time_in_the_form(cast: Cast, chair: Client) -> None:
    response = chair.post("/desk/sessions/session-own-public/change/", _sent(begins_at="", ends_at=""))

    assert response.status_code == 422
    assert Session.objects.get(pk=cast.sessions["own-public"].pk).begins_at is not None


def test_a_change_of_a_public_session_is_announced(cast: Cast, chair: Client) -> None:
    session = cast.sessions["own-public"]

    assert "everybody who has starred it" in chair.get(f"/desk/sessions/{session.slug}/change/").text
    chair.post(f"/desk/sessions/{session.slug}/change/", _sent(forum=str(cast.forums.own.pk)))

    assert set(session.changes.values_list("what", flat=True)) == {"time", "room"}
    page = chair.get(f"/desk/sessions/{session.slug}/").text
    assert "What was announced" in page
    assert "Great Hall" in page


def test_a_session_moves_only_between_forums_of_whoever_moves_it(cast: Cast) -> None:
    session = cast.sessions["own-unpublished"]
    address = f"/desk/sessions/{session.slug}/change/"

    refused = cast.people.chair.client().post(address, _sent(forum=str(cast.forums.others.pk)))
    cast.people.chair.client().post(address, _sent(forum=""))
    stayed = Session.objects.get(pk=session.pk).forum
    cast.people.organiser.client().post(address, _sent(forum=str(cast.forums.others.pk)))
    moved = Session.objects.get(pk=session.pk).forum
    cast.people.organiser.client().post(address, _sent(forum=""))

    assert refused.status_code == 422
    assert (stayed, moved) == (cast.forums.own, cast.forums.others)
    assert Session.objects.get(pk=session.pk).forum is None


def test_an_organiser_makes_sessions_of_the_whole_assembly(cast: Cast) -> None:
    cast.people.organiser.client().post("/desk/programme/new/", _sent())

    assert Session.objects.get(slug="a-panel").forum is None
    assert cast.people.staff.client().get("/desk/programme/new/").status_code == 403


@pytest.mark.parametrize(
    ("name", "step", "then"),
    [
        ("own-unpublished", "publish", (True, False)),
        ("own-public", "withdraw", (False, False)),
        ("own-public", "cancel", (True, True)),
        ("own-cancelled", "restore", (True, False)),
    ],
)
def test_a_step_is_asked_for_first_and_then_taken(
    cast: Cast, chair: Client, name: str, step: str, then: tuple[bool, bool]
) -> None:
    session = cast.sessions[name]
    address = f"/desk/sessions/{session.slug}/{step}/"

    asked = chair.get(address)
    before = Session.objects.get(pk=session.pk)
    chair.post(address)
    after = Session.objects.get(pk=session.pk)

    assert asked.status_code == 200
    assert (before.is_published, before.is_cancelled) == (session.is_published, session.is_cancelled)
    assert (after.is_published, after.is_cancelled) == then


def test_what_has_no_time_says_so_when_it_is_published(cast: Cast, chair: Client) -> None:
    Session.objects.filter(pk=cast.sessions["own-unpublished"].pk).update(begins_at=None, ends_at=None)

    response = chair.post("/desk/sessions/session-own-unpublished/publish/")

    assert response.status_code == 409
    assert "no time yet" in response.text


def test_only_what_was_never_public_can_be_deleted(cast: Cast, chair: Client) -> None:
    kept = chair.post("/desk/sessions/session-own-public/delete/")
    gone = chair.post("/desk/sessions/session-own-unpublished/delete/")

    assert (kept.status_code, gone.status_code) == (409, 302)
    assert not Session.objects.filter(pk=cast.sessions["own-unpublished"].pk).exists()
    assert "/delete/" not in chair.get("/desk/sessions/session-own-public/").text


def test_a_moderator_looks_and_changes_nothing(cast: Cast) -> None:
    client = cast.people.moderator.client()

    page = client.get("/desk/sessions/session-own-unpublished/").text
    statuses = {
        client.post(f"/desk/sessions/session-own-unpublished/{step}/").status_code
        for step in ("change", "publish", "delete")
    }

    assert statuses == {403}
    assert not any(f"/{step}/" in page for step in ("change", "publish", "delete", "withdraw"))


def test_a_clash_is_told_on_the_sessions_page(cast: Cast, chair: Client) -> None:
    session, other = cast.sessions["own-public"], cast.sessions["others-unpublished"]
    Session.objects.filter(pk=other.pk).update(begins_at=session.begins_at, ends_at=session.ends_at)

    page = chair.get(f"/desk/sessions/{session.slug}/").text

    assert "a session of another host" in page
    assert "Great Hall" in page
    assert str(other.title) not in page


def _listed(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/desk/programme/{query}").text
    return [rest.split("/")[0] for rest in page.split("/desk/sessions/session-")[1:]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?state=draft", ["own-unpublished", "hidden-unpublished"]),
        ("?state=public", ["own-public"]),
        ("?state=waiting", ["hidden-published"]),
        ("?state=cancelled", ["own-cancelled"]),
        ("?state=untimed", []),
        ("?state=clashing", []),
        ("?forum=forum-hidden", ["hidden-published", "hidden-unpublished"]),
        ("?forum=forum-others", []),
        ("?forum=-", []),
        ("?forum=%00&state=draft", ["own-unpublished", "hidden-unpublished"]),
        ("?forum=forum-own&state=draft", ["own-unpublished"]),
        (
            "?state=nonsense",
            ["own-public", "own-unpublished", "own-cancelled", "hidden-published", "hidden-unpublished"],
        ),
    ],
)
def test_the_desks_programme_is_narrowed_down(chair: Client, query: str, names: list[str]) -> None:
    assert _listed(chair, query) == names


def test_the_desks_programme_is_everybodys_own(cast: Cast) -> None:
    people = cast.people
    seen = {who.name: set(_listed(who.client())) for who in (people.organiser, people.other_staff)}

    assert seen == {
        "organiser": {name.replace("_", "-") for name in cast.sessions},
        "other_staff": {"others-public", "others-unpublished", "others-hidden-published"},
    }
    assert cast.people.delegate.client().get("/desk/programme/").status_code == 403


def test_days_are_those_of_the_assemblys_clocks(cast: Cast, chair: Client) -> None:
    Assembly.objects.update(time_zone="Asia/Shanghai")
    Session.objects.filter(slug="session-own-public").update(
        begins_at=datetime(2026, 6, 30, 17, tzinfo=UTC), ends_at=datetime(2026, 6, 30, 18, tzinfo=UTC)
    )
    Session.objects.filter(slug="session-own-unpublished").update(begins_at=None, ends_at=None)

    page = chair.get("/desk/programme/?forum=forum-own").text

    headings = [part.split("</h2>")[0] for part in page.split("<h2")[1:]]
    assert "Wednesday 1 July 2026" in headings[0]
    assert "Without a time" in headings[-1]
    assert "01:00</time>–<time" in page
    assert cast.assembly.pk


def test_many_sessions_are_published_at_once(cast: Cast) -> None:
    staff = cast.people.staff.client()
    offered = staff.get("/desk/programme/publish/").text

    response = staff.post(
        "/desk/programme/publish/", {"sessions": ["session-own-unpublished", "session-hidden-unpublished"]}
    )

    assert offered.count('type="checkbox"') == 2
    assert response.status_code == 302
    assert not Session.objects.filter(forum__in=[cast.forums.own, cast.forums.hidden], is_published=False).exists()


@pytest.mark.parametrize("slug", ["session-others-unpublished", "session-own-public", "no-such", ""])
def test_only_ones_own_drafts_are_published_together(cast: Cast, slug: str) -> None:
    sent = {"sessions": ["session-own-unpublished", slug] if slug else []}

    response = cast.people.chair.client().post("/desk/programme/publish/", sent)

    assert response.status_code == 422
    assert Session.objects.filter(is_published=False).count() == 4


def test_what_has_no_time_is_named_but_not_offered(cast: Cast, chair: Client) -> None:
    Session.objects.filter(pk=cast.sessions["own-unpublished"].pk).update(begins_at=None, ends_at=None)

    page = chair.get("/desk/programme/publish/?forum=forum-own").text

    assert 'type="checkbox"' not in page
    assert "/desk/sessions/session-own-unpublished/change/" in page


def test_a_forums_desk_leads_to_its_sessions(cast: Cast) -> None:
    page = cast.people.chair.client().get("/desk/forums/forum-own/").text
    front = cast.people.moderator.client().get("/desk/").text

    assert "/desk/sessions/session-own-unpublished/" in page
    assert NEW in page
    assert NEW not in cast.people.moderator.client().get("/desk/forums/forum-own/").text
    assert "/desk/programme/" in front


def test_rooms_and_speakers_are_made_changed_and_deleted(cast: Cast) -> None:
    client = cast.people.organiser.client()

    client.post("/desk/rooms/new/", {"name_en": "Annex", "order": "2"})
    client.post("/desk/rooms/annex/change/", {"name_en": "The Annex", "order": "1", "place_en": "Second floor"})
    client.post("/desk/speakers/new/", {"name_zh-hans": "艾样例"})
    client.post("/desk/speakers/speaker/change/", {"name_zh-hans": "艾样例", "affiliation_en": "Harbour Institute"})
    room = Room.objects.get(slug="annex")

    assert (str(room.name), str(room.place), room.order) == ("The Annex", "Second floor", 1)
    assert "Harbour Institute" in client.get("/desk/speakers/?search=harbour").text
    assert "Harbour Institute" not in client.get("/desk/speakers/?search=nobody").text
    for address in ("/desk/rooms/annex/delete/", "/desk/speakers/speaker/delete/"):
        assert client.post(address).status_code == 302
    for address in ("/desk/rooms/great-hall/delete/", "/desk/speakers/speaker-unseen/delete/"):
        assert client.post(address).status_code == 409
    assert not Room.objects.filter(slug="annex").exists()
    assert cast.speakers.keys() == {"public", "unseen"}


def test_every_field_of_a_session_but_its_name_has_a_sentence(cast: Cast) -> None:
    form = SessionForm(instance=cast.sessions["own-unpublished"], assembly=cast.assembly)

    assert [name for name, field in form.fields.items() if not field.help_text] == ["title", "room"]
    assert sum(len(section.fields) for section in form.sections) == len(form.fields)


def _fill(n: int) -> None:
    forum = Forum.objects.get(slug="forum-own")
    for number in range(n):
        room = Room.objects.create(slug=f"room-{number}", name=Content.of("en", "Room"))
        speaker = _speaker("Somebody", f"more-{number}")
        for state in ("draft", "public"):
            session = Session.objects.create(
                forum=forum,
                slug=f"more-{state}-{number}",
                title=Content.of("en", "More"),
                room=room,
                begins_at=MORNING,
                ends_at=MORNING + HOUR,
                is_published=state == "public",
            )
            Appearance.objects.create(session=session, speaker=speaker)


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries", "rows"),
    [
        ("/desk/programme/", 10, "/desk/sessions/more-"),
        ("/desk/programme/publish/", 10, 'value="more-draft'),
        ("/desk/rooms/", 6, "/desk/rooms/room-"),
        ("/desk/speakers/", 7, "/desk/speakers/more-"),
        ("/desk/forums/forum-own/", 10, "/desk/sessions/more-"),
    ],
)
def test_lists_take_the_same_queries_for_one_and_for_three(
    cast: Cast, n: int, address: str, queries: int, rows: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _fill(n)
    client = cast.people.organiser.client()
    assert client.get(address).text.count(rows) in (n, 2 * n)

    with django_assert_num_queries(queries):
        client.get(address)
