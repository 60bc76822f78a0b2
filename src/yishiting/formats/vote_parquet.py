"""Vote lists in Parquet, streamed by record batch and never read whole.

Parquet has no lines; messages count rows, the first one being row 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.formats.labels import is_unusable, places
from yishiting.formats.numbering import numbering_for
from yishiting.formats.problems import Problem
from yishiting.formats.vote_rows import VoteRows
from yishiting.formats.vote_rows_exact import EXPECTED_VOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from yishiting.formats.arrow import ArrowType, Batch, Column, Labels, ParquetFile, Schema
    from yishiting.formats.input_reading import InputReading
    from yishiting.formats.numbering import Numbering
    from yishiting.formats.sources import Source
    from yishiting.formats.vote_rows import VoteColumns

    Fault = tuple[str, NDArray[np.bool_], str]  # column, which rows are wrong, what was expected

_MAGIC = b"PAR1"
_BATCH = 2**20  # rows; smaller batches cost more calls, larger ones more memory
_UNITS = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


def is_parquet(source: Source, name: str) -> bool:
    """Tell a Parquet file by its first bytes."""
    with source.open(name) as stream:
        return stream.read(4) == _MAGIC


def read_vote_parquet(reading: InputReading, name: str, columns: VoteColumns, known: Labels | None) -> VoteRows:
    """Read a vote list; what is no vote, or one on a statement not ``known`` (None: all are), is rejected."""
    import pyarrow as pa
    from pyarrow import parquet

    if reading.source.is_packed:
        reading.log.refuse(Problem(name, 0, "", "beside the archive (Parquet is read in place)", "it packed inside"))
    with reading.source.open(name) as stream:
        try:
            file = parquet.ParquetFile(stream)
            _require_fitting(reading, name, columns, file)
            building = _Building(reading, name, columns, known, file)
            tell = reading.meter(name, file.metadata.num_rows)
            for batch in file.iter_batches(_BATCH, columns=building.present):
                building.take(batch)
                tell(building.n_seen)
        except (pa.ArrowException, OSError) as error:  # Arrow has OSError for a footer that makes no sense
            reading.log.refuse(Problem(name, 0, "", "a whole Parquet file", f"a broken one ({error})"))
    return building.result()


def _require_fitting(reading: InputReading, name: str, columns: VoteColumns, file: ParquetFile) -> None:
    n_rows, most = file.metadata.num_rows, reading.options.limits.rows
    problems = list(_misfits(name, columns, file.schema_arrow))
    if not n_rows:
        problems.append(Problem(name, 0, "", "one vote or more", "none"))
    if n_rows > most:
        problems.append(Problem(name, 0, "", f"at most {most:,} rows", f"{n_rows:,}"))
    if problems:
        reading.log.refuse(*problems)


def _misfits(name: str, columns: VoteColumns, schema: Schema) -> Iterator[Problem]:
    import pyarrow as pa

    is_text, is_whole = (pa.types.is_string, pa.types.is_large_string), (pa.types.is_integer,)
    is_number = (*is_whole, pa.types.is_floating)
    wanted = {
        columns.participant: ((*is_text, *is_whole), "whole numbers or text"),
        columns.statement: ((*is_text, *is_whole), "whole numbers or text"),
        columns.vote: (is_number, "numbers"),
        columns.time: ((*is_whole, pa.types.is_timestamp), "whole numbers or timestamps"),
        columns.weight: (is_number, "numbers"),
    }
    for column, (tests, expected) in wanted.items():
        if column in schema.names:
            kind = _plain_type(schema.field(column).type)
            if not any(test(kind) for test in tests):
                yield Problem(name, 0, column, f"a column of {expected}", str(kind))
        elif column in columns.required:
            yield Problem(name, 0, column, "a column", f"only {', '.join(schema.names)}")


def _plain_type(kind: ArrowType) -> ArrowType:
    import pyarrow as pa

    return kind.value_type if pa.types.is_dictionary(kind) else kind


class _Building:
    """Gathers the batches, without the rows that are wrong."""

    def __init__(
        self, reading: InputReading, name: str, columns: VoteColumns, known: Labels | None, file: ParquetFile
    ) -> None:
        schema, n_rows = file.schema_arrow, file.metadata.num_rows
        optional = [column for column in (columns.time, columns.weight) if column in schema.names]
        self.present = [*columns.required, *optional]
        self.n_seen = 0
        self._log, self._name, self._columns, self._known = reading.log, name, columns, known
        self._ids: dict[str, Numbering] = {
            column: numbering_for(_plain_type(schema.field(column).type), n_rows)
            for column in (columns.participant, columns.statement)
        }
        self._values: dict[str, list[NDArray[Any]]] = {column: [] for column in (columns.vote, *optional)}
        self._time_type = _plain_type(schema.field(columns.time).type) if columns.time in optional else None

    def take(self, batch: Batch) -> None:
        """Add a batch."""
        import pyarrow as pa

        read = {name: _plain(batch.column(name)) for name in self.present}
        faults = [fault for fault in self._faults(read) if fault[1].any()]
        if faults:
            is_good = pa.array(~np.any([is_bad for _, is_bad, _ in faults], axis=0))
            self._reject(read, faults)
            read = {name: column.filter(is_good) for name, column in read.items()}
        self.n_seen += len(batch)
        for name, numbering in self._ids.items():
            numbering.add(read[name])
        for name, parts in self._values.items():
            parts.append(self._as_numbers(name, read[name]))

    def _faults(self, read: dict[str, Column]) -> Iterator[Fault]:
        import pyarrow as pa

        columns = self._columns
        for name, column in read.items():
            if column.null_count:
                yield name, column.is_null().to_numpy(zero_copy_only=False), "filled in"
            elif name in self._ids and pa.types.is_string(column.type):
                yield name, is_unusable(column).to_numpy(zero_copy_only=False), "an id"
        if self._known is not None:
            labels = read[columns.statement].cast(pa.string())
            yield columns.statement, places(labels, self._known) < 0, "a statement of this conversation"
        votes = read[columns.vote].fill_null(0).to_numpy(zero_copy_only=False)
        yield columns.vote, (votes != 0) & (votes != 1) & (votes != -1), EXPECTED_VOTE
        if columns.weight in read:
            weights = read[columns.weight].fill_null(1).to_numpy(zero_copy_only=False)
            yield columns.weight, ~(np.isfinite(weights) & (weights > 0)), "a number above 0"

    def _reject(self, read: dict[str, Column], faults: list[Fault]) -> None:
        for row in np.flatnonzero(np.any([is_bad for _, is_bad, _ in faults], axis=0)).tolist():
            self._log.reject(
                *(
                    Problem(self._name, self.n_seen + row + 1, column, expected, repr(read[column][row].as_py()))
                    for column, is_bad, expected in faults
                    if is_bad[row]
                )
            )

    def _as_numbers(self, name: str, column: Column) -> NDArray[Any]:
        import pyarrow as pa

        kinds = {self._columns.vote: np.int8, self._columns.time: np.int64, self._columns.weight: np.float64}
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.int64())
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=kinds[name])

    def result(self) -> VoteRows:
        """Return what was gathered."""
        columns = self._columns
        unit = getattr(self._time_type, "unit", None)
        return VoteRows(
            self._ids[columns.participant].result(),
            self._ids[columns.statement].result(),
            self._joined(columns.vote),
            self._joined(columns.time) if columns.time in self._values else None,
            self._joined(columns.weight) if columns.weight in self._values else None,
            None if unit is None else _UNITS[unit],
        )

    def _joined(self, name: str) -> NDArray[Any]:
        return np.concatenate(self._values.pop(name))


def _plain(column: Column) -> Column:
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column.cast(pa.string()) if pa.types.is_large_string(column.type) else column
