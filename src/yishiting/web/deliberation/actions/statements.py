"""Statements: added by the organiser, put forward by participants, and what moderation decides about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from yishiting.web.deliberation.actions.holding import hold_participant
from yishiting.web.deliberation.models import Deliberation, ModerationEntry, Phase, Statement
from yishiting.web.deliberation.policy import REASONS
from yishiting.web.deliberation.refusals import (
    AlreadyDecidedError,
    SameTextError,
    TooManyError,
    UnknownReasonError,
)
from yishiting.web.deliberation.rules import is_past
from yishiting.web.deliberation.statement_text import fingerprint_of
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yishiting.web.content import Content
    from yishiting.web.people.models import Account, Participant

Status = Statement.Status
Origin = Statement.Origin

# So that nobody fills the queue, or the deliberation, alone. A delegation counts as one.
MOST_WAITING = 5
MOST_STANDING = 30
_STANDING = (Status.WAITING, Status.ACCEPTED)


@dataclass(frozen=True)
class AddedStatements:
    """What became of the organiser's statements: those that are new, and those whose text stood there already."""

    added: tuple[Statement, ...]
    already: tuple[Content, ...]


@transaction.atomic
def add_statements(
    *, deliberation: Deliberation, texts: Sequence[Content], by: Account | None, now: datetime
) -> AddedStatements:
    """Add accepted statements of the organiser, numbered on; texts that stand already are left out and named."""
    fresh = _locked_deliberation(deliberation)
    if fresh.phase in (Phase.CLOSED, Phase.PUBLISHED):
        raise NotNowError("deliberation.import", fresh)
    seen = set(fresh.statements.filter(status__in=_STANDING).values_list("fingerprint", flat=True))
    number = _last_number(fresh)
    new: list[Statement] = []
    already: list[Content] = []
    for text in texts:
        fingerprint = fingerprint_of(text.original)
        if fingerprint in seen:
            already.append(text)
            continue
        seen.add(fingerprint)
        new.append(_statement(fresh, number + len(new) + 1, text, now))
    for statement in new:
        statement.put_forward_by = by
    added = tuple(Statement.objects.bulk_create(new, batch_size=500))
    if added:
        record_act(by=by, what=What.STATEMENTS_ADDED, thing=fresh, details={"statements": len(added)}, now=now)
    return AddedStatements(added, tuple(already))


@transaction.atomic
def put_forward(
    *, deliberation: Deliberation, author: Participant, account: Account | None, text: Content, now: datetime
) -> Statement:
    """Put a statement forward: it waits for moderation, or stands at once where moderation comes after.

    Raises `NotNowError` when the deliberation takes none, `ClaimedMeanwhileError`, `SameTextError` and `TooManyError`.
    """
    fresh = _locked_deliberation(deliberation)
    # A claim gives the author's statements to an account: this one is either there by then, or refused.
    hold_participant(author)
    if fresh.phase != Phase.OPEN or is_past(fresh.closes_at, now):
        raise NotNowError("statement.put_forward", fresh)
    _refuse_same_text(fresh, fingerprint_of(text.original))
    _refuse_too_many(fresh, author)
    statement = _statement(fresh, _last_number(fresh) + 1, text, now)
    statement.origin, statement.author, statement.put_forward_by = Origin.PARTICIPANT, author, account
    if fresh.moderation == Deliberation.Moderation.BEFORE:
        statement.status, statement.decided_at = Status.WAITING, None
    statement.save(force_insert=True)
    return statement


def accept_statement(*, statement: Statement, by: Account | None, now: datetime, note: str = "") -> Statement:
    """Accept a statement that waits, or one that was rejected or removed. Raises `SameTextError`."""
    return _decide(statement, Status.ACCEPTED, ModerationEntry(note=note, made_by=by, made_at=now))


def reject_statement(
    *, statement: Statement, by: Account | None, reason: str, note: str = "", now: datetime
) -> Statement:
    """Refuse a statement that waits, for a reason of the published policy."""
    entry = ModerationEntry(reason=_known_reason(reason), note=note, made_by=by, made_at=now)
    return _decide(statement, Status.REJECTED, entry)


def remove_statement(
    *, statement: Statement, by: Account | None, reason: str, note: str = "", now: datetime
) -> Statement:
    """Take down a statement that stands: it takes no more answers, and those given count no more."""
    entry = ModerationEntry(reason=_known_reason(reason), note=note, made_by=by, made_at=now)
    return _decide(statement, Status.REMOVED, entry)


