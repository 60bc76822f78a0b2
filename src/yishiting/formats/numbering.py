"""Numbers the ids of a long column while it streams by: whole numbers without hashing, texts through Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from yishiting.formats.labels import LabelledRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.formats.arrow import ArrowType, Column

_SPREAD = 8  # a span of ids up to so many times the rows is looked up directly, wider ones are hashed
_SLICE = 2**20
_SMALL = np.iinfo(np.int32)


class Numbering(Protocol):
    """Takes a column of ids piece by piece; knows the different ids and each row's number at the end."""

    def add(self, column: Column) -> None:
        """Take the next piece, an Arrow array without nulls."""

    def result(self) -> LabelledRows:
        """Return the ids and the numbers of all rows."""


def numbering_for(kind: ArrowType, n_rows: int) -> Numbering:
    """Choose by Arrow type; ``n_rows`` is the most that will come."""
    import pyarrow as pa

    is_direct = pa.types.is_integer(kind) and not pa.types.is_uint64(kind)
    return _WholeNumbers(n_rows) if is_direct else _Texts()


class _WholeNumbers:
    """Keeps the numbers themselves, in 4 bytes where they fit; twenty times faster than a hash of a million ids."""

    def __init__(self, n_rows: int) -> None:
        self._values: NDArray[np.signedinteger[Any]] = np.empty(n_rows, np.int32)
        self._done = 0

    def add(self, column: Column) -> None:
        """Take the next piece."""
        values = column.to_numpy(zero_copy_only=False)
        if not len(values):
            return
        if self._values.dtype == np.int32 and not _SMALL.min <= values.min() <= values.max() <= _SMALL.max:
            self._values = self._values.astype(np.int64)
        self._values[self._done : self._done + len(values)] = values
        self._done += len(values)

    def result(self) -> LabelledRows:
        """Return the ids, rising, and the numbers of all rows."""
        import pyarrow as pa

        values, self._values = self._values[: self._done], self._values[:0]
        low, high = (int(values.min()), int(values.max())) if len(values) else (0, -1)
        if high - low >= _SPREAD * len(values):
            encoded = pa.array(values).dictionary_encode()
            return LabelledRows(encoded.dictionary.cast(pa.string()), encoded.indices.to_numpy())
        values -= low
        is_there = np.zeros(high - low + 1, dtype=bool)
        is_there[values] = True
        rank = np.cumsum(is_there, dtype=np.int32) - 1
        ids = np.flatnonzero(is_there) + low
        # Slice by slice, as the numbers fit where the values stood: a new array would add 4 bytes a row to the peak.
        for start in range(0, len(values), _SLICE):
            part = slice(start, start + _SLICE)
            values[part] = rank[values[part]]
        return LabelledRows(pa.array(ids).cast(pa.string()), values.astype(np.int32, copy=False))


class _Texts:
    """Lets Arrow hash each piece, and unites what was found at the end."""

    def __init__(self) -> None:
        self._chunks: list[Any] = []

    def add(self, column: Column) -> None:
        """Take the next piece."""
        self._chunks.append(column.dictionary_encode())

    def result(self) -> LabelledRows:
        """Return the ids and the numbers of all rows."""
        import pyarrow as pa

        chunks, self._chunks = self._chunks, []
        return LabelledRows.from_chunks(pa.chunked_array(chunks)) if chunks else LabelledRows.from_texts([], _NONE)


_NONE = np.empty(0, np.int32)
