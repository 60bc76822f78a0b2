"""Write a row of the programme, checked as its model says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model


def write_columns(thing: Model, values: Mapping[str, Any]) -> None:
    """Put values into a row and save it. Raises Django's `ValidationError`, with nothing saved."""
    for name, value in values.items():
        setattr(thing, name, value)
    thing.full_clean()
    thing.save()


def without_slug(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the short name: it is settled when a thing is made, and stands in addresses."""
    return {name: value for name, value in values.items() if name != "slug"}
