"""Bringing the index behind the search box up to what is public."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.front.models import SearchEntry
from yishiting.web.front.queries.sources import SOURCES, Row
from yishiting.web.front.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from yishiting.web.front.queries.sources import Source

# A digest is of the texts and of the way in which words are made of them: another way finds every entry outdated.
_WAY = "1"
_READ_AT_ONCE = 1000
_WRITTEN_AT_ONCE = 50


@dataclass
class Brought:
    """What was done: how many things are public, how many entries were written or taken out."""

    n_public: int = 0
    n_written: int = 0
    n_gone: int = 0


def bring_up_to_date(*, now: datetime) -> Brought:
    """Compare every public thing with its entry, slice by slice, and write what differs.

    Each slice of entries is written in a transaction of its own, so that nobody waits for the whole: a run that is cut
    off has brought a part up to date, and the next one does the rest.
    """
    done = Brought()
    for source in SOURCES.values():
        for things, kept in _slices(source, now):
            _bring(things, kept, done)
    _drop(SearchEntry.objects.exclude(kind__in=SOURCES).values_list("pk", flat=True)[:_READ_AT_ONCE], done)
    return done


def _slices(source: Source, now: datetime) -> Iterator[tuple[list[Row], dict[int, tuple[int, str]]]]:
    """Read public things and entries side by side, in the order of their numbers: no read is long."""
    entries = SearchEntry.objects.filter(kind=source.kind).order_by("thing")
    after = 0
    while True:
        rows = source.rows(source.public(now).filter(pk__gt=after)).order_by("pk")[:_READ_AT_ONCE]
        things = [Row.of(each) for each in rows]
        is_last = len(things) < _READ_AT_ONCE
        between = (
            entries.filter(thing__gt=after) if is_last else entries.filter(thing__gt=after, thing__lte=things[-1].pk)
        )
        yield things, {thing: (pk, digest) for pk, thing, digest in between.values_list("pk", "thing", "digest")}
        if is_last:
            return
        after = things[-1].pk


def _bring(things: Sequence[Row], kept: dict[int, tuple[int, str]], done: Brought) -> None:
    done.n_public += len(things)
    digests = {each.pk: _digest(each) for each in things}
    changed = [each for each in things if kept.get(each.pk, (0, ""))[1] != digests[each.pk]]
    for begin in range(0, len(changed), _WRITTEN_AT_ONCE):
        entries = [_entry(each, digests[each.pk]) for each in changed[begin : begin + _WRITTEN_AT_ONCE]]
        SearchEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["kind", "thing"],
            update_fields=["digest", "title_words", "words"],
        )
        done.n_written += len(entries)
    _drop([pk for thing, (pk, _) in kept.items() if thing not in digests], done)


def _drop(entries: Iterable[int], done: Brought) -> None:
    gone = list(entries)
    for begin in range(0, len(gone), _WRITTEN_AT_ONCE):
        with transaction.atomic():
            done.n_gone += SearchEntry.objects.filter(pk__in=gone[begin : begin + _WRITTEN_AT_ONCE]).delete()[0]


def _digest(row: Row) -> str:
    texts = "\0".join([_WAY, *(each or "" for each in row.raw[: len(row.source.texts)])])
    return blake2b(texts.encode(), digest_size=16).hexdigest()


def _entry(row: Row, digest: str) -> SearchEntry:
    title, *others = row.texts
    return SearchEntry(
        kind=row.kind,
        thing=row.pk,
        digest=digest,
        title_words=words_of(title.texts.values()),
        words=words_of(text for each in others for text in each.texts.values()),
    )
