"""A link that was just made: shown once, because afterwards nobody knows it but its guest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse

from yishiting.web.people.mail import send_invitations
from yishiting.web.people.queries.invitations import gift_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Invitation


def link_of(request: HttpRequest, token: str) -> str:
    """Give the whole address of an invitation; it begins with PUBLIC_URL."""
    return request.build_absolute_uri(reverse("invitation", args=[token]))


def link_page(
    request: HttpRequest, made: tuple[Invitation, str], *, by_mail: bool, back: str, within: str
) -> HttpResponse:
    """Show a link that was just made, and send it where that was asked for."""
    invitation, token = made
    link = link_of(request, token)
    n_sent = send_invitations([(invitation, link)]) if by_mail else 0
    gift = gift_in_words(invitation)
    words = {"invitation": invitation, "gift": gift, "link": link, "n_sent": n_sent, "back": back, "within": within}
    response = render(request, "people/desk_link.html", words)
    response.headers["Cache-Control"] = "no-store"
    return response
