"""Report a comment that breaks the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.comments.actions.allowances import use_up
from yishiting.web.comments.actions.commenters import hold_commenter
from yishiting.web.comments.actions.counting import count_report, hold_thread
from yishiting.web.comments.models import Comment, Report
from yishiting.web.comments.refusals import OwnCommentError
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.comments.visitor import Visitor


@transaction.atomic
def report_comment(*, comment: Comment, visitor: Visitor, reason: str, note: str, now: datetime) -> Report:
    """Tell the desk for which reason a comment should go; one report each, the first one counts.

    Nothing is hidden by it. Raises `OwnCommentError`, `NotNowError`, and what `use_up` raises.
    """
    by = hold_commenter(visitor, now)
    fresh = hold_thread(comment)
    if fresh.author_id == by.pk:
        raise OwnCommentError
    before = Report.objects.filter(comment=fresh, by=by).first()
    if before is not None:
        return before
    if fresh.status != Comment.Status.ACCEPTED:
        raise NotNowError("comment.report", fresh)
    use_up(account=visitor.account, cookie_key=visitor.cookie_key, address=visitor.address, now=now, what="report")
    report = Report.objects.create(comment=fresh, by=by, reason=reason, note=note, made_at=now)
    count_report(comment=fresh)
    return report
