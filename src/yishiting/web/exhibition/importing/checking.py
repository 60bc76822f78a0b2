"""Cells of a table under the rules of the forms at the desk: tidied alike, refused alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishiting.web.content import Content
from yishiting.web.content_forms import tidy
from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall
from yishiting.web.programme.importing.wanted import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import Model

    from yishiting.formats.exhibition import ExhibitorRow, ExhibitRow

_LONG = 200  # characters; shorter texts are one line, as in the forms
_SHOWN = 80
_MOST_REPRESENTATIVES = 20


class _PlainField(forms.CharField):
    """One line without characters that act."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        text = super().clean(value)
        if not text.isprintable():
            raise ValidationError(_("Plain text only."), code="control")
        return text


@cache
def _plain_fields() -> dict[str, forms.Field]:
    """Give the fields of what has no language."""
    says_address = {"invalid": gettext_lazy("an e-mail address such as name@example.org")}
    says_website = {"invalid": gettext_lazy("an address such as https://example.org")}
    website = forms.URLField(required=False, max_length=300, assume_scheme="https", error_messages=says_website)
    website.validators = [
        *website.validators[1:],
        URLValidator(schemes=["http", "https"], message=says_website["invalid"]),
    ]
    return {
        "booth": _PlainField(required=False, max_length=20),
        "website": website,
        "contact_email": forms.EmailField(required=False, max_length=254, error_messages=says_address),
        "contact_phone": _PlainField(required=False, max_length=40),
        "representatives": forms.EmailField(required=False, max_length=254, error_messages=says_address),
    }


@cache
def _text_field(model: type[Model], name: str) -> Any:  # noqa: ANN401 - a field of a form
    field: Any = getattr(model, name).field
    return field.formfield(required=False)


@dataclass
class Checker:
    """Tidies what a line says, and collects its faults."""

    language: str
    faults: list[Fault]

    def checked(self, row: ExhibitorRow) -> ExhibitorRow | None:
        """Give the same with tidy texts, or nothing where one of them cannot be taken in."""
        n_before = len(self.faults)
        tidied = replace(
            row,
            texts=self._texts(row.line, Exhibitor, row.texts),
            hall=self._text(row.line, Hall, "name", "hall", row.hall),
            booth=self._plain(row.line, "booth", row.booth),
            links=self._links(row.line, "links", row.links),
            website=self._plain(row.line, "website", row.website),
            contact_email=self._plain(row.line, "contact_email", row.contact_email),
            contact_phone=self._plain(row.line, "contact_phone", row.contact_phone),
            representatives=self._representatives(row),
            exhibit=self._exhibit(row.line, row.exhibit) if row.exhibit else None,
        )
        return tidied if len(self.faults) == n_before else None

    def _exhibit(self, line: int, exhibit: ExhibitRow) -> ExhibitRow:
        link = self._links(line, "exhibit_link", [exhibit.link])
        texts = self._texts(line, Exhibit, exhibit.texts, "exhibit_")
        return replace(exhibit, texts=texts, link=link[0] if link else "")

    def _links(self, line: int, column: str, links: Iterable[str]) -> tuple[str, ...]:
        tidied = (self._text(line, ChainLink, "name", column, each) for each in links)
        return tuple(each for each in tidied if each)

    def _representatives(self, row: ExhibitorRow) -> tuple[str, ...]:
        if len(row.representatives) > _MOST_REPRESENTATIVES:
            expected = _("at most %(limit)s addresses") % {"limit": _MOST_REPRESENTATIVES}
            self._note(row.line, "representatives", str(len(row.representatives)), expected)
            return ()
        return tuple(self._plain(row.line, "representatives", each) for each in row.representatives)

    def _texts(self, line: int, model: type[Model], texts: Mapping[str, str], start: str = "") -> dict[str, str]:
        tidied = {name: self._text(line, model, name.split("_")[0], start + name, text) for name, text in texts.items()}
        return {name: text for name, text in tidied.items() if text}

    def _plain(self, line: int, name: str, text: str) -> str:
        try:
            return str(_plain_fields()[name].clean(tidy(text, is_long=False)))
        except ValidationError as error:
            self._note(line, name, text, " ".join(error.messages))
            return text

    def _text(self, line: int, model: type[Model], name: str, column: str, text: str) -> str:
        if not text:
            return ""
        field = _text_field(model, name)
        language = column.rpartition("_")[2] if column.rpartition("_")[0] else self.language
        tidied = tidy(text, is_long=field.longest > _LONG)
        try:
            field.clean(Content(language, {language: tidied}))
        except ValidationError as error:
            self._note(line, column, tidied, " ".join(error.messages))
        return tidied

    def _note(self, line: int, column: str, text: str, expected: str) -> None:
        got = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        self.faults.append(Fault(str(line), column, repr(got)[1:-1], expected))
