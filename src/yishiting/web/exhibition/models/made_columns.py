"""Columns made of others whenever a row is written: booths in the order of a hall, and what searching looks through."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yishiting.web.content import Content

_DIGITS = re.compile(r"\d+")
_BREAKS = re.compile(r"[\W_]+")
_AS_LONG_AS = 8
BETWEEN = "\n"  # what somebody looks for never reaches from one text into the next


def in_small_letters(text: str) -> str:
    """Give a text as it is searched: letters of one size and width, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def booth_key(booth: str) -> str:
    """Give what sorts booths as people count them: A2 before A10, A-2 beside A2."""
    parts = _BREAKS.sub(" ", in_small_letters(booth)).split()
    return " ".join(_DIGITS.sub(lambda found: f" {int(found[0]):0{_AS_LONG_AS}}", part).strip() for part in parts)


def searched(texts: Iterable[Content]) -> str:
    """Give everything that some contents say, in every language."""
    return BETWEEN.join(in_small_letters(words) for text in texts for words in text.texts.values())


class BoothOrderField(models.CharField):  # type: ignore[type-arg] # generic for type checkers only
    """The key of the row's ``booth``."""

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: ANN401, ARG002, FBT001 - Django's own
        """Make it."""
        key = booth_key(model_instance.booth)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class SearchTextField(models.TextField):  # type: ignore[type-arg] # generic for type checkers only
    """The contents ``of`` the row in small letters.

    A column of JSON would not do: SQLite tells small letters from capitals outside of ASCII, and a language's code or
    a column's own words would be found too.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        self.of = of
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:  # noqa: ANN401 - Django's own
        """Tell migrations how the column was made."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: ANN401, ARG002, FBT001 - Django's own
        """Make it."""
        text = searched(getattr(model_instance, name) for name in self.of)
        setattr(model_instance, self.attname, text)
        return text
