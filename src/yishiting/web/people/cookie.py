"""The signed cookie by which an open participant is known: strictly necessary, and nothing but a random key."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.signing import BadSignature

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "participant"
_SALT = "yishiting.participant"
_ONE_YEAR = 365 * 24 * 3600


def cookie_key(request: HttpRequest) -> str:
    """Read the key, "" where there is no cookie or somebody else has written it."""
    try:
        return str(request.get_signed_cookie(COOKIE, salt=_SALT))
    except (KeyError, BadSignature):
        return ""


def key_to_come(request: HttpRequest) -> str:
    """Give the key that this visitor has, or the one that `give_cookie` is about to give with the answer."""
    if key := cookie_key(request):
        return key
    given = cast("Any", request)
    if not hasattr(given, "fresh_participant_key"):
        given.fresh_participant_key = secrets.token_hex(16)
    return str(given.fresh_participant_key)


def give_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Give a newcomer a key with the page, so that their first answers, sent twice or at once, are one person's."""
    if cookie_key(request) or request.user.is_authenticated:
        return
    response.set_signed_cookie(
        COOKIE,
        key_to_come(request),
        salt=_SALT,
        max_age=_ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
