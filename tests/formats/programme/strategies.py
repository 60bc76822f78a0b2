"""Programmes for hypothesis: days, rooms and people of every writing, as a reader of files would give them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from yishiting.formats.programme import Person, Programme, Room, Session, Track
from yishiting.formats.programme.model import in_order

if TYPE_CHECKING:
    from uuid import UUID

ZONES = ("UTC", "Asia/Shanghai", "Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")

# What a text field holds after reading: no halves of characters, no blanks around it, one kind of line break.
lines = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
some_lines = lines.filter(bool)
texts = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=80)
    .map(str.strip)
    .map(lambda text: text.replace("\x00", ""))
    .map(str.strip)
)
guids = st.uuids()
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - the zone comes in this line
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)

people = st.builds(
    Person,
    name=some_lines,
    code=lines,
    guid=st.none() | guids,
    affiliation=lines,
    about=texts,
    address=lines,
    part=st.sampled_from(("chair", "speaker")),
)


@st.composite
def sessions(draw: st.DrawFn, guid: UUID) -> Session:
    begins_at = draw(moments)
    return Session(
        guid=guid,
        title=draw(some_lines),
        begins_at=begins_at,
        ends_at=begins_at + timedelta(minutes=draw(st.integers(1, 31 * 24 * 60))),
        number=draw(st.integers(0, 2**40)),
        code=draw(lines),
        room=draw(st.sampled_from(("", "Hall A", "会议厅", "Зал 3"))),
        track=draw(lines),
        kind=draw(lines),
        language=draw(lines),
        abstract=draw(texts),
        about=draw(texts),
        persons=tuple(draw(st.lists(people, max_size=3))),
        address=draw(lines),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    marks = draw(st.lists(guids, unique=True, max_size=6))
    first = draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)))
    return Programme(
        title=draw(lines),
        acronym=draw(lines),
        time_zone=draw(st.sampled_from(ZONES)),
        begins_on=first,
        ends_on=first + timedelta(days=draw(st.integers(0, 4))) if first else None,
        version=draw(lines),
        base_address=draw(lines),
        address=draw(lines),
        rooms=tuple(draw(st.lists(st.builds(Room, lines, lines, st.none() | guids, texts), max_size=3))),
        tracks=tuple(draw(st.lists(st.builds(Track, lines, lines), max_size=3))),
        sessions=tuple(sorted((draw(sessions(guid)) for guid in marks), key=in_order)),
    )
