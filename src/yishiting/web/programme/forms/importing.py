"""A file with a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.importing.reading import decode

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_LARGEST = 10_000_000


class ProgrammeImportForm(forms.Form):
    """One schedule.json or CSV file, read as text."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A schedule.json, or a table as CSV in UTF-8 or GB18030; at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.csv,application/json,text/csv"}),
    )

    def clean_file(self) -> str:
        """Give the text of the file."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > _LARGEST:
            raise ValidationError(_("This file is larger than 10 MB. A programme of 500 sessions has about 1 MB."))
        try:
            text = decode(file.read() or b"")
        except ValueError as error:
            raise ValidationError(_("This is not a text file in UTF-8 or GB18030.")) from error
        if "\0" in text:
            raise ValidationError(_("This is not a text file: it holds zero bytes."))
        return text
