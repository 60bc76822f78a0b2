"""A text in its own language, with translations by people; a missing translation shows the original, marked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping


_LONGEST_KNOWN = 400  # characters of a column; what is longer stands in one row, and would fill memory


def interface_languages() -> tuple[str, ...]:
    """Give the languages that every installation speaks."""
    return tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Shown:
    """A text as one reader sees it: ``language`` is its own, which may be another than the reader's."""

    text: str
    language: str
    is_translated: bool
    is_foreign: bool


@dataclass(frozen=True)
class Content:
    """One text: ``texts`` by language code, ``language`` being the one in which it was written."""

    language: str = "en"
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str, text: str, **translations: str) -> Content:
        """Make a text; translations by language code with "_" for "-": ``zh_hans="…"``."""
        others = {code.replace("_", "-"): words for code, words in translations.items() if words}
        return cls(language, {language: text, **others})

    @property
    def original(self) -> str:
        """The text as it was written."""
        return self.texts.get(self.language, "")

    def shown(self, reader: str | None = None) -> Shown:
        """Give the text for a reader (default: the active language)."""
        reader = reader or get_language() or self.language
        if text := self.texts.get(reader):
            return Shown(text, reader, is_translated=reader != self.language, is_foreign=False)
        return Shown(self.original, self.language, is_translated=False, is_foreign=reader != self.language)

    def with_translation(self, language: str, text: str) -> Content:
        """Give the same content with one text put in, or taken out when it is empty."""
        texts = {code: words for code, words in self.texts.items() if code != language}
        return Content(self.language, {**texts, language: text} if text else texts)

    def keeps_original_of(self, other: Content) -> bool:
        """Tell whether both are the same text in its own language, whatever their translations."""
        return (self.language, self.original) == (other.language, other.original)

    def __str__(self) -> str:
        return self.shown().text

    def __bool__(self) -> bool:
        return bool(self.original)

    def __hash__(self) -> int:
        return hash((self.language, tuple(sorted(self.texts.items()))))


class ContentField(models.JSONField):
    """A column that holds one `Content`; ``longest`` limits each of its texts."""

    def __init__(self, *args: Any, longest: int = 280, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        self.longest = longest
        kwargs.setdefault("default", Content)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:  # noqa: ANN401 - Django's own
        """Tell migrations how the column was made."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "longest": self.longest}

    def formfield(self, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Make the field of a form: one box per language."""
        from yishiting.web.content_forms import ContentFormField

        kwargs.pop("form_class", None)
        kwargs.pop("choices_form_class", None)
        kwargs.setdefault("required", not self.blank)
        kwargs.setdefault("label", self.verbose_name)
        kwargs.setdefault("help_text", self.help_text)
        return ContentFormField(longest=self.longest, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Content:  # noqa: ANN401 - Django's own
        """Read a row."""
        if isinstance(value, str) and len(value) <= _LONGEST_KNOWN:
            return _known(value)
        return _content(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Content:  # noqa: ANN401 - Django's own
        """Take a form's or a fixture's value."""
        return _content(value)

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        """Write a row."""
        if isinstance(value, Content):
            value = {"language": value.language, "texts": dict(value.texts)}
        return super().get_prep_value(value)

    def validate(self, value: Any, model_instance: Any) -> None:  # noqa: ANN401, ARG002 - Django's own
        """Refuse texts that are too long."""
        content = _content(value)
        if not self.blank and not content:
            raise ValidationError(_("Please write something here."), code="blank")
        for text in content.texts.values():
            if len(text) > self.longest:
                raise ValidationError(_("At most %(limit)s characters."), code="long", params={"limit": self.longest})


@lru_cache(maxsize=8192)
def _known(value: str) -> Content:
    """Read a short text, such as a name, once for the hundreds of rows that a page reads it along with."""
    return _content(json.loads(value))


def _content(value: Any) -> Content:  # noqa: ANN401 - what a database or form gave
    if isinstance(value, Content):
        return value
    if not value:
        return Content()
    return Content(str(value["language"]), {str(code): str(text) for code, text in value["texts"].items()})
