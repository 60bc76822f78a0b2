"""Forms of the desk's own pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.deliberation.models import Deliberation
from yishiting.web.desk.queries.acts import Wanted

if TYPE_CHECKING:
    from yishiting.web.programme.models import Assembly


class _ByShortName(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for type checkers only
    """Names deliberations by their short names: an auditor may not read the question of a draft."""

    def label_from_instance(self, obj: Deliberation) -> str:
        """Give the short name."""
        return obj.slug


class _DayInput(forms.DateInput):
    """A box for a day; what is no day is not put back into it, because browsers refuse it there."""

    input_type = "date"

    def format_value(self, value: object) -> str | None:
        """Give a day, or nothing."""
        return str(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value or "")) else None


class ActsForm(forms.Form):
    """Which acts are shown; a field that cannot be read limits nothing, and says so."""

    person = forms.CharField(label=_("Person"), required=False, max_length=100)
    deliberation = _ByShortName(
        Deliberation.objects.none(), label=_("Deliberation"), required=False, to_field_name="slug", empty_label=_("all")
    )
    since = forms.DateField(label=_("From (day)"), required=False, widget=_DayInput)
    until = forms.DateField(label=_("To (day)"), required=False, widget=_DayInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own
        self.fields["deliberation"].queryset = Deliberation.objects.order_by("slug")  # type: ignore[attr-defined] # it has one

    def wanted(self, assembly: Assembly) -> Wanted:
        """Give what is asked for, on the assembly's clocks."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in ("deliberation", "since", "until")}
        return Wanted(person=self.cleaned_data.get("person", ""), time_zone=assembly.time_zone, **given)
