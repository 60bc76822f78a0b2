"""A delegation: its names, its constituencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from yishiting.web.content_forms import ContentForm, ContentFormField
from yishiting.web.people.models import Constituency, ConstituencyKind, Delegation
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from yishiting.web.content import Content

SLUG = RegexValidator(r"\A[a-z0-9-]+\Z", _("Small letters, digits and hyphens."))


class DelegationForm(ContentForm):
    """A delegation's names, and one constituency of each kind."""

    name = ContentFormField(label=_("Name"), longest=120)

    def __init__(self, *args: Any, delegation: Delegation | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        belongs = _belongs(delegation)
        initial = {"name": delegation.name if delegation else None}
        super().__init__(*args, initial=initial, **kwargs)
        for kind in ConstituencyKind.objects.prefetch_related("constituencies"):
            self.fields[_field(kind)] = _constituency_field(kind, belongs.get(kind.pk))

    @property
    def name_given(self) -> Content:
        """The name in its languages."""
        name: Content = self.cleaned_data["name"]
        return name

    @property
    def constituencies(self) -> list[Constituency]:
        """What was chosen, at most one of each kind."""
        return [value for value in self.cleaned_data.values() if isinstance(value, Constituency)]


class NewDelegationForm(DelegationForm):
    """The same with a short name, which stays."""

    slug = forms.CharField(
        label=_("Short name"),
        help_text=_(
            "Small letters, digits and hyphens; it stands in addresses and in CSV files, and stays. "
            "Left empty, one is made of the name."
        ),
        max_length=60,
        required=False,
        validators=[SLUG],
    )

    def clean_slug(self) -> str:
        """Refuse one that is taken; make one where none was chosen."""
        slug = str(self.cleaned_data["slug"])
        if Delegation.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another delegation has this short name."), code="taken")
        if not slug and "name" in self.cleaned_data:
            return fresh_slug(self.cleaned_data["name"], "delegation", Delegation.objects.all())
        return slug


def _field(kind: ConstituencyKind) -> str:
    return f"kind-{kind.slug}"


def _constituency_field(kind: ConstituencyKind, chosen: int | None) -> forms.ModelChoiceField[Constituency]:
    return forms.ModelChoiceField(
        kind.constituencies.all(), label=str(kind), required=False, initial=chosen, empty_label=_("not declared")
    )


def _belongs(delegation: Delegation | None) -> dict[int, int]:
    if delegation is None:
        return {}
    return dict(delegation.participant.memberships.values_list("kind_id", "constituency_id"))
