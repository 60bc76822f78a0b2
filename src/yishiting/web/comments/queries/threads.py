"""Comments as everybody reads them: remarks in an order, under each its first replies; and one thread as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Exists, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from yishiting.web.comments.leafing import Cursor, Place
from yishiting.web.comments.models import Comment, FormerCount, Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from yishiting.web.comments.leafing import Order
    from yishiting.web.comments.subject import Subject
    from yishiting.web.comments.visitor import Visitor

Status = Comment.Status
REMARKS_A_PAGE = 20
FIRST_REPLIES = 8
REPLIES_A_PAGE = 100
_UNFOLDED = 2
_GONE = (Status.REMOVED, Status.WITHDRAWN)
# What everybody sees: accepted ones, and of others that they are gone, where replies to them stay.
SEEN = Q(status=Status.ACCEPTED) | Q(status__in=_GONE, n_replies__gt=0)


@dataclass(frozen=True)
class Line:
    """One comment as one reader sees it; of one that is gone only that it is, also beside replies to it."""

    comment: Comment
    is_own: bool
    is_recommended: bool
    replied_to: Comment | None = None

    @property
    def is_readable(self) -> bool:
        """Whether its words are shown: the author reads also what was held or removed, but not what they took back."""
        return self.comment.status == Status.ACCEPTED or (self.is_own and self.comment.status != Status.WITHDRAWN)


@dataclass(frozen=True)
class Branch:
    """A reply that is shown, and the deeper ones below it, which are folded."""

    line: Line
    folded: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Thread:
    """A remark with its first replies; ``whole`` is the comment on whose page all of them stand, if there are more."""

    line: Line
    branches: list[Branch]
    whole: Comment | None


@dataclass(frozen=True)
class RemarksPage:
    """A page of remarks; ``following`` is where the next one begins."""

    threads: list[Thread]
    following: Cursor | None


@dataclass(frozen=True)
class WholeThread:
    """One thread from some place on; ``following`` is the path after which the next page begins, "" at the end."""

    remark: Line
    replies: list[Line]
    begins_late: bool
    following: str


def remarks_page(subject: Subject, visitor: Visitor, order: Order, after: Cursor | None = None) -> RemarksPage:
    """Read a page of remarks, with the first replies to each."""
    found = _first_remarks(subject, visitor, order) if after is None else _next_remarks(subject, visitor, order, after)
    shown = found[:REMARKS_A_PAGE]
    following = None
    if len(found) > REMARKS_A_PAGE:
        place, last = shown[-1]
        following = Cursor(place, last.last_change if after is None else after.as_of)  # type: ignore[attr-defined]
    return RemarksPage(_threads([comment for _place, comment in shown], visitor), following)


def whole_thread(comment: Comment, visitor: Visitor, after: str = "", *, from_start: bool = False) -> WholeThread:
    """Read the thread of a comment in the order of speaking.

    A long one begins with the way from the remark to this comment; ``after`` is the path of the last one read before.
    """
    remark = _with_flags(Comment.objects.filter(pk=comment.root_id or comment.pk), visitor).get()
    replies = _seen(remark.thread.all(), visitor) | remark.thread.filter(pk=comment.pk)
    is_long = remark.n_replies > REPLIES_A_PAGE
    begins_late = is_long and not (after or from_start) and comment.root_id is not None
    if begins_late:
        way = [comment.path[: 12 * step] for step in range(1, comment.depth)]
        replies = replies.filter(Q(path__gte=comment.path) | Q(path__in=way))
    found = list(_with_flags(replies.filter(path__gt=after), visitor).order_by("path")[: REPLIES_A_PAGE + 1])
    shown = found[:REPLIES_A_PAGE]
    return WholeThread(
        _line(remark, visitor, {}),
        _lines(shown, visitor, {remark.pk: remark}),
        begins_late,
        shown[-1].path if len(found) > REPLIES_A_PAGE else "",
    )


def _first_remarks(subject: Subject, visitor: Visitor, order: Order) -> list[tuple[Place, Comment]]:
    """Read from the beginning; each remark brings the number of the last change of counts, read with it in one go."""
    last_change = Subquery(FormerCount.objects.order_by("-pk").values("pk")[:1])
    remarks = _in_order(subject, visitor, order).annotate(last_change=Coalesce(last_change, 0))
    return [(_place(each, order), each) for each in remarks[: REMARKS_A_PAGE + 1]]


def _next_remarks(subject: Subject, visitor: Visitor, order: Order, after: Cursor) -> list[tuple[Place, Comment]]:
    """Read on as the order was when reading began: what has moved since then stands where it stood."""
    remarks = _in_order(subject, visitor, order)
    if order.sorts_by is None:
        return [
            (_place(each, order), each) for each in remarks.filter(_behind(after.last, order))[: REMARKS_A_PAGE + 1]
        ]
    thing = {f"remark__{name}": value for name, value in subject.where.items()}
    changes = FormerCount.objects.filter(what=order.sorts_by, pk__gt=after.as_of, **thing)
    unmoved = remarks.filter(_behind(after.last, order)).exclude(pk__in=changes.values("remark"))
    found = {each.pk: (_place(each, order), each) for each in unmoved[: REMARKS_A_PAGE + 1]}
    before: dict[int, int] = {}
    for remark, count in changes.order_by("pk").values_list("remark_id", "before"):
        before.setdefault(remark, count)
    for each in remarks.filter(pk__in=before) if before else ():
        place = Place(before[each.pk], each.made_at, each.pk)
        if place < after.last:
            found[each.pk] = (place, each)
    return sorted(found.values(), key=lambda pair: pair[0], reverse=True)[: REMARKS_A_PAGE + 1]


def _in_order(subject: Subject, visitor: Visitor, order: Order) -> QuerySet[Comment]:
    by = ("-made_at", "-pk") if order.sorts_by is None else (f"-{order.sorts_by}", "-made_at", "-pk")
    remarks = Comment.objects.filter(SEEN, **subject.where, parent=None)
    return _with_flags(remarks, visitor).order_by(*by)


def _place(remark: Comment, order: Order) -> Place:
    count = 0 if order.sorts_by is None else getattr(remark, order.sorts_by)
    return Place(count, remark.made_at, remark.pk)


def _behind(last: Place, order: Order) -> Q:
    """Find what comes after a place. The first bound alone decides nothing, but lets an index begin there."""
    later = Q(made_at__lt=last.made_at) | Q(made_at=last.made_at, pk__lt=last.pk)
    if order.sorts_by is None:
        return Q(made_at__lte=last.made_at) & later
    count = str(order.sorts_by)
    return Q(**{f"{count}__lte": last.count}) & (Q(**{f"{count}__lt": last.count}) | Q(**{count: last.count}) & later)


def _threads(remarks: Sequence[Comment], visitor: Visitor) -> list[Thread]:
    replies: dict[int, list[Comment]] = {each.pk: [] for each in remarks}
    for reply in _first_replies(list(replies), visitor):
        if reply.root_id is not None:
            replies[reply.root_id].append(reply)
    return [_thread(each, replies[each.pk], visitor) for each in remarks]


def _thread(remark: Comment, replies: list[Comment], visitor: Visitor) -> Thread:
    branches: list[Branch] = []
    for line in _lines(replies, visitor, {remark.pk: remark}):
        if line.comment.depth > _UNFOLDED and branches:
            branches[-1].folded.append(line)
        else:
            branches.append(Branch(line))
    public = [each for each in (remark, *replies) if each.status == Status.ACCEPTED]
    n_shown = sum(each.root_id is not None for each in public)
    return Thread(_line(remark, visitor, {}), branches, public[0] if public and n_shown < remark.n_replies else None)


def _first_replies(remarks: list[int], visitor: Visitor) -> QuerySet[Comment]:
    """Read the first replies of several remarks in the order of speaking, in one query."""
    turn = Window(RowNumber(), partition_by=F("root"), order_by="path")
    first = _seen(Comment.objects.filter(root__in=remarks), visitor).annotate(turn=turn)
    chosen = Comment.objects.filter(pk__in=first.filter(turn__lte=FIRST_REPLIES).values("pk"))
    return _with_flags(chosen, visitor).order_by("root", "path")


def _seen(replies: QuerySet[Comment], visitor: Visitor) -> QuerySet[Comment]:
    """Leave what everybody sees, and the reader's own."""
    if visitor.account is None and not visitor.cookie_key:
        return replies.filter(SEEN)
    return replies.filter(SEEN | visitor.owns("author__") & Q(status__in=(Status.WAITING, Status.REJECTED)))


def _with_flags(comments: QuerySet[Comment], visitor: Visitor) -> QuerySet[Comment]:
    """Read authors along, and whether the reader recommends each."""
    mine: Exists | Value = Value(value=False, output_field=BooleanField())
    if visitor.account is not None:
        mine = Exists(Recommendation.objects.filter(comment=OuterRef("pk"), account=visitor.account.pk))
    return comments.select_related("author").annotate(is_recommended=mine)


def _lines(replies: Iterable[Comment], visitor: Visitor, known: dict[int, Comment]) -> list[Line]:
    lines = []
    for reply in replies:
        known[reply.pk] = reply
        lines.append(_line(reply, visitor, known))
    return lines


def _line(comment: Comment, visitor: Visitor, known: dict[int, Comment]) -> Line:
    is_recommended = bool(getattr(comment, "is_recommended", False))
    above = known.get(comment.parent_id or 0)
    replied_to = above if above is not None and above.status == Status.ACCEPTED else None
    return Line(comment, visitor.has_written(comment), is_recommended, replied_to)
