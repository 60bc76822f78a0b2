"""A journalist's request, and what the press desk answers."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.content_forms import tidy
from yishiting.web.people.text import require_plain
from yishiting.web.press.models import Accreditation


class AccreditationForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """Who asks, and for whom they work. Name and outlet are shown beside published questions."""

    website = forms.URLField(
        label=_("Website of the outlet"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Where your work can be read, heard or seen."),
    )

    class Meta:
        model = Accreditation
        fields = ("name", "outlet", "website", "place", "about", "wants_releases")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Your name"),
            "outlet": _("Outlet"),
            "place": _("Place"),
            "about": _("About your work"),
            "wants_releases": _("Send me new releases by e-mail"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("As it stands beside your questions once they are published."),
            "outlet": _("The newspaper, station or agency for which you ask. It stands there, too."),
            "place": _("From where you work."),
            "about": _("What the press desk should know to decide."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name in ("name", "outlet", "place", "website"):
            self.fields[name].validators.append(require_plain)

    def clean_about(self) -> str:
        """Give plain text of several lines."""
        return plain_lines(self.cleaned_data["about"])


class MailsForm(forms.Form):
    """Whether new releases come by e-mail."""

    wants_releases = forms.BooleanField(label=_("Send me new releases by e-mail"), required=False)


class DecisionForm(forms.Form):
    """Why a request is refused, or an accreditation ended; it is told to whoever asked."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It is told to the journalist, on their page and by e-mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        """Give plain text of several lines."""
        return plain_lines(self.cleaned_data["reason"])


def plain_lines(text: str) -> str:
    """Give a text of several lines as it is kept; refuses characters that act on what stands around them."""
    lines = tidy(text, is_long=True)
    for line in lines.split("\n"):
        require_plain(line.replace("\t", " "))
    return lines
