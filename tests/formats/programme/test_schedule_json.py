from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given

from tests.formats.programme.examples import GENERATOR, NIGHT, OPENING, PROGRAMME
from tests.formats.programme.schedule_schema import SCHEDULE_SCHEMA
from tests.formats.programme.strategies import programmes
from yishiting.formats.programme import read_schedule_json, write_schedule_json

if TYPE_CHECKING:
    from yishiting.formats.programme import Programme


def _written(programme: Programme = PROGRAMME) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(write_schedule_json(programme, GENERATOR))
    return whole


def _days(programme: Programme = PROGRAMME) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = _written(programme)["schedule"]["conference"]["days"]
    return days


@given(programmes())
def test_a_programme_written_and_read_is_the_same(programme: Programme) -> None:
    read = read_schedule_json(write_schedule_json(programme, GENERATOR).decode())

    assert read.faults == ()
    assert read.programme == _with_dates_said(programme)


def _with_dates_said(programme: Programme) -> Programme:
    """A programme without dates of its own is written with the days on which its sessions begin."""
    if programme.begins_on or not programme.sessions:
        return programme
    days = _days(programme)
    first, last = (day["date"] for day in (days[0], days[-1]))
    read = read_schedule_json(json.dumps({"schedule": {"conference": {"days": [], "start": first, "end": last}}}))
    assert read.programme is not None
    return replace(programme, begins_on=read.programme.begins_on, ends_on=read.programme.ends_on)


def test_a_schedule_has_the_shape_that_pretalx_writes() -> None:
    jsonschema.Draft202012Validator(SCHEDULE_SCHEMA).validate(_written())


@pytest.mark.parametrize("key", ["guid", "duration", "persons", "start"])
def test_the_schema_misses_a_key_that_is_left_out(key: str) -> None:
    whole = _written()
    del whole["schedule"]["conference"]["days"][0]["rooms"]["Hall A"][0][key]

    with pytest.raises(jsonschema.ValidationError, match=f"'{key}' is a required property"):
        jsonschema.Draft202012Validator(SCHEDULE_SCHEMA).validate(whole)


def test_times_are_those_of_the_place() -> None:
    event = _days()[0]["rooms"]["Hall A"][0]

    assert (event["date"], event["start"], event["duration"]) == ("2026-07-04T09:00:00+08:00", "09:00", "01:30")


def test_a_session_in_the_small_hours_stands_in_the_day_before() -> None:
    [first, second] = _days()

    assert [event["title"] for event in first["rooms"][""]] == [NIGHT.title]
    assert second["rooms"] == {}
    assert (first["day_start"], first["day_end"]) == ("2026-07-04T04:00:00+08:00", "2026-07-05T03:59:00+08:00")


def test_more_than_a_day_is_written_in_hours() -> None:
    assert _days()[0]["rooms"][""][0]["duration"] == "25:15"


def test_a_session_outside_the_dates_of_the_assembly_gets_a_day_of_its_own() -> None:
    late = replace(OPENING, begins_at=OPENING.begins_at.replace(day=9), ends_at=OPENING.ends_at.replace(day=9))

    days = _days(replace(PROGRAMME, sessions=(late,)))

    assert [(day["index"], day["date"]) for day in days] == [(1, "2026-07-04"), (2, "2026-07-05"), (3, "2026-07-09")]


def test_rooms_stand_in_their_order() -> None:
    others = (replace(OPENING, guid=NIGHT.guid, room="Annex"), OPENING)

    [day, _] = _days(replace(PROGRAMME, sessions=others))

    assert list(day["rooms"]) == ["Hall A", "Annex"]


def test_an_assembly_with_wrong_dates_lists_no_years() -> None:
    assert len(_days(replace(PROGRAMME, begins_on=PROGRAMME.begins_on and PROGRAMME.begins_on.replace(1990)))) == 61
