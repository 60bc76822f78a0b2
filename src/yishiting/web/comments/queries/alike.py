"""Comments that say the same as a text, or almost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from rapidfuzz import fuzz

from yishiting.web.comments.marks import marks_of
from yishiting.web.comments.models import Comment, Mark
from yishiting.web.comments.normalising import fingerprint_of, skeleton_of, weight_of

if TYPE_CHECKING:
    from yishiting.web.comments.models import Commenter
    from yishiting.web.comments.subject import Subject

# Letters: what says less is said by many of their own accord ("赞成", "Good exhibit!").
SHORTEST = 20
# How alike two texts are, of 100, and how much they say, to be held: one's own, others' on the same thing, others'.
_OWN = (80, SHORTEST)
_HERE = (85, 24)
_ELSEWHERE = (90, 40)
_MOST_COMPARED = 40
MOST_SHOWN = 5


@dataclass(frozen=True)
class Alike:
    """A comment, and how much of it is the same, of 100."""

    comment: Comment
    share: int


def says_the_same(*, text: str, author: Commenter, subject: Subject, but: Comment | None = None) -> bool:
    """Tell whether a text is one that stood here before: the author's own anywhere, somebody else's if it says enough.

    What an author took back themselves does not count: they may put it better.
    """
    skeleton = skeleton_of(text)
    weight = weight_of(skeleton)
    if weight < SHORTEST:
        return False
    for each in _candidates(text, skeleton):
        if (but is not None and each.pk == but.pk) or _was_taken_back_by(author, each):
            continue
        enough, least = _limits(each, author, subject)
        if weight >= least and fuzz.ratio(skeleton, skeleton_of(each.text)) >= enough:
            return True
    return False


def similar_comments(comment: Comment) -> list[Alike]:
    """Give the comments most like one, for the desk; short ones too, where they are the same."""
    skeleton = skeleton_of(comment.text)
    others = [each for each in _candidates(comment.text, skeleton) if each.pk != comment.pk]
    found = [Alike(each, round(fuzz.ratio(skeleton, skeleton_of(each.text)))) for each in others]
    near = [each for each in found if each.share >= _OWN[0]]
    return sorted(near, key=lambda each: (-each.share, -each.comment.pk))[:MOST_SHOWN]


def _candidates(text: str, skeleton: str) -> list[Comment]:
    """Give the comments worth a comparison: the same letter by letter, or with marks in common, the likest first."""
    shared = Mark.objects.filter(value__in=marks_of(skeleton)).values("comment").annotate(n=Count("pk"))
    near = [row["comment"] for row in shared.order_by("-n", "-comment")[:_MOST_COMPARED]]
    fingerprint = fingerprint_of(text)
    same = Comment.objects.filter(fingerprint=fingerprint).order_by("-pk").values_list("pk", flat=True)
    keys = [*near, *(same[:_MOST_COMPARED] if fingerprint else ())]
    # Nothing of the things they are about: their texts are long.
    return list(Comment.objects.filter(pk__in=keys))


def _was_taken_back_by(author: Commenter, comment: Comment) -> bool:
    return comment.author_id == author.pk and comment.status == Comment.Status.WITHDRAWN


def _limits(comment: Comment, author: Commenter, subject: Subject) -> tuple[int, int]:
    if comment.author_id == author.pk:
        return _OWN
    return _HERE if getattr(comment, f"{subject.kind}_id") == subject.thing.pk else _ELSEWHERE
