"""A file with exhibitors."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.text_upload import TextFileField


class ExhibitorsImportForm(forms.Form):
    """One CSV file, read as text."""

    file = TextFileField(
        label=_("File"),
        help_text=_("A table as CSV in UTF-8 or GB18030; at most 10 MB."),
        accept=".csv,text/csv",
        largest=10_000_000,
        error_messages={"large": _("This file is larger than 10 MB. A table of 2,000 exhibitors has about 2 MB.")},
    )
