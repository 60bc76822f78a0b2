"""A text in Markdown as it sounds when its signs are left out: good enough to search in and to quote a line of.

Quicker than reading it as Markdown, which a page of twenty long texts could not afford. What comes out is a text, not
HTML: whoever shows it escapes it.
"""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)")
_LINE_SIGN = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_SIGNS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|\\(?=\W)")


def plain_text(text: str) -> str:
    """Leave out the signs of headings, lists, quotations, links and emphasis."""
    return _SIGNS.sub("", _LINE_SIGN.sub("", _LINK.sub(r"\1", text)))
