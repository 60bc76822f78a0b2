"""Feeds of what is new: sessions, and published results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from yishiting.web.atom import Entry, Frame, atom
from yishiting.web.front.queries.agreements import newest_results
from yishiting.web.programme.models import PUBLIC, Session
from yishiting.web.programme.templatetags.moments import moment

if TYPE_CHECKING:
    from yishiting.web.deliberation.models import PublishedResult
    from yishiting.web.programme.models import Assembly

MOST_ENTRIES = 50
_LONGEST_SUMMARY = 500


def sessions_atom(assembly: Assembly, language: str) -> bytes:
    """Tell of the sessions that were published or changed last."""
    told = Session.objects.filter(PUBLIC).select_related("forum", "room")
    newest = told.annotate(told_at=Coalesce("published_at", "made_at")).order_by("-changed_at", "-pk")[:MOST_ENTRIES]
    name = assembly.title.shown(language).text
    with override(language):
        title = _("%(assembly)s: sessions, new and changed") % {"assembly": name}
        entries = [_session(each, assembly, language) for each in newest]
    return atom(Frame(title, reverse("sessions_atom"), reverse("programme"), name, language), entries)


def results_atom(assembly: Assembly, language: str) -> bytes:
    """Tell of the results that were published last."""
    name = assembly.title.shown(language).text
    with override(language):
        title = _("%(assembly)s: published results") % {"assembly": name}
        entries = [_result(each, language) for each in newest_results()[:MOST_ENTRIES]]
    return atom(Frame(title, reverse("results_atom"), reverse("deliberations"), name, language), entries)


def _session(session: Session, assembly: Assembly, language: str) -> Entry:
    title = session.title.shown(language)
    places = [session.room.name.shown(language).text] if session.room else []
    when = [strip_tags(moment(session.begins_at, assembly))] if session.begins_at else []
    off = [_("Cancelled: this session does not take place.")] if session.is_cancelled else []
    about = session.about.shown(language).text
    about = about if len(about) <= _LONGEST_SUMMARY else about[:_LONGEST_SUMMARY].rstrip() + "…"
    return Entry(
        title=title,
        path=reverse("session", args=[session.slug]),
        published_at=session.published_at or session.made_at,
        updated_at=session.changed_at,
        summary="\n".join([*off, " · ".join([*when, *places]), about]).strip(),
        name=f"urn:uuid:{session.guid}",
        categories=(session.forum.title.shown(language).text,) if session.forum else (),
    )


def _result(result: PublishedResult, language: str) -> Entry:
    people = ngettext("%(n)d person took part.", "%(n)d people took part.", result.n_participants)
    return Entry(
        title=result.deliberation.question.shown(language),
        path=reverse("published_result", args=[result.deliberation.slug, result.number]),
        published_at=result.made_at,
        updated_at=result.made_at,
        summary=people % {"n": result.n_participants},
    )
