from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishiting.formats.programme import Expected, Person, ReadSchedule, read_schedule_json

# As pretalx writes it, with keys that are not read, and one that older versions wrote in another shape.
EVENT: dict[str, Any] = {
    "guid": "8079583e-8321-506c-95af-fd2903a5f075",
    "code": "G9JGWY",
    "id": 25,
    "logo": None,
    "date": "2026-07-04T09:00:00+08:00",
    "start": "09:00",
    "duration": "00:30",
    "room": "Hall A",
    "slug": "example-25-standards",
    "url": "https://talks.example/example/talk/G9JGWY/",
    "title": "Standards",
    "subtitle": "",
    "track": None,
    "type": "Talk",
    "language": "en",
    "abstract": "In short.",
    "description": "At length.\r\nMore.",
    "recording_license": "",
    "do_not_record": False,
    "persons": [
        {"code": "NQTF8Y", "name": "Li Na", "avatar": None, "biography": None, "public_name": "Li Na", "answers": []}
    ],
    "links": [],
    "attachments": [],
    "answers": [],
}


def _schedule(*events: Any, **conference: Any) -> str:  # noqa: ANN401 - broken on purpose
    days = [{"index": 1, "date": "2026-07-04", "rooms": {"Hall A": list(events)}}]
    fields = {"title": "Example", "time_zone_name": "Asia/Shanghai", "days": days, **conference}
    return json.dumps({"schedule": {"base_url": "https://talks.example", "conference": fields}})


def _event(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - broken on purpose
    return {**deepcopy(EVENT), **changed}


def _told(read: ReadSchedule) -> list[tuple[str, str, Expected, str]]:
    return [(fault.place, fault.field, fault.expected, fault.got) for fault in read.faults]


PLACE = "schedule.conference.days[0].rooms['Hall A'][0]"


def test_a_schedule_of_pretalx_is_read() -> None:
    read = read_schedule_json(_schedule(EVENT))

    assert read.faults == ()
    assert read.programme is not None
    [session] = read.programme.sessions
    assert (session.title, session.code, session.room, session.track) == ("Standards", "G9JGWY", "Hall A", "")
    assert (session.begins_at, session.ends_at) == (
        datetime(2026, 7, 4, 1, 0, tzinfo=UTC),
        datetime(2026, 7, 4, 1, 30, tzinfo=UTC),
    )
    assert (session.abstract, session.about) == ("In short.", "At length.\nMore.")
    assert session.persons == (Person("Li Na", "NQTF8Y"),)
    assert read.places == {session.guid: PLACE}


def test_a_time_without_offset_is_that_of_the_place() -> None:
    read = read_schedule_json(_schedule(_event(date="2026-07-04T09:00:00")))

    assert read.programme is not None
    assert read.programme.sessions[0].begins_at == datetime(2026, 7, 4, 1, 0, tzinfo=UTC)


def test_days_before_the_hours_of_a_duration_count() -> None:
    read = read_schedule_json(_schedule(_event(duration="1:02:03")))

    assert read.programme is not None
    [session] = read.programme.sessions
    assert str(session.ends_at - session.begins_at) == "1 day, 2:03:00"


def test_without_a_guid_the_code_names_the_session_each_time_alike() -> None:
    first, again = (read_schedule_json(_schedule(_event(guid=None))).programme for _ in range(2))
    other = read_schedule_json(_schedule(_event(guid=None, code="OTHER1"))).programme

    assert first is not None
    assert again is not None
    assert other is not None
    assert first.sessions[0].guid == again.sessions[0].guid != other.sessions[0].guid


@pytest.mark.parametrize(
    ("changed", "field", "expected", "got"),
    [
        ({"title": ""}, "title", Expected.SOME_TEXT, ""),
        ({"title": 7}, "title", Expected.TEXT, "7"),
        ({"title": ["x"]}, "title", Expected.TEXT, "a list"),
        ({"title": "\ud800"}, "title", Expected.WHOLE_CHARACTERS, "?"),
        ({"guid": "x"}, "guid", Expected.GUID, "x"),
        ({"guid": 5}, "guid", Expected.TEXT, "5"),
        ({"guid": None, "code": ""}, "guid", Expected.GUID, "null"),
        ({"date": "4 July"}, "date", Expected.MOMENT, "4 July"),
        ({"date": None}, "date", Expected.MOMENT, "null"),
        ({"date": "0001-01-01T00:00:00+14:00"}, "date", Expected.MOMENT, "0001-01-01T00:00:00+14:00"),
        ({"date": "9999-12-31T23:59:59-14:00"}, "date", Expected.MOMENT, "9999-12-31T23:59:59-14:00"),
        ({"duration": "90"}, "duration", Expected.DURATION, "90"),
        ({"duration": "00:00"}, "duration", Expected.DURATION, "00:00"),
        ({"duration": "999:00"}, "duration", Expected.DURATION, "999:00"),
        ({"duration": 90}, "duration", Expected.TEXT, "90"),
        ({"id": -1}, "id", Expected.NUMBER, "-1"),
        ({"id": True}, "id", Expected.NUMBER, "True"),
        ({"id": 1.5}, "id", Expected.NUMBER, "1.5"),
        ({"persons": {}}, "persons", Expected.LIST, "an object"),
    ],
)
def test_a_session_with_a_fault_is_named_and_the_others_are_read(
    changed: dict[str, Any], field: str, expected: Expected, got: str
) -> None:
    good = _event(guid="11111111-1111-4111-8111-111111111111")

    read = read_schedule_json(_schedule(_event(**changed), good))

    assert (PLACE, field, expected, got) in _told(read)
    assert read.programme is not None
    assert [str(session.guid) for session in read.programme.sessions] == [good["guid"]]


def test_every_fault_of_a_session_is_told() -> None:
    read = read_schedule_json(_schedule(_event(title="", date="soon", persons=[{"name": ""}, 3])))

    assert _told(read) == [
        (PLACE, "date", Expected.MOMENT, "soon"),
        (PLACE, "title", Expected.SOME_TEXT, ""),
        (f"{PLACE}.persons[0]", "public_name", Expected.SOME_TEXT, ""),
        (f"{PLACE}.persons[1]", "", Expected.OBJECT, "3"),
    ]


def test_a_session_that_stands_twice_is_read_once() -> None:
    read = read_schedule_json(_schedule(EVENT, EVENT))

    [fault] = read.faults
    assert str(fault) == (
        f"{PLACE[:-2]}1]: `guid` must be each session once; this one stands at {PLACE} too, got {EVENT['guid']}"
    )
    assert read.programme is not None
    assert len(read.programme.sessions) == 1


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "\0", "Europe", 8])
def test_a_zone_that_is_none_is_a_fault(zone: object) -> None:
    read = read_schedule_json(_schedule(EVENT, time_zone_name=zone))

    assert read.programme is not None
    assert read.programme.time_zone == "UTC"
    assert [fault.field for fault in read.faults] == ["time_zone_name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Expected.JSON),
        ("{", Expected.JSON),
        ("<schedule/>", Expected.JSON),
        ('{"schedule": NaN}', Expected.JSON),
        ('{"schedule": -Infinity}', Expected.JSON),
        ('{"schedule": ' + "9" * 5000 + "}", Expected.JSON),
        ("[" * 100_000, Expected.DEPTH),
        ('{"a":' * 100_000, Expected.DEPTH),
        ('{"schedule": {}, "schedule": {}}', Expected.ONCE_NAMED),
        ("[]", Expected.SCHEDULE),
        ("null", Expected.SCHEDULE),
        ("{}", Expected.SCHEDULE),
        ('{"schedule": []}', Expected.SCHEDULE),
        ('{"schedule": {"conference": {"days": {}}}}', Expected.SCHEDULE),
        ('"' + "x" * 20_000_000 + '"', Expected.SIZE),
    ],
    ids=lambda value: value.name if isinstance(value, Expected) else value[:20] or "nothing",
)
def test_a_file_that_is_no_schedule_says_what_it_should_be(text: str, expected: Expected) -> None:
    read = read_schedule_json(text)

    assert read.programme is None
    assert [fault.expected for fault in read.faults] == [expected]


