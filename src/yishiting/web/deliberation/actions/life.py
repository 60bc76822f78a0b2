"""The life of a deliberation: made, changed, opened, narrowed to votes, closed.

LifeError
├── CannotOpenError      something is missing; ``obstacles`` says what, in the reader's language
└── FixedAtOpeningError  a setting that people were told when they answered
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.content import Content
from yishiting.web.deliberation.models import ANSWERING, Deliberation, Phase, WordingEntry
from yishiting.web.deliberation.queries.readiness import obstacles_to_opening
from yishiting.web.deliberation.rules import is_past
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.models import Participant
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from yishiting.web.people.models import Account
    from yishiting.web.programme.models import Forum


class LifeError(ValueError):
    """What the life of a deliberation does not allow."""


class CannotOpenError(LifeError):
    """Something is missing before people can answer."""

    def __init__(self, obstacles: tuple[str, ...]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


class FixedAtOpeningError(LifeError):
    """A setting that people were told when they answered stays as it is."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(_("Fixed since the opening, because people answered under it: %s") % ", ".join(names))
        self.names = names


@transaction.atomic
def make_deliberation(*, forum: Forum, by: Account | None, values: Mapping[str, Any], now: datetime) -> Deliberation:
    """Make a draft with these settings; nobody but the desk sees it."""
    deliberation = Deliberation(forum=forum, made_at=now)
    _write(deliberation, values)
    record_act(by=by, what=What.DELIBERATION_MADE, thing=deliberation, now=now)
    return deliberation


@transaction.atomic
def change_deliberation(
    *, deliberation: Deliberation, by: Account | None, values: Mapping[str, Any], now: datetime
) -> Deliberation:
    """Change settings. Raises `FixedAtOpeningError`, and changes nothing, where one of them is fixed by now.

    After the opening, changed translations of the question and the background go into the public record.
    """
    fresh = _locked(deliberation)
    if fresh.phase == Phase.PUBLISHED:
        raise NotNowError("deliberation.change", fresh)
    if fresh.phase != Phase.DRAFT:
        if fixed := tuple(name for name in changed_names(fresh, values) if _is_fixed(fresh, name, values[name])):
            raise FixedAtOpeningError(fixed)
        WordingEntry.objects.bulk_create(_changes_of_wording(fresh, by, values, now))
    changed = changed_names(fresh, values)
    _write(fresh, values)
    record_act(by=by, what=What.DELIBERATION_CHANGED, thing=fresh, details={"settings": sorted(changed)}, now=now)
    return fresh


def changed_names(deliberation: Deliberation, values: Mapping[str, Any]) -> list[str]:
    """Name the settings that would be others than they are; the kinds that are asked for are not among them."""
    return [name for name, value in values.items() if name != "asks_for" and getattr(deliberation, name) != value]


def _is_fixed(deliberation: Deliberation, name: str, value: object) -> bool:
    """Tell whether people answered under it; of the question and the background, under the original."""
    if isinstance(value, Content) and name in WordingEntry.Part.values:
        was: Content = getattr(deliberation, name)
        # Where there was no text at all, nobody has answered under one.
        return bool(was) and not value.keeps_original_of(was)
    return name in Deliberation.FIXED_AT_OPENING


def _changes_of_wording(
    deliberation: Deliberation, by: Account | None, values: Mapping[str, Any], now: datetime
) -> Iterator[WordingEntry]:
    for part in WordingEntry.Part.values:
        was, becomes = getattr(deliberation, part), values.get(part, getattr(deliberation, part))
        for language in sorted(was.texts.keys() | becomes.texts.keys()):
            before, after = was.texts.get(language, ""), becomes.texts.get(language, "")
            if before != after:
                yield WordingEntry(
                    deliberation=deliberation,
                    part=part,
                    language=language,
                    before=before,
                    after=after,
                    made_by=by,
                    made_at=now,
                )


@transaction.atomic
def open_deliberation(*, deliberation: Deliberation, by: Account | None, now: datetime) -> Deliberation:
    """Open a draft for statements and votes. Raises `CannotOpenError` with everything that is missing."""
    fresh = _locked(deliberation)
    _require_phase(fresh, {Phase.DRAFT}, "deliberation.open")
    if obstacles := obstacles_to_opening(fresh, now):
        raise CannotOpenError(obstacles)
    fresh.opened_at = now
    return _moved(fresh, Phase.OPEN, What.DELIBERATION_OPENED, (by, now))


