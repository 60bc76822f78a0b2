"""Compare what a file says with what is there: every change, before anything is changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from yishiting.web.content import Content
from yishiting.web.programme.importing.checking import Checker
from yishiting.web.programme.importing.comparing import Change, Difference, change_of, clock, merged
from yishiting.web.programme.importing.guests import Guests, PlannedSpeaker
from yishiting.web.programme.importing.standing import Standing, read_standing, word
from yishiting.web.programme.importing.wanted import FIELDS, Fault, Wanted, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yishiting.web.programme.importing.wanted import ReadFile
    from yishiting.web.programme.models import Assembly, Forum, Room, Session

# Keys of people in their order; `None` where the file says nothing of them.
Keys = tuple[str, ...] | None


@dataclass(frozen=True)
class PlannedSession:
    """A session as it is to be: ``values`` are the columns that are new or other.

    ``forum`` and ``room`` are things that are there or words for new ones, `None` where the file says nothing;
    ``chairs`` and ``speakers`` likewise are the keys of planned speakers.
    """

    place: str
    title: Content
    values: Mapping[str, Any]
    forum: Forum | str | None = None
    room: Room | str | None = None
    chairs: Keys = None
    speakers: Keys = None
    differences: tuple[Difference, ...] = ()
    standing: Session | None = None

    @property
    def change(self) -> Change:
        """What happens to it."""
        return change_of(self.standing, self.differences)


@dataclass(frozen=True)
class Plan:
    """Everything that a file would change, and every line of it that cannot be taken in.

    ``forums`` and ``rooms`` are the new ones, by the words for them. ``absent`` are sessions that a schedule, which
    names all, does not name.
    """

    sessions: tuple[PlannedSession, ...] = ()
    forums: Mapping[str, Content] = field(default_factory=dict)
    rooms: Mapping[str, Content] = field(default_factory=dict)
    speakers: Mapping[str, PlannedSpeaker] = field(default_factory=dict)
    absent: tuple[Session, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A short mark of the changes: the same plan, the same mark."""
        sessions = [(each.change, str(each.title.texts), each.differences, each.place) for each in self.sessions]
        speakers = [(each.change, each.key, each.differences) for each in self.speakers.values()]
        return hashlib.sha256(repr((sessions, [*self.forums], [*self.rooms], speakers)).encode()).hexdigest()

    @property
    def n_changes(self) -> int:
        """How many things become new or other."""
        changes = [each.change for each in self.sessions] + [each.change for each in self.speakers.values()]
        return sum(change != "unchanged" for change in changes) + len(self.forums) + len(self.rooms)

    @property
    def has_speakers(self) -> bool:
        """Whether a speaker becomes new or other."""
        return any(each.change != "unchanged" for each in self.speakers.values())

    @property
    def counts(self) -> dict[Change, int]:
        """How many sessions are new, changed and unchanged."""
        changes = [each.change for each in self.sessions]
        return {
            "new": changes.count("new"),
            "changed": changes.count("changed"),
            "unchanged": changes.count("unchanged"),
        }


def make_plan(text: str, assembly: Assembly) -> Plan:
    """Read a file and compare it with what is there; nothing is changed."""
    read = read_file(text, assembly)
    return _Planner(read, read_standing(), assembly).plan()


