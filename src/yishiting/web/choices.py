"""Form fields that choose rows of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ManyChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # generic for type checkers only
    """Chooses several rows. A number that no column can hold is a choice that is not offered, and no fault.

    Django itself looks such a number up, and SQLite refuses to be asked.
    """

    def clean(self, value: Any) -> QuerySet[Any]:  # noqa: ANN401 - whatever a browser sent
        """Give the chosen rows."""
        try:
            return super().clean(value)
        except OverflowError:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "…"}
            ) from None
