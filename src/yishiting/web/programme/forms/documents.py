"""A document of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.formats.programme import DocumentRefusedError, MacrosError, kind_of
from yishiting.web.content_forms import language_name, offer_languages
from yishiting.web.programme.actions.documents import BroughtFile
from yishiting.web.programme.models import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

# What fits between a download and a slow reader (the server's own buffer), so that the reader holds nobody up.
_LARGEST = 16_000_000
_ACCEPT = ".pdf,.docx,.pptx,.xlsx,.odt,.odp,.ods,.txt,.md,.png,.jpg,.jpeg"


def largest_document() -> int:
    """Give the bytes that a document may have here."""
    return min(_LARGEST, int(settings.MAX_UPLOAD_BYTES))


class DocumentForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """A file with its title and language; of one that is there already the file may stay."""

    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": _ACCEPT}), max_length=1000)

    class Meta:
        model = Document
        fields = ("title", "language", "order")
        labels: ClassVar[dict[str, Any]] = {"title": _("Title"), "order": _("Place in the list")}
        help_texts: ClassVar[dict[str, Any]] = {"order": _("Smaller numbers stand first.")}

    field_order = ("file", "title", "language", "order")

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)
        codes = dict.fromkeys((*languages, *filter(None, [self.instance.language])))
        named = [(code, language_name(code)) for code in codes]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the file"), required=False, choices=[("", _("none, or several")), *named]
        )
        self._ask_for_file()
        self.order_fields(self.field_order)

    def clean_file(self) -> BroughtFile | None:
        """Find out what the file is; its name and type as they were sent prove nothing."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > largest_document():
            raise ValidationError(_("This file has %(got)s MB; at most %(limit)d MB are taken."), "large", _sizes(file))
        try:
            return BroughtFile(file, kind_of(file))
        except MacrosError as error:
            text = _(
                "There are macros in this file, which would run on a reader's machine. Save it without, or as PDF."
            )
            raise ValidationError(text, "macros") from error
        except DocumentRefusedError as error:
            text = _("This is none of the kinds that are taken, or it is damaged. Save it as PDF and try again.")
            raise ValidationError(text, "kind") from error

    def values(self) -> dict[str, Any]:
        """Give what is said of the file."""
        return {name: self.cleaned_data[name] for name in ("title", "language", "order")}

    def _ask_for_file(self) -> None:
        kinds = _("PDF, DOCX, PPTX, XLSX, ODT, ODP, ODS, text, PNG or JPEG; at most %d MB.")
        field = self.fields["file"]
        field.help_text = kinds % (largest_document() // 1_000_000)
        if self.instance.pk is not None:
            field.required = False
            field.label = _("Another file")
            field.help_text = _("Empty: “%(name)s” stays.") % {"name": self.instance.name} + " " + field.help_text


def _sizes(file: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's own
    return {"got": f"{file.size / 1_000_000:.1f}", "limit": largest_document() // 1_000_000}
