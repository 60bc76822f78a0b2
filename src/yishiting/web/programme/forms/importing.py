"""A file with a programme."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.text_upload import TextFileField


class ProgrammeImportForm(forms.Form):
    """One schedule.json or CSV file, read as text."""

    file = TextFileField(
        label=_("File"),
        help_text=_("A schedule.json, or a table as CSV in UTF-8 or GB18030; at most 10 MB."),
        accept=".json,.csv,application/json,text/csv",
        largest=10_000_000,
        error_messages={
            "large": _("This file is larger than 10 MB. A programme of 500 sessions has about 1 MB."),
            "encoding": _("This is not a text file in UTF-8 or GB18030."),
            "zero": _("This is not a text file: it holds zero bytes."),
        },
    )
