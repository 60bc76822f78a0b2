"""A programme comes out of another conference system and leaves as calendars and schedules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.desk_ways import become_organiser
from tests.browser.looking import PHONE
from yishiting.formats.programme import read_schedule_json

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber


def _event(number: int, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a file may hold
    person = {"code": f"PERSON{number}", "name": f"Speaker number {number}", "public_name": f"Speaker number {number}"}
    return {
        "guid": f"8079583e-8321-506c-95af-{number:012}",
        "code": f"CODE{number}",
        "id": number,
        "date": f"2031-07-04T{9 + number:02}:00:00+08:00",
        "duration": "00:45",
        "title": f"Imported session {number}",
        "track": "Imported track",
        "type": "Talk",
        "language": "en",
        "abstract": "In short.",
        "description": "",
        "persons": [person],
        **changed,
    }


def _schedule(*events: dict[str, Any]) -> str:
    days = [{"index": 1, "date": "2031-07-04", "rooms": {"Imported hall": list(events)}}]
    conference = {"title": "Elsewhere", "time_zone_name": "Asia/Shanghai", "days": days}
    return json.dumps({"schedule": {"base_url": "https://talks.example", "conference": conference}})


def _choose(organiser: Visitor, text: str) -> None:
    organiser.go("/desk/programme/import/")
    organiser.require_access()
    file = {"name": "schedule.json", "mimeType": "application/json", "buffer": text.encode()}
    organiser.page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    organiser.press("Show what would change")
    expect(organiser.page.get_by_role("heading", name="What the import would change")).to_be_visible()
    organiser.require_access()


def _fetched(someone: Visitor, path: str) -> bytes:
    answer = someone.context.request.get(someone.address + path)
    assert answer.ok
    return answer.body()


def test_a_schedule_of_pretalx_becomes_a_programme_that_calendars_read(chamber: RunningChamber, come: Come) -> None:
    organiser, visitor = come(), come(**PHONE)
    become_organiser(organiser, chamber)

    _choose(organiser, _schedule(_event(1), _event(2), _event(3, date="soon")))
    expect(organiser.page.get_by_role("heading", name="1 fault in the file")).to_be_visible()
    expect(organiser.page.get_by_role("table", name="Faults").locator("tbody tr")).to_contain_text("soon")
    organiser.press("Make 6 changes")  # two sessions, two speakers, a forum, a room
    expect(organiser.page.get_by_text("2 sessions were made, 0 were changed.")).to_be_visible()
    assert b"Imported" not in _fetched(visitor, "/programme/programme.ics")

    _publish(organiser)
    calendar = Calendar.from_ical(_fetched(visitor, "/programme/programme.ics"))
    told = {str(event["UID"]): str(event["SUMMARY"]) for event in calendar.events}
    assert told[_event(1)["guid"]] == "Imported session 1"
    schedule = read_schedule_json(_fetched(visitor, "/programme/schedule.json").decode())
    assert schedule.faults == ()
    assert schedule.programme is not None
    assert {"Imported session 1", "Imported session 2"} <= {each.title for each in schedule.programme.sessions}

    _choose(organiser, _schedule(_event(1, date="2031-07-04T18:30:00+08:00"), _event(2)))
    row = organiser.page.get_by_role("table", name="Changes of sessions").locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("2031-07-04 10:00–10:45 → 2031-07-04 18:30–19:15")
    organiser.press("Make 1 change")
    [moved] = [
        event
        for event in Calendar.from_ical(_fetched(visitor, "/programme/programme.ics")).events
        if event["UID"] == _event(1)["guid"]
    ]
    assert (f"{moved.start:%H:%M}", moved["SEQUENCE"]) == ("10:30", 1)  # 18:30 in Shanghai


def _publish(organiser: Visitor) -> None:
    organiser.go("/desk/forums/imported-track/publish/")
    organiser.page.locator("main form button").last.click()
    organiser.go("/desk/programme/publish/?forum=imported-track")
    for box in organiser.page.locator("main form[method=post] input[type=checkbox]").all():
        box.check()
    organiser.page.locator("main form[method=post] button").last.click()
    expect(organiser.page.get_by_text("2 sessions are published.")).to_be_visible()
