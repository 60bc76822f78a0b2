"""A small programme, written out, for tests that look at single fields."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from yishiting.formats.programme import Person, Programme, Room, Session, Track

GENERATOR = ("Yishiting", "1.0")

OPENING = Session(
    guid=UUID("11111111-1111-4111-8111-111111111111"),
    title="Opening & welcome <everybody>",
    begins_at=datetime(2026, 7, 4, 1, 0, tzinfo=UTC),
    ends_at=datetime(2026, 7, 4, 2, 30, tzinfo=UTC),
    number=7,
    code="opening",
    room="Hall A",
    track="Governance forum",
    kind="Keynote",
    language="en",
    about="First line.\nSecond line.",
    persons=(
        Person(
            name="Li Na",
            code="A1B2C3",
            guid=UUID("33333333-3333-4333-8333-333333333333"),
            affiliation="Example Institute",
            about="Studies standards.",
            address="https://chamber.example/speakers/li-na/",
            part="chair",
        ),
    ),
    address="https://chamber.example/sessions/opening/",
)
# Three in the morning belongs to the evening before.
NIGHT = Session(
    guid=UUID("22222222-2222-4222-8222-222222222222"),
    title="夜谈",
    begins_at=datetime(2026, 7, 4, 19, 0, tzinfo=UTC),
    ends_at=datetime(2026, 7, 5, 20, 15, tzinfo=UTC),
    number=8,
    code="night-talk",
    language="zh-hans",
    address="https://chamber.example/sessions/night-talk/",
)
PROGRAMME = Programme(
    title="Example Assembly",
    acronym="example2026",
    time_zone="Asia/Shanghai",
    begins_on=date(2026, 7, 4),
    ends_on=date(2026, 7, 5),
    version="2026-07-01 08:00",
    base_address="https://chamber.example",
    address="https://chamber.example/programme/",
    rooms=(Room("Hall A", "hall-a", UUID("44444444-4444-4444-8444-444444444444"), "Ground floor"),),
    tracks=(Track("Governance forum", "governance"),),
    sessions=(OPENING, NIGHT),
)
