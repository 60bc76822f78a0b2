"""Writes files of rows; never over a file that is there, and never a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from yishiting.formats.csv_cells import neutralise
from yishiting.formats.errors import OutputError
from yishiting.formats.labels import as_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from yishiting.engine import VoteTable
    from yishiting.formats.arrow import Column, Labels
    from yishiting.formats.vote_rows import VoteColumns

_SLICE = 2**20  # votes written at a time


def create(path: Path) -> BinaryIO:
    """Open a new file for writing bytes; raises `OutputError` where there is one already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")
    except FileExistsError as error:
        raise OutputError(f"{path}: must not exist yet, got a file that does") from error
    except OSError as error:
        raise OutputError(f"{path}: may not be written ({error.strerror})") from error


def write_rows(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file in UTF-8; texts that would act as formulas are neutralised, numbers stay numbers."""
    create(path).close()
    # The line ending of RFC 4180 makes the standard library put quotation marks around a lone carriage return too.
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([neutralise(str(cell)) for cell in row] for row in rows)


def write_votes_csv(path: Path, table: VoteTable, columns: VoteColumns, header: Sequence[str]) -> None:
    """Write a vote list in CSV; weights only where somebody has another one than 1.

    ``header`` orders the columns; one that the table has nothing for is left empty, the time is 0 for unknown.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    with create(path) as file:
        for number, slice_ in enumerate(_slices(table, columns, _harmless)):
            n_rows = len(slice_[columns.vote])
            missing = {name: pa.nulls(n_rows) for name in header} | {columns.time: pa.array(np.zeros(n_rows, int))}
            order = [*header, *(name for name in slice_ if name not in header)]
            part = pa.table({name: slice_.get(name, missing.get(name)) for name in order})
            if number == 0:
                file.write((",".join(order) + "\n").encode())
            arrow_csv.write_csv(part, file, arrow_csv.WriteOptions(include_header=False))


def write_votes_parquet(path: Path, table: VoteTable, columns: VoteColumns) -> None:
    """Write a vote list in Parquet; weights only where somebody has another one than 1."""
    import pyarrow as pa
    from pyarrow import parquet

    with create(path) as file:
        writer = None
        for slice_ in _slices(table, columns, _as_they_are):
            part = pa.table(slice_)
            writer = writer or parquet.ParquetWriter(file, part.schema)
            writer.write_table(part)
        if writer is not None:
            writer.close()


def _slices(
    table: VoteTable, columns: VoteColumns, prepare: Callable[[NDArray[Any]], Labels]
) -> Iterator[dict[str, Column]]:
    """Columns of the votes, some at a time, by name."""
    import pyarrow as pa

    people, statements = prepare(table.participant_ids), prepare(table.statement_ids)
    has_weights = bool((table.weights != 1).any())
    for start in range(0, table.n_votes, _SLICE):
        stop = min(start + _SLICE, table.n_votes)
        person = np.searchsorted(table.row_starts, np.arange(start, stop), side="right") - 1
        slice_ = {
            columns.participant: people.take(pa.array(person)),
            columns.statement: statements.take(pa.array(table.statement_index[start:stop])),
            columns.vote: pa.array(table.votes[start:stop]),
        }
        yield slice_ | ({columns.weight: pa.array(table.weights[person])} if has_weights else {})


def _as_they_are(ids: NDArray[Any]) -> Labels:
    import pyarrow as pa

    return pa.array(ids) if ids.dtype.kind == "i" else as_labels(ids)


def _harmless(ids: NDArray[Any]) -> Labels:
    import pyarrow as pa

    return pa.array(ids) if ids.dtype.kind == "i" else pa.array([neutralise(one) for one in ids.tolist()], pa.string())
