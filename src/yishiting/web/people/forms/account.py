"""What people say about themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.text import require_plain


class NameForm(forms.Form):
    """How somebody is greeted. Who holds a role must have a name: the desk's record says who did what."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Shown to the organiser, and to the other seats of your delegation. You may leave it empty."),
        max_length=100,
        required=False,
        validators=[require_plain],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, is_needed: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        if is_needed:
            self.fields["name"].required = True
            self.fields["name"].help_text = _("Shown at the desk, beside what you have done there.")
