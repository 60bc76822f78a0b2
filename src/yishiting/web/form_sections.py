"""Parts of a long form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django import forms
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Section:
    """Fields that belong together; what hardly anybody changes is folded away until there is an error in it."""

    title: _StrPromise
    fields: list[forms.BoundField]
    is_folded: bool = False
