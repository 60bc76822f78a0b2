"""To whom questions are put, and who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.choices import ManyChoices
from yishiting.web.content_forms import offer_languages
from yishiting.web.people.models import Account
from yishiting.web.people.queries.accounts import owner_of
from yishiting.web.press.models import Addressee

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 50


class AddresseeForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """A spokesperson or an organisation. Accounts are added by address, and kept by their ticks."""

    kept = ManyChoices(
        Account.objects.none(),
        label=_("Answer for them now"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take a tick away and this account sees the questions no more."),
    )
    added = forms.CharField(
        label=_("E-mail addresses of accounts that answer"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("One a line. Each must be the confirmed address of an account; invite the person first."),
    )

    class Meta:
        model = Addressee
        fields = ("name", "position", "organisation", "order")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "position": _("Position"),
            "organisation": _("Organisation"),
            "order": _("Place in the list"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("A spokesperson, or an organisation."),
            "order": _("Smaller numbers stand first."),
        }

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)
        kept = self.fields["kept"]
        if self.instance.pk is None or not isinstance(kept, ManyChoices):
            del self.fields["kept"]
            return
        kept.queryset = self.instance.answering.order_by("pk")
        kept.initial = [each.pk for each in kept.queryset]
        if not kept.initial:
            del self.fields["kept"]

    def clean_added(self) -> list[Account]:
        """Give the accounts; names each line that leads to none."""
        lines = [line.strip() for line in self.cleaned_data["added"].splitlines() if line.strip()]
        if len(lines) > _MOST:
            raise ValidationError(_("At most %(most)d addresses at once."), code="many", params={"most": _MOST})
        found = [(line, owner_of(line)) for line in lines]
        unknown = ", ".join(line for line, account in found if account is None)
        if unknown:
            raise ValidationError(
                _("No account has confirmed this address: %(unknown)s"), code="unknown", params={"unknown": unknown}
            )
        return [account for _line, account in found if account is not None]

    @property
    def columns(self) -> dict[str, Any]:
        """What is kept of the addressee itself."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    @property
    def answering(self) -> set[Account]:
        """Who answers from now on."""
        return {*self.cleaned_data.get("kept", ()), *self.cleaned_data["added"]}
