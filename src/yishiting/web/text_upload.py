"""Files that are text, whatever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.formats import decode

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.functional import _StrPromise


class TextFileField(forms.FileField):
    """One file in UTF-8, UTF-16 or GB18030; cleaned, it is its text."""

    default_error_messages: ClassVar[dict[str, str | _StrPromise]] = {
        "encoding": _("This is not a text file in UTF-8 or GB18030. Save the table as “CSV UTF-8” and try again."),
        "zero": _("This is not a text file. Save the table as “CSV UTF-8” and try again."),
        "large": _("This file is too large."),
    }

    def __init__(self, *, accept: str, largest: int | None = None, **named: Any) -> None:  # noqa: ANN401 - Django's own
        self.largest = largest
        super().__init__(widget=forms.ClearableFileInput(attrs={"accept": accept}), **named)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401 - Django's own
        """Give the text of the file."""
        file: UploadedFile[bytes] = super().clean(data, initial)
        if self.largest is not None and (file.size is None or file.size > self.largest):
            raise ValidationError(self.error_messages["large"], code="large")
        try:
            text = decode(file.read() or b"")
        except ValueError as error:
            raise ValidationError(self.error_messages["encoding"], code="encoding") from error
        if "\0" in text:
            raise ValidationError(self.error_messages["zero"], code="zero")
        return text
