"""Statements at the desk: added one by one or from a file, decided about, translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import Content
from yishiting.web.content_forms import ContentFormField, language_name, offer_languages
from yishiting.web.deliberation.models.statement import LONGEST_STATEMENT
from yishiting.web.deliberation.policy import reason_choices
from yishiting.web.deliberation.statement_text import cleaned_statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

LONGEST_NOTE = 500


def cleaned_text(content: Content) -> Content:
    """Hold every language of a statement to the rules for statements."""
    return Content(content.language, {code: _cleaned(code, text) for code, text in content.texts.items()})


def _cleaned(code: str, text: str) -> str:
    try:
        return cleaned_statement(text)
    except ValidationError as error:
        sentence = " ".join(error.messages)
        raise ValidationError(f"{language_name(code)}: {sentence}", code="statement") from error


class SeedForm(forms.Form):
    """One statement of the organiser."""

    text = ContentFormField(
        label=_("Statement"),
        longest=LONGEST_STATEMENT,
        help_text=_("One sentence that one can agree or disagree with. It can be answered at once."),
    )

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)

    def clean_text(self) -> Content:
        """Hold it to the rules for statements."""
        return cleaned_text(self.cleaned_data["text"])


class TranslationForm(forms.Form):
    """Translations of one statement by people; the original cannot be changed."""

    def __init__(self, *args: Any, content: Content, languages: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.languages = [code for code in dict.fromkeys([*languages, *content.texts]) if code != content.language]
        for code in self.languages:
            self.fields[code] = forms.CharField(
                label=language_name(code),
                initial=content.texts.get(code, ""),
                required=False,
                max_length=LONGEST_STATEMENT,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        """Hold each to the rules for statements."""
        cleaned = super().clean() or {}
        for code in self.languages:
            if cleaned.get(code):
                try:
                    cleaned[code] = cleaned_statement(cleaned[code])
                except ValidationError as error:
                    self.add_error(code, error)
        return cleaned


class RefusalForm(forms.Form):
    """Why a statement is not accepted, or is taken down; the reason is public, and so is the note."""

    reason = forms.ChoiceField(label=_("Reason"), choices=reason_choices, help_text=_("Of the published policy."))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("The author and everybody else can read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StatementFileForm(forms.Form):
    """A file with one statement a row."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("UTF-8 with a header. A column “text”, if you like “language”, and “text_zh-hans” and the like."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several; gives a list."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ANN401 - Django's own
        """Look at each file by itself."""
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(_FilesField, self).clean(file, initial) for file in files or [None]]


class ConversationFilesForm(forms.Form):
    """A whole conversation with its votes."""

    export = _FilesField(
        label=_("Files"),
        help_text=_("A zip archive, or all files of an export together: a Polis export, or long CSV or Parquet."),
        widget=_ManyFiles(attrs={"multiple": True}),
    )
