"""A statement as somebody writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import Content
from yishiting.web.content_forms import language_name
from yishiting.web.deliberation.statement_text import cleaned_statement

if TYPE_CHECKING:
    from collections.abc import Sequence


class StatementForm(forms.Form):
    """One statement in its own language. ``is_new`` is set by the page that has shown what is similar."""

    text = forms.CharField(
        label=_("Your statement"),
        help_text=_("At most 280 letters, or 140 Chinese ones."),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Written in"))
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        if isinstance(language, forms.ChoiceField):
            language.choices = [(code, language_name(code)) for code in languages]
        mine = get_language()
        language.initial = mine if mine in languages else next(iter(languages), None)

    def clean_text(self) -> str:
        """Give one line of plain text."""
        return cleaned_statement(self.cleaned_data["text"])

    def content(self) -> Content:
        """Give the statement's text in its language."""
        return Content.of(self.cleaned_data["language"], self.cleaned_data["text"])
