"""What somebody wants to attend: stars, their agenda, its calendar feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yishiting.web.feed_answer import handed_out, language_asked
from yishiting.web.people.actions.newcomers import count_newcomer
from yishiting.web.permissions.guard import actor_of, my_account, permits
from yishiting.web.programme.actions.agenda import (
    choose_mails,
    mark_changes_seen,
    renew_feed,
    star_session,
    unstar_session,
)
from yishiting.web.programme.agenda_owner import COOKIE, fresh_owner, owner_of
from yishiting.web.programme.finders import find_agenda, find_session
from yishiting.web.programme.queries.agenda import agenda_page
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.feeds import calendar_of, sessions_to_tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Agenda, Session


@permits(post="session.star", finder=find_session)
def session_star(request: HttpRequest, session: Session) -> HttpResponse:
    """Star a session or take the star away: "star" is 1 or 0. The first star gives a browser its cookie."""
    owner = owner_of(request)
    if request.POST.get("star") == "1":
        now = timezone.now()
        if not (owner.account or owner.cookie_key):
            # A browser that keeps no cookie would make an agenda with every star.
            count_newcomer(address=actor_of(request).address, now=now)
            owner = fresh_owner()
        star_session(owner=owner, session=session, language=get_language() or "", now=now)
    else:
        unstar_session(owner=owner, session=session)
    if cast("Any", request).htmx:
        cast("Any", request).starred_sessions = _known_stars(request, session)
        response = render(request, "programme/parts/star.html", {"session": session})
    else:
        response = redirect(f"{_came_from(request)}#star-{session.slug}")
    if owner.cookie_key:
        COOKIE.give(response, owner.cookie_key)
    return response


@permits("site.see")
@never_cache
def agenda(request: HttpRequest) -> HttpResponse:
    """Show one's starred sessions by day, which of them are at the same time, and what has changed."""
    owner = owner_of(request)
    page = agenda_page(owner, current_assembly().time_zone)
    path = reverse("agenda_feed", args=[page.feed_key]) if page.feed_key else ""
    feed = f"{settings.PUBLIC_URL}{path}?language={get_language()}" if path else ""
    context = {"page": page, "feed": feed, "has_account": owner.account is not None, "now": timezone.now()}
    return render(request, "programme/agenda.html", context)


@permits(post="site.see")
def agenda_seen(request: HttpRequest) -> HttpResponse:
    """Take away the list of what has changed."""
    mark_changes_seen(owner=owner_of(request), now=timezone.now())
    return redirect("agenda")


@permits(post="site.see")
def agenda_feed_renew(request: HttpRequest) -> HttpResponse:
    """Give the feed another address."""
    renew_feed(owner=owner_of(request))
    messages.success(request, _("The calendar has a new address. The old one no longer works."))
    return redirect(f"{reverse('agenda')}#calendar")


@permits(post="account.manage")
def agenda_mails(request: HttpRequest) -> HttpResponse:
    """Say whether changes are told by e-mail: "mails" is 1 or 0."""
    wants = request.POST.get("mails") == "1"
    choose_mails(account=my_account(request), wants=wants, now=timezone.now())
    said = _("Changes are sent to you by e-mail.") if wants else _("No more e-mails about changes are sent to you.")
    messages.success(request, said)
    return redirect(f"{reverse('agenda')}#mails")


@permits("agenda.feed", find_agenda)
def agenda_feed(request: HttpRequest, agenda: Agenda) -> HttpResponse:
    """Give somebody's starred sessions to their calendar program, which knows the address and nothing else."""
    assembly = current_assembly()
    language = language_asked(request, assembly)
    with override(language):
        name = f"{_('My agenda')} · {assembly.title}"
    sessions = sessions_to_tell().filter(stars__agenda=agenda)
    content = calendar_of(sessions, name=name, path=reverse("agenda"), assembly=assembly, language=language)
    return handed_out(request, content, "text/calendar", "agenda.ics", is_public=False)


def _known_stars(request: HttpRequest, session: Session) -> frozenset[int]:
    """Say of this one session how it stands now: no other button is drawn."""
    return frozenset({session.pk} if request.POST.get("star") == "1" else ())


def _came_from(request: HttpRequest) -> str:
    """Give the page with the button, where it is one of ours."""
    page = request.POST.get("next", "").partition("#")[0]
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else reverse("agenda")
