"""Make, change, publish, hide and delete exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.exhibition.models import Exhibit
from yishiting.web.programme.actions.columns import write_columns
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.exhibition.models import Exhibitor
    from yishiting.web.people.models import Account


class ExhibitStateError(ValueError):
    """What was asked for does not fit the state of the exhibit; its sentence is for whoever asked."""


@transaction.atomic
def make_exhibit(*, exhibitor: Exhibitor, by: Account | None, values: Mapping[str, Any], now: datetime) -> Exhibit:
    """Make an exhibit that only its exhibitor and the desk see.

    ``values`` are columns, and "sessions". Without "slug" one is made of the title.
    """
    exhibit = Exhibit(exhibitor=exhibitor, made_at=now, changed_at=now)
    exhibit.slug = values.get("slug") or fresh_slug(values["title"], "exhibit", Exhibit.objects.all())
    _write(exhibit, values)
    record_act(by=by, what=What.EXHIBIT_MADE, thing=exhibit.slug, now=now)
    return exhibit


@transaction.atomic
def change_exhibit(*, exhibit: Exhibit, by: Account | None, values: Mapping[str, Any], now: datetime) -> Exhibit:
    """Change what is said about an exhibit; its address stays."""
    fresh = locked_exhibit(exhibit)
    fresh.changed_at = now
    _write(fresh, values)
    record_act(by=by, what=What.EXHIBIT_CHANGED, thing=fresh.slug, details={"settings": sorted(values)}, now=now)
    return fresh


@transaction.atomic
def publish_exhibit(*, exhibit: Exhibit, by: Account | None, now: datetime) -> Exhibit:
    """Show an exhibit to everybody who sees its exhibitor."""
    fresh = locked_exhibit(exhibit)
    if fresh.is_published:
        return fresh
    fresh.is_published, fresh.changed_at = True, now
    if fresh.is_public:
        fresh.published_at = fresh.published_at or now
    fresh.save(update_fields=["is_published", "published_at", "changed_at"])
    record_act(by=by, what=What.EXHIBIT_PUBLISHED, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def hide_exhibit(*, exhibit: Exhibit, by: Account | None, now: datetime) -> Exhibit:
    """Take an exhibit out of the public exhibition again."""
    fresh = locked_exhibit(exhibit)
    if not fresh.is_published:
        return fresh
    fresh.is_published, fresh.changed_at = False, now
    fresh.save(update_fields=["is_published", "changed_at"])
    record_act(by=by, what=What.EXHIBIT_HIDDEN, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def delete_exhibit(*, exhibit: Exhibit, by: Account | None) -> None:
    """Delete an exhibit with its pictures. Raises `ExhibitStateError` once it has been public.

    Others may have linked to it and commented on it, and an exhibitor does not take away what was said.
    """
    fresh = locked_exhibit(exhibit)
    if fresh.is_public or fresh.published_at is not None:
        raise ExhibitStateError(_("It has been public: others may have linked to it or commented on it. Hide it."))
    fresh.delete()
    record_act(by=by, what=What.EXHIBIT_DELETED, thing=fresh.slug)


def locked_exhibit(exhibit: Exhibit) -> Exhibit:
    """Read an exhibit anew, and hold it until the transaction ends."""
    return Exhibit.objects.select_for_update(of=("self",)).select_related("exhibitor").get(pk=exhibit.pk)


def _write(exhibit: Exhibit, values: Mapping[str, Any]) -> None:
    columns = {name: value for name, value in values.items() if name not in ("slug", "sessions")}
    write_columns(exhibit, columns)
    if "sessions" in values:
        exhibit.sessions.set(values["sessions"])
