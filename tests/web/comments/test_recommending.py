"""Recommending comments: one each, by accounts alone, and it can be taken back."""

from __future__ import annotations

import pytest

from tests.web.comments.made_comments import NOW, a_release, an_account, an_author, put, remark
from yishiting.web.comments.actions.recommending import recommend_comment, take_recommendation_back
from yishiting.web.comments.models import Comment
from yishiting.web.comments.refusals import OwnCommentError
from yishiting.web.permissions.refusal import NotNowError

pytestmark = pytest.mark.django_db


def test_twice_is_once_and_taken_back_is_none() -> None:
    comment, reader = put(a_release(), an_author("a")), an_account("reader").account
    assert reader is not None

    counts = []
    for act in (recommend_comment, recommend_comment, take_recommendation_back, take_recommendation_back):
        act(comment=comment, account=reader, now=NOW)
        comment.refresh_from_db()
        counts.append(comment.n_recommendations)

    assert counts == [1, 1, 0, 0]


def test_nobody_recommends_their_own() -> None:
    writer = an_account("writer")
    comment = remark(a_release(), writer)
    assert writer.account is not None

    with pytest.raises(OwnCommentError):
        recommend_comment(comment=comment, account=writer.account, now=NOW)
    comment.refresh_from_db()
    assert comment.n_recommendations == 0


@pytest.mark.parametrize("status", [each for each in Comment.Status if each != Comment.Status.ACCEPTED])
def test_what_is_not_public_is_not_recommended(status: str) -> None:
    comment, reader = put(a_release(), an_author("a"), status=status), an_account("reader").account
    assert reader is not None

    with pytest.raises(NotNowError):
        recommend_comment(comment=comment, account=reader, now=NOW)
