"""Write releases as an Atom feed (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.web.press.models import Release
    from yishiting.web.programme.models import Assembly

# A feed that has never held anything always says the same, so that nobody fetches it again for nothing.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """Each entry names the language of its title: a missing translation shows the original."""

    def latest_post_date(self) -> datetime:
        moments = [each["updateddate"] for each in self.items]
        return max(moments, default=_NEVER)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}


def releases_atom(releases: Sequence[Release], *, assembly: Assembly, language: str) -> bytes:
    """Give the feed; ``releases`` come from `queries.releases.releases_to_tell`."""
    feed = _Feed(**_frame(assembly, language))
    for each in releases:
        feed.add_item(**_item(each, language))
    return feed.writeString("utf-8").encode()


def _frame(assembly: Assembly, language: str) -> dict[str, Any]:
    name = assembly.title.shown(language).text or "Yishiting 议事厅"
    with override(language):
        title = _("%(assembly)s: releases") % {"assembly": name}
    address = settings.PUBLIC_URL + reverse("releases_feed") + f"?language={language}"
    return {
        "title": title,
        "link": settings.PUBLIC_URL + reverse("releases"),
        "description": "",
        "language": language,
        "feed_url": address,
        "feed_guid": address,
        "author_name": name,
    }


def _item(release: Release, language: str) -> dict[str, Any]:
    title, appeared_at = release.title.shown(language), release.appears_at or release.made_at
    corrected_at: datetime | None = getattr(release, "corrected_at", None)
    address = settings.PUBLIC_URL + reverse("release", args=[release.slug])
    forum = release.forum if release.forum and release.forum.is_published else None
    return {
        "title": title.text,
        "language": title.language,
        "link": address,
        # A summary counts as HTML in Django's feeds, and a lead is plain text.
        "description": escape(release.lead.shown(language).text) if release.lead else None,
        "unique_id": address,
        "pubdate": appeared_at,
        "updateddate": max(appeared_at, corrected_at) if corrected_at else appeared_at,
        "categories": [forum.title.shown(language).text] if forum else [],
    }