@transaction.atomic
def stop_statements(*, deliberation: Deliberation, by: Account | None, now: datetime) -> Deliberation:
    """Take no more statements, go on with votes."""
    fresh = _locked(deliberation)
    _require_phase(fresh, {Phase.OPEN}, "deliberation.stop_statements", now)
    return _moved(fresh, Phase.VOTES_ONLY, What.STATEMENTS_STOPPED, (by, now))


@transaction.atomic
def take_statements_again(*, deliberation: Deliberation, by: Account | None, now: datetime) -> Deliberation:
    """Take statements again."""
    fresh = _locked(deliberation)
    _require_phase(fresh, {Phase.VOTES_ONLY}, "deliberation.take_statements_again", now)
    return _moved(fresh, Phase.OPEN, What.STATEMENTS_TAKEN, (by, now))


@transaction.atomic
def close_deliberation(*, deliberation: Deliberation, by: Account | None, now: datetime) -> Deliberation:
    """Take no more answers; this cannot be undone."""
    fresh = _locked(deliberation)
    _require_phase(fresh, ANSWERING, "deliberation.close")
    # Answers after the announced end were refused already, however late the clock came round.
    fresh.closed_at = now if fresh.closes_at is None else min(now, fresh.closes_at)
    return _moved(fresh, Phase.CLOSED, What.DELIBERATION_CLOSED, (by, now))


@transaction.atomic
def delete_deliberation(*, deliberation: Deliberation, by: Account | None, now: datetime) -> None:
    """Delete a draft with everything in it, imported people who are nowhere else included."""
    fresh = _locked(deliberation)
    _require_phase(fresh, {Phase.DRAFT}, "deliberation.delete")
    people = list(fresh.vote_entries.values_list("participant_id", flat=True).distinct())
    record_act(by=by, what=What.DELIBERATION_DELETED, thing=fresh, now=now)
    fresh.delete()
    nameless = Participant.objects.filter(account=None, delegation=None, cookie_key=None, vote_entries=None)
    for start in range(0, len(people), 500):
        nameless.filter(pk__in=people[start : start + 500]).delete()


def follow_schedule(*, now: datetime) -> list[Deliberation]:
    """Open and close what is due, each in its own transaction; what cannot open yet is tried again next time."""
    due_to_open = Deliberation.objects.filter(phase=Phase.DRAFT, opens_at__lte=now, forum__is_published=True)
    due_to_close = Deliberation.objects.filter(phase__in=ANSWERING, closes_at__lte=now)
    moved = [_follow(deliberation, now) for deliberation in [*due_to_open, *due_to_close]]
    return [deliberation for deliberation in moved if deliberation is not None]


def _follow(deliberation: Deliberation, now: datetime) -> Deliberation | None:
    act = open_deliberation if deliberation.phase == Phase.DRAFT else close_deliberation
    try:
        return act(deliberation=deliberation, by=None, now=now)
    except (CannotOpenError, NotNowError):
        return None  # the desk says what is missing; or somebody was quicker


def _locked(deliberation: Deliberation) -> Deliberation:
    return (
        Deliberation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("forum")
        .get(pk=deliberation.pk)
    )


def _require_phase(
    deliberation: Deliberation, phases: AbstractSet[Phase], action: str, now: datetime | None = None
) -> None:
    is_over = now is not None and is_past(deliberation.closes_at, now)
    if deliberation.phase not in phases or is_over:
        raise NotNowError(action, deliberation)


def _moved(deliberation: Deliberation, phase: Phase, what: What, made: tuple[Account | None, datetime]) -> Deliberation:
    deliberation.phase = phase
    deliberation.save(update_fields=["phase", "opened_at", "closed_at"])
    record_act(by=made[0], what=what, thing=deliberation, now=made[1])
    return deliberation


def _write(deliberation: Deliberation, values: Mapping[str, Any]) -> None:
    values = dict(values)
    asks_for = values.pop("asks_for", None)
    for name, value in values.items():
        setattr(deliberation, name, value)
    deliberation.full_clean(exclude=["forum"])
    deliberation.save()
    if asks_for is not None:
        deliberation.asks_for.set(asks_for)
