"""What is written when sessions are made, changed, published, withdrawn, cancelled, restored and deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from yishiting.web.content import Content
from yishiting.web.programme.actions.rooms import RoomInUseError, change_room, delete_room, make_room
from yishiting.web.programme.actions.sessions import (
    SessionStateError,
    cancel_session,
    change_session,
    delete_session,
    make_session,
    publish_session,
    publish_sessions,
    restore_session,
    withdraw_session,
)
from yishiting.web.programme.actions.speakers import (
    SpeakerInUseError,
    change_speaker,
    delete_speaker,
    make_speaker,
)
from yishiting.web.programme.models import PUBLIC, Forum, Room, Session, Speaker

if TYPE_CHECKING:
    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _title(text: str) -> Content:
    return Content.of("en", text)


def _kept(session: Session) -> list[str]:
    return list(session.changes.order_by("pk").values_list("what", flat=True))


def _named(session: Session) -> list[tuple[str, str]]:
    return [(str(part), slug) for part, slug in session.appearances.values_list("part", "speaker__slug")]


def test_a_session_is_made_for_the_desk_alone(cast: Cast) -> None:
    by = cast.people.chair.account
    values = {
        "title": _title("Opening of the forum"),
        "begins_at": NOW,
        "ends_at": NOW + HOUR,
        "room": cast.room,
        "chairs": [cast.speakers["unseen"]],
        "speakers": [cast.speakers["public"]],
    }

    made = make_session(by=by, forum=cast.forums.own, values=values, now=NOW)

    assert (made.slug, made.is_public, made.published_at, made.made_at) == ("opening-of-the-forum", False, None, NOW)
    assert _named(made) == [("chair", "speaker-unseen"), ("speaker", "speaker-public")]


def test_a_slug_can_be_given_and_one_of_its_own_is_found(cast: Cast) -> None:
    made = [
        make_session(by=None, forum=None, values={"title": _title("Keynote"), **more}, now=NOW).slug
        for more in ({}, {}, {"slug": "chosen"})
    ]

    assert made == ["keynote", "keynote-2", "chosen"]
    assert cast.assembly.pk


@pytest.mark.parametrize(
    ("begins", "ends"), [(NOW, NOW), (NOW, NOW - HOUR), (NOW, None), (None, NOW)], ids=["none", "back", "open", "half"]
)
def test_no_session_has_half_a_time_or_ends_before_it_begins(
    cast: Cast, begins: datetime | None, ends: datetime | None
) -> None:
    values = {"title": _title("Strange"), "begins_at": begins, "ends_at": ends}

    with pytest.raises(ValidationError):
        make_session(by=None, forum=cast.forums.own, values=values, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(slug="strange", **values)


def test_speakers_change_their_order_and_their_part(cast: Cast) -> None:
    session, (one, other) = cast.sessions["own-unpublished"], cast.speakers.values()

    change_session(session=session, by=None, values={"speakers": [other, one, other]}, now=NOW)
    in_order = _named(session)
    change_session(session=session, by=None, values={"chairs": [one]}, now=NOW)

    assert in_order == [("speaker", "speaker-unseen"), ("speaker", "speaker-public")]
    assert _named(session) == [("chair", "speaker-public"), ("speaker", "speaker-unseen")]


def test_a_new_time_and_room_of_a_public_session_are_kept_as_they_were(cast: Cast) -> None:
    session = cast.sessions["own-public"]
    began, ended = session.begins_at, session.ends_at
    other = Room.objects.create(slug="annex", name=_title("Annex"))

    change_session(
        session=session, by=None, values={"begins_at": NOW, "ends_at": NOW + HOUR, "title": _title("New")}, now=NOW
    )
    change_session(session=session, by=None, values={"room": other}, now=NOW + HOUR)

    assert _kept(session) == ["time", "room"]
    time, room = session.changes.order_by("pk")
    assert (time.began_at, time.ended_at, time.made_at) == (began, ended, NOW)
    assert (str(room.room), room.began_at) == ("Great Hall", NOW)
    assert Session.objects.get(pk=session.pk).changed_at == NOW + HOUR


@pytest.mark.parametrize("name", ["own-unpublished", "hidden-published"])
def test_changes_that_nobody_could_see_are_not_announced(cast: Cast, name: str) -> None:
    session = cast.sessions[name]

    change_session(session=session, by=None, values={"begins_at": NOW, "ends_at": NOW + HOUR, "room": None}, now=NOW)

    assert _kept(session) == []


def test_what_stays_as_it_is_is_not_announced(cast: Cast) -> None:
    session = cast.sessions["own-public"]

    change_session(
        session=session,
        by=None,
        values={"begins_at": session.begins_at, "ends_at": session.ends_at, "room": session.room},
        now=NOW,
    )

    assert _kept(session) == []


def test_a_published_session_keeps_a_time(cast: Cast) -> None:
    session = cast.sessions["own-public"]

    with pytest.raises(SessionStateError):
        change_session(session=session, by=None, values={"begins_at": None, "ends_at": None}, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(begins_at=None, ends_at=None)


def test_a_session_is_published_and_withdrawn_and_knows_that_it_was(cast: Cast) -> None:
    session = cast.sessions["own-unpublished"]

    published = publish_session(session=session, by=None, now=NOW)
    again = publish_session(session=session, by=None, now=NOW + HOUR)
    withdrawn = withdraw_session(session=session, by=None, now=NOW + HOUR)
    once_more = publish_session(session=session, by=None, now=NOW + 2 * HOUR)

    assert [each.is_public for each in (published, again, withdrawn, once_more)] == [True, True, False, True]
    assert once_more.published_at == NOW
    assert _kept(session) == []


def test_what_has_no_time_is_not_published(cast: Cast) -> None:
    timeless = make_session(by=None, forum=cast.forums.own, values={"title": _title("Some day")}, now=NOW)
    ready = cast.sessions["own-unpublished"]

    with pytest.raises(SessionStateError, match="no time"):
        publish_sessions(sessions=[ready, timeless], by=None, now=NOW)

    assert not Session.objects.get(pk=ready.pk).is_published


def test_a_cancelled_session_stays_public_and_can_take_place_after_all(cast: Cast) -> None:
    session = cast.sessions["own-public"]

    for act in (cancel_session, cancel_session, restore_session, restore_session):
        act(session=session, by=None, now=NOW)

    assert _kept(session) == ["cancelled", "restored"]
    assert Session.objects.get(pk=session.pk).is_public


def test_only_what_is_published_is_cancelled(cast: Cast) -> None:
    with pytest.raises(SessionStateError):
        cancel_session(session=cast.sessions["own-unpublished"], by=None, now=NOW)

    hidden = cancel_session(session=cast.sessions["hidden-published"], by=None, now=NOW)
    assert (hidden.is_cancelled, _kept(hidden)) == (True, [])


def test_only_what_was_never_public_is_deleted(cast: Cast) -> None:
    withdrawn = withdraw_session(session=cast.sessions["own-public"], by=None, now=NOW)

    delete_session(session=cast.sessions["own-unpublished"], by=None)
    for kept in (withdrawn, cast.sessions["own-cancelled"]):
        with pytest.raises(SessionStateError):
            delete_session(session=kept, by=None)

    slugs = set(Session.objects.filter(forum=cast.forums.own).values_list("slug", flat=True))
    assert slugs == {"session-own-public", "session-own-cancelled"}


@pytest.mark.usefixtures("cast")
def test_what_is_public_one_by_one_is_public_in_a_question() -> None:
    one_by_one = {each.slug for each in Session.objects.select_related("forum") if each.is_public}

    assert one_by_one == set(Session.objects.filter(PUBLIC).values_list("slug", flat=True))
    assert one_by_one == {
        "session-own-public",
        "session-own-cancelled",
        "session-others-public",
        "session-assembly-public",
    }


def test_rooms_and_speakers_in_use_are_not_deleted(cast: Cast) -> None:
    free = make_room(by=None, values={"name": _title("Annex")})
    stranger = make_speaker(by=None, values={"name": _title("Ada Sample")})

    with pytest.raises(RoomInUseError):
        delete_room(room=cast.room, by=None)
    with pytest.raises(SpeakerInUseError):
        delete_speaker(speaker=cast.speakers["unseen"], by=None)
    delete_room(room=free, by=None)
    delete_speaker(speaker=stranger, by=None)

    assert list(Room.objects.all()) == [cast.room]
    assert set(Speaker.objects.values_list("slug", flat=True)) == {"speaker-public", "speaker-unseen"}


def test_rooms_and_speakers_keep_their_address(cast: Cast) -> None:
    room = change_room(room=cast.room, by=None, values={"name": _title("Small Hall"), "slug": "small"})
    speaker = change_speaker(speaker=cast.speakers["public"], by=None, values={"name": _title("Bo Sample")})

    assert (room.slug, str(room.name)) == ("great-hall", "Small Hall")
    assert (speaker.slug, str(speaker.name)) == ("speaker-public", "Bo Sample")


def test_a_forum_that_holds_sessions_is_not_deleted(cast: Cast) -> None:
    from yishiting.web.programme.actions.forums import ForumInUseError, delete_forum

    forum = Forum.objects.create(slug="forum", title=_title("Forum"))
    session = make_session(by=None, forum=forum, values={"title": _title("One")}, now=NOW)

    with pytest.raises(ForumInUseError, match="sessions"):
        delete_forum(forum=forum, by=None)
    delete_session(session=session, by=None)
    delete_forum(forum=forum, by=None)

    assert not Forum.objects.filter(slug="forum").exists()
    assert cast.assembly.pk
