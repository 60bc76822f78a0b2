"""What a comment, a name and a place may hold. Plain text: whatever looks like markup is shown as it was typed."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yishiting.web.comments.models.comment import LONGEST_COMMENT
from yishiting.web.deliberation.statement_text import cleaned_line

LONGEST_NAME = 60
_EMPTY_LINES = re.compile(r"\n{3,}")
# What people put between the figures of a telephone number.
_BETWEEN = re.compile(r"[\s().,/\\+\-‐-―·・_~|:：、。]+")
_MASK = "*×✕✖•●○◯■□▪?#∗"
_FIGURES = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_LONG_RUN = re.compile(r"[0-9*]{7,}")
_FEWEST_FIGURES = 3
_LETTERS_AS_MASK = re.compile(r"(?<=[0-9])[xo]+(?=[0-9])", re.IGNORECASE)
_HAN, _KANA, _HANGUL, _LATIN = (
    re.compile(pattern) for pattern in ("[\u3400-\u9fff]", "[\u3040-\u30ff]", "[\uac00-\ud7af]", "[A-Za-z]")
)


def tidy_comment(raw: str, longest: int = LONGEST_COMMENT) -> str:
    """Give a comment as it will be kept: lines without stray blanks, at most one empty line between two of them.

    Raises `ValidationError` in the reader's language.
    """
    if len(raw) > 20 * longest:  # nothing that can be mended: the rest need not be looked at
        _refuse_long(len(raw), longest)
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # A line may be as long as the whole; there Chinese characters count one each.
    text = _EMPTY_LINES.sub("\n\n", "\n".join(cleaned_line(line, 2 * len(line) + 1) for line in lines)).strip()
    if not text:
        raise ValidationError(_("Please write something here."), code="required")
    _refuse_long(len(text), longest)
    return text


def tidy_name(raw: str) -> str:
    """Give a name or a place as it will be kept; raises `ValidationError`, also for what could be called up."""
    line = cleaned_line(raw, LONGEST_NAME)
    if looks_like_phone(line):
        raise ValidationError(
            _("This looks like a telephone number. Everybody can read it here, so please write something else."),
            code="phone",
        )
    return line


def looks_like_phone(text: str) -> bool:
    """Tell whether there is a telephone number in a text, also one with some figures masked or in other scripts.

    >>> [looks_like_phone(text) for text in ("138****1234", "１３８ 0013 8000", "Ana, class of 2026")]
    [True, True, False]
    """
    plain = "".join(_plain(character) for character in unicodedata.normalize("NFKC", text).translate(_FIGURES))
    closed = _BETWEEN.sub("", plain)
    closed = _LETTERS_AS_MASK.sub(lambda found: "*" * len(found[0]), closed)
    return any(sum(each.isdigit() for each in run) >= _FEWEST_FIGURES for run in _LONG_RUN.findall(closed))


def language_of(text: str, reader: str) -> str:
    """Guess the language of a text for screen readers from its script; "" where that tells too little.

    >>> language_of("值得推荐", "en"), language_of("Worth seeing", "en"), language_of("Worth seeing", "zh-hans")
    ('zh-hans', 'en', '')
    """
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _HAN.search(text):
        return reader if reader.startswith("zh") else "zh-hans"
    return reader if _LATIN.search(text) and not reader.startswith("zh") else ""


def _plain(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return "*" if character in _MASK else character


def _refuse_long(length: int, longest: int) -> None:
    if length > longest:
        raise ValidationError(
            _("At most %(limit)d characters, got %(length)d."),
            code="long",
            params={"limit": longest, "length": length},
        )
