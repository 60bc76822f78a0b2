"""A file becomes a programme: every change shown first, every fault named, the same file again changes nothing."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from yishiting.formats.programme import Expected
from yishiting.web.content import Content
from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.models import Account, Upload
from yishiting.web.people.uploads import keep_upload
from yishiting.web.programme.actions.importing import import_programme
from yishiting.web.programme.actions.sessions import publish_session
from yishiting.web.programme.importing.plan import Plan, make_plan
from yishiting.web.programme.importing.wanted import language_of
from yishiting.web.programme.importing.words import WORDS, told
from yishiting.web.programme.importing.writing import sessions_csv, template_csv
from yishiting.web.programme.models import Assembly, Forum, Room, Session, SessionChange, Speaker
from yishiting.web.programme.queries.feeds import sessions_to_write

if TYPE_CHECKING:
    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
GUID = "8079583e-8321-506c-95af-fd2903a5f075"
EVENT: dict[str, Any] = {
    "guid": GUID,
    "code": "G9JGWY",
    "id": 25,
    "date": "2026-07-04T09:00:00+08:00",
    "start": "09:00",
    "duration": "00:30",
    "room": "Hall A",
    "slug": "example-25-standards",
    "url": "https://talks.example/talk/G9JGWY/",
    "title": "Standards",
    "subtitle": "",
    "track": "Governance",
    "type": "Talk",
    "language": "en",
    "abstract": "In short.",
    "description": "At length.",
    "persons": [
        {"code": "NQTF8Y", "public_name": "Li Na", "name": "Li Na", "biography": "Studies standards."},
        {"code": "E8AHC3", "public_name": "Omar", "name": "Omar", "biography": None},
    ],
    "links": [],
}
HEAD = "session,forum,room,begins,ends,languages,title_en,title_zh-hans,about_en,chairs,speakers\n"
ROW = (
    "opening,governance,hall-a,2026-07-04 09:00,2026-07-04 10:30,en zh-hans,Opening,开幕式,What it is.,"
    "Li Na | Institute,Omar; Zhao Min\n"
)


@pytest.fixture
def organiser(db: None) -> Account:  # noqa: ARG001 - asked for the database
    Assembly.objects.create(
        pk=1, title=Content.of("en", "Example"), time_zone="Asia/Shanghai", languages=["en", "zh-hans"]
    )
    return Account.objects.create_user("organiser@example.org")


@pytest.fixture
def governance(organiser: Account) -> Forum:  # noqa: ARG001 - the assembly comes first
    return Forum.objects.create(slug="governance", title=Content.of("en", "Governance"), is_published=True)


def _schedule(*events: dict[str, Any]) -> str:
    days = [{"index": 1, "date": "2026-07-04", "rooms": {"Hall A": list(events)}}]
    conference = {"title": "Example", "time_zone_name": "Asia/Shanghai", "days": days}
    return json.dumps({"schedule": {"base_url": "https://talks.example", "conference": conference}})


def _event(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a file may hold
    return {**deepcopy(EVENT), **changed}


def _plan(text: str) -> Plan:
    return make_plan(text, Assembly.objects.get())


def _import(text: str, by: Account) -> Plan:
    upload = keep_upload(text=text, by=by, now=NOW)
    assembly = Assembly.objects.get()
    fingerprint = make_plan(text, assembly).fingerprint
    return import_programme(upload=upload, by=by, assembly=assembly, fingerprint=fingerprint, now=NOW)


def _differences(plan: Plan) -> list[tuple[str, str, str]]:
    return [(one.column, one.was, one.becomes) for each in plan.sessions for one in each.differences]


def _parts(session: Session) -> list[tuple[str, str]]:
    return [(each.part, str(each.speaker)) for each in session.appearances.all()]


def test_a_schedule_of_pretalx_becomes_a_programme(organiser: Account) -> None:
    plan = _import(_schedule(EVENT), organiser)

    assert plan.counts == {"new": 1, "changed": 0, "unchanged": 0}
    session = Session.objects.get()
    assert (str(session.guid), session.slug, session.title.texts) == (GUID, "standards", {"en": "Standards"})
    assert (str(session.forum), str(session.room), session.kind.original) == ("Governance", "Hall A", "Talk")
    assert session.about.original == "In short.\n\nAt length."
    assert (session.begins_at, session.ends_at) == (
        datetime(2026, 7, 4, 1, tzinfo=UTC),
        datetime(2026, 7, 4, 1, 30, tzinfo=UTC),
    )
    assert session.languages == ["en"]
    assert _parts(session) == [("speaker", "Li Na"), ("speaker", "Omar")]
    assert Speaker.objects.get(foreign_code="NQTF8Y").about.original == "Studies standards."
    # Everybody sees it when somebody has published it, and its forum.
    assert not session.is_published
    assert not Forum.objects.get().is_published
    assert not Upload.objects.exists()


def test_the_same_schedule_again_changes_nothing(organiser: Account) -> None:
    _import(_schedule(EVENT), organiser)

    plan = _plan(_schedule(EVENT))

    assert (plan.n_changes, plan.faults, plan.absent) == (0, (), ())


def test_what_is_other_in_a_schedule_is_shown_and_changed(governance: Forum, organiser: Account) -> None:
    _import(_schedule(EVENT), organiser)
    publish_session(session=Session.objects.get(), by=None, now=NOW)
    people = [{"code": "NQTF8Y", "name": "Li Na", "biography": "Writes standards."}]
    changed = _event(title="Norms", date="2026-07-04T10:00:00+08:00", room="Hall B", persons=people, track=None)

    plan = _import(_schedule(changed), organiser)

    assert _differences(plan) == [
        ("title_en", "Standards", "Norms"),
        ("begins, ends", "2026-07-04 09:00–09:30", "2026-07-04 10:00–10:30"),
        ("room", "Hall A", "Hall B"),
        ("speakers", "Li Na, Omar", "Li Na"),
    ]
    session = Session.objects.get()
    assert (session.title.original, str(session.room), session.forum) == ("Norms", "Hall B", governance)
    assert _parts(session) == [("speaker", "Li Na")]
    assert Speaker.objects.get(foreign_code="NQTF8Y").about.original == "Writes standards."
    # Those who starred it are told of time and room.
    assert {each.what for each in SessionChange.objects.all()} == {"time", "room"}


def test_a_chair_named_at_the_desk_stays_one(organiser: Account) -> None:
    _import(_schedule(EVENT), organiser)
    session = Session.objects.get()
    session.appearances.filter(speaker__foreign_code="E8AHC3").update(part="chair")

    assert _plan(_schedule(EVENT)).n_changes == 0


def test_two_people_of_one_name_stay_two(organiser: Account) -> None:
    Speaker.objects.create(slug="li-na", name=Content.of("en", "Li Na"))
    twice = [{"code": "AAA", "name": "Li Na"}, {"code": "BBB", "name": "Li Na"}]

    _import(_schedule(_event(persons=twice)), organiser)

    assert Speaker.objects.count() == 2
    assert Session.objects.get().appearances.count() == 2


def test_sessions_that_a_schedule_does_not_name_are_told_and_stay(organiser: Account) -> None:
    other = "11111111-1111-4111-8111-111111111111"
    _import(_schedule(EVENT, _event(guid=other, title="Other")), organiser)

    plan = _import(_schedule(EVENT), organiser)

    assert [str(each.guid) for each in plan.absent] == [other]
    assert Session.objects.count() == 2


def test_our_own_schedule_read_again_changes_nothing(governance: Forum, organiser: Account) -> None:
    _import(HEAD + ROW, organiser)
    publish_session(session=Session.objects.get(), by=None, now=NOW)

    for language in ("en", "zh-hans"):
        plan = _plan(Client().get(f"/programme/schedule.json?language={language}").content.decode())
        assert (plan.n_changes, plan.faults) == (0, ())
        assert plan.counts["unchanged"] == 1
    assert governance.sessions.count() == 1


def test_a_table_becomes_a_programme(governance: Forum, organiser: Account) -> None:
    plan = _import(HEAD + ROW, organiser)

    assert (plan.n_changes, plan.faults) == (5, ())  # a session, a room, three speakers
    session = Session.objects.get(slug="opening")
    assert session.title.texts == {"en": "Opening", "zh-hans": "开幕式"}
    assert (session.forum, str(session.room)) == (governance, "hall-a")
    assert (session.begins_at, session.languages) == (datetime(2026, 7, 4, 1, tzinfo=UTC), ["en", "zh-hans"])
    assert _parts(session) == [("chair", "Li Na"), ("speaker", "Omar"), ("speaker", "Zhao Min")]
    assert Speaker.objects.get(slug="li-na").affiliation.original == "Institute"


def test_a_table_read_again_and_our_own_download_change_nothing(governance: Forum, organiser: Account) -> None:
    _import(HEAD + ROW, organiser)

    assert _plan(HEAD + ROW).n_changes == 0
    own = sessions_csv(sessions_to_write(), Assembly.objects.get())
    assert (_plan(own).n_changes, _plan(own).faults) == (0, ())
    assert _plan(own).counts["unchanged"] == governance.sessions.count() == 1


def test_blank_cells_change_nothing(governance: Forum, organiser: Account) -> None:
    _import(HEAD + ROW, organiser)

    plan = _import("session,title_zh-hans,room\nopening,开场,\n", organiser)

    assert _differences(plan) == [("title_zh-hans", "开幕式", "开场")]
    session = Session.objects.get()
    assert session.title == Content.of("en", "Opening", zh_hans="开场")
    assert session.room is not None
    assert session.forum == governance


def test_the_template_is_right_itself(governance: Forum) -> None:
    plan = _plan(template_csv(Assembly.objects.get(), NOW))

    assert plan.faults == ()
    assert plan.counts["new"] == 1
    assert plan.sessions[0].forum == governance


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("a,,,,,,,,,,", ("2", "title", "", "a title, because the session is new")),
        ("a,mars,,,,,X,,,,", ("2", "forum", "mars", "one of: governance")),
        ("a,,,,,,X\x01,,,,", ("2", "title_en", "X\\x01", "English: plain text only; there is an invisible control")),
        (f"a,,,,,,{'x' * 161},,,,", ("2", "title_en", "x" * 80 + "…", "English: at most 160 characters, got 161.")),
        ("a,,,,,,X,,,Li Na,li na", ("2", "speakers", "li na", "each person in one part")),
        ("a,,,soon,,,X,,,,", ("2", "begins", "soon", "a day and time such as 2026-07-04 09:00")),
    ],
)
@pytest.mark.usefixtures("governance")
def test_a_line_that_cannot_be_taken_in_is_named(
    organiser: Account, row: str, fault: tuple[str, str, str, str]
) -> None:
    plan = _import(HEAD + row + "\n" + ROW, organiser)

    [found] = plan.faults
    assert (found.place, found.column, found.got) == fault[:3]
    assert found.expected.startswith(fault[3])
    assert list(Session.objects.values_list("slug", flat=True)) == ["opening"]


def test_faults_of_a_schedule_name_the_place(organiser: Account) -> None:
    plan = _import(_schedule(EVENT, _event(guid="no", title="x" * 161)), organiser)

    assert [(fault.place, fault.column, fault.expected) for fault in plan.faults] == [
        ("schedule.conference.days[0].rooms['Hall A'][1]", "guid", "a UUID, or a code")
    ]
    assert Session.objects.count() == 1


@pytest.mark.parametrize(("code", "language"), [("zh", "zh-hans"), ("zh-CN", "zh-hans"), ("EN_gb", "en"), ("", "en")])
def test_foreign_codes_of_languages_are_known(code: str, language: str) -> None:
    assert language_of(code, ["en", "zh-hans"]) == language
    assert language_of("de-formal", ["en"]) == "de"
    assert language_of("klingon", ["en"]) == "en"


def test_what_has_changed_since_the_preview_is_looked_at_again(organiser: Account) -> None:
    upload = keep_upload(text=_schedule(EVENT), by=organiser, now=NOW)
    assembly = Assembly.objects.get()
    fingerprint = make_plan(upload.text, assembly).fingerprint
    Room.objects.create(slug="hall-a", name=Content.of("en", "Hall A"))

    with pytest.raises(PlanChangedError):
        import_programme(upload=upload, by=organiser, assembly=assembly, fingerprint=fingerprint, now=NOW)

    assert not Session.objects.exists()
    assert Upload.objects.exists()


def test_two_confirmations_import_once(organiser: Account) -> None:
    upload = keep_upload(text=_schedule(EVENT), by=organiser, now=NOW)
    assembly = Assembly.objects.get()
    fingerprint = make_plan(upload.text, assembly).fingerprint
    import_programme(upload=upload, by=organiser, assembly=assembly, fingerprint=fingerprint, now=NOW)

    with pytest.raises(AlreadyImportedError):
        import_programme(upload=upload, by=organiser, assembly=assembly, fingerprint=fingerprint, now=NOW)

    assert Session.objects.count() == 1


def test_every_expectation_is_said_to_people_as_to_programs() -> None:
    with override("en"):
        assert {each: told(each, "7") for each in Expected} == {each: each.told("7") for each in WORDS}


def _sent(client: Client, content: bytes, name: str = "schedule.json") -> Any:  # noqa: ANN401 - Django's test response
    return client.post("/desk/programme/import/", {"file": SimpleUploadedFile(name, content)})


def test_pages_lead_from_file_to_programme(cast: Cast) -> None:
    client = cast.people.organiser.client()
    assert client.get("/desk/programme/import/").status_code == 200

    preview = _sent(client, _schedule(EVENT, _event(guid="bad")).encode()).headers["Location"]
    page = client.get(preview).content.decode()
    assert "Standards" in page
    assert "days[0].rooms[&#x27;Hall A&#x27;][1]" in page
    assert not Session.objects.filter(guid=GUID).exists()

    fingerprint = page.split('name="fingerprint" value="')[1].split('"')[0]
    done = client.post(preview, {"fingerprint": fingerprint}, follow=True)
    assert "1 session was made, 0 were changed." in done.content.decode()
    assert Session.objects.filter(guid=GUID).exists()
    assert client.post(preview, {"fingerprint": fingerprint}).status_code == 404


def test_a_preview_is_its_uploaders_own(cast: Cast) -> None:
    upload = keep_upload(text=_schedule(EVENT), by=cast.people.outsider.account or Account(), now=NOW)

    assert cast.people.organiser.client().get(f"/desk/programme/import/{upload.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xff\xff", "This is not a text file in UTF-8 or GB18030."),
        (b"session\0", "it holds zero bytes"),
        (b"x" * 10_000_001, "This file is larger than 10 MB."),
        (b"", "The submitted file is empty."),
    ],
    ids=["bytes", "zeros", "large", "empty"],
)
def test_a_file_that_is_no_text_is_refused(cast: Cast, content: bytes, said: str) -> None:
    answer = _sent(cast.people.organiser.client(), content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize("text", ["[" * 100_000, "{", '{"schedule": NaN}', "{}", "=1+1", "\x01\x02"])
def test_a_text_that_is_no_programme_has_a_preview_that_says_so(cast: Cast, text: str) -> None:
    client = cast.people.organiser.client()

    page = client.get(_sent(client, text.encode()).headers["Location"]).content.decode()

    assert "1 fault in the file" in page
    assert 'name="fingerprint"' not in page


def test_downloads_of_the_desk_hold_all_sessions(cast: Cast) -> None:
    client = cast.people.organiser.client()

    text = client.get("/desk/programme/sessions.csv").content.decode()

    assert {name for name, session in cast.sessions.items() if session.slug in text} == set(cast.sessions)
    assert client.get("/desk/programme/import/sessions-template.csv").status_code == 200
