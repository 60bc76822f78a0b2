"""The cookie by which an open participant is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from yishiting.web.key_cookie import KeyCookie, fresh_key

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = KeyCookie("participant")


def cookie_key(request: HttpRequest) -> str:
    """Read the key, "" where there is no cookie or somebody else has written it."""
    return COOKIE.read(request)


def key_to_come(request: HttpRequest) -> str:
    """Give the key that this visitor has, or the one that `give_cookie` is about to give with the answer."""
    if key := cookie_key(request):
        return key
    given = cast("Any", request)
    if not hasattr(given, "fresh_participant_key"):
        given.fresh_participant_key = fresh_key()
    return str(given.fresh_participant_key)


def give_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Give a newcomer a key with the page, so that their first answers, sent twice or at once, are one person's."""
    if cookie_key(request) or request.user.is_authenticated:
        return
    COOKIE.give(response, key_to_come(request))
