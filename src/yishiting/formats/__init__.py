"""Files in, engine tables out, and back: Polis exports, long CSV and Parquet."""

from yishiting.formats.conversation import Conversation, Names, ReadingNotes, StatementTexts
from yishiting.formats.csv_cells import neutralise, restore
from yishiting.formats.csv_text import BrokenTableError, decode, numbered_rows, table_text
from yishiting.formats.errors import (
    BadRowsError,
    FormatError,
    OutputError,
    UnknownLayoutError,
    UnreadableInputError,
    UnsafeArchiveError,
)
from yishiting.formats.options import ReadLimits, ReadOptions, ReadProgress
from yishiting.formats.output_folder import new_folder
from yishiting.formats.problems import Problem
from yishiting.formats.reading import read_conversation
from yishiting.formats.writing import write_long_csv, write_long_parquet, write_polis_export

__all__ = [
    "BadRowsError",
    "BrokenTableError",
    "Conversation",
    "FormatError",
    "Names",
    "OutputError",
    "Problem",
    "ReadLimits",
    "ReadOptions",
    "ReadProgress",
    "ReadingNotes",
    "StatementTexts",
    "UnknownLayoutError",
    "UnreadableInputError",
    "UnsafeArchiveError",
    "decode",
    "neutralise",
    "new_folder",
    "numbered_rows",
    "read_conversation",
    "restore",
    "table_text",
    "write_long_csv",
    "write_long_parquet",
    "write_polis_export",
]
