"""Files in, engine tables out, and back: Polis exports, long CSV and Parquet."""

from yishiting.formats.conversation import Conversation, ReadingNotes, StatementTexts
from yishiting.formats.csv_cells import neutralise, restore
from yishiting.formats.errors import (
    BadRowsError,
    FormatError,
    OutputError,
    UnknownLayoutError,
    UnreadableInputError,
    UnsafeArchiveError,
)
from yishiting.formats.options import ReadLimits, ReadOptions, ReadProgress
from yishiting.formats.problems import Problem
from yishiting.formats.reading import read_conversation

__all__ = [
    "BadRowsError",
    "Conversation",
    "FormatError",
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
    "neutralise",
    "read_conversation",
    "restore",
]