def test_days_rooms_and_events_of_another_kind_are_named() -> None:
    read = read_schedule_json(
        json.dumps({"schedule": {"conference": {"days": [3, {"rooms": []}, {"rooms": {"A": "x"}}]}}})
    )

    assert _told(read) == [
        ("schedule.conference.days[0]", "", Expected.OBJECT, "3"),
        ("schedule.conference.days[1]", "rooms", Expected.OBJECT, "a list"),
        ("schedule.conference.days[2]", "rooms['A']", Expected.LIST, "x"),
    ]


def test_more_sessions_than_any_assembly_has_are_left_out() -> None:
    many = [_event(guid=f"00000000-0000-4000-8000-{number:012}", persons=[]) for number in range(5_002)]

    read = read_schedule_json(_schedule(*many))

    assert read.programme is not None
    assert len(read.programme.sessions) == 5_000
    assert [fault.expected for fault in read.faults] == [Expected.ROWS]


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(EVENT)), _ANYTHING), st.sampled_from(sorted(EVENT)), _ANYTHING)
def test_whatever_stands_in_an_event_is_read_or_told(changed: dict[str, Any], key: str, value: object) -> None:
    read = read_schedule_json(_schedule(_event(**changed, **({} if key in changed else {key: value}))))

    assert read.programme is not None
    assert bool(read.programme.sessions) != bool(read.faults)


@given(_ANYTHING)
def test_whatever_stands_in_a_conference_is_read_or_told(value: object) -> None:
    whole = {"schedule": {"conference": {"days": [value], "rooms": value, "tracks": value, "start": value}}}

    for fault in read_schedule_json(json.dumps(whole)).faults:
        assert " must be " in f" {fault}"
