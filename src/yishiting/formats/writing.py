"""Writes conversations as other tools and this one read them: a Polis-shaped export, long CSV, long Parquet.

Each writer fills a folder, which it makes where it is missing; a file that is there already is never overwritten
(see `new_folder` for a folder that appears whole or not at all). Reading back what was written gives the same
conversation; only times of votes, reading notes and statements that a moderator had rejected are not part of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from yishiting.formats import about, layouts, participants
from yishiting.formats.errors import OutputError
from yishiting.formats.polis_matrix import COUNTS
from yishiting.formats.statements import LONG_STATEMENTS, POLIS_COMMENTS
from yishiting.formats.writing_files import write_rows, write_votes_csv, write_votes_parquet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from yishiting.formats.conversation import Conversation

    Row = Sequence[object]

_SUMMARY, _PEOPLE = about.FILE, participants.FILE
_NO_TIME = {layouts.POLIS_VOTES.time: 0, "datetime": ""}
_POLIS_HEADER = (*_NO_TIME, layouts.POLIS_VOTES.statement, layouts.POLIS_VOTES.participant, layouts.POLIS_VOTES.vote)


def write_long_csv(conversation: Conversation, folder: Path) -> None:
    """Write votes.csv (participant, statement, vote), statements.csv, participants.csv and summary.csv."""
    _require_writable(conversation)
    write_votes_csv(folder / layouts.VOTES_FILE, conversation.table, layouts.LONG_VOTES, layouts.LONG_VOTES.required)
    _write_long_rest(conversation, folder)


def write_long_parquet(conversation: Conversation, folder: Path) -> None:
    """Write votes.parquet (participant, statement, vote), statements.csv, participants.csv and summary.csv."""
    _require_writable(conversation)
    write_votes_parquet(folder / layouts.PARQUET_FILE, conversation.table, layouts.LONG_VOTES)
    _write_long_rest(conversation, folder)


def write_polis_export(conversation: Conversation, folder: Path) -> None:
    """Write the files of a Polis export: votes.csv, comments.csv, participants-votes.csv and summary.csv.

    The time of every vote is 0, unknown, as a `Conversation` keeps none. What Polis has no place for stands beside:
    participants.csv with tiers and constituencies, and further columns of comments.csv for languages.
    """
    _require_writable(conversation)
    clash = sorted(set(map(str, conversation.table.statement_ids.tolist())) & set(COUNTS))
    if clash:
        raise OutputError(f"a statement's id must not be the name of a column of the matrix, got {clash[0]!r}")
    write_votes_csv(folder / layouts.VOTES_FILE, conversation.table, layouts.POLIS_VOTES, _POLIS_HEADER)
    write_rows(folder / layouts.COMMENTS_FILE, _comments(conversation))
    write_rows(folder / layouts.MATRIX_FILES[0], _matrix(conversation))
    _write_about(conversation, folder)


def _write_long_rest(conversation: Conversation, folder: Path) -> None:
    write_rows(folder / layouts.STATEMENTS_FILE, _statements(conversation))
    _write_about(conversation, folder)


def _write_about(conversation: Conversation, folder: Path) -> None:
    write_rows(folder / _SUMMARY, _summary(conversation))
    if conversation.constituencies or conversation.tiers is not None:
        write_rows(folder / _PEOPLE, _people(conversation))


def _require_writable(conversation: Conversation) -> None:
    table = conversation.table
    if not table.n_votes:
        raise OutputError("a conversation must have one vote or more to be written, got none")
    for name, ids in (("participant", table.participant_ids), ("statement", table.statement_ids)):
        bad = next((one for one in map(str, ids.tolist()) if not one or one != one.strip() or "\0" in one), None)
        if bad is not None:
            raise OutputError(
                f"a {name}'s id must not be empty, or have blanks around or zero bytes in it, got {bad!r}"
            )
    reserved = {participants.ID, participants.TIER}
    for name in conversation.constituencies:
        if not name or name != name.strip() or name in reserved:
            raise OutputError(f"a constituency's name must not be empty, `id` or `tier`, got {name!r}")


def _statements(conversation: Conversation) -> Iterator[Row]:
    texts, columns = conversation.statements, LONG_STATEMENTS
    prefix = columns.translation_prefix
    yield (
        columns.statement,
        columns.text,
        columns.language,
        columns.author,
        *(prefix + name for name in texts.translations),
    )
    yield from zip(
        texts.ids.tolist(), texts.texts, texts.languages, texts.authors, *texts.translations.values(), strict=True
    )


def _comments(conversation: Conversation) -> Iterator[Row]:
    texts, columns, table = conversation.statements, POLIS_COMMENTS, conversation.table
    prefix = columns.translation_prefix
    names = (*_NO_TIME, columns.statement, columns.author, "agrees", "disagrees", columns.moderated, columns.text)
    yield (*names, columns.language, *(prefix + name for name in texts.translations))
    agrees, disagrees = (
        np.bincount(table.statement_index[table.votes == vote], minlength=table.n_statements).tolist()
        for vote in (1, -1)
    )
    same = [[value] * table.n_statements for value in (*_NO_TIME.values(), 1)]
    ids, translations = texts.ids.tolist(), texts.translations.values()
    yield from zip(
        *same[:2],
        ids,
        texts.authors,
        agrees,
        disagrees,
        same[2],
        texts.texts,
        texts.languages,
        *translations,
        strict=True,
    )


def _matrix(conversation: Conversation) -> Iterator[Row]:
    table = conversation.table
    yield (*(name for name in COUNTS if name != "xid"), *table.statement_ids.tolist())
    written = Counter(conversation.statements.authors)
    groups = conversation.notes.exported_groups
    for row, person in enumerate(table.participant_ids.tolist()):
        mine = slice(table.row_starts[row], table.row_starts[row + 1])
        votes = table.votes[mine].tolist()
        cells: list[object] = [""] * table.n_statements
        for place, vote in zip(table.statement_index[mine].tolist(), votes, strict=True):
            cells[place] = vote
        group = "" if groups is None else groups[row]
        yield person, group, written[str(person)], len(votes), votes.count(1), votes.count(-1), *cells


def _people(conversation: Conversation) -> Iterator[Row]:
    tiers = conversation.tiers
    declared = [labels.tolist() for labels in conversation.constituencies.values()]
    columns = declared if tiers is None else [tiers.tolist(), *declared]
    names = tuple(conversation.constituencies)
    yield participants.ID, *(names if tiers is None else (participants.TIER, *names))
    yield from zip(conversation.table.participant_ids.tolist(), *columns, strict=True)


def _summary(conversation: Conversation) -> Iterator[Row]:
    table, authors, groups = conversation.table, conversation.statements.authors, conversation.notes.exported_groups
    yield about.TITLE, conversation.title
    yield "voters", table.n_participants
    yield "voters-in-conv", table.n_participants
    yield "commenters", len(set(authors) - {""})
    yield "comments", table.n_statements
    yield "groups", 0 if groups is None else len(set(groups.tolist()) - {""})
    yield about.QUESTION, conversation.question
    if conversation.is_simulated:
        yield about.SIMULATED, "true"
