"""Releases as they are read: by everybody once they are public, at the press desk in every state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from yishiting.web.press.markdown import html_of
from yishiting.web.press.models import Correction, Release, public_at
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from yishiting.web.content import Content, Shown

# Since when everybody may read it. An embargo always ends after the issue: `issue_release` sees to that.
_APPEARED = Coalesce("embargo_until", "issued_at")

State = Release.State


@dataclass(frozen=True)
class Wording:
    """A release as one reader reads it, now or as it was before a correction.

    ``began_at`` and ``ended_at`` are the moments between which it stood so; nothing for the end of what stands now.
    """

    title: Shown
    lead: Shown | None
    text: Shown
    html: SafeString
    began_at: datetime | None
    ended_at: datetime | None = None
    note: Content | None = None


def public_releases(now: datetime) -> QuerySet[Release]:
    """Give the releases that everybody may read, the newest first; ``appeared_at`` is since when."""
    found = Release.objects.filter(public_at(now)).annotate(appeared_at=_APPEARED)
    return found.select_related("forum").order_by("-appeared_at", "-pk")


def listed_releases(now: datetime, forum: str = "") -> QuerySet[Release]:
    """Give them for a list, without their texts; of one forum where its short name is given."""
    found = public_releases(now).defer("text")
    return found.filter(forum__slug=forum) if forum else found


def newest_releases(now: datetime, limit: int) -> list[Release]:
    """Give the newest ones that everybody may read."""
    return list(listed_releases(now)[:limit])


def releases_to_tell(now: datetime, limit: int) -> list[Release]:
    """Give the newest ones for a feed, with ``corrected_at``: when each was corrected last, if ever."""
    return list(listed_releases(now).annotate(corrected_at=Max("corrections__made_at"))[:limit])


def releases_changed_at(now: datetime) -> datetime | None:
    """Tell when what everybody may read became different last: a withdrawal counts, too."""
    seen = Release.objects.filter(public_at(now) | Q(withdrawn_at__lte=now))
    moments = seen.aggregate(changed=Max("changed_at"), withdrawn=Max("withdrawn_at"), appeared=Max(_APPEARED))
    return max((each for each in moments.values() if each is not None), default=None)


def forums_with_releases(now: datetime) -> QuerySet[Forum]:
    """Give the published forums that a public release names."""
    named = Release.objects.filter(public_at(now)).values("forum")
    return Forum.objects.filter(pk__in=named, is_published=True)


def desk_releases(now: datetime, state: str = "") -> QuerySet[Release]:
    """Give all releases for the press desk: drafts first, then what waits for its minute, then the newest."""
    found = Release.objects.annotate(appeared_at=_APPEARED).select_related("forum").defer("text")
    order = (F("appeared_at").desc(nulls_first=True), "-changed_at", "-pk")
    return found.filter(_state(now)[State(state)] if state in State.values else Q()).order_by(*order)


def corrections_of(release: Release) -> list[Correction]:
    """Give what was corrected, the latest first, without the texts before."""
    return list(release.corrections.defer("text", "lead", "title"))


def wording(release: Release, reader: str) -> Wording:
    """Give a release as it stands now, for a reader of one language."""
    return _wording(release, reader, release.appears_at)


def wordings(release: Release, reader: str) -> list[Wording]:
    """Give all its wordings, the latest first; each earlier one with what was corrected then."""
    corrections = list(release.corrections.all())
    begins = [*(each.made_at for each in corrections), release.appears_at]
    now = _wording(release, reader, begins[0])
    earlier = (
        _wording(each, reader, began_at, each.made_at, each.note)
        for each, began_at in zip(corrections, begins[1:], strict=True)
    )
    return [now, *earlier]


def languages_of(release: Release, corrections: Iterable[Correction] = ()) -> tuple[str, ...]:
    """Give the languages in which a release, or an earlier wording of it, can be read."""
    earlier = (code for each in corrections for code in each.text.texts)
    return tuple(dict.fromkeys((*release.languages, *earlier)))


def _wording(
    said: Release | Correction,
    reader: str,
    began_at: datetime | None,
    ended_at: datetime | None = None,
    note: Content | None = None,
) -> Wording:
    text = said.text.shown(reader)
    lead = said.lead.shown(reader) if said.lead else None
    return Wording(said.title.shown(reader), lead, text, html_of(text.text), began_at, ended_at, note)


def _state(now: datetime) -> dict[State, Q]:
    is_public = public_at(now)
    return {
        State.DRAFT: Q(issued_at=None),
        State.EMBARGOED: Q(issued_at__isnull=False, withdrawn_at=None) & ~is_public,
        State.PUBLIC: is_public,
        State.WITHDRAWN: Q(withdrawn_at__isnull=False),
    }
