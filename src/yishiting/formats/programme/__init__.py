"""An assembly's programme as conference apps, calendars and tables know it: written, and read back."""

from yishiting.formats.programme.calendar import CalendarEvent, CalendarFeed, write_calendar
from yishiting.formats.programme.document_kind import (
    DocumentKind,
    DocumentRefusedError,
    MacrosError,
    UnknownKindError,
    kind_of,
)
from yishiting.formats.programme.faults import Expected, Fault
from yishiting.formats.programme.model import Attachment, Person, Programme, Room, Session, Track
from yishiting.formats.programme.schedule_json import write_schedule_json
from yishiting.formats.programme.schedule_json_reading import ReadSchedule, read_schedule_json
from yishiting.formats.programme.schedule_xml import write_schedule_xml
from yishiting.formats.programme.sessions_csv import Guest, ReadRows, SessionRow, columns_of, write_sessions_csv
from yishiting.formats.programme.sessions_csv_reading import read_sessions_csv

__all__ = [
    "Attachment",
    "CalendarEvent",
    "CalendarFeed",
    "DocumentKind",
    "DocumentRefusedError",
    "Expected",
    "Fault",
    "Guest",
    "MacrosError",
    "Person",
    "Programme",
    "ReadRows",
    "ReadSchedule",
    "Room",
    "Session",
    "SessionRow",
    "Track",
    "UnknownKindError",
    "columns_of",
    "kind_of",
    "read_schedule_json",
    "read_sessions_csv",
    "write_calendar",
    "write_schedule_json",
    "write_schedule_xml",
    "write_sessions_csv",
]
