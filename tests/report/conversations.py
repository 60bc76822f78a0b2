"""Small conversations for the tests of the report, analysed by the real engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine import VoteTable, analyse
from yishiting.formats import Conversation, ReadingNotes, StatementTexts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yishiting.engine import Analysis

HOSTILE_TEXTS = (
    "<script>document.title = 'broken in'</script>",
    "</script><img src=x onerror=\"document.title='broken in'\">",
    '=HYPERLINK("http://evil.example/","press here")',
    "Quotes \" and ' and & and <b>bold</b>",
    "Turned \u202eedisni\u202c round \u2066and\u2069 about",
    "Line\none\r\ntwo\u2028three\ttabbed",
    "W" * 400,
    "{{ 7 * 7 }} {% raw %} %(people)s %s",
    "",
    "@SUM(A1:A9)",
)


def divided_votes(n_participants: int, n_statements: int, seed: int = 0) -> VoteTable:
    """Votes of two camps: they agree on the first statements and part over the others."""
    dice = np.random.default_rng(seed)
    camp = dice.integers(0, 2, n_participants)
    leaning = np.where(
        np.arange(n_statements) < n_statements // 3, 2.5, np.where(np.arange(n_statements) % 2, 2.0, -2.0)
    )
    side = np.where(np.arange(n_statements) < n_statements // 3, 1, 2 * camp[:, None] - 1)
    chance = 1 / (1 + np.exp(-leaning * side))
    votes = np.where(dice.random(chance.shape) < chance, 1, -1)
    votes[dice.random(chance.shape) < 0.1] = 0
    person, statement = np.nonzero(dice.random(chance.shape) < 0.8)
    return VoteTable.from_arrays(person, statement, votes[person, statement])


def conversation_of(
    table: VoteTable, texts: Sequence[str], constituencies: Mapping[str, Sequence[str]] | None = None
) -> Conversation:
    """A conversation around votes; ``texts`` are repeated until every statement has one."""
    n_statements = table.n_statements
    declared = {kind: np.array(labels, dtype=np.str_) for kind, labels in (constituencies or {}).items()}
    statements = StatementTexts(
        ids=table.statement_ids,
        texts=tuple(texts[position % len(texts)] for position in range(n_statements)),
        languages=("en",) * n_statements,
        authors=("",) * n_statements,
    )
    return Conversation(
        title="A question for tests",
        question="What should be tested?",
        table=table,
        statements=statements,
        constituencies=declared,
        tiers=None,
        is_simulated=False,
        notes=ReadingNotes(source="tests", layout="long_csv", n_votes_read=table.n_votes),
    )


def analysis_of(conversation: Conversation) -> Analysis:
    """The real engine's result for a conversation."""
    return analyse(conversation.table, constituencies=conversation.constituencies, tiers=conversation.tiers, seed=0)


def hostile_conversation() -> Conversation:
    """Texts that try to break the page, the tables, or the reader."""
    table = divided_votes(60, len(HOSTILE_TEXTS))
    kinds = ["<i>Industry</i>", "=1+1", "", "Academia"]
    declared = [kinds[person % len(kinds)] for person in range(table.n_participants)]
    return conversation_of(table, HOSTILE_TEXTS, {"<b>kind</b>": declared})
