"""Keep the counts beside comments true, in the transaction that changes what they count.

``n_replies`` of a comment are the accepted comments below it at any depth, ``n_recommendations`` its recommendations,
``n_reports`` its reports that are not settled.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F

from yishiting.web.comments.models import Comment, FormerCount

if TYPE_CHECKING:
    from datetime import datetime

What = FormerCount.What
_STEP = 12  # digits of a path for each reply on the way
_KEPT_FOR = timedelta(days=1)


def hold_thread(comment: Comment) -> Comment:
    """Lock a comment's thread, so that its counts change one after the other; give the comment as it is now.

    The remark's row comes first everywhere, so that nobody waits for somebody who waits for them.
    """
    held = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("author", "release", "exhibit")
    remark = held.get(pk=comment.root_id or comment.pk)
    return remark if comment.root_id is None else held.get(pk=comment.pk)


def path_below(parent: Comment | None, pk: int) -> str:
    """Write the path of the reply ``pk`` to a comment; "" for a remark."""
    return "" if parent is None else f"{parent.path}{pk:0{_STEP}x}"


def comments_above(comment: Comment) -> list[int]:
    """Give the keys of all comments above one, the remark first."""
    if comment.root_id is None:
        return []
    steps = range(0, len(comment.path) - _STEP, _STEP)
    return [comment.root_id, *(int(comment.path[step : step + _STEP], 16) for step in steps)]


def count_status_change(*, comment: Comment, before: str, after: str, now: datetime) -> None:
    """Say that a comment's status was changed: the counts of everything above it follow."""
    step = (after == Comment.Status.ACCEPTED) - (before == Comment.Status.ACCEPTED)
    if step and comment.root_id is not None:
        _change(comment.root_id, comments_above(comment), What.REPLIES, step, now)


def count_recommendation(*, comment: Comment, step: int, now: datetime) -> None:
    """Say that there is one recommendation more (1) or less (-1) of a comment."""
    _change(comment.pk if comment.root_id is None else None, [comment.pk], What.RECOMMENDATIONS, step, now)


def count_report(*, comment: Comment) -> None:
    """Say that there is one report more of a comment."""
    Comment.objects.filter(pk=comment.pk).update(n_reports=F("n_reports") + 1)


def _change(remark: int | None, keys: list[int], what: What, step: int, now: datetime) -> None:
    """Add to one count of some comments; what it was for a remark is kept for those who are leafing by it."""
    if remark is not None:
        FormerCount.objects.filter(made_at__lt=now - _KEPT_FOR).delete()
        before = Comment.objects.values_list(what.value, flat=True).get(pk=remark)
        FormerCount.objects.create(remark_id=remark, what=what, before=before, made_at=now)
    Comment.objects.filter(pk__in=keys).update(**{what.value: F(what.value) + step})
