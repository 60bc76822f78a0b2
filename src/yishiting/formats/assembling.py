"""Puts together what the files hold: the current votes, the texts, the declared people, and the notes."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.engine import VoteTable
from yishiting.formats.conversation import Conversation, ReadingNotes, StatementTexts
from yishiting.formats.labels import as_labels, labels_of, n_different, places
from yishiting.formats.participants import TIER, ParticipantRows
from yishiting.formats.polis_matrix import GROUP
from yishiting.formats.problems import Problem
from yishiting.formats.statements import StatementRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from yishiting.formats.about import About
    from yishiting.formats.input_reading import InputReading
    from yishiting.formats.layouts import Parts
    from yishiting.formats.polis_matrix import Matrix
    from yishiting.formats.vote_rows import VoteRows


def assemble(reading: InputReading, about: About, parts: Parts) -> Conversation:
    """Make a conversation of everything that was read; refuses one without a single vote that counts."""
    parts = _with_agreement_up(parts, reading.options.agree_is)
    everything = _with_listed(parts).table()
    table = _without_rejected(everything, parts.statements)
    if not table.n_votes:
        reading.log.refuse(Problem(reading.source.name, 0, "", "one vote or more that counts", "none"))
    constituencies, tiers = _declared(table, parts)
    return Conversation(
        about.title,
        about.question,
        table,
        _texts(table, parts.statements),
        constituencies,
        tiers,
        about.is_simulated,
        _notes(reading, parts, everything, table),
        about.names,
    )


def _with_agreement_up(parts: Parts, agree_is: int) -> Parts:
    if agree_is == 1:
        return parts
    matrix = parts.matrix
    if matrix is not None:
        matrix = replace(matrix, votes=replace(matrix.votes, votes=-matrix.votes.votes))
    return replace(parts, votes=replace(parts.votes, votes=-parts.votes.votes), matrix=matrix)


def _with_listed(parts: Parts) -> VoteRows:
    """Add statements that are listed and have no votes, so that they are in the table all the same."""
    if parts.statements is None:
        return parts.votes
    listed = [row.statement for row in parts.statements]
    missing = places(labels_of(listed), parts.votes.statements.labels) < 0
    more = [statement for statement, is_missing in zip(listed, missing, strict=True) if is_missing]
    return replace(parts.votes, statements=parts.votes.statements.with_more(more))


def _without_rejected(table: VoteTable, statements: list[StatementRow] | None) -> VoteTable:
    """Keep the statements that are listed and not rejected by a moderator; all where there is no list."""
    if statements is None:
        return table
    accepted = labels_of([row.statement for row in statements if not row.is_rejected])
    is_kept = places(as_labels(table.statement_ids), accepted) >= 0
    if is_kept.all():
        return table
    place = np.cumsum(is_kept) - 1
    of_kept = is_kept[table.statement_index]
    participant = table.participant_index()[of_kept]
    return VoteTable.from_codes(
        table.participant_ids,
        table.statement_ids[is_kept],
        participant,
        place[table.statement_index[of_kept]],
        table.votes[of_kept],
        table.weights[participant],
    )


def _texts(table: VoteTable, statements: list[StatementRow] | None) -> StatementTexts:
    ids = as_labels(table.statement_ids).to_pylist()
    by_id = {row.statement: row for row in statements or ()}
    rows = [by_id.get(one, StatementRow(one, "")) for one in ids]
    languages = sorted({language for row in rows for language in row.translations})
    return StatementTexts(
        table.statement_ids,
        tuple(row.text for row in rows),
        tuple(row.language for row in rows),
        tuple(row.author for row in rows),
        MappingProxyType({lang: tuple(row.translations.get(lang, "") for row in rows) for lang in languages}),
    )


def _declared(table: VoteTable, parts: Parts) -> tuple[Mapping[str, NDArray[Any]], NDArray[Any] | None]:
    rows = parts.participants
    if rows is None:
        return MappingProxyType({}), None
    people = as_labels(table.participant_ids)
    constituencies = {name: rows.aligned(name, people) for name in rows.columns if name != TIER}
    tiers = rows.aligned(TIER, people) if TIER in rows.columns else None
    return MappingProxyType(constituencies), None if tiers is None else np.where(tiers == "", "open", tiers)


def _notes(reading: InputReading, parts: Parts, everything: VoteTable, table: VoteTable) -> ReadingNotes:
    first, last = parts.votes.time_span()
    log = reading.log
    return ReadingNotes(
        source=reading.source.name,
        layout=parts.layout,
        n_votes_read=parts.votes.n_rows,
        n_superseded=parts.votes.n_rows - everything.n_votes,
        n_statements_moderated_out=sum(row.is_rejected for row in parts.statements or ()),
        n_votes_on_moderated=everything.n_votes - table.n_votes,
        n_people_without_votes=_n_people(parts) - table.n_participants,
        n_rejected_rows=log.n_rejected_rows,
        rejected=tuple(log.first),
        first_vote=first,
        last_vote=last,
        exported_groups=None if parts.matrix is None else _groups(parts.matrix, table),
        n_matrix_differences=None if parts.matrix is None else _n_differences(parts, parts.matrix, everything),
    )


def _n_people(parts: Parts) -> int:
    lists = [parts.votes.participants.labels]
    lists += [labels_of(parts.participants.ids)] if parts.participants else []
    lists += [labels_of(parts.matrix.people)] if parts.matrix else []
    return n_different(lists)


def _groups(matrix: Matrix, table: VoteTable) -> NDArray[Any]:
    rows = ParticipantRows(matrix.people, {GROUP: matrix.groups})
    return rows.aligned(GROUP, as_labels(table.participant_ids))


def _n_differences(parts: Parts, matrix: Matrix, everything: VoteTable) -> int | None:
    """Count pairs that stand only in the list, only in the matrix, or in both with different votes."""
    if parts.layout != "polis_votes":
        return None
    other = matrix.votes.table()
    person = places(as_labels(other.participant_ids), as_labels(everything.participant_ids))[other.participant_index()]
    statement = places(as_labels(other.statement_ids), as_labels(everything.statement_ids))[other.statement_index]
    is_known = (person >= 0) & (statement >= 0)
    in_matrix = person[is_known] * everything.n_statements + statement[is_known]
    in_list = everything.participant_index() * everything.n_statements + everything.statement_index
    _, of_matrix, of_list = np.intersect1d(in_matrix, in_list, assume_unique=True, return_indices=True)
    n_alike = np.count_nonzero(other.votes[is_known][of_matrix] == everything.votes[of_list])
    n_common = len(of_list)
    return int((n_common - n_alike) + (other.n_votes - n_common) + (everything.n_votes - n_common))
