"""A statement as this reader sees it: in their language where somebody translated it, else as it was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.formats.conversation import StatementTexts
    from yishiting.report.language import Language

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# Characters that turn the direction of everything after them; in a single sentence they only mislead.
_DIRECTION_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class ShownText:
    """A text ready for a page: what to show, its language tag ("" unknown) and where it comes from.

    ``original`` is the text as it was written where a translation is shown, else "".
    ``is_foreign`` says that the reader's language is another one and nobody has translated the text.
    """

    text: str
    tag: str
    original: str
    original_tag: str
    is_foreign: bool

    @property
    def attributes(self) -> Markup:
        """``lang`` and ``dir`` for the element that holds the text."""
        return language_attributes(self.tag)

    @property
    def original_attributes(self) -> Markup:
        """The same for the element that holds the original."""
        return language_attributes(self.original_tag)


def language_attributes(tag: str) -> Markup:
    """``lang`` and ``dir`` attributes for a text; a text of unknown language finds its own direction."""
    if not tag:
        return Markup('dir="auto"')
    direction = "rtl" if tag.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    return Markup('lang="{}" dir="{}"').format(tag, direction)


def plain_line(text: str) -> str:
    """One safe line: no control characters, no direction overrides, single spaces."""
    text = text.translate(_DIRECTION_CONTROLS)
    text = "".join(" " if character.isspace() else character for character in text)
    text = "".join(character for character in text if unicodedata.category(character) not in {"Cc", "Cs"})
    return re.sub(" +", " ", text).strip()


def shown_text(statements: StatementTexts, position: int, language: Language) -> ShownText:
    """Choose what to show of the statement at ``position`` to a reader of ``language``."""
    original, tag = plain_line(statements.texts[position]), statements.languages[position]
    if not tag or is_same_language(tag, language.tag):
        return ShownText(original, tag, "", "", is_foreign=False)
    for translated_tag, translations in sorted(statements.translations.items()):
        if translations[position] and is_same_language(translated_tag, language.tag):
            return ShownText(plain_line(translations[position]), translated_tag, original, tag, is_foreign=False)
    return ShownText(original, tag, "", "", is_foreign=True)


def in_language(by_language: Mapping[str, str], language: Language, written: str) -> str:
    """A name in the reader's language where the organiser gave it, else as it was written; one safe line."""
    for tag, text in sorted(by_language.items()):
        if is_same_language(tag, language.tag):
            return plain_line(text)
    return plain_line(written)


def is_same_language(first: str, second: str) -> bool:
    """Do two tags name one language for a reader? A script that one of them leaves out makes no difference.

    Examples
    --------
    >>> is_same_language("zh", "zh-Hans"), is_same_language("zh-Hant", "zh-Hans"), is_same_language("en-GB", "en")
    (True, False, True)
    """
    first_base, first_script = _base_and_script(first)
    second_base, second_script = _base_and_script(second)
    return first_base == second_base and (not first_script or not second_script or first_script == second_script)


def _base_and_script(tag: str) -> tuple[str, str]:
    base, *rest = tag.replace("_", "-").lower().split("-")
    script = next((part for part in rest if len(part) == 4), "")
    if base == "zh" and not script:
        script = "hant" if {"tw", "hk", "mo"} & set(rest) else "hans" if {"cn", "sg"} & set(rest) else ""
    return base, script
