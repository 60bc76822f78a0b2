"""Where people say which constituencies they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.models import Constituency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yishiting.web.people.models import ConstituencyKind


class DeclarationForm(forms.Form):
    """A choice for every kind that the deliberation asks for; none needs an answer."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        kinds: Iterable[ConstituencyKind],
        declared: Mapping[int, int],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[f"kind-{kind.pk}"] = forms.ModelChoiceField(
                Constituency.objects.filter(kind=kind),
                label=str(kind.name),
                required=False,
                empty_label=_("I would rather not say"),
                initial=declared.get(kind.pk),
            )

    def chosen(self) -> list[Constituency]:
        """Give the constituencies that were chosen."""
        return [each for each in self.cleaned_data.values() if each is not None]