class _Planner:
    """Compares one file; ``plan`` is called once."""

    def __init__(self, read: ReadFile, standing: Standing, assembly: Assembly) -> None:
        self.read = read
        self.standing = standing
        self.assembly = assembly
        self.faults = list(read.faults)
        self.forums: dict[str, Content] = {}
        self.rooms: dict[str, Content] = {}
        self.guests = Guests(standing)

    def plan(self) -> Plan:
        sessions = tuple(self._sessions())
        named = {each.standing.pk for each in sessions if each.standing}
        absent = [each for each in self.standing.by_guid.values() if self.read.is_schedule and each.pk not in named]
        return Plan(
            sessions,
            self.forums,
            self.rooms,
            self.guests.planned,
            tuple(absent) if sessions else (),
            tuple(self.faults),
        )

    def _sessions(self) -> Iterable[PlannedSession]:
        for raw in self.read.wanted:
            wanted = Checker(raw, self.faults).checked()
            if wanted is not None and self._is_possible(wanted):
                yield self._session(wanted)

    def _is_possible(self, wanted: Wanted) -> bool:
        """Tell whether a session can be as it is wanted; what is in the way goes on the list."""
        n_before = len(self.faults)
        if self._standing(wanted) is None and not wanted.texts["title"]:
            self._note(wanted, "title", "", _("a title, because the session is new"))
        if wanted.forum and not self.read.is_schedule and word(wanted.forum) not in self.standing.forums:
            words = ", ".join(sorted({each.slug for each in self.standing.forums.values()}))
            self._note(wanted, "forum", wanted.forum, _("one of: %s") % words)
        chairs, speakers = (
            {each.code or word(each.name) for each in part} for part in (wanted.chairs, wanted.speakers)
        )
        both = chairs & speakers
        if both:
            self._note(wanted, "speakers", ", ".join(sorted(both)), _("each person in one part"))
        return len(self.faults) == n_before

    def _note(self, wanted: Wanted, column: str, got: str, expected: str) -> None:
        self.faults.append(Fault(wanted.place, column, got, expected))

    def _standing(self, wanted: Wanted) -> Session | None:
        if wanted.guid is not None:
            return self.standing.by_guid.get(wanted.guid)
        return self.standing.by_slug.get(wanted.slug)

    def _session(self, wanted: Wanted) -> PlannedSession:
        before = self._standing(wanted)
        forum = self._thing(wanted.forum, self.standing.forums, self.forums, wanted.language)
        room = self._thing(wanted.room, self.standing.rooms, self.rooms, wanted.language)
        chairs, speakers = self._people(wanted, before)
        values, differences = self._columns(wanted, before)
        title = values.get("title") or (before.title if before else Content())
        differences += self._references(before, (forum, room), (chairs, speakers))
        if before is None:
            values |= {"guid": wanted.guid} if wanted.guid else {"slug": wanted.slug}
        return PlannedSession(wanted.place, title, values, forum, room, chairs, speakers, tuple(differences), before)

    def _thing(self, name: str, there: Mapping[str, Any], new: dict[str, Content], language: str) -> Any:  # noqa: ANN401
        """Give what a word means: a thing that is there, or the word itself for a new one."""
        if not name:
            return None
        key = word(name)
        if key not in there:
            new.setdefault(key, Content(language, {language: name}))
        return there.get(key, key)

    def _people(self, wanted: Wanted, before: Session | None) -> tuple[Keys, Keys]:
        chairs = [self.guests.key_of(each, wanted.language) for each in wanted.chairs]
        speakers = [self.guests.key_of(each, wanted.language) for each in wanted.speakers]
        if before and self.read.is_schedule and not chairs:
            # Most schedules know no chairs: whoever chairs here already and is named goes on chairing.
            leading = self.guests.keys_in(before, "chair")
            chairs = [key for key in leading if key in speakers]
            speakers = [key for key in speakers if key not in chairs]
        if self.read.is_schedule and (chairs or speakers):
            return tuple(chairs), tuple(speakers)
        return tuple(chairs) or None, tuple(speakers) or None

    def _columns(self, wanted: Wanted, before: Session | None) -> tuple[dict[str, Any], list[Difference]]:
        values: dict[str, Any] = {}
        differences: list[Difference] = []
        for name in FIELDS:
            was = getattr(before, name) if before else Content()
            values |= merged(name, was, wanted.texts[name], wanted.language, differences)
        if wanted.begins_at and (before is None or _times(before) != _times(wanted)):
            values |= {"begins_at": wanted.begins_at, "ends_at": wanted.ends_at}
            was_at = clock(before, self.assembly.time_zone) if before else ""
            differences.append(Difference("begins, ends", was_at, clock(wanted, self.assembly.time_zone)))
        spoken = list(wanted.languages)
        # A schedule names one language only; where that is one of several, it says nothing new.
        is_known = before and (before.languages == spoken or (self.read.is_schedule and before.languages))
        if spoken and not is_known:
            values["languages"] = spoken
            differences.append(Difference("languages", " ".join(before.languages) if before else "", " ".join(spoken)))
        return values, differences

    def _references(
        self, before: Session | None, things: tuple[Any, Any], people: tuple[Keys, Keys]
    ) -> list[Difference]:
        """Tell which forum, room and people become others; ``things`` and ``people`` are in this order."""
        found = []
        standing = (before.forum, before.room) if before else (None, None)
        news = (self.forums, self.rooms)
        for column, was, becomes, new in zip(("forum", "room"), standing, things, news, strict=True):
            if becomes is not None and becomes != was:
                name = new[becomes] if isinstance(becomes, str) else becomes
                found.append(Difference(column, str(was or ""), str(name)))
        for column, part, keys in zip(("chairs", "speakers"), ("chair", "speaker"), people, strict=True):
            there = self.guests.keys_in(before, part) if before else ()
            if keys is not None and keys != there:
                found.append(Difference(column, self.guests.told(there), self.guests.told(keys)))
        return found


def _times(thing: Session | Wanted) -> tuple[Any, Any]:
    return thing.begins_at, thing.ends_at
