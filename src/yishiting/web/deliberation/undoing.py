"""The last answer, kept in a signed cookie of the deliberation's own pages, so that it can be undone for an hour.

It travels with the browser and not with the page: undoing works alike with and without JavaScript, after a reload,
and holds the reason that a change has overwritten. What it says is checked against the vote that stands.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from yishiting.web.deliberation.actions.voting import Answer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.actions.voting import CastVote
    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.people.models import Participant

COOKIE = "last_answer"
_ONE_HOUR = 3600


@dataclass(frozen=True)
class LastAnswer:
    """What was answered to which statement, by whom, and what had stood before."""

    participant: int
    number: int
    before: Answer | None
    after: Answer | None


def last_answer(request: HttpRequest, deliberation: Deliberation, voter: Participant | None) -> LastAnswer | None:
    """Read the cookie; `None` when there is none, or it tells of another deliberation or somebody else's answer."""
    try:
        kept: dict[str, Any] = signing.loads(request.COOKIES[COOKIE], salt=_salt(deliberation), max_age=_ONE_HOUR)
    except (KeyError, signing.BadSignature):
        return None
    if voter is None or kept["participant"] != voter.pk:
        return None
    return LastAnswer(voter.pk, kept["number"], _answer(kept["before"]), _answer(kept["after"]))


def keep_last_answer(response: HttpResponse, deliberation: Deliberation, last: LastAnswer) -> None:
    """Keep an answer for undoing, in place of the one before it."""
    # Compressed, because browsers drop a cookie of more than 4 kB, and two long reasons may be in it.
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(last), salt=_salt(deliberation), compress=True),
        max_age=_ONE_HOUR,
        path=reverse("deliberation", args=[deliberation.slug]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_last_answer(response: HttpResponse, deliberation: Deliberation) -> None:
    """Offer no undoing any more."""
    response.delete_cookie(COOKIE, path=reverse("deliberation", args=[deliberation.slug]), samesite="Lax")


def as_last(participant: Participant, cast: CastVote) -> LastAnswer:
    """Give what is kept of an answer."""
    return LastAnswer(participant.pk, cast.statement.number, cast.before, cast.after)


def _salt(deliberation: Deliberation) -> str:
    return f"yishiting.last_answer:{deliberation.pk}"


def _answer(kept: dict[str, Any] | None) -> Answer | None:
    return None if kept is None else Answer(**kept)
