"""Vote lists in CSV: read fast by Arrow, block by block; read exactly, row by row, where something is wrong."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from yishiting.formats.csv_rows import encoding_in, read_header, read_rows, tidy_name
from yishiting.formats.errors import BadRowsError
from yishiting.formats.input_reading import MeteredStream
from yishiting.formats.labels import LabelledRows, has_unusable, places
from yishiting.formats.problems import Problem, ProblemLog
from yishiting.formats.vote_rows import MICROSECONDS, VoteRows
from yishiting.formats.vote_rows_exact import read_exactly

if TYPE_CHECKING:
    from yishiting.formats.arrow import ArrowType, Labels, Table
    from yishiting.formats.input_reading import InputReading
    from yishiting.formats.vote_rows import VoteColumns

_BLOCK = 4 * 2**20  # larger blocks are no faster; smaller ones leave Arrow more dictionaries to unify
_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)$")


def read_vote_csv(reading: InputReading, name: str, columns: VoteColumns, known: Labels | None) -> VoteRows:
    """Read a vote list; votes on statements that are not ``known`` are rejected (None: all statements are)."""
    header = read_header(reading.source, name, reading.log)
    missing = [column for column in columns.required if column not in map(tidy_name, header)]
    if missing:
        got = f"only {', '.join(header)}"
        reading.log.refuse(*(Problem(name, 1, column, "a column", got) for column in missing))
    rows = _read_fast(reading, name, columns, header)
    if rows is None or not _is_fine(rows, known):
        rows = read_exactly(reading, name, columns, known)
    return rows


def _is_fine(rows: VoteRows, known: Labels | None) -> bool:
    return (
        rows.n_rows > 0
        and bool((np.abs(rows.votes) <= 1).all())
        and not has_unusable(rows.participants.labels)
        and not has_unusable(rows.statements.labels)
        and (known is None or bool((places(rows.statements.labels, known) >= 0).all()))
        and (rows.weights is None or bool((np.isfinite(rows.weights) & (rows.weights > 0)).all()))
    )


def _read_fast(reading: InputReading, name: str, columns: VoteColumns, header: list[str]) -> VoteRows | None:
    import pyarrow as pa

    as_written = {tidy_name(column): column for column in header}
    kinds = {role: kind for role, kind in _kinds(reading, name, columns, header).items() if role in as_written}
    try:
        table = _stream(reading, name, {as_written[role]: kind for role, kind in kinds.items()})
    except (pa.ArrowException, KeyError, UnicodeError):
        return None  # the exact reader says what is wrong, or reads what Arrow cannot
    read = dict(zip(kinds, table.columns, strict=True))
    time, weight = read.get(columns.time), read.get(columns.weight)
    return VoteRows(
        LabelledRows.from_chunks(read[columns.participant]),
        LabelledRows.from_chunks(read[columns.statement]),
        read[columns.vote].to_numpy(),
        None if time is None else time.cast(pa.int64()).to_numpy(),
        None if weight is None else weight.to_numpy(),
        None if time is None or pa.types.is_integer(time.type) else MICROSECONDS,
    )


def _kinds(reading: InputReading, name: str, columns: VoteColumns, header: list[str]) -> dict[str, ArrowType]:
    """Arrow type of each column; the first row tells how times are written."""
    import pyarrow as pa

    cells = dict(zip(map(tidy_name, header), _first_row(reading, name), strict=False))
    ids = pa.dictionary(pa.int32(), pa.string())
    return {
        columns.participant: ids,
        columns.statement: ids,
        columns.vote: pa.int8(),
        columns.time: _time_kind(cells.get(columns.time, "")),
        columns.weight: pa.float64(),
    }


def _first_row(reading: InputReading, name: str) -> list[str]:
    rows = read_rows(reading.source, name, ProblemLog())  # what is wrong here is found again, and told, later
    try:
        return [cells for _, cells in islice(rows, 2)][1]
    except (BadRowsError, IndexError):
        return []


def _time_kind(cell: str) -> ArrowType:
    import pyarrow as pa

    if "-" not in cell.strip()[1:]:
        return pa.int64()
    return pa.timestamp("us", "UTC" if _ZONE.search(cell) else None)


def _stream(reading: InputReading, name: str, types: dict[str, ArrowType]) -> Table:
    import pyarrow as pa
    from pyarrow import csv

    encoding = encoding_in(reading.source, name)
    with reading.source.open(name) as stream:
        reader = csv.open_csv(
            pa.PythonFile(MeteredStream(stream, reading.meter(name)), mode="r"),
            csv.ReadOptions(block_size=_BLOCK, encoding="utf8" if encoding.startswith("utf-8") else encoding),
            csv.ParseOptions(newlines_in_values=True),
            csv.ConvertOptions(
                column_types=types, include_columns=list(types), null_values=[], strings_can_be_null=False
            ),
        )
        return pa.Table.from_batches(reader, reader.schema)
