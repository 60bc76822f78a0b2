"""A press conference as a transcript: its published pairs, in one language where they have been translated into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishiting.formats.transcript import Pair, Said, Source, Transcript
from yishiting.web.press.queries.podium import conference_pairs
from yishiting.web.press.queries.questions import citations_of
from yishiting.web.programme.templatetags.moments import hours, moment

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.content import Content
    from yishiting.web.press.models import Question
    from yishiting.web.press.queries.questions import Citations
    from yishiting.web.programme.models import Assembly, Session


def transcript_of(session: Session, *, assembly: Assembly, language: str, now: datetime) -> Transcript:
    """Give what was asked and answered, with what everybody may see of what it rests on."""
    pairs = conference_pairs(session)
    cited = citations_of(pairs, now)
    with override(language):
        return Transcript(
            title=str(session.title),
            language=language,
            facts=_facts(session, assembly),
            pairs=tuple(_pair(each, cited.get(each.pk), assembly, language) for each in pairs),
            sources_heading=_("What the answers rest on"),
            nothing=_("No answer has been published yet."),
            as_of=max((each.published_at for each in pairs if each.published_at), default=session.changed_at),
        )


def _facts(session: Session, assembly: Assembly) -> tuple[str, ...]:
    place = [strip_tags(moment(session.begins_at, assembly)), str(session.room or "")]
    address = settings.PUBLIC_URL + reverse("press_conference", args=[session.slug])
    return tuple(fact for fact in (str(assembly), " · ".join(each for each in place if each), address) if fact)


def _pair(question: Question, cited: Citations | None, assembly: Assembly, language: str) -> Pair:
    return Pair(
        heading=_("Question %d") % question.number,
        asked=_asked(question, assembly),
        question=_said(question.text, language),
        answered=_answered(question, assembly),
        answer=_said(question.answer, language),
        sources=_sources(cited, language) if cited else (),
    )


def _asked(question: Question, assembly: Assembly) -> str:
    who = {
        "name": question.asker_name,
        "outlet": question.asker_outlet,
        "addressee": question.addressee,
        "when": strip_tags(moment(question.made_at, assembly)),
    }
    if question.asker_outlet:
        return _("%(name)s (%(outlet)s) to %(addressee)s, %(when)s") % who
    return _("%(name)s to %(addressee)s, %(when)s") % who


def _answered(question: Question, assembly: Assembly) -> str:
    who = {"name": question.answerer_name or question.addressee}
    if question.is_given_aloud:
        return _("%(name)s, aloud at %(time)s") % {**who, "time": strip_tags(hours(question.answered_at, assembly))}
    when = strip_tags(moment(question.answered_at, assembly))
    return _("%(name)s, in writing, %(when)s") % {**who, "when": when}


def _sources(cited: Citations, language: str) -> tuple[Source, ...]:
    releases = (Source(_said(each.title, language), _address("release", each.slug)) for each in cited.releases)
    results = (
        Source(
            _said(each.deliberation.question, language),
            _address("published_result", each.deliberation.slug, each.number),
        )
        for each in cited.results
    )
    return (*releases, *results)


def _address(name: str, *args: str | int) -> str:
    return settings.PUBLIC_URL + reverse(name, args=args)


def _said(content: Content, language: str) -> Said:
    shown = content.shown(language)
    return Said(shown.text, shown.language)
