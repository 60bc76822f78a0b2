"""Make, change, place, publish, hide and delete exhibitors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.exhibition.models import Exhibitor
from yishiting.web.programme.actions.columns import write_columns
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from yishiting.web.people.models import Account


class ExhibitorStateError(ValueError):
    """What was asked for does not fit the state of the exhibitor; its sentence is for the desk."""


@transaction.atomic
def make_exhibitor(*, by: Account | None, values: Mapping[str, Any], now: datetime) -> Exhibitor:
    """Make an exhibitor that only the desk sees.

    ``values`` are columns, and "links". Without "slug" one is made of the name.
    """
    exhibitor = Exhibitor(made_at=now, changed_at=now)
    exhibitor.slug = values.get("slug") or fresh_slug(values["name"], "exhibitor", Exhibitor.objects.all())
    _write(exhibitor, values)
    record_act(by=by, what=What.EXHIBITOR_MADE, thing=exhibitor.slug, now=now)
    return exhibitor


@transaction.atomic
def change_exhibitor(
    *, exhibitor: Exhibitor, by: Account | None, values: Mapping[str, Any], now: datetime
) -> Exhibitor:
    """Change what is said about an exhibitor, or where it stands; its address stays."""
    fresh = _locked(exhibitor)
    fresh.changed_at = now
    _write(fresh, values)
    record_act(by=by, what=What.EXHIBITOR_CHANGED, thing=fresh.slug, details={"settings": sorted(values)}, now=now)
    return fresh


@transaction.atomic
def publish_exhibitor(*, exhibitor: Exhibitor, by: Account | None, now: datetime) -> Exhibitor:
    """Show an exhibitor to everybody, with those of its exhibits that are published."""
    fresh = _locked(exhibitor)
    if fresh.is_published:
        return fresh
    fresh.is_published, fresh.changed_at = True, now
    fresh.save(update_fields=["is_published", "changed_at"])
    fresh.exhibits.filter(is_published=True, published_at=None).update(published_at=now)
    record_act(by=by, what=What.EXHIBITOR_PUBLISHED, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def hide_exhibitor(*, exhibitor: Exhibitor, by: Account | None, now: datetime) -> Exhibitor:
    """Take an exhibitor and all its exhibits out of the public exhibition again."""
    fresh = _locked(exhibitor)
    if not fresh.is_published:
        return fresh
    fresh.is_published, fresh.changed_at = False, now
    fresh.save(update_fields=["is_published", "changed_at"])
    record_act(by=by, what=What.EXHIBITOR_HIDDEN, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def publish_exhibitors(*, exhibitors: Iterable[Exhibitor], by: Account | None, now: datetime) -> int:
    """Show several, all or none; give how many were hidden before."""
    hidden = [each for each in exhibitors if not each.is_published]
    return len([publish_exhibitor(exhibitor=each, by=by, now=now) for each in hidden])


@transaction.atomic
def hide_exhibitors(*, exhibitors: Iterable[Exhibitor], by: Account | None, now: datetime) -> int:
    """Hide several, all or none; give how many were public before."""
    shown = [each for each in exhibitors if each.is_published]
    return len([hide_exhibitor(exhibitor=each, by=by, now=now) for each in shown])


@transaction.atomic
def delete_exhibitor(*, exhibitor: Exhibitor, by: Account | None) -> None:
    """Delete an exhibitor with its exhibits and their pictures.

    Raises `ExhibitorStateError` while it is public, and once an exhibit of it has been: see `delete_exhibit`.
    """
    fresh = _locked(exhibitor)
    if fresh.is_published:
        raise ExhibitorStateError(_("It is public: hide it first."))
    if fresh.exhibits.exclude(published_at=None).exists():
        raise ExhibitorStateError(
            _("Exhibits of it have been public: others may have linked to them or commented on them. It stays hidden.")
        )
    fresh.delete()
    record_act(by=by, what=What.EXHIBITOR_DELETED, thing=fresh.slug)


def _locked(exhibitor: Exhibitor) -> Exhibitor:
    return Exhibitor.objects.select_for_update().get(pk=exhibitor.pk)


def _write(exhibitor: Exhibitor, values: Mapping[str, Any]) -> None:
    columns = {name: value for name, value in values.items() if name not in ("slug", "links")}
    write_columns(exhibitor, columns)
    if "links" in values:
        exhibitor.links.set(values["links"])
