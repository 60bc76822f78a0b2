"""The matrix of a Polis export: a row a person, a column a statement, an empty cell for unseen."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.formats.csv_cells import restore
from yishiting.formats.csv_rows import not_one_of, read_header, read_rows, tidy_name, wrong_length
from yishiting.formats.labels import LabelledRows
from yishiting.formats.problems import Problem, quoted
from yishiting.formats.vote_rows import VoteRows
from yishiting.formats.vote_rows_exact import EXPECTED_VOTE, VOTES

if TYPE_CHECKING:
    from yishiting.formats.arrow import Labels
    from yishiting.formats.input_reading import InputReading

PARTICIPANT, GROUP = "participant", "group-id"
COUNTS = (PARTICIPANT, "xid", GROUP, "n-comments", "n-votes", "n-agree", "n-disagree")


@dataclass(frozen=True)
class Matrix:
    """Votes of a matrix, and the group that the exporting software had found for each person ("" for none)."""

    votes: VoteRows
    people: list[str]
    groups: list[str]


def is_matrix(header: list[str]) -> bool:
    """Tell a matrix by its header."""
    return header[:1] == [PARTICIPANT] and len(set(header) & set(COUNTS)) > 1


def read_matrix(reading: InputReading, name: str, known: Labels | None) -> Matrix:
    """Read a matrix; a row with a cell that is no vote, or a vote on a statement not ``known``, is rejected."""
    header = [tidy_name(column) for column in read_header(reading.source, name, reading.log)]
    first = next((place for place, column in enumerate(header) if column not in COUNTS), len(header))
    building = _Building(name, header, first, _unknown(header, known))
    tell = reading.meter(name)
    rows = read_rows(reading.source, name, reading.log)
    next(rows)
    for line, cells in rows:
        reading.log.reject(*building.take(line, cells))
    tell(reading.source.size(name))
    if not building.votes and not reading.log.n_problems:
        reading.log.refuse(Problem(name, 0, "", "one vote or more after the header", "none"))
    return building.result()


def _unknown(header: list[str], known: Labels | None) -> frozenset[str]:
    return frozenset() if known is None else frozenset(header) - frozenset(known.to_pylist())


class _Building:
    def __init__(self, name: str, header: list[str], first: int, unknown: frozenset[str]) -> None:
        self.name, self.header, self.first, self.unknown = name, header, first, unknown
        self.group = header.index(GROUP) if GROUP in header[:first] else None
        self.people: dict[str, int] = {}
        self.groups: list[str] = []
        self.participants: array[int] = array("i")
        self.statements: array[int] = array("i")
        self.votes: array[int] = array("b")

    def take(self, line: int, cells: list[str]) -> list[Problem]:
        """Add a person's row, or return what is wrong with it."""
        if len(cells) != len(self.header):
            return [wrong_length(self.name, line, len(self.header), len(cells))]
        person = restore(cells[0].strip())
        answers = [(place, cell.strip()) for place, cell in enumerate(cells[self.first :]) if cell.strip()]
        problems = self._faults(line, person, answers)
        if not problems:
            self._add(person, "" if self.group is None else cells[self.group].strip(), answers)
        return problems

    def _faults(self, line: int, person: str, answers: list[tuple[int, str]]) -> list[Problem]:
        problems = []
        if not person:
            problems.append(not_one_of(self.name, line, PARTICIPANT, "an id", person))
        if person in self.people:
            problems.append(Problem(self.name, line, PARTICIPANT, "an id of its own", f"{quoted(person)} again"))
        for place, cell in answers:
            column = self.header[self.first + place]
            if column in self.unknown:
                problems.append(not_one_of(self.name, line, column, "empty: no such statement is listed", cell))
            elif cell not in VOTES:
                problems.append(not_one_of(self.name, line, column, EXPECTED_VOTE + " or empty", cell))
        return problems

    def _add(self, person: str, group: str, answers: list[tuple[int, str]]) -> None:
        number = self.people.setdefault(person, len(self.people))
        self.groups.append(group)
        self.participants.extend([number] * len(answers))
        self.statements.extend([place for place, _ in answers])
        self.votes.extend([VOTES[cell] for _, cell in answers])

    def result(self) -> Matrix:
        """Return what was added."""
        people = list(self.people)
        votes = VoteRows(
            LabelledRows.from_texts(people, np.array(self.participants, dtype=np.int32)),
            LabelledRows.from_texts(self.header[self.first :], np.array(self.statements, dtype=np.int32)),
            np.array(self.votes, dtype=np.int8),
        )
        return Matrix(votes, people, self.groups)
