"""A link that was just made: shown once, because afterwards nobody knows it but its guest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from yishiting.web.people.mail import link_of, send_invitations
from yishiting.web.people.queries.invitations import gift_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Invitation


def link_page(
    request: HttpRequest, made: tuple[Invitation, str], *, by_mail: bool, back: str, within: str
) -> HttpResponse:
    """Show a link that was just made, and send it where that was asked for."""
    invitation, token = made
    n_sent = send_invitations([made]) if by_mail else 0
    gift, link = gift_in_words(invitation), link_of(token)
    words = {"invitation": invitation, "gift": gift, "link": link, "n_sent": n_sent, "back": back, "within": within}
    response = render(request, "people/desk_link.html", words)
    response.headers["Cache-Control"] = "no-store"
    return response
