"""Write, change and take back comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.comments.actions.allowances import use_up
from yishiting.web.comments.actions.commenters import hold_commenter, remember_name
from yishiting.web.comments.actions.counting import count_status_change, hold_thread, path_below
from yishiting.web.comments.actions.likeness import keep_marks
from yishiting.web.comments.models import Comment
from yishiting.web.comments.models.comment import DEEPEST
from yishiting.web.comments.queries.rules import comment_settings
from yishiting.web.comments.refusals import AlreadyWrittenError, EditTimeOverError, TooDeepError
from yishiting.web.comments.rules import can_still_be_edited
from yishiting.web.comments.screening import screen
from yishiting.web.comments.subject import subject_of
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.comments.models import Commenter
    from yishiting.web.comments.subject import Subject
    from yishiting.web.comments.visitor import Visitor

Status = Comment.Status
STANDING = (Status.WAITING, Status.ACCEPTED)


@dataclass(frozen=True)
class Words:
    """What somebody writes: the text and its language, how they sign it, and for a remark what they recommend."""

    text: str
    language: str = ""
    name: str = ""
    place: str = ""
    stance: str = ""


@transaction.atomic
def write_remark(*, subject: Subject, visitor: Visitor, words: Words, now: datetime) -> Comment:
    """Comment on a thing: public at once, or waiting where it was held. The same words sent twice are one comment.

    Raises `AlreadyWrittenError`, `NotNowError` where comments are closed, and what `use_up` raises.
    """
    author = hold_commenter(visitor, now)
    before = Comment.objects.filter(**subject.where, author=author, parent=None, status__in=STANDING).first()
    if before is not None:
        if (before.text, before.stance) != (words.text, words.stance):
            raise AlreadyWrittenError(before)
        return before
    _require_open(subject.action, subject.thing)
    comment = Comment(**subject.where, author=author, stance=words.stance)
    return _put_in(comment, visitor, words, now)


@transaction.atomic
def write_reply(*, parent: Comment, visitor: Visitor, words: Words, now: datetime) -> Comment:
    """Reply to a comment that is public. The same words sent twice are one reply.

    Raises `NotNowError` when it is public no more, `TooDeepError`, and what `use_up` raises.
    """
    author = hold_commenter(visitor, now)
    fresh = hold_thread(parent)
    before = fresh.replies.filter(author=author, status__in=STANDING, text=words.text).first()
    if before is not None:
        return before
    if fresh.status != Status.ACCEPTED:
        raise NotNowError("comment.reply", fresh)
    if fresh.depth >= DEEPEST:
        raise TooDeepError
    _require_open("comment.reply", fresh)
    comment = Comment(
        **subject_of(fresh).where, author=author, parent=fresh, root_id=fresh.root_id or fresh.pk, depth=fresh.depth + 1
    )
    return _put_in(comment, visitor, words, now)


@transaction.atomic
def edit_comment(*, comment: Comment, visitor: Visitor, words: Words, now: datetime) -> Comment:
    """Change one's own comment while that is possible; what it says now is looked at as if it were new.

    Raises `EditTimeOverError`, `NotNowError` when it does not stand any more, and what `use_up` raises.
    """
    fresh = hold_thread(comment)
    settings = comment_settings()
    if fresh.status not in STANDING or not settings.is_open:
        raise NotNowError("comment.change", fresh)
    if not can_still_be_edited(fresh, settings, now):
        raise EditTimeOverError
    stance = words.stance if fresh.parent_id is None else ""
    if (fresh.text, fresh.stance) == (words.text, stance):
        return fresh
    before, fresh.stance, fresh.edited_at = Status(fresh.status), stance, now
    _use_up(visitor, now)
    _screen(fresh, visitor, words, now, waits_on=before == Status.WAITING)
    fresh.save(update_fields=["text", "language", "stance", "status", "reason", "fingerprint", "edited_at"])
    keep_marks(fresh)
    count_status_change(comment=fresh, before=before, after=fresh.status, now=now)
    return fresh


@transaction.atomic
def withdraw_comment(*, comment: Comment, now: datetime) -> Comment:
    """Take one's own comment back: its words are gone for everybody, replies to it stay. Twice is once."""
    fresh = hold_thread(comment)
    if fresh.status == Status.WITHDRAWN:
        return fresh
    if fresh.status not in STANDING:
        raise NotNowError("comment.withdraw", fresh)
    before, fresh.status, fresh.decided_at = Status(fresh.status), Status.WITHDRAWN, now
    fresh.save(update_fields=["status", "decided_at"])
    count_status_change(comment=fresh, before=before, after=fresh.status, now=now)
    return fresh


def _put_in(comment: Comment, visitor: Visitor, words: Words, now: datetime) -> Comment:
    """Save a new comment as it came out of screening, and count it."""
    _use_up(visitor, now)
    author: Commenter = comment.author
    remember_name(author, name=words.name, place=words.place)
    comment.name, comment.place, comment.made_at = words.name, words.place, now
    _screen(comment, visitor, words, now)
    comment.save(force_insert=True)
    if comment.parent is not None:
        comment.path = path_below(comment.parent, comment.pk)
        comment.save(update_fields=["path"])
    keep_marks(comment)
    count_status_change(comment=comment, before=Status.WAITING, after=comment.status, now=now)
    return comment


def _screen(comment: Comment, visitor: Visitor, words: Words, now: datetime, *, waits_on: bool = False) -> None:
    """Put words into a comment, with what screening makes of them; one that waits is not freed by being changed."""
    screened = screen(
        text=words.text,
        author=comment.author,
        subject=subject_of(comment).thing,
        by_account=visitor.account is not None,
        settings=comment_settings(),
        now=now,
        parent=comment.parent,
        but=comment if comment.pk else None,
    )
    comment.text, comment.language, comment.fingerprint = words.text, words.language, screened.fingerprint
    if not (waits_on and screened.status == Status.ACCEPTED):
        comment.status, comment.reason = screened.status, screened.reason


def _use_up(visitor: Visitor, now: datetime) -> None:
    use_up(account=visitor.account, cookie_key=visitor.cookie_key, address=visitor.address, now=now)


def _require_open(action: str, thing: object) -> None:
    if not comment_settings().is_open:
        raise NotNowError(action, thing)  # type: ignore[arg-type]
