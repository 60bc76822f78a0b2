"""Counts beside comments equal what they count, whatever is done in whatever order."""

from __future__ import annotations

import contextlib
import random
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.comments.made_comments import NOW, a_browser, a_release, an_account, an_author, nothing_waits, put, words
from yishiting.web.comments.actions.counting import comments_above, count_status_change, hold_thread
from yishiting.web.comments.actions.recommending import recommend_comment, take_recommendation_back
from yishiting.web.comments.actions.reporting import report_comment
from yishiting.web.comments.actions.writing import edit_comment, withdraw_comment, write_remark, write_reply
from yishiting.web.comments.models import Comment, CommentSettings
from yishiting.web.comments.queries.counts import tally_of
from yishiting.web.comments.refusals import RefusedError
from yishiting.web.comments.subject import Subject
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from yishiting.web.comments.visitor import Visitor
    from yishiting.web.press.models import Release

pytestmark = pytest.mark.django_db
Status = Comment.Status
# No two comments say the same, or the second would be held.
WORDS = (
    *("harbour", "lantern", "orchard", "bridge", "copper", "violin", "meadow", "engine", "ticket", "mirror", "anchor"),
    *("pencil", "thunder", "basket", "window", "ladder", "saddle", "pepper", "island", "kettle", "marble", "ribbon"),
    *("shadow", "tunnel", "candle", "feather", "magnet", "pillow", "rocket", "sponge"),
)
ACTS = ("remark", "reply", "edit", "withdraw", "recommend", "take back", "report", "accept", "remove", "hold")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.integers(0, 50)), min_size=25, max_size=40)


# A remark, a reply, a reply to that, and so on: there is something to do things to.
BEGINNING = [("remark", 0, 0), *(("reply", n % 6, n) for n in range(4))]


@settings(max_examples=6)
@given(STEPS)
def test_counts_are_true_after_anything(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        release = a_release()
        nothing_waits()
        people = [an_account(f"p{n}") for n in range(3)] + [a_browser(str(n) * 32) for n in range(3)]
        for what, who, which in [*BEGINNING, *steps]:
            with contextlib.suppress(RefusedError, NotNowError):
                _do(what, people[who], which, release)

        wrong = [fault for each in Comment.objects.all() for fault in faults(each)]
        transaction.set_rollback(True)
    assert wrong == []


def faults(comment: Comment) -> list[str]:
    """Compare one comment's counts with what there is."""
    below = [each for each in _below(comment) if each.status == Status.ACCEPTED]
    true = {
        "n_replies": len(below),
        "n_recommendations": comment.recommendations.count(),
        "n_reports": comment.reports.filter(settled_at=None).count(),
    }
    return [
        f"{name} of {comment} is {getattr(comment, name)}, not {n}"
        for name, n in true.items()
        if getattr(comment, name) != n
    ]


def _below(comment: Comment) -> list[Comment]:
    """Walk down by hand, without a look at paths."""
    replies = list(comment.replies.all())
    return replies + [deeper for each in replies for deeper in _below(each)]


def a_text(n: int) -> str:
    """Say something about the release that nobody has said yet."""
    chosen = random.Random(n).sample(WORDS, 7)  # noqa: S311 - no secret
    return f"Pilot zones: {' '.join(chosen)}"


def _do(what: str, who: Visitor, which: int, release: Release) -> None:
    comments = list(Comment.objects.select_related("author", "release", "exhibit").order_by("pk"))
    text = a_text(len(comments))
    if what == "remark" or not comments:
        write_remark(subject=Subject(release), visitor=who, words=words(text), now=NOW)
        return
    chosen = comments[which % len(comments)]
    if what == "reply":
        write_reply(parent=chosen, visitor=who, words=words(text, ""), now=NOW)
    elif what == "report":
        report_comment(comment=chosen, visitor=who, reason="insult", note="", now=NOW)
    elif what in _MODERATED:
        _moderate(chosen, _MODERATED[what])
    elif what in ("recommend", "take back") and who.account:
        act = recommend_comment if what == "recommend" else take_recommendation_back
        act(comment=chosen, account=who.account, now=NOW)
    elif who.has_written(chosen):
        _change_own(what, chosen, who, a_text(100 + which), holds=bool(which % 2))


_MODERATED = {"accept": Status.ACCEPTED, "remove": Status.REMOVED, "hold": Status.WAITING}


def _change_own(what: str, comment: Comment, who: Visitor, text: str, *, holds: bool) -> None:
    if what == "withdraw":
        withdraw_comment(comment=comment, now=NOW)
        return
    CommentSettings.objects.update(holds_everybody=holds)
    edit_comment(comment=comment, visitor=who, words=words(text), now=NOW)
    CommentSettings.objects.update(holds_everybody=False)


def _moderate(comment: Comment, status: str) -> None:
    """Change a status as moderation does."""
    fresh = hold_thread(comment)
    before = fresh.status
    standing = Comment.objects.filter(author=fresh.author, parent=None, status__in=("waiting", "accepted"))
    has_another = fresh.parent_id is None and standing.exclude(pk=fresh.pk).exists()
    if before == Status.WITHDRAWN or has_another:
        return
    Comment.objects.filter(pk=fresh.pk).update(status=status)
    count_status_change(comment=fresh, before=before, after=status, now=NOW)


def test_a_path_names_everything_above() -> None:
    release = a_release()
    way = [put(release, an_author("0"))]
    for n in range(1, 5):
        way += [put(release, an_author(str(n)), way[-1])]

    assert [comments_above(each) for each in way] == [[above.pk for above in way[:n]] for n in range(5)]


def test_a_tally_counts_each_account_once_and_those_without_apart() -> None:
    release = a_release()
    subject, nobody = Subject(release), ""
    put(release, an_author("one"))
    put(release, an_author("two"), stance="advises_against")
    accounts = [an_account(name) for name in ("three", "four")]
    for account in accounts:
        write_remark(subject=subject, visitor=account, words=words(), now=NOW)
    top = Comment.objects.filter(author__account=accounts[0].account).get()
    write_reply(parent=top, visitor=accounts[0], words=words("And a reply of mine to the release", nobody), now=NOW)
    put(release, an_author("waits"), status=Status.WAITING)

    tally = tally_of(subject)

    assert (tally.comments, tally.accounts, tally.unknown) == (5, 2, 2)
    assert (tally.recommending, tally.advising_against) == (2, 0)
    assert (tally.recommending_unknown, tally.advising_against_unknown) == (1, 1)
