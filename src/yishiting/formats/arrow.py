"""Names for the kinds of Arrow objects that pass through here; pyarrow ships no types of its own."""

from __future__ import annotations

from typing import Any

ArrowType = Any
"""Data type of a column."""
Schema = Any
"""Names and types of the columns of a file."""
Column = Any
"""Array, or array in chunks."""
Labels = Any
"""Array of different strings."""
Batch = Any
"""Some rows of a table."""
Table = Any
"""All rows of a table."""
ParquetFile = Any
"""Parquet file, opened."""
