"""What people say about themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.text import require_plain


class NameForm(forms.Form):
    """How somebody is greeted."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Shown to the organiser, and to the other seats of your delegation. You may leave it empty."),
        max_length=100,
        required=False,
        validators=[require_plain],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
