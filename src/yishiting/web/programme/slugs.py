"""Short names in addresses, made from titles where nobody has chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from yishiting.web.content import Content

_LONGEST = 50


def fresh_slug(title: Content, kind: str, taken: QuerySet[Model]) -> str:
    """Make a slug of the English or the original text that ``taken`` has not; of no Latin letters, the kind's name."""
    wanted = slugify(title.texts.get("en") or title.original)[:_LONGEST].strip("-_").replace("_", "-") or kind
    used = set(taken.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in used:
        return wanted
    return next(slug for number in range(2, len(used) + 3) if (slug := f"{wanted}-{number}") not in used)
