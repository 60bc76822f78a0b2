"""Write an Atom feed (RFC 4287): the frame and entries of every feed that the chamber has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yishiting.web.content import Shown

# A feed that has never held anything always says the same, so that nobody fetches it again for nothing.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Frame:
    """What a feed says of itself; ``path`` is its own, ``page`` that of the page which shows the same to people."""

    title: str
    path: str
    page: str
    author: str
    language: str


@dataclass(frozen=True)
class Entry:
    """One thing told. ``name`` stays the same for good whatever its path becomes; "" for its address."""

    title: Shown
    path: str
    published_at: datetime
    updated_at: datetime
    summary: str = ""
    name: str = ""
    categories: tuple[str, ...] = ()


class _Feed(Atom1Feed):
    """Each entry names the language of its title: a missing translation shows the original."""

    def latest_post_date(self) -> datetime:
        return max((each["updateddate"] for each in self.items), default=_NEVER)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}


def atom(frame: Frame, entries: Iterable[Entry]) -> bytes:
    """Write a feed; every link in it is absolute."""
    address = f"{settings.PUBLIC_URL}{frame.path}?language={frame.language}"
    feed = _Feed(
        title=frame.title,
        link=settings.PUBLIC_URL + frame.page,
        description="",
        language=frame.language,
        feed_url=address,
        feed_guid=address,
        author_name=frame.author,
    )
    for each in entries:
        link = settings.PUBLIC_URL + each.path
        feed.add_item(
            title=each.title.text,
            language=each.title.language,
            link=link,
            # A summary counts as HTML in Django's feeds, and ours are plain text.
            description=escape(each.summary),
            unique_id=each.name or link,
            pubdate=each.published_at,
            updateddate=max(each.published_at, each.updated_at),
            categories=each.categories,
        )
    return feed.writeString("utf-8").encode()
