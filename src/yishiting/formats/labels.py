"""Ids while they are read: each different text once, and a number for every row. Nothing here works row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.formats.csv_cells import restore

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.formats.arrow import Column, Labels


@dataclass(frozen=True)
class LabelledRows:
    """A column of ids: the different ``labels`` and, per row, a position in them (int32)."""

    labels: Labels
    codes: NDArray[np.int32]

    @classmethod
    def from_texts(cls, texts: list[str], codes: NDArray[np.int32]) -> LabelledRows:
        """Take texts that are different already."""
        import pyarrow as pa

        return cls(pa.array(texts, pa.string()), codes)

    @classmethod
    def from_chunks(cls, column: Column) -> LabelledRows:
        """Take a dictionary-encoded chunked array of integers or strings; ids are stripped of blanks around them."""
        import pyarrow as pa

        if column.num_chunks == 0:
            return cls(pa.array([], pa.string()), np.empty(0, np.int32))
        n_rows = len(column)
        column = column.unify_dictionaries()
        codes = np.empty(n_rows, np.int32)
        done = 0
        for chunk in column.chunks:
            codes[done : done + len(chunk)] = chunk.indices
            done += len(chunk)
        return cls(column.chunk(0).dictionary.cast(pa.string()), codes).tidied()

    def with_more(self, texts: list[str]) -> LabelledRows:
        """Add labels that no row has."""
        import pyarrow as pa

        return LabelledRows(pa.concat_arrays([self.labels, pa.array(texts, pa.string())]), self.codes)

    def tidied(self) -> LabelledRows:
        """Take away blanks around the labels and apostrophes that neutralised them; unite what is one then."""
        import pyarrow as pa
        import pyarrow.compute as pc

        trimmed = pc.utf8_trim_whitespace(self.labels)
        if pc.any(pc.starts_with(trimmed, "'")).as_py():
            trimmed = pa.array([restore(text) for text in trimmed.to_pylist()], pa.string())
        if trimmed.equals(self.labels):
            return self
        encoded = trimmed.dictionary_encode()  # " 7" and "7" are one now
        return LabelledRows(encoded.dictionary, encoded.indices.to_numpy()[self.codes])


def labels_of(texts: list[str]) -> Labels:
    """Make labels of texts."""
    import pyarrow as pa

    return pa.array(texts, pa.string())


def is_unusable(texts: Column) -> Column:
    """Tell of each text whether it cannot be an id: blank, or with a zero byte, which numpy drops at its end."""
    import pyarrow.compute as pc

    return pc.or_(pc.equal(pc.utf8_trim_whitespace(texts), ""), pc.match_substring(texts, "\0"))


def has_unusable(labels: Labels) -> bool:
    """Tell whether one or more labels cannot be an id."""
    import pyarrow.compute as pc

    return bool(pc.any(is_unusable(labels)).as_py())


def places(labels: Labels, among: Labels) -> NDArray[np.int64]:
    """Position of each label among others, -1 where it is not there."""
    import pyarrow.compute as pc

    return np.asarray(pc.fill_null(pc.index_in(labels, value_set=among), -1), dtype=np.int64)


def as_ids(labels: Labels) -> NDArray[Any]:
    """Turn labels into ids: 64-bit integers if every one of them is the plain spelling of one, else strings.

    "007" is not the plain spelling of 7, so a column that holds it stays text; so do numbers beyond 2^63.
    """
    import pyarrow as pa

    try:
        numbers = labels.cast(pa.int64())
    except pa.ArrowInvalid:
        return np.array(labels.to_pylist(), dtype=np.str_)
    if numbers.cast(pa.string()).equals(labels):
        return np.asarray(numbers, dtype=np.int64)
    return np.array(labels.to_pylist(), dtype=np.str_)


def as_labels(ids: NDArray[Any]) -> Labels:
    """Turn ids into labels again; the inverse of `as_ids`."""
    import pyarrow as pa

    return pa.array(ids.tolist(), pa.string()) if ids.dtype.kind == "U" else pa.array(ids).cast(pa.string())


def n_different(lists: list[Labels]) -> int:
    """Count the different labels in several lists."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return int(pc.count_distinct(pa.chunked_array(lists, pa.string())).as_py())
