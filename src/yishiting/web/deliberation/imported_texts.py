"""Texts as other software kept them, made fit for pages."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from yishiting.web.content import Content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.formats import Conversation

LONGEST_QUESTION = 200

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


def question_and_background(conversation: Conversation) -> tuple[Content, Content]:
    """Give a question that fits, and the rest of what was said about it; a conversation without words gets some."""
    from yishiting.report.question import without_markdown
    from yishiting.report.voice import shortened

    said = {**conversation.names.question} or {"en": without_markdown(conversation.question or conversation.title)}
    asked = {language_code(code): _plain(words) for code, words in said.items()}
    titles = {language_code(code): _plain(words) for code, words in conversation.names.title.items()}
    short = {
        code: words if len(words) <= LONGEST_QUESTION else titles.get(code) or _plain(conversation.title) or words
        for code, words in asked.items()
    }
    question = {code: shortened(words, LONGEST_QUESTION) for code, words in short.items() if words}
    longer = {code: words for code, words in asked.items() if words and words != question.get(code)}
    return _content(question or {"en": "Imported conversation"}), _content(longer)


def _content(texts: Mapping[str, str]) -> Content:
    return Content("en" if "en" in texts or not texts else next(iter(texts)), dict(texts))


def _plain(text: str) -> str:
    return " ".join(_REFUSED.sub(" ", unicodedata.normalize("NFC", text)).split())
