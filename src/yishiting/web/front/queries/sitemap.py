"""The addresses of everything public, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse

from yishiting.web.front.queries.agreements import newest_results
from yishiting.web.front.queries.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

MOST_ADDRESSES = 50_000
"""As many as one file may hold."""

_PAGES = (
    "home",
    "programme",
    "speakers",
    "deliberations",
    "press_room",
    "releases",
    "answers_of_press",
    "exhibition",
    "feeds",
    "policy",
)
# Statements come last: where there are more than fit, these are the ones that are left out.
_KINDS = ("forum", "deliberation", "session", "speaker", "release", "question", "exhibitor", "exhibit", "statement")


def sitemap(now: datetime) -> bytes:
    """Write the map. Pages have one address in all languages, so that it names no alternates."""
    lines = [f"<url><loc>{escape(settings.PUBLIC_URL + path)}</loc></url>" for path in _first(_paths(now))]
    body = "\n".join(lines)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</urlset>\n'
    ).encode()


def _first(paths: Iterator[str]) -> Iterator[str]:
    for _place, path in zip(range(MOST_ADDRESSES), paths, strict=False):
        yield path


def _paths(now: datetime) -> Iterator[str]:
    yield from (reverse(name) for name in _PAGES)
    for result in newest_results():
        yield reverse("published_result", args=[result.deliberation.slug, result.number])
    for kind in _KINDS:
        source = SOURCES[kind]
        keys = source.public(now).order_by("pk").values_list(*source.key)
        for slug, number in (_parts(key) for key in keys.iterator()):
            yield source.address(slug, number)


def _parts(key: tuple[str | int, ...]) -> tuple[str, int]:
    """Sort the columns of an address into its slug and its number."""
    slugs = [each for each in key if isinstance(each, str)]
    numbers = [each for each in key if isinstance(each, int)]
    return (slugs[0] if slugs else ""), (numbers[0] if numbers else 0)
