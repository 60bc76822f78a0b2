from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from tests.formats.programme.examples import GENERATOR, NIGHT, OPENING, PROGRAMME
from tests.formats.programme.strategies import programmes
from yishiting.formats.programme import Person, write_schedule_xml

if TYPE_CHECKING:
    from yishiting.formats.programme import Programme

# Elements of an event in the order in which pretalx writes them.
ELEMENTS = [
    "date",
    "start",
    "duration",
    "room",
    "slug",
    "url",
    "recording",
    "title",
    "subtitle",
    "track",
    "type",
    "language",
    "abstract",
    "description",
    "logo",
    "persons",
    "links",
    "attachments",
]


def _written(programme: Programme = PROGRAMME) -> Element:
    return fromstring(write_schedule_xml(programme, GENERATOR))  # noqa: S314 - our own document


def _texts(element: Element) -> dict[str, str]:
    return {child.tag: child.text or "" for child in element}


def test_a_schedule_has_the_elements_that_pretalx_writes() -> None:
    root = _written()

    assert [child.tag for child in root] == ["generator", "version", "conference", "day", "day"]
    assert _texts(root.findall("conference")[0]) == {
        "acronym": "example2026",
        "title": "Example Assembly",
        "start": "2026-07-04",
        "end": "2026-07-05",
        "days": "2",
        "timeslot_duration": "00:05",
        "base_url": "https://chamber.example",
        "time_zone_name": "Asia/Shanghai",
    }
    assert root.findall("day")[0].attrib == {
        "index": "1",
        "date": "2026-07-04",
        "start": "2026-07-04T04:00:00+08:00",
        "end": "2026-07-05T03:59:00+08:00",
    }


def test_a_session_is_written_with_its_room_time_and_people() -> None:
    [room] = _written().findall("day/room[@name='Hall A']")
    [event] = room

    assert room.attrib["guid"] == "44444444-4444-4444-8444-444444444444"
    assert event.attrib == {"guid": str(OPENING.guid), "id": "7"}
    assert [child.tag for child in event] == ELEMENTS
    texts = _texts(event)
    assert (texts["date"], texts["start"], texts["duration"]) == ("2026-07-04T09:00:00+08:00", "09:00", "01:30")
    assert (texts["title"], texts["slug"]) == ("Opening & welcome <everybody>", "example2026-7-opening")
    assert texts["description"] == "First line.\nSecond line."
    assert [person.text for person in event.findall("persons/person")] == ["Li Na"]


def test_a_person_has_the_same_number_in_every_session() -> None:
    again = replace(NIGHT, persons=OPENING.persons)

    numbers = {person.attrib["id"] for person in _written(replace(PROGRAMME, sessions=(OPENING, again))).iter("person")}

    assert len(numbers) == 1
    assert 0 < int(numbers.pop()) <= 2**31


@given(programmes())
def test_every_session_is_written_once(programme: Programme) -> None:
    found = sorted(event.attrib["guid"] for event in _written(programme).iter("event"))

    assert found == sorted(str(session.guid) for session in programme.sessions)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_text_breaks_the_document(text: str) -> None:
    session = replace(OPENING, title=text, about=text, room=text, track=text, persons=(Person(text),))

    [event] = _written(replace(PROGRAMME, title=text, sessions=(session,))).iter("event")

    kept = "".join(mark for mark in text if mark in "\t\n\r" or (mark >= " " and mark not in "\ufffe\uffff"))
    # A reader of XML takes every kind of line break for one.
    assert _texts(event)["title"] == kept.replace("\r\n", "\n").replace("\r", "\n")
