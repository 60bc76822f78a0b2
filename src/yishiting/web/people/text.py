"""Short texts that people type or that stand in an uploaded file: one line, plain."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Line breaks, NUL and their kin; marks that turn the direction of what follows; halves of a character.
_REFUSED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_plain(text: str) -> bool:
    """Tell whether a text holds nothing that acts on what stands around it."""
    return not any(mark in _TURNING or unicodedata.category(mark) in _REFUSED for mark in text)


def require_plain(text: str) -> None:
    """Refuse a form field's text that is not plain."""
    if not is_plain(text):
        raise ValidationError(_("Plain text on one line only; there is an invisible control character in it."))


def one_line(text: str) -> str:
    """Give a text without line breaks or other runs of white space: safe in the header of a mail."""
    return " ".join(text.split())
