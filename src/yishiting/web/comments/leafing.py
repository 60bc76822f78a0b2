"""In which order remarks are read, and where somebody is in it.

An order is total: by a count or not, then the newest first, then by key. A place in it says what it was *when the
reader began*, so that nothing is shown twice or left out while others write and recommend.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from yishiting.web.comments.models import FormerCount

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# So many digits that every key fits into its column and every moment into a year.
_WRITTEN = re.compile(r"(\d{1,9})\.(\d{1,17})\.(\d{1,18})\.(\d{1,18})", re.ASCII)
_PATH = re.compile(r"(?:[0-9a-f]{12}){1,9}")


class Order(StrEnum):
    """How remarks are sorted."""

    NEWEST = "newest"
    RECOMMENDED = "recommended"
    DISCUSSED = "discussed"

    @property
    def sorts_by(self) -> FormerCount.What | None:
        """The count by which it sorts first; none for the newest."""
        counts = {Order.RECOMMENDED: FormerCount.What.RECOMMENDATIONS, Order.DISCUSSED: FormerCount.What.REPLIES}
        return counts.get(self)


def order_named(name: str) -> Order:
    """Give an order by its name in an address, the newest for any other name."""
    return Order(name) if name in set(Order) else Order.NEWEST


@dataclass(frozen=True, order=True)
class Place:
    """Where a remark stands in an order; the greater comes first."""

    count: int
    made_at: datetime
    pk: int


@dataclass(frozen=True)
class Cursor:
    """The last remark that was read, and the last change of a count that had happened when reading began."""

    last: Place
    as_of: int

    def __str__(self) -> str:
        """Write it into an address."""
        moment = (self.last.made_at - _BEGINNING) // timedelta(microseconds=1)
        return f"{self.last.count}.{moment}.{self.last.pk}.{self.as_of}"


def cursor_named(text: str) -> Cursor | None:
    """Read a cursor out of an address; whatever is none leads to the beginning.

    >>> str(cursor_named("3.1767225600000000.17.0"))
    '3.1767225600000000.17.0'
    >>> cursor_named("page 2")
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    count, moment, pk, as_of = (int(each) for each in found.groups())
    made_at = _BEGINNING + timedelta(microseconds=moment)
    return Cursor(Place(count, made_at, pk), as_of)


def path_named(text: str) -> str:
    """Read a reply's path out of an address; "" for whatever is none."""
    return text if _PATH.fullmatch(text) else ""
