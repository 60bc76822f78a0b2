"""One conversation as the readers hand it over: votes, texts, declared constituencies, and what reading met."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from numpy.typing import NDArray

    from yishiting.engine import VoteTable
    from yishiting.formats.problems import Problem

Tier = Literal["delegation", "verified", "open"]
LayoutName = Literal["polis_votes", "polis_matrix", "long_csv", "long_parquet"]


@dataclass(frozen=True)
class StatementTexts:
    """What the statements say; every tuple is aligned with ``ids``, which equals ``table.statement_ids``.

    ``texts``, ``languages`` and ``authors`` are "" where unknown; ``translations`` holds, by language code, the
    translated texts ("" where a statement has none).
    """

    ids: NDArray[Any]
    texts: tuple[str, ...]
    languages: tuple[str, ...]
    authors: tuple[str, ...]
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Names:
    """What the organiser calls things, by language code; empty where nothing was given.

    ``kinds`` are names of constituency kinds, by their column; ``labels`` names of their labels, by column and by the
    label as people declared it.
    """

    title: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    question: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    labels: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class ReadingNotes:
    """What reading met, so that nothing is dropped silently.

    Every row of votes is accounted for:
    ``n_votes_read = table.n_votes + n_superseded + n_votes_on_moderated``; rejected rows come on top.

    Parameters
    ----------
    source : str
        Name of the file or folder.
    layout : LayoutName
        How the votes were stored.
    n_votes_read : int
        Rows (or cells of a matrix) that held a valid vote.
    n_superseded : int
        Votes that the same person replaced on the same statement.
    n_statements_moderated_out, n_votes_on_moderated : int
        Statements that a moderator rejected, and the current votes on them; both left out.
    n_people_without_votes : int
        People who are listed or voted, but have no vote that counts; left out.
    n_rejected_rows : int
        Rows left out because something was wrong with them (only when that was asked for).
    rejected : tuple of Problem
        The first of their problems.
    first_vote, last_vote : datetime in UTC, optional
        None where the votes carry no time.
    exported_groups : string array, shape (n_participants,), optional
        The group that the exporting software had found for each person, "" for none.
    n_matrix_differences : int, optional
        Pairs on which the vote list and the matrix of the same export disagree; None where one of them is missing.
    """

    source: str
    layout: LayoutName
    n_votes_read: int
    n_superseded: int = 0
    n_statements_moderated_out: int = 0
    n_votes_on_moderated: int = 0
    n_people_without_votes: int = 0
    n_rejected_rows: int = 0
    rejected: tuple[Problem, ...] = ()
    first_vote: datetime | None = None
    last_vote: datetime | None = None
    exported_groups: NDArray[Any] | None = None
    n_matrix_differences: int | None = None


@dataclass(frozen=True)
class Conversation:
    """One conversation, ready for `yishiting.engine.analyse`.

    ``question`` is what was asked, in the organiser's words. ``constituencies`` maps a kind ("region") to a string
    array of shape (n_participants,), "" where undeclared; ``tiers`` holds "delegation", "verified" or "open" for
    each person, or is None where the data knows no tiers. ``is_simulated`` marks invented data, which is
    to be labelled so wherever it is shown. ``names`` say title, question and constituencies in the reader's language
    where the organiser gave them in several.
    """

    title: str
    question: str
    table: VoteTable
    statements: StatementTexts
    constituencies: Mapping[str, NDArray[Any]]
    tiers: NDArray[Any] | None
    is_simulated: bool
    notes: ReadingNotes
    names: Names = field(default_factory=Names)
