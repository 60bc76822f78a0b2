"""The text of a release becomes HTML that can do nothing but be read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.press.markdown import html_of, is_allowed_link

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_ELEMENTS = {"p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "pre"} | _HEADINGS
_ATTRIBUTES = {"href", "title", "rel", "start"}
_PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVa\tScRiPt:alert(1))",
        "[x](data:text/html,<b>)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "[x](&#x6a;avascript:alert(1))",
        "<javascript:alert(1)>",
        "![x](https://evil.example/x.png)",
        '[x](/a "t" onclick="alert(1)")',
        "[x]: vbscript:x\n\n[x]",
        "# ",
        "\n\n",
        "- ",
        "> ",
        "`",
        "**",
        "<",
        "&lt;",
        "]",
        "(",
        "<!--",
        "<svg/onload=alert(1)>",
    ]
)


class _Found(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: dict[str, set[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")


def _found(html: str) -> _Found:
    found = _Found()
    found.feed(html)
    return found


@given(st.lists(_PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_nothing_comes_through_that_acts(text: str) -> None:
    found = _found(html_of(text))

    assert found.elements <= _ELEMENTS
    assert set(found.attributes) <= _ATTRIBUTES
    for address in found.attributes.get("href", ()):
        plain = re.sub(r"[\x00-\x20]", "", address).lower()
        assert not re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:|[/\\]{2}", plain), address


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One *two* **three**.", "<p>One <em>two</em> <strong>three</strong>.</p>"),
        ("# One\n\n## Two\n\n###### Six", "<h2>One</h2>\n<h3>Two</h3>\n<h4>Six</h4>"),
        ("### Three\n\n##### Five\n\n### Three", "<h2>Three</h2>\n<h3>Five</h3>\n<h2>Three</h2>"),
        ("One\n===", "<h2>One</h2>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("[here](/press/)", '<p><a href="/press/" rel="noopener">here</a></p>'),
        ("<a@example.org>", '<p><a href="mailto:a@example.org" rel="noopener">a@example.org</a></p>'),
        ("<b>1 & 2</b>", "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>"),
        ("**人工智能**治理", "<p><strong>人工智能</strong>治理</p>"),
        ("", ""),
    ],
)
def test_what_may_be_written(text: str, html: str) -> None:
    assert html_of(text).strip() == html


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("https://example.org/", True),
        ("HTTP://example.org/", True),
        ("mailto:press@example.org", True),
        ("/press/", True),
        ("#below", True),
        ("below/", True),
        ("javascript:alert(1)", False),
        ("vbscript:x", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//elsewhere.example", False),
        ("/\\elsewhere.example", False),
        ("\\\\elsewhere.example", False),
    ],
)
def test_where_a_link_may_lead(address: str, *, is_allowed: bool) -> None:
    assert is_allowed_link(address) is is_allowed


def test_the_second_wall_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a fault of the parser would let through is taken out all the same."""
    from yishiting.web.press import markdown

    written = '<p onclick="x">a<script>b</script><img src="x"><a href="javascript:x" style="x">c</a></p>'
    monkeypatch.setattr(markdown._READER.renderer, "render", lambda *_: written)  # noqa: SLF001 - the first wall

    assert html_of("a text that nobody has read before") == '<p>a<a rel="noopener">c</a></p>'
    html_of.cache_clear()


def test_the_same_text_is_read_once() -> None:
    html_of.cache_clear()

    assert html_of("Once.") is html_of("Once.")
    assert html_of.cache_info().misses == 1
