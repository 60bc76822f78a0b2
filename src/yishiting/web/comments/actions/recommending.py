"""Recommend a comment: one each, only with an account, and it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.comments.actions.counting import count_recommendation, hold_thread
from yishiting.web.comments.models import Comment, Recommendation
from yishiting.web.comments.refusals import OwnCommentError
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account


@transaction.atomic
def recommend_comment(*, comment: Comment, account: Account, now: datetime) -> Comment:
    """Say that a comment is worth reading; twice is once. Raises `OwnCommentError`."""
    fresh = _held(comment)
    if fresh.author.account_id == account.pk:
        raise OwnCommentError
    _made, is_new = Recommendation.objects.get_or_create(comment=fresh, account=account, defaults={"made_at": now})
    return _counted(fresh, 1 if is_new else 0, now)


@transaction.atomic
def take_recommendation_back(*, comment: Comment, account: Account, now: datetime) -> Comment:
    """Say no more that a comment is worth reading."""
    fresh = _held(comment)
    n_gone, _which = Recommendation.objects.filter(comment=fresh, account=account).delete()
    return _counted(fresh, -n_gone, now)


def _held(comment: Comment) -> Comment:
    fresh = hold_thread(comment)
    if fresh.status != Comment.Status.ACCEPTED:
        raise NotNowError("comment.recommend", fresh)
    return fresh


def _counted(comment: Comment, step: int, now: datetime) -> Comment:
    if step:
        count_recommendation(comment=comment, step=step, now=now)
        comment.n_recommendations += step
    return comment
