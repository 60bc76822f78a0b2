"""What stands under a thing: how often it is recommended, its comments in an order, and the form to write another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from yishiting.web.comments.forms.writing import RemarkForm, signed
from yishiting.web.comments.leafing import Order, cursor_named, order_named
from yishiting.web.comments.models import Comment
from yishiting.web.comments.queries.counts import tally_of
from yishiting.web.comments.queries.own import known_here
from yishiting.web.comments.queries.rules import comment_settings
from yishiting.web.comments.queries.threads import remarks_page
from yishiting.web.comments.visitor import key_to_come, visitor_of
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from yishiting.web.comments.models import CommentSettings
    from yishiting.web.comments.queries.counts import Tally
    from yishiting.web.comments.queries.threads import RemarksPage
    from yishiting.web.comments.subject import Subject

ORDERS = (
    (Order.NEWEST, pgettext_lazy("comments", "Newest")),
    (Order.RECOMMENDED, pgettext_lazy("comments", "Most recommended")),
    (Order.DISCUSSED, pgettext_lazy("comments", "Most discussed")),
)


@dataclass(frozen=True)
class Manners:
    """What this reader can do with comments here; ``editable_since``: what was written later can still be changed."""

    may_write: bool
    may_recommend: bool
    editable_since: datetime
    settings: CommentSettings


@dataclass(frozen=True)
class Section:
    """The whole part of a page."""

    subject: Subject
    tally: Tally
    order: Order
    page: RemarksPage
    is_first_page: bool
    own: Comment | None
    form: RemarkForm | None
    key: str
    manners: Manners
    orders: tuple[tuple[Order, object], ...] = ORDERS


def manners_of(request: HttpRequest, subject: Subject, now: datetime) -> Manners:
    """Tell what a reader can do with the comments on a thing."""
    settings, actor = comment_settings(), actor_of(request)
    may_write = settings.is_open and may(subject.action, actor, subject.thing)
    return Manners(may_write, actor.account is not None, _editable_since(settings, now), settings)


def editable_since(now: datetime) -> datetime:
    """Give the moment such that a comment written later can still be changed."""
    return _editable_since(comment_settings(), now)


def _editable_since(settings: CommentSettings, now: datetime) -> datetime:
    return now - timedelta(minutes=settings.edit_minutes)


def section_of(request: HttpRequest, subject: Subject, now: datetime, *, form: RemarkForm | None = None) -> Section:
    """Read the part of a page that is comments; ``form`` is one that was sent and is not right."""
    visitor = visitor_of(request)
    manners = manners_of(request, subject, now)
    order, after = order_named(request.GET.get("sort", "")), cursor_named(request.GET.get("after", ""))
    commenter, own = known_here(subject, visitor) if after is None else (None, None)
    is_standing = own is not None and own.status in (Comment.Status.WAITING, Comment.Status.ACCEPTED)
    if form is None and after is None and manners.may_write and not is_standing:
        form = RemarkForm(initial=signed(visitor, commenter))
    return Section(
        subject,
        tally_of(subject),
        order,
        remarks_page(subject, visitor, order, after),
        after is None,
        own,
        form,
        key_to_come(request) if form else "",
        manners,
    )
