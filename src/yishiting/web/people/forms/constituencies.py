"""A kind of constituency, its values one on a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import Content, interface_languages
from yishiting.web.content_forms import ContentForm, ContentFormField
from yishiting.web.people.actions.constituencies import Value
from yishiting.web.people.forms.delegations import SLUG
from yishiting.web.people.models import ConstituencyKind
from yishiting.web.people.text import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATOR = "|"
_LONGEST_NAME = 80
_LONGEST_SLUG = 40
_MOST = 300
_SLUG = re.compile(r"[a-z0-9-]+")
# Words that a CSV file of delegations has for its own columns.
RESERVED = frozenset({"delegation", "seat_name", "seat_email", "seat_title"})


class KindForm(ContentForm):
    """A kind's name and its values: ``short-name | name | name in the next language``."""

    name = ContentFormField(label=_("Name"), longest=80)
    values = forms.CharField(
        label=_("Values"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=50_000,
        help_text=_("One on a line, in the order in which they are shown: short name | name | 中文名称"),
    )

    def __init__(self, *args: Any, kind: ConstituencyKind | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        initial = {"name": kind.name, "values": lines_of(kind)} if kind else {}
        super().__init__(*args, initial=initial, **kwargs)
        self._names = {each.slug: each.name for each in kind.constituencies.all()} if kind else {}

    def clean_values(self) -> list[Value]:
        """Read the lines; each fault is told with its line."""
        lines = list(enumerate(self.cleaned_data["values"].splitlines(), start=1))
        values = [self._value(number, line) for number, line in lines if line.strip()]
        if len(values) > _MOST:
            raise ValidationError(_("At most %(most)s values."), code="many", params={"most": _MOST})
        if len({value.slug for value in values}) < len(values):
            raise ValidationError(_("Two values have the same short name."), code="twice")
        return values

    def _value(self, number: int, line: str) -> Value:
        slug, *names = (cell.strip() for cell in line.split(_SEPARATOR))
        texts = {code: name for code, name in zip(interface_languages(), names, strict=False) if name}
        if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG or len(names) > len(interface_languages()):
            raise _fault(number, line)
        if not texts or any(len(name) > _LONGEST_NAME or not is_plain(name) for name in texts.values()):
            raise _fault(number, line)
        before = self._names.get(slug)
        language = before.language if before and before.language in texts else next(iter(texts))
        others = (
            {code: text for code, text in before.texts.items() if code not in interface_languages()} if before else {}
        )
        return Value(slug, Content(language, {**others, **texts}))


class NewKindForm(KindForm):
    """The same with a short name: it heads a column of the CSV file."""

    slug = forms.CharField(
        label=_("Short name"),
        help_text=_("Small letters, digits and hyphens; it heads a column in CSV files, and stays."),
        max_length=40,
        validators=[SLUG],
    )
    field_order = ("name", "slug", "values")

    def clean_slug(self) -> str:
        """Refuse one that is taken."""
        slug = str(self.cleaned_data["slug"])
        if slug in RESERVED or ConstituencyKind.objects.filter(slug=slug).exists():
            raise ValidationError(_("This short name is taken."), code="taken")
        return slug


def lines_of(kind: ConstituencyKind) -> str:
    """Write a kind's values as the form reads them."""
    return "\n".join(_line(value.slug, value.name, interface_languages()) for value in kind.constituencies.all())


def _line(slug: str, name: Content, languages: Iterable[str]) -> str:
    return f" {_SEPARATOR} ".join((slug, *(name.texts.get(code, "") for code in languages))).rstrip(f" {_SEPARATOR}")


def _fault(number: int, line: str) -> ValidationError:
    return ValidationError(
        _("Line %(number)s must read: short name | name | 中文名称. Got: %(line)s"),
        code="line",
        params={"number": number, "line": line[:120]},
    )
