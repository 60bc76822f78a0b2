"""The big screen of a hall: the question, the way to answer it, and the map as it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.models import ANSWERING
from yishiting.web.deliberation.queries.enough import missing_now
from yishiting.web.deliberation.queries.results import live_head, shown_result
from yishiting.web.deliberation.views.results import SECONDS_BETWEEN
from yishiting.web.own_page import etag_of, personal
from yishiting.web.permissions.guard import permits
from yishiting.web.qr import qr_code

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation


@permits("deliberation.show_in_hall", find_deliberation)
def hall(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show it; no verdict and no figure of a statement, so that nobody in the hall is led by what others said."""
    head = live_head(deliberation)
    is_part = bool(request.headers.get("HX-Request"))
    missing = "" if head else missing_now(deliberation)
    state = (head and head.state, deliberation.phase, missing)
    etag = etag_of(request, "hall", *state, is_part=is_part)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return personal(unchanged, etag)
    address = settings.PUBLIC_URL + reverse("respond", args=[deliberation.slug])
    context = {
        "deliberation": deliberation,
        "address": address.partition("://")[2].rstrip("/"),
        "code": qr_code(address, _("QR code that leads to the statements")),
        "is_answering": deliberation.phase in ANSWERING,
        "result": shown_result(deliberation, head, None) if head else None,
        "missing": missing,
        "etag": etag_of(request, "hall", *state, is_part=True),
        "seconds": SECONDS_BETWEEN,
    }
    template = "deliberation/hall_live.html" if is_part else "deliberation/hall.html"
    return personal(render(request, template, context), etag)
