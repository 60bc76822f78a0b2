"""The layouts that are known, told apart by the header of the file that holds the votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.formats import polis_matrix
from yishiting.formats.csv_rows import read_header, tidy_name
from yishiting.formats.errors import UnknownLayoutError
from yishiting.formats.labels import labels_of
from yishiting.formats.participants import FILE as PARTICIPANTS_FILE
from yishiting.formats.participants import ParticipantRows, read_participants
from yishiting.formats.polis_matrix import Matrix, read_matrix
from yishiting.formats.problems import Problem
from yishiting.formats.sources import find
from yishiting.formats.statements import LONG_STATEMENTS, POLIS_COMMENTS, StatementRow, read_statements
from yishiting.formats.vote_csv import read_vote_csv
from yishiting.formats.vote_parquet import is_parquet, read_vote_parquet
from yishiting.formats.vote_rows import VoteColumns, VoteRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from yishiting.formats.arrow import Labels
    from yishiting.formats.conversation import LayoutName
    from yishiting.formats.input_reading import InputReading
    from yishiting.formats.sources import Source

VOTES_FILE, PARQUET_FILE = "votes.csv", "votes.parquet"
STATEMENTS_FILE, COMMENTS_FILE = "statements.csv", "comments.csv"
MATRIX_FILES = ("participants-votes.csv", "participant-votes.csv")  # the old and the new spelling
POLIS_VOTES = VoteColumns("voter-id", "comment-id", "vote", "timestamp")
LONG_VOTES = VoteColumns("participant", "statement", "vote", "time")


@dataclass(frozen=True)
class Parts:
    """What stands in the files of one input, before it is put together; None where a file is missing."""

    layout: LayoutName
    votes: VoteRows
    statements: list[StatementRow] | None
    participants: ParticipantRows | None
    matrix: Matrix | None


@dataclass(frozen=True)
class Layout:
    """One way to store votes: its name, how its header is known, and how its input is read."""

    name: LayoutName
    recognises: Callable[[list[str]], bool]
    read: Callable[[InputReading, str], Parts]


def read_parts(reading: InputReading) -> Parts:
    """Find the file that holds the votes, tell its layout, and read everything that belongs to it."""
    name = _vote_file(reading)
    if is_parquet(reading.source, name):
        return _read_long_parquet(reading, name)
    header = [tidy_name(column) for column in read_header(reading.source, name, reading.log)]
    for layout in LAYOUTS:
        if layout.recognises(header):
            return layout.read(reading, name)
    expected = f"a header with {', '.join(LONG_VOTES.required)}; or that of a Polis export"
    return reading.log.refuse(Problem(name, 1, "", expected, ", ".join(header)[:200]))


def _vote_file(reading: InputReading) -> str:
    source = reading.source
    names = source.names()
    if len(names) == 1:
        return names[0]
    votes, matrix = find(source, VOTES_FILE, *MATRIX_FILES), _matrix_file(reading)
    if votes and PARQUET_FILE in names:
        raise UnknownLayoutError(f"{source.name}: must hold one list of votes, got {votes} and {PARQUET_FILE}")
    found = votes or (PARQUET_FILE if PARQUET_FILE in names else matrix)
    if found is None:
        expected = ", ".join((VOTES_FILE, PARQUET_FILE, *MATRIX_FILES))
        raise UnknownLayoutError(f"{source.name}: must hold one of {expected}, got {_listed(source)}")
    return found


def _listed(source: Source) -> str:
    names, folders = source.names(), source.folders()
    if not names and folders:
        return f"only folders: {_first(folders, 'folders')} (name one of them)"
    return _first(names, "files") or "nothing"


def _first(names: tuple[str, ...], kind: str) -> str:
    shown = ", ".join(names[:8])
    return shown if len(names) <= 8 else f"{shown} and {len(names) - 8} more {kind}"


def _matrix_file(reading: InputReading) -> str | None:
    found = [name for name in (find(reading.source, spelling) for spelling in MATRIX_FILES) if name]
    if len(found) > 1:
        raise UnknownLayoutError(f"{reading.source.name}: must hold one matrix, got {' and '.join(found)}")
    return found[0] if found else None


def _read_polis_votes(reading: InputReading, name: str) -> Parts:
    statements = _statements(reading, find(reading.source, COMMENTS_FILE), is_polis=True)
    votes = read_vote_csv(reading, name, POLIS_VOTES, _known(statements))
    matrix_name = _matrix_file(reading)
    matrix = read_matrix(reading, matrix_name, None) if matrix_name else None
    return Parts("polis_votes", votes, statements, _participants(reading), matrix)


def _read_polis_matrix(reading: InputReading, name: str) -> Parts:
    statements = _statements(reading, find(reading.source, COMMENTS_FILE), is_polis=True)
    matrix = read_matrix(reading, name, _known(statements))
    return Parts("polis_matrix", matrix.votes, statements, _participants(reading), matrix)


def _read_long_csv(reading: InputReading, name: str) -> Parts:
    statements = _statements(reading, find(reading.source, STATEMENTS_FILE), is_polis=False)
    votes = read_vote_csv(reading, name, LONG_VOTES, _known(statements))
    return Parts("long_csv", votes, statements, _participants(reading), None)


def _read_long_parquet(reading: InputReading, name: str) -> Parts:
    statements = _statements(reading, find(reading.source, STATEMENTS_FILE), is_polis=False)
    votes = read_vote_parquet(reading, name, LONG_VOTES, _known(statements))
    return Parts("long_parquet", votes, statements, _participants(reading), None)


def _statements(reading: InputReading, name: str | None, *, is_polis: bool) -> list[StatementRow] | None:
    columns = POLIS_COMMENTS if is_polis else LONG_STATEMENTS
    return None if name is None else read_statements(reading, name, columns)


def _participants(reading: InputReading) -> ParticipantRows | None:
    return read_participants(reading) if PARTICIPANTS_FILE in reading.source.names() else None


def _known(statements: list[StatementRow] | None) -> Labels | None:
    return None if statements is None else labels_of([row.statement for row in statements])


LAYOUTS = (
    Layout("polis_votes", lambda header: set(POLIS_VOTES.required) <= set(header), _read_polis_votes),
    Layout("long_csv", lambda header: set(LONG_VOTES.required) <= set(header), _read_long_csv),
    Layout("polis_matrix", polis_matrix.is_matrix, _read_polis_matrix),
)
