"""New exhibits as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishiting.web.atom import Entry, Frame, atom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yishiting.web.exhibition.models import Exhibit
    from yishiting.web.programme.models import Assembly


def exhibits_atom(exhibits: Iterable[Exhibit], *, assembly: Assembly, language: str) -> bytes:
    """Write a feed in one language; what is not translated stands in its own."""
    name = assembly.title.shown(language).text
    with override(language):
        title = " · ".join(filter(None, (_("New in the exhibition"), name)))
    frame = Frame(title, reverse("exhibits_feed"), reverse("exhibition"), name, language)
    return atom(frame, (_entry(each, language) for each in exhibits))


def _entry(exhibit: Exhibit, language: str) -> Entry:
    exhibitor, about = (each.shown(language).text for each in (exhibit.exhibitor.name, exhibit.about))
    return Entry(
        title=exhibit.title.shown(language),
        path=reverse("exhibit", args=[exhibit.slug]),
        published_at=exhibit.published_at or exhibit.made_at,
        updated_at=exhibit.changed_at,
        summary="\n\n".join(filter(None, (exhibitor, about))),
    )
