"""What everybody may see of the exhibition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Prefetch
from django.db.models.functions import Coalesce

from yishiting.web.exhibition.models import PUBLIC_EXHIBIT, Exhibit, Exhibitor, Picture
from yishiting.web.programme.models import PUBLIC, Session

if TYPE_CHECKING:
    from django.db.models import QuerySet

_IN_THE_FEED = 50


def public_exhibitors() -> QuerySet[Exhibitor]:
    """Give the exhibitors that everybody may see."""
    return Exhibitor.objects.filter(is_published=True)


def public_exhibits() -> QuerySet[Exhibit]:
    """Give the exhibits that everybody may see."""
    return Exhibit.objects.filter(PUBLIC_EXHIBIT)


def with_pictures(exhibits: QuerySet[Exhibit]) -> QuerySet[Exhibit]:
    """Read the pictures along, without their bytes, in their order."""
    return exhibits.prefetch_related(Prefetch("pictures", Picture.objects.order_by("order", "pk")))


def exhibits_of(exhibitor: Exhibitor) -> QuerySet[Exhibit]:
    """Give all exhibits of an exhibitor, with their pictures, in their order."""
    return with_pictures(exhibitor.exhibits.select_related("link").order_by("order", "pk"))


def sessions_of(*exhibits: Exhibit) -> QuerySet[Session]:
    """Give the public sessions that are about some exhibits."""
    public = Session.objects.filter(PUBLIC).select_related("forum", "room").defer("about", "forum__about")
    about = Exhibit.sessions.through.objects.filter(exhibit__in=[each.pk for each in exhibits])
    return public.filter(pk__in=about.values("session")).order_by("begins_at", "slug")


def exhibits_about(session: Session) -> QuerySet[Exhibit]:
    """Give the public exhibits that a session is about."""
    return public_exhibits().filter(sessions=session).select_related("exhibitor__hall").order_by("slug")


def newest_exhibits() -> QuerySet[Exhibit]:
    """Give the exhibits that became public last, the latest first."""
    shown = public_exhibits().select_related("exhibitor").annotate(public_since=Coalesce("published_at", F("made_at")))
    return shown.order_by("-public_since", "-pk")[:_IN_THE_FEED]
