"""What the assembly is."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.content_forms import language_name, offer_languages
from yishiting.web.programme.models import Assembly

# The six languages of the United Nations; a text in any other language that is there already is kept.
OFFERED_LANGUAGES = ("en", "zh-hans", "ar", "fr", "ru", "es")


class AssemblyForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """Title, theme, place, dates, languages, and who counts as verified."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("All times of the assembly are entered and shown in it.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of texts"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Forms offer a box for each. The pages themselves can be read in English and Chinese."),
    )

    class Meta:
        model = Assembly
        fields = (
            "title",
            "theme",
            "about",
            "place",
            "begins_on",
            "ends_on",
            "time_zone",
            "languages",
            "verification",
        )
        labels = {
            "title": _("Title"),
            "theme": _("Theme"),
            "about": _("About"),
            "place": _("Place"),
            "begins_on": _("First day"),
            "ends_on": _("Last day"),
            "verification": _("Verified participants"),
        }
        help_texts = {
            "title": _("The name of the whole event, as it stands on every page."),
            "theme": _("One line under the title."),
            "about": _("A few paragraphs for the first page."),
            "verification": _(
                "What makes the owner of an account count as verified. Others answer as open participants."
            ),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "begins_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "verification": forms.RadioSelect(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        zones = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]
        self._choices("time_zone", [("UTC", "UTC"), *zones])
        codes = dict.fromkeys((*OFFERED_LANGUAGES, *dict(settings.LANGUAGES), *self.instance.languages))
        self._choices("languages", [(code, language_name(code)) for code in codes])
        offer_languages(self, self.instance.languages)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", ValidationError(_("The last day must not be before the first."), code="order"))
        return cleaned

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