@transaction.atomic
def translate_statement(
    *, statement: Statement, by: Account | None, language: str, text: str, now: datetime
) -> Statement:
    """Put in a translation by a person, or take it out when ``text`` is empty; the original never changes."""
    fresh = _locked_statement(statement)
    if language == fresh.text.language:
        raise ValueError(f"`language` must be another than the original's, got {language!r}")
    if fresh.text.texts.get(language, "") == text:
        return fresh
    fresh.text = fresh.text.with_translation(language, text)
    fresh.save(update_fields=["text"])
    ModerationEntry.objects.create(statement=fresh, decision="translated", note=language, made_by=by, made_at=now)
    details: dict[str, str | int] = {"statement": fresh.number, "language": language}
    record_act(by=by, what=What.STATEMENT_TRANSLATED, thing=fresh.deliberation, details=details, now=now)
    return fresh


# From which statuses a decision leads to another one.
_LEADS_FROM: dict[Status, frozenset[Status]] = {
    Status.ACCEPTED: frozenset({Status.WAITING, Status.REJECTED, Status.REMOVED}),
    Status.REJECTED: frozenset({Status.WAITING}),
    Status.REMOVED: frozenset({Status.ACCEPTED}),
}
_DECIDED = {
    Status.ACCEPTED: What.STATEMENT_ACCEPTED,
    Status.REJECTED: What.STATEMENT_REJECTED,
    Status.REMOVED: What.STATEMENT_REMOVED,
}


@transaction.atomic
def _decide(statement: Statement, status: Status, entry: ModerationEntry) -> Statement:
    """Decide and write the record in one go; the same decision twice is one decision."""
    # The deliberation's row first, as everywhere: its lock is what keeps numbers and texts unique.
    deliberation = _locked_deliberation(statement.deliberation)
    fresh = _locked_statement(statement)
    if fresh.status == status:
        return fresh
    if Status(fresh.status) not in _LEADS_FROM[status]:
        raise AlreadyDecidedError(fresh)
    if status == Status.ACCEPTED and fresh.status != Status.WAITING:
        _refuse_same_text(deliberation, fresh.fingerprint)
    fresh.status, fresh.reason, fresh.note, fresh.decided_at = status, entry.reason, entry.note, entry.made_at
    fresh.save(update_fields=["status", "reason", "note", "decided_at"])
    entry.statement, entry.decision = fresh, status.value
    entry.save(force_insert=True)
    details: dict[str, str | int] = {"statement": fresh.number} | ({"reason": entry.reason} if entry.reason else {})
    record_act(by=entry.made_by, what=_DECIDED[status], thing=deliberation, details=details, now=entry.made_at)
    return fresh


def _statement(deliberation: Deliberation, number: int, text: Content, now: datetime) -> Statement:
    return Statement(
        deliberation=deliberation,
        number=number,
        text=text,
        fingerprint=fingerprint_of(text.original),
        origin=Origin.SEED,
        status=Status.ACCEPTED,
        made_at=now,
        decided_at=now,
    )


def _locked_deliberation(deliberation: Deliberation) -> Deliberation:
    return Deliberation.objects.select_for_update(no_key=True).get(pk=deliberation.pk)


def _locked_statement(statement: Statement) -> Statement:
    return Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)


def _last_number(deliberation: Deliberation) -> int:
    return deliberation.statements.aggregate(last=Max("number"))["last"] or 0


def _refuse_same_text(deliberation: Deliberation, fingerprint: str) -> None:
    same = deliberation.statements.filter(status__in=_STANDING, fingerprint=fingerprint).first()
    if same is not None:
        raise SameTextError(same)


def _refuse_too_many(deliberation: Deliberation, author: Participant) -> None:
    standing = deliberation.statements.filter(author=author, status__in=_STANDING).values_list("status", flat=True)
    statuses = list(standing)
    if statuses.count(Status.WAITING) >= MOST_WAITING:
        raise TooManyError(MOST_WAITING, is_waiting=True)
    if len(statuses) >= MOST_STANDING:
        raise TooManyError(MOST_STANDING, is_waiting=False)


def _known_reason(reason: str) -> str:
    if reason not in REASONS:
        raise UnknownReasonError
    return reason
