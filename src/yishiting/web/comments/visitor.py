"""Who reads and writes comments: an account, or a browser by the cookie that serves nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, get_cookie_signer
from django.db.models import Q

from yishiting.web.comments.cookie import COOKIE
from yishiting.web.key_cookie import fresh_key
from yishiting.web.permissions.guard import actor_of

if TYPE_CHECKING:
    from django.core.signing import Signer
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.comments.models import Comment
    from yishiting.web.people.models import Account

_KEY_FIELD = "commenter"


@dataclass(frozen=True)
class Visitor:
    """An account, or else the key in a browser's cookie, "" for none; ``address`` is where the request came from."""

    account: Account | None = None
    cookie_key: str = ""
    address: str = ""

    def owns(self, prefix: str) -> Q:
        """Find what is theirs, over the road ``prefix`` to a commenter; nothing for somebody unknown."""
        if self.account is not None:
            return Q(**{f"{prefix}account": self.account.pk})
        return Q(**{f"{prefix}cookie_key": self.cookie_key}) if self.cookie_key else Q(pk__in=())

    def has_written(self, comment: Comment) -> bool:
        """Tell whether a comment is theirs."""
        if self.account is not None:
            return comment.author.account_id == self.account.pk
        return bool(self.cookie_key) and comment.author.cookie_key == self.cookie_key


def visitor_of(request: HttpRequest) -> Visitor:
    """Tell who asks; for somebody signed in a cookie counts for nothing."""
    actor = actor_of(request)
    if actor.account is not None:
        return Visitor(actor.account, address=actor.address)
    return Visitor(cookie_key=actor.comment_key, address=actor.address)


def writer_of(request: HttpRequest) -> Visitor:
    """Tell who sends something; a browser without a cookie has the key that came with its form, or a fresh one."""
    visitor = visitor_of(request)
    if visitor.account is not None or visitor.cookie_key:
        return visitor
    return replace(visitor, cookie_key=_unsigned(request.POST.get(_KEY_FIELD, "")) or fresh_key())


def key_to_come(request: HttpRequest) -> str:
    """Give a form the key that its sender is going to have, "" for whoever is known already.

    So a form that is sent twice before the first answer came still has one sender.
    """
    visitor = visitor_of(request)
    known = visitor.account is not None or visitor.cookie_key
    return "" if known else _signer().sign(fresh_key())


def let_be_known(response: HttpResponse, visitor: Visitor) -> None:
    """Let the browser keep its key."""
    if visitor.account is None and visitor.cookie_key:
        COOKIE.give(response, visitor.cookie_key)


def _unsigned(value: str) -> str:
    try:
        return _signer().unsign(value)
    except BadSignature:
        return ""


def _signer() -> Signer:
    return get_cookie_signer(salt=f"{COOKIE.salt}.form")
