"""Texts as other software kept them, made fit for pages."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from yishiting.web.content import Content

if TYPE_CHECKING:
    from collections.abc import Mapping

# Codes that others write for the languages of the interface.
_CODES = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant"}
_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]+")
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def language_code(said: str) -> str:
    """Give a language's code as it is written here; "" for what is no code.

    >>> language_code("zh_CN"), language_code("EN"), language_code("?")
    ('zh-hans', 'en', '')
    """
    code = said.strip().lower().replace("_", "-")
    code = _CODES.get(code, code)
    return code if _CODE.fullmatch(code) else ""


def imported_text(*, text: str, language: str, translations: Mapping[str, str]) -> Content:
    """Give a text with its translations; what could act or turn the direction of writing becomes a space."""
    code = language_code(language) or "en"
    others = {language_code(said): _plain(words) for said, words in translations.items()}
    return Content(code, {**{other: words for other, words in others.items() if other and words}, code: _plain(text)})


def _plain(text: str) -> str:
    return " ".join(_REFUSED.sub(" ", unicodedata.normalize("NFC", text)).split())
