"""A file of delegations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.text_upload import TextFileField


class ImportForm(forms.Form):
    """One CSV file, read as text."""

    file = TextFileField(
        label=_("CSV file"),
        help_text=_("UTF-8 or GB18030, with commas, semicolons or tabs; at most 2 MB."),
        accept=".csv,text/csv",
    )
