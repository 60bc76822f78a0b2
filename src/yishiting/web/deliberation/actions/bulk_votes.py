"""Write many votes at once: the ones that stand, and the history that led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from yishiting.web.deliberation.models import Vote, VoteEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.db.models import Model

    from yishiting.web.deliberation.models import Deliberation

SLICE = 10_000
"""Rows handed over at once: enough to be quick, and little memory."""

# Participant, statement, value, and when.
BulkVote = tuple[int, int, int, "datetime"]


@transaction.atomic
def store_votes(*, deliberation: Deliberation, votes: Sequence[BulkVote]) -> None:
    """Store votes of people who have none in this deliberation yet; no pair may stand twice."""
    for rows in _slices(votes):
        moments = [connection.ops.adapt_datetimefield_value(moment) for *_rest, moment in rows]
        timed = [(*row[:3], moment) for row, moment in zip(rows, moments, strict=True)]
        _insert(
            Vote,
            ("participant_id", "statement_id", "value", "answered_at", "matters", "reason"),
            [(*row, False, "") for row in timed],
        )
        _insert(
            VoteEntry,
            ("participant_id", "statement_id", "value", "made_at", "deliberation_id"),
            [(*row, deliberation.pk) for row in timed],
        )


def _slices(votes: Sequence[BulkVote]) -> Iterator[Sequence[BulkVote]]:
    for start in range(0, len(votes), SLICE):
        yield votes[start : start + SLICE]


def _insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[int | str | bool | None]]) -> None:
    # Plain rows: making a model of each takes four times as long, and all that while others could not write.
    quote = connection.ops.quote_name
    names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})", rows)  # noqa: S608, SLF001 - names of our own columns
