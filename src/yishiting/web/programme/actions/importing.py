"""Take in a programme from a file, exactly as its preview showed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from yishiting.web.people.errors import PlanChangedError
from yishiting.web.people.uploads import take_upload
from yishiting.web.programme.actions.forums import make_forum
from yishiting.web.programme.actions.rooms import make_room
from yishiting.web.programme.actions.sessions import change_session, make_session
from yishiting.web.programme.actions.speakers import change_speaker, make_speaker
from yishiting.web.programme.importing.plan import make_plan
from yishiting.web.programme.models import Forum, Room, Speaker
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account, Upload
    from yishiting.web.programme.importing.guests import PlannedSpeaker
    from yishiting.web.programme.importing.plan import Plan, PlannedSession
    from yishiting.web.programme.models import Assembly


@transaction.atomic
def import_programme(*, upload: Upload, by: Account, assembly: Assembly, fingerprint: str, now: datetime) -> Plan:
    """Make and change what the preview with this fingerprint showed; lines with faults are left out.

    New forums and sessions are seen by the desk alone until somebody publishes them. Raises `AlreadyImportedError` for
    the second of two confirmations, and `PlanChangedError`, with everything as it was, when the same file would by now
    do something else.
    """
    plan = make_plan(take_upload(upload), assembly)
    if plan.fingerprint != fingerprint:
        raise PlanChangedError
    _Taker(plan, by, now).take()
    return plan


@dataclass
class _Taker:
    """Takes one plan in: first what sessions refer to, then the sessions."""

    plan: Plan
    by: Account
    now: datetime
    forums: dict[str, Forum] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)

    def take(self) -> None:
        for word, title in self.plan.forums.items():
            slug = fresh_slug(title, "forum", Forum.objects.all())
            self.forums[word] = make_forum(by=self.by, values={"slug": slug, "title": title}, now=self.now)
        for word, name in self.plan.rooms.items():
            self.rooms[word] = make_room(by=self.by, values={"name": name})
        self.speakers = {f"#{each.pk}": each for each in Speaker.objects.all()}
        for speaker in self.plan.speakers.values():
            self._take_speaker(speaker)
        for session in self.plan.sessions:
            self._take_session(session)

    def _take_speaker(self, planned: PlannedSpeaker) -> None:
        if planned.standing is None:
            self.speakers[planned.key] = make_speaker(by=self.by, values=planned.values)
        elif planned.values:
            change_speaker(speaker=planned.standing, by=self.by, values=planned.values)

    def _take_session(self, planned: PlannedSession) -> None:
        forum = self.forums[planned.forum] if isinstance(planned.forum, str) else planned.forum
        values = {**planned.values, **self._references(planned)}
        if planned.standing is None:
            make_session(by=self.by, forum=forum, values=values, now=self.now)
        elif planned.differences:
            moved = {"forum": forum} if forum else {}
            change_session(session=planned.standing, by=self.by, values={**values, **moved}, now=self.now)

    def _references(self, planned: PlannedSession) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if planned.room is not None:
            found["room"] = self.rooms[planned.room] if isinstance(planned.room, str) else planned.room
        for name, keys in (("chairs", planned.chairs), ("speakers", planned.speakers)):
            if keys is not None:
                found[name] = [self.speakers[key] for key in keys]
        return found
