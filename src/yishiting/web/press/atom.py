"""Releases as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishiting.web.atom import Entry, Frame, atom

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yishiting.web.press.models import Release
    from yishiting.web.programme.models import Assembly


def releases_atom(releases: Iterable[Release], *, assembly: Assembly, language: str) -> bytes:
    """Write a feed in one language; ``releases`` come from `queries.releases.releases_to_tell`."""
    name = assembly.title.shown(language).text or "Yishiting 议事厅"
    with override(language):
        title = _("%(assembly)s: releases") % {"assembly": name}
    frame = Frame(title, reverse("releases_feed"), reverse("releases"), name, language)
    return atom(frame, (_entry(each, language) for each in releases))


def _entry(release: Release, language: str) -> Entry:
    appeared_at = release.appears_at or release.made_at
    corrected_at: datetime | None = getattr(release, "corrected_at", None)
    forum = release.forum if release.forum and release.forum.is_published else None
    return Entry(
        title=release.title.shown(language),
        path=reverse("release", args=[release.slug]),
        published_at=appeared_at,
        updated_at=corrected_at or appeared_at,
        summary=release.lead.shown(language).text,
        categories=(forum.title.shown(language).text,) if forum else (),
    )
