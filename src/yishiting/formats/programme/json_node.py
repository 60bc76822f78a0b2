"""One object of a JSON document: gives its fields in the kind that is expected, and notes what is of another kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from uuid import UUID

from yishiting.formats.programme.faults import Expected, Fault, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")  # pretalx puts days before the hours
LONGEST_SESSION = timedelta(days=31)
# Sessions are held in these years; nearer to the ends of the calendar a change of zone would leave it.
FIRST_YEAR, LAST_YEAR = 1900, 2200
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_LONGEST_GUID = 45  # with everything that people write around one


@dataclass(frozen=True)
class Node:
    """An object, the path to it, and the list that takes what is wrong in it."""

    fields: Mapping[str, Any]
    path: str
    faults: list[Fault]

    def note(self, field: str, expected: Expected, limit: str = "") -> None:
        """Put a fault of one field on the list."""
        self.faults.append(Fault(self.path, field, shown(self.fields.get(field, "")), expected, limit))

    def text(self, field: str, *, is_needed: bool = False) -> str:
        """Give a text without blanks around it; "" where there is none."""
        value = self.fields.get(field)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.note(field, Expected.TEXT)
            return ""
        if _HALF_CHARACTER.search(value):
            self.note(field, Expected.WHOLE_CHARACTERS)
            return ""
        text = value.replace("\r\n", "\n").strip()
        if is_needed and not text:
            self.note(field, Expected.SOME_TEXT)
        return text

    def number(self, field: str) -> int:
        """Give a whole number from 0 on; 0 where there is none."""
        value = self.fields.get(field)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.note(field, Expected.NUMBER)
            return 0
        return value

    def guid(self, field: str) -> UUID | None:
        """Give a UUID, or nothing where there is none."""
        text = self.text(field)
        if not text:
            return None
        try:
            if len(text) <= _LONGEST_GUID:
                return UUID(text)
        except ValueError:
            pass
        self.note(field, Expected.GUID)
        return None

    def day(self, field: str) -> date | None:
        """Give a day, of a moment its day; nothing where there is none."""
        text = self.text(field)
        if not text:
            return None
        try:
            day = datetime.fromisoformat(text).date()
        except ValueError:
            day = date.min
        return day if self._is_near(field, day, Expected.DAY) else None

    def moment(self, field: str, zone: tzinfo) -> datetime | None:
        """Give a moment in UTC; one without its offset is meant in ``zone``."""
        try:
            moment = datetime.fromisoformat(self.text(field))
        except ValueError:
            moment = datetime.min  # noqa: DTZ901 - noted as a fault in the next line
        if not self._is_near(field, moment, Expected.MOMENT):
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)

    def duration(self, field: str) -> timedelta | None:
        """Give a duration of a minute or more."""
        found = _DURATION.fullmatch(self.text(field))
        days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
        duration = timedelta(days=days, hours=hours, minutes=minutes)
        if timedelta(0) < duration <= LONGEST_SESSION:
            return duration
        self.note(field, Expected.DURATION)
        return None

    def objects(self, field: str) -> Iterator[Node]:
        """Give the objects of a list; what is none in it is noted."""
        value = self.fields.get(field)
        if value is None:
            return
        if isinstance(value, list):
            yield from self._nodes(field, value)
        else:
            self.note(field, Expected.LIST)

    def named_lists(self, field: str) -> Iterator[tuple[str, Iterator[Node]]]:
        """Give the lists of an object of lists, each by its name."""
        value = self.fields.get(field)
        if not isinstance(value, dict):
            self.note(field, Expected.OBJECT)
            return
        for name, listed in value.items():
            path = f"{field}[{shown(name)!r}]"
            if isinstance(listed, list):
                yield name, self._nodes(path, listed)
            else:
                self.faults.append(Fault(self.path, path, shown(listed), Expected.LIST))

    def node(self, field: str) -> Node | None:
        """Give the object in a field."""
        value = self.fields.get(field)
        if isinstance(value, dict):
            return Node(value, f"{self.path}.{field}".lstrip("."), self.faults)
        self.note(field, Expected.OBJECT)
        return None

    def _nodes(self, name: str, listed: list[Any]) -> Iterator[Node]:
        for number, each in enumerate(listed):
            path = f"{self.path}.{name}[{number}]"
            if isinstance(each, dict):
                yield Node(each, path, self.faults)
            else:
                self.faults.append(Fault(path, "", shown(each), Expected.OBJECT))

    def _is_near(self, field: str, day: date, expected: Expected) -> bool:
        if FIRST_YEAR < day.year < LAST_YEAR:
            return True
        self.note(field, expected)
        return False
