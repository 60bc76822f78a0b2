"""The same columns as a download: a template to fill in, or everything that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.formats.exhibition import ExhibitorRow, ExhibitRow, write_exhibitors_csv
from yishiting.web.exhibition.importing.standing import read_standing
from yishiting.web.exhibition.models import ChainLink, Hall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yishiting.web.content import Content
    from yishiting.web.exhibition.models import Exhibit, Exhibitor

_TEXTS = {
    "name_en": "Example Works",
    "name_zh-hans": "示例工坊",
    "about_en": "What the exhibitor does, in a few sentences.",
    "about_zh-hans": "用几句话介绍参展商。",
}
_FIRST = {
    "title_en": "A first exhibit",
    "title_zh-hans": "第一件展项",
    "about_en": "What there is to see and to try.",
    "about_zh-hans": "可以看到什么、试用什么。",
}
_SECOND = {"title_en": "A second exhibit, on a line of its own", "title_zh-hans": "第二件展项，另起一行"}


def template_csv(languages: Sequence[str]) -> str:
    """Write the first line and one example with two exhibits, in a hall and with links that there are."""
    hall, links = Hall.objects.first(), [each.slug for each in ChainLink.objects.all()[:2]] or ["data", "models"]
    example = ExhibitorRow(
        2,
        "example-works",
        _TEXTS,
        hall.slug if hall else "Hall A",
        "A1",
        tuple(links),
        tuple(languages[:2]),
        "https://example.org",
        "info@example.org",
        "+00 000 0000",
        ("first@example.org", "second@example.org"),
        is_published=False,
        exhibit=ExhibitRow("example-exhibit", _FIRST, links[0], is_published=False),
    )
    second = ExhibitorRow(3, "example-works", exhibit=ExhibitRow("second-exhibit", _SECOND, is_published=False))
    return write_exhibitors_csv([example, second], languages)


def exhibitors_csv(languages: Sequence[str]) -> str:
    """Write every exhibitor and exhibit in every state; imported again, it changes nothing."""
    exhibitors = sorted(read_standing().by_slug.values(), key=lambda each: each.slug)
    return write_exhibitors_csv((row for each in exhibitors for row in _rows(each)), languages)


def _rows(exhibitor: Exhibitor) -> Iterator[ExhibitorRow]:
    """Say what is said of the exhibitor on the first of its lines."""
    exhibits = [_exhibit(each) for each in sorted(exhibitor.exhibits.all(), key=lambda one: (one.order, one.slug))]
    yield ExhibitorRow(
        0,
        exhibitor.slug,
        _texts(name=exhibitor.name, about=exhibitor.about),
        exhibitor.hall.slug if exhibitor.hall else "",
        exhibitor.booth,
        tuple(each.slug for each in exhibitor.links.all()),
        tuple(exhibitor.languages),
        exhibitor.website,
        exhibitor.contact_email,
        exhibitor.contact_phone,
        tuple(sorted(each.email for each in exhibitor.representatives.all())),
        is_published=exhibitor.is_published,
        exhibit=exhibits[0] if exhibits else None,
    )
    for exhibit in exhibits[1:]:
        yield ExhibitorRow(0, exhibitor.slug, exhibit=exhibit)


def _exhibit(exhibit: Exhibit) -> ExhibitRow:
    link = exhibit.link.slug if exhibit.link else ""
    return ExhibitRow(exhibit.slug, _texts(title=exhibit.title, about=exhibit.about), link, exhibit.is_published)


def _texts(**contents: Content) -> dict[str, str]:
    return {f"{name}_{code}": text for name, content in contents.items() for code, text in content.texts.items()}
