"""The ready assembly: whole, marked as invented, around the day of the first start, and gone without a trace."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.test import Client, override_settings

from yishiting.formats import read_conversation
from yishiting.sample import SampleSettings, write_sample
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.importing import import_conversation
from yishiting.web.deliberation.actions.life import make_deliberation, open_deliberation
from yishiting.web.deliberation.actions.voting import Answer, cast_vote
from yishiting.web.deliberation.models import Deliberation, Phase, PublicationJob, Statement, Vote, VoteEntry
from yishiting.web.deliberation.queries.readiness import obstacles_to_opening
from yishiting.web.first_start import let_organiser_in, make_assembly_ready
from yishiting.web.people.models import Account, Appointment, Delegation, Invitation, Participant, Seat, Tier
from yishiting.web.programme.actions.forums import make_forum, publish_forum
from yishiting.web.programme.actions.sessions import make_session
from yishiting.web.programme.models import Appearance, Assembly, Forum, Host, Room, Session, SessionChange, Speaker
from yishiting.web.programme.queries.clashes import clashing_sessions
from yishiting.web.programme.queries.programme import now_and_next, public_sessions
from yishiting.web.sample_assembly import words
from yishiting.web.sample_assembly.filling import fill
from yishiting.web.sample_assembly.removal import remove_sample

if TYPE_CHECKING:
    from django.db.models import Model

NOW = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
SMALL = SampleSettings(n_people=100)
# What an assembly has that has not begun yet.
# The two acts: a result of the closed deliberation was asked for, and the sample was removed.
STAYS = {"Assembly": 1, "ConstituencyKind": 3, "Constituency": 13, "Act": 2}


def _rows() -> dict[str, int]:
    """Count the rows of every table of ours that has any."""
    models: list[type[Model]] = [each for each in apps.get_models() if each.__module__.startswith("yishiting.")]
    counts = {model.__name__: model._default_manager.count() for model in models}  # noqa: SLF001 - Django's public name
    return {name: n for name, n in counts.items() if n}


@pytest.fixture
def sample(db: None) -> Assembly:  # noqa: ARG001 - asked for the database
    return fill(now=NOW, settings=SMALL)


@pytest.mark.usefixtures("sample")
def test_there_is_something_to_answer_something_that_ends_soon_and_something_to_read() -> None:
    phases = {each.slug: each.phase for each in Deliberation.objects.all()}

    assert phases == {
        "sample-safety": Phase.OPEN,
        "sample-development": Phase.VOTES_ONLY,
        "sample-governance": Phase.CLOSED,
    }
    assert PublicationJob.objects.get().deliberation.slug == "sample-governance"
    assert Statement.objects.filter(status=Statement.Status.WAITING).count() == len(words.WAITING)


@pytest.mark.usefixtures("sample")
def test_everything_is_marked_as_sample() -> None:
    assert Assembly.objects.get().is_sample
    for model in (Host, Forum, Deliberation, Delegation, Session, Room, Speaker):
        assert not model._default_manager.filter(is_sample=False).exists()  # noqa: SLF001 - Django's public name
    assert not Participant.objects.filter(is_simulated=False).exists()


@pytest.mark.usefixtures("sample")
def test_every_text_stands_in_both_languages() -> None:
    texts = [
        *(each.name for each in Host.objects.all()),
        *(each.name for each in Delegation.objects.all()),
        *(each.title for each in Forum.objects.all()),
        *(each.question for each in Deliberation.objects.all()),
        *(each.text for each in Statement.objects.filter(status=Statement.Status.ACCEPTED)),
        *(text for each in Session.objects.all() for text in (each.title, each.kind, each.about)),
        *(text for each in Room.objects.all() for text in (each.name, each.place)),
        *(text for each in Speaker.objects.all() for text in (each.name, each.affiliation, each.position, each.about)),
    ]

    assert {tuple(sorted(text.texts)) for text in texts} == {("en", "zh-hans")}


@pytest.mark.usefixtures("sample")
def test_every_vote_was_cast_while_its_deliberation_was_open() -> None:
    moments = Vote.objects.values_list(
        "answered_at", "statement__deliberation__opened_at", "statement__deliberation__closes_at"
    )

    assert all(opened and closes and opened <= answered <= min(closes, NOW) for answered, opened, closes in moments)


@pytest.mark.parametrize("hour", [0, 1, 12, 23])
def test_at_any_hour_what_is_open_has_been_opened_and_does_not_end_today(db: None, hour: int) -> None:  # noqa: ARG001
    now = NOW.replace(hour=hour)
    fill(now=now, settings=SMALL)

    for each in Deliberation.objects.filter(phase__in=("open", "votes_only")):
        assert each.opened_at is not None
        assert each.closes_at is not None
        assert each.opened_at + timedelta(days=10) < now < each.closes_at - timedelta(days=1)
        assert obstacles_to_opening(each, now) == ()


@pytest.mark.usefixtures("sample")
def test_delegations_have_names_of_their_own_and_some_have_not_answered() -> None:
    names = [each.name.original for each in Delegation.objects.all()]
    silent = Participant.objects.filter(tier=Tier.DELEGATION, votes=None)

    assert len(set(names)) == len(names)
    assert 0 < silent.count() < len(names)
    assert all(each.memberships.count() == 2 for each in Participant.objects.filter(tier=Tier.DELEGATION))


@pytest.mark.parametrize("hour", [0, 1, 12, 23])
def test_the_programme_is_today_and_tomorrow_at_the_venue(db: None, hour: int) -> None:  # noqa: ARG001
    now = NOW.replace(hour=hour)
    fill(now=now, settings=SMALL)
    assembly, zone = Assembly.objects.get(), ZoneInfo(words.TIME_ZONE)
    today = now.astimezone(zone).date()

    days = {each.begins_at.astimezone(zone).date() for each in public_sessions() if each.begins_at}

    assert (assembly.begins_on, assembly.ends_on) == (today, today + timedelta(days=1))
    assert days == {today, today + timedelta(days=1)}
    assert now_and_next(now)


@pytest.mark.usefixtures("sample")
def test_every_forum_has_sessions_and_one_is_cancelled_and_some_are_changed() -> None:
    changes = SessionChange.objects.values_list("what", flat=True)

    assert Forum.objects.filter(is_published=True).count() == 4
    assert all(each.sessions.count() >= 4 for each in Forum.objects.all())
    assert public_sessions().count() == Session.objects.count() == 29
    assert sorted(changes) == ["cancelled", "room", "time"]
    assert [each.slug for each in Session.objects.filter(is_cancelled=True)] == ["ending-a-pilot-well"]
    assert not SessionChange.objects.filter(made_at__gt=NOW).exists()


@pytest.mark.usefixtures("sample")
def test_nobody_speaks_at_two_places_at_once_and_everybody_speaks() -> None:
    assert clashing_sessions() == set()
    assert Speaker.objects.count() == 30
    assert not Speaker.objects.filter(appearances=None).exists()
    assert all(each.appearances.filter(part=Appearance.Part.CHAIR).count() <= 1 for each in Session.objects.all())


@pytest.mark.usefixtures("sample")
def test_who_speaks_comes_from_a_sample_delegation() -> None:
    delegations = {each.name for each in Delegation.objects.all()}
    marked = {each.affiliation.texts["en"].endswith("(sample)") for each in Speaker.objects.all()}

    assert marked == {True}
    assert len({each.affiliation for each in Speaker.objects.all()} & delegations) > 10


@pytest.mark.usefixtures("sample")
def test_the_first_pages_show_it_to_a_newcomer() -> None:
    page, questions = (Client().get(path) for path in ("/", "/deliberations/"))

    assert (page.status_code, questions.status_code) == (200, 200)
    assert questions.text.count("tile-title") == 3
    assert "Sample data." in page.text


@pytest.mark.usefixtures("sample")
def test_removing_it_leaves_nothing_but_an_unnamed_assembly() -> None:
    remove_sample(by=None)

    assert _rows() == STAYS
    assembly = Assembly.objects.get()
    assert (assembly.is_sample, bool(assembly.title), assembly.begins_on) == (False, False, None)


@pytest.mark.usefixtures("sample")
def test_what_an_organiser_has_made_stays() -> None:
    mine = make_forum(by=None, values={"slug": "mine", "title": Content.of("en", "Mine")}, now=NOW)
    make_deliberation(forum=mine, by=None, values={"slug": "a", "question": Content.of("en", "A?")}, now=NOW)
    theirs = Forum.objects.get(slug="governance")
    make_deliberation(forum=theirs, by=None, values={"slug": "b", "question": Content.of("en", "B?")}, now=NOW)
    Delegation.objects.create(slug="ours", name=Content.of("en", "Ours"))
    speaker, room = Speaker.objects.get(slug="bai-luyu"), Room.objects.get(slug="lotus-room")
    own = {"slug": "c", "title": Content.of("en", "C"), "room": room, "speakers": [speaker]}
    make_session(by=None, forum=Forum.objects.get(slug="standards"), values=own, now=NOW)

    remove_sample(by=None)

    assert set(Deliberation.objects.values_list("slug", flat=True)) == {"a", "b"}
    kept = {("mine", False), ("governance", False), ("standards", False)}
    assert set(Forum.objects.values_list("slug", "is_sample")) == kept
    assert list(Session.objects.values_list("slug", flat=True)) == ["c"]
    assert list(Speaker.objects.values_list("slug", "is_sample")) == [("bai-luyu", False)]
    assert list(Room.objects.values_list("slug", "is_sample")) == [("lotus-room", False)]
    assert list(Delegation.objects.values_list("slug", flat=True)) == ["ours"]


@pytest.mark.usefixtures("sample")
def test_answers_of_real_people_to_the_sample_go_but_the_people_stay() -> None:
    visitor = Participant.objects.create(tier=Tier.OPEN, cookie_key="k" * 32, seed=1)
    statement = Statement.objects.filter(status=Statement.Status.ACCEPTED).first()
    assert statement is not None
    Vote.objects.create(participant=visitor, statement=statement, value=1)

    remove_sample(by=None)

    assert visitor.votes.count() == 0
    assert list(Participant.objects.all()) == [visitor]


def _with_simulated_votes(slug: str, forum: Forum) -> Deliberation:
    """Make a draft into which simulated votes were imported."""
    with tempfile.TemporaryDirectory() as folder:
        only = SampleSettings(n_people=100, deliberations=("safety",))
        conversation = read_conversation(write_sample(Path(folder), only)[0])
    values = {"slug": slug, "question": Content.of("en", f"{slug}?")}
    draft = make_deliberation(forum=forum, by=None, values=values, now=NOW)
    import_conversation(deliberation=draft, conversation=conversation, by=None, now=NOW)
    return draft


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("place", ["own forum", "sample's forum"])
def test_real_answers_beside_imported_simulated_ones_stay(place: str) -> None:
    mine = make_forum(by=None, values={"slug": "mine", "title": Content.of("en", "Mine")}, now=NOW)
    forum = mine if place == "own forum" else Forum.objects.get(slug="governance")
    publish_forum(forum=forum, by=None)
    made = open_deliberation(deliberation=_with_simulated_votes("sample-like", forum), by=None, now=NOW)
    visitor = Participant.objects.create(tier=Tier.OPEN, cookie_key="k" * 32, seed=1)
    statement, n_before = made.statements.get(number=1), VoteEntry.objects.filter(deliberation=made).count()
    cast_vote(participant=visitor, statement=statement, answer=Answer(1), account=None, now=NOW)

    remove_sample(by=None)

    kept = Deliberation.objects.get()
    assert (kept.slug, kept.is_sample) == ("sample-like", True)  # its invented votes are still said to be invented
    assert list(visitor.votes.values_list("statement__number", "value")) == [(1, 1)]
    assert Vote.objects.count() == VoteEntry.objects.count() == n_before + 1


@pytest.mark.usefixtures("sample")
def test_a_sample_delegation_in_which_somebody_sits_stays_whole() -> None:
    delegation = Delegation.objects.filter(participant__votes__isnull=False).distinct()[0]
    Seat.objects.create(delegation=delegation, account=Account.objects.create_user(name="Delegate"))

    remove_sample(by=None)

    kept = Delegation.objects.get()
    assert (kept, kept.is_sample, kept.participant.is_simulated) == (delegation, False, False)


@pytest.mark.usefixtures("sample")
def test_before_removing_the_sample_it_is_said_how_many_real_people_lose_answers() -> None:
    organiser = Account.objects.create_user(name="Organiser")
    Appointment.objects.create(account=organiser, role=Appointment.Role.ORGANISER)
    client = Client()
    client.force_login(organiser)
    before = client.get("/desk/start-own/").text
    visitor = Participant.objects.create(tier=Tier.OPEN, cookie_key="k" * 32, seed=1)
    statement = Statement.objects.filter(status=Statement.Status.ACCEPTED)[0]
    VoteEntry.objects.create(
        deliberation=statement.deliberation, participant=visitor, statement=statement, value=1, made_at=NOW
    )

    after = client.get("/desk/start-own/").text

    assert "not invented" not in before
    assert "1 person who is not invented has answered in them" in after


def test_a_first_start_fills_the_chamber_once(db: None) -> None:  # noqa: ARG001 - asked for the database
    said = list(make_assembly_ready(lambda: NOW))
    rows = _rows()
    again = list(make_assembly_ready(lambda: NOW))

    assert (len(said), again) == (1, [])
    assert rows == _rows()


@pytest.mark.usefixtures("sample")
def test_a_sample_that_was_removed_does_not_come_back() -> None:
    remove_sample(by=None)

    list(make_assembly_ready(lambda: NOW))

    assert _rows() == STAYS


@override_settings(WITH_SAMPLE=False)
def test_a_chamber_can_begin_empty(db: None) -> None:  # noqa: ARG001 - asked for the database
    said = list(make_assembly_ready(lambda: NOW))

    assert (said, _rows()) == ([], {"Assembly": 1})
    assert Client().get("/").status_code == 200


def test_an_organiser_is_let_in_until_there_is_one(db: None) -> None:  # noqa: ARG001 - asked for the database
    first, second = list(let_organiser_in(lambda: NOW)), list(let_organiser_in(lambda: NOW))
    account = Account.objects.create_user("chair@example.org")
    Appointment.objects.create(account=account, role=Appointment.Role.ORGANISER)
    afterwards = list(let_organiser_in(lambda: NOW))

    assert "/invitation/" in first[0]
    assert first != second
    assert Invitation.objects.filter(revoked_at=None).count() == 1
    assert afterwards == []


@override_settings(INSECURE_LAN=True)
def test_without_encryption_nobody_becomes_organiser(db: None) -> None:  # noqa: ARG001 - asked for the database
    assert list(let_organiser_in(lambda: NOW)) == []
    assert Invitation.objects.count() == 0
