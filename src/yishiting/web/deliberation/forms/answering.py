"""Answers, and taking them back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.deliberation.actions.voting import Answer
from yishiting.web.deliberation.models.statement import LONGEST_STATEMENT
from yishiting.web.deliberation.statement_text import cleaned_line

VALUES = ((1, _("Agree")), (-1, _("Disagree")), (0, _("Pass")))


class AnswerForm(forms.Form):
    """One answer to one statement, named by its number."""

    statement = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    vote = forms.TypedChoiceField(
        choices=VALUES, coerce=int, error_messages={"required": _("Please choose agree, disagree or pass.")}
    )
    matters = forms.BooleanField(required=False)
    reason = forms.CharField(required=False, strip=False)

    def clean_reason(self) -> str:
        """Give one line of plain text."""
        return cleaned_line(self.cleaned_data["reason"], LONGEST_STATEMENT)

    def answer(self) -> Answer:
        """Give what was answered."""
        data = self.cleaned_data
        return Answer(data["vote"], data["matters"], data["reason"])


class NumberForm(forms.Form):
    """A statement, named by its number."""

    statement = forms.IntegerField(min_value=1, max_value=2**31 - 1)
