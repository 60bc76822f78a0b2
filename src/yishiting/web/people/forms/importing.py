"""A file of delegations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.importing.reading import decode

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class ImportForm(forms.Form):
    """One CSV file, read as text."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("UTF-8 or GB18030, with commas, semicolons or tabs; at most 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """Give the text of the file."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            text = decode(file.read() or b"")
        except ValueError as error:
            raise ValidationError(
                _("This is not a text file in UTF-8 or GB18030. Save the table as “CSV UTF-8” and try again.")
            ) from error
        if "\0" in text:
            raise ValidationError(_("This is not a text file. Save the table as “CSV UTF-8” and try again."))
        return text
