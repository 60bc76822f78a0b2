"""The text of a release: Markdown becomes HTML that holds words, lists, quotations and links, and nothing else.

Two walls: the parser knows no HTML, no pictures and no other addresses than those below; what it gives is cleaned once
more by a list of elements.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString
    from markdown_it.token import Token

_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# The page has the first heading; those of the text stand below it.
_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote"})
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_LOWEST = 6
# Texts and their corrections are few and read often; reading one of 20,000 characters takes some milliseconds.
_KEPT = 256


@lru_cache(maxsize=_KEPT)
def html_of(text: str) -> SafeString:
    """Give the HTML of a text in Markdown."""
    tokens = _READER.parse(text)
    _settle_headings(tokens)
    written = _READER.renderer.render(tokens, _READER.options, {})
    # A cleaner that keeps nothing but the elements above has gone over every character.
    return mark_safe(_cleaned(written))  # noqa: S308


def is_allowed_link(address: str) -> bool:
    """Tell whether a link may lead there: to a page, to a mailbox, or inside this chamber."""
    scheme = _SCHEME.match(address)
    if scheme is not None:
        return scheme[1].lower() in _SCHEMES
    # "//elsewhere" is another host's page in disguise. So would "/\elsewhere" be; the parser has written %5C there.
    return not address.startswith("//") and "\\" not in address


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name for it
        return is_allowed_link(url)


def _settle_headings(tokens: Sequence[Token]) -> None:
    """Let the headings that a text has, however deep, begin below the page's own and leave no step out."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    written = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(_LOWEST, 2 + written.index(token.tag))}"


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags={*_TAGS, "a", "code", "pre"},
        attributes=_ATTRIBUTES,
        url_schemes=set(_SCHEMES),
        link_rel="noopener",
    )


_READER = _Reader("commonmark", {"html": False}).disable("image")
