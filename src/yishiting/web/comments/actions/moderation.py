"""What moderation decides about comments: one by one or many at once, and taken back again.

Whoever decides has seen a comment as it was: where it was changed, or somebody else has decided meanwhile, it is left
as it is, and they are told. Every decision is a row of the public record; an act at the desk names all that were
decided together.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from yishiting.web.comments.actions.counting import count_status_change, hold_thread
from yishiting.web.comments.models import Comment, Decision, Report
from yishiting.web.comments.policy import REASONS
from yishiting.web.desk.actions.acts import What, record_act

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from yishiting.web.people.models import Account

Status = Comment.Status
MOST_AT_ONCE = 200

# From which statuses a decision leads to another one. Public and kept public: there was nothing in the reports.
LEADS_FROM: dict[str, frozenset[str]] = {
    Status.ACCEPTED: frozenset({Status.WAITING, Status.REJECTED, Status.REMOVED, Status.ACCEPTED}),
    Status.REJECTED: frozenset({Status.WAITING}),
    Status.REMOVED: frozenset({Status.ACCEPTED}),
}
_ACTS = {
    Status.ACCEPTED: What.COMMENT_ACCEPTED,
    Status.REJECTED: What.COMMENT_REJECTED,
    Status.REMOVED: What.COMMENT_REMOVED,
}


@dataclass(frozen=True)
class Seen:
    """A comment as somebody at the desk has seen it: its status, and when its words had last been changed."""

    pk: int
    status: str
    edited_at: str = ""

    @classmethod
    def of(cls, comment: Comment) -> Seen:
        """Look at a comment."""
        return cls(comment.pk, str(comment.status), comment.edited_at.isoformat() if comment.edited_at else "")


@dataclass(frozen=True)
class Verdict:
    """What is decided; a refusal names a reason of the policy."""

    status: Comment.Status
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Decided:
    """What became of it; ``batch`` is by what all of it can be undone, "" for nothing.

    ``overtaken`` were no longer as they had been seen; in place of those ``replaced`` their authors wrote another one.
    """

    batch: str
    done: tuple[int, ...]
    overtaken: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()


class UnknownReasonError(ValueError):
    """A refusal without a reason of the published policy."""


@transaction.atomic
def decide_comments(*, seen: Collection[Seen], verdict: Verdict, by: Account | None, now: datetime) -> Decided:
    """Decide the same about any number of comments, each of which is still as it was seen."""
    if (verdict.reason in REASONS) is (verdict.status == Status.ACCEPTED):
        raise UnknownReasonError(f"`reason` must name a reason of the policy to refuse, got {verdict.reason!r}")
    decided = _Deciding(secrets.token_hex(16), by, now)
    for each, comment in _found(seen):
        if comment is None or Seen.of(comment) != each or not _leads_on(comment, verdict):
            decided.overtaken.append(each.pk)
        else:
            decided.take(comment, verdict)
    settles = verdict.status == Status.ACCEPTED and all(each.status == Status.ACCEPTED for each in seen)
    what = What.COMMENT_REPORTS_SETTLED if settles else _ACTS[verdict.status]
    return decided.end(what, {"reason": verdict.reason} if verdict.reason else {})


@transaction.atomic
def undo_decisions(*, batch: str, by: Account | None, now: datetime) -> Decided:
    """Take back what was decided together, wherever nothing has happened since; the record keeps both."""
    taken_back = _Deciding(secrets.token_hex(16), by, now)
    decisions = {each.comment_id: each for each in Decision.objects.filter(batch=batch) if batch}
    for each, comment in _found(Seen(pk, "") for pk in decisions):
        before = decisions[each.pk]
        if comment is None or not _is_last(before, comment):
            taken_back.overtaken.append(each.pk)
        else:
            taken_back.take_back(comment, before)
    return taken_back.end(What.COMMENT_DECISIONS_UNDONE, {})


class _Deciding:
    """Decisions that are made together, each by itself: one that cannot be made keeps no other back."""

    def __init__(self, batch: str, by: Account | None, now: datetime) -> None:
        self.batch, self.by, self.now = batch, by, now
        self.done: list[int] = []
        self.overtaken: list[int] = []
        self.replaced: list[int] = []

    def take(self, comment: Comment, verdict: Verdict) -> None:
        """Decide about one comment."""
        decision = Decision(status=verdict.status, reason=verdict.reason, note=verdict.note)
        if self._write(comment, decision):
            Report.objects.filter(comment=comment, settled_at=None).update(settled_at=self.now)
            Comment.objects.filter(pk=comment.pk).update(n_reports=0)

    def take_back(self, comment: Comment, undone: Decision) -> None:
        """Put one comment back to where it was; reports that had been settled with it are open again."""
        note = Decision.objects.filter(comment=comment, made_at__lt=undone.made_at).values_list("note", flat=True)
        decision = Decision(
            status=undone.status_before, reason=undone.reason_before, note=note.first() or "", undoes=undone
        )
        if self._write(comment, decision):
            Report.objects.filter(comment=comment, settled_at=undone.made_at).update(settled_at=None)
            # Others may have come since.
            n_open = Report.objects.filter(comment=comment, settled_at=None).count()
            Comment.objects.filter(pk=comment.pk).update(n_reports=n_open)

    def end(self, what: What, details: dict[str, str]) -> Decided:
        """Write the act down, and tell what became of all of it."""
        if self.done:
            named: dict[str, str | int | list[str]] = {"comments": [str(pk) for pk in self.done], **details}
            record_act(by=self.by, what=what, details=named, now=self.now)
        batch = self.batch if self.done else ""
        return Decided(batch, tuple(self.done), tuple(self.overtaken), tuple(self.replaced))

    def _write(self, comment: Comment, decision: Decision) -> bool:
        """Change the comment and add to the record; tell whether that was possible."""
        before, reason = comment.status, comment.reason
        comment.status, comment.reason, comment.note = decision.status, decision.reason, decision.note
        comment.decided_at = self.now
        try:
            # Its author may have written another remark since this one was taken away: two do not stand side by side.
            with transaction.atomic():
                comment.save(update_fields=["status", "reason", "note", "decided_at"])
        except IntegrityError:
            self.replaced.append(comment.pk)
            return False
        decision.comment, decision.status_before, decision.reason_before = comment, before, reason
        decision.by_id, decision.made_at, decision.batch = self.by.pk if self.by else None, self.now, self.batch
        decision.save(force_insert=True)
        count_status_change(comment=comment, before=before, after=comment.status, now=self.now)
        self.done.append(comment.pk)
        return True


def _found(seen: Iterable[Seen]) -> Iterable[tuple[Seen, Comment | None]]:
    """Give comments with their threads held, always in the same order, so that nobody waits in a circle."""
    known = {each.pk: each for each in seen}
    there = {each.pk: each for each in Comment.objects.filter(pk__in=known).only("pk", "root_id")}
    for pk in sorted(known, key=lambda each: (there[each].root_id or each, each) if each in there else (0, each)):
        yield known[pk], hold_thread(there[pk]) if pk in there else None


def _leads_on(comment: Comment, verdict: Verdict) -> bool:
    """Tell whether there is something to decide: of a public comment that stays there are reports to settle."""
    if comment.status == verdict.status == Status.ACCEPTED:
        return comment.n_reports > 0
    return comment.status in LEADS_FROM[verdict.status]


def _is_last(decision: Decision, comment: Comment) -> bool:
    """Tell whether nothing has happened to a comment since a decision: nobody decided, its author took nothing back."""
    last = Decision.objects.filter(comment=comment).first()
    is_as_decided = (comment.status, comment.decided_at) == (decision.status, decision.made_at)
    return last is not None and last.pk == decision.pk and decision.undoes_id is None and is_as_decided
