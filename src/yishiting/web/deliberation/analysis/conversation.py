"""Puts votes, texts and people together as the engine and the report want them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from django.conf import settings

from yishiting.engine import Rule, VoteTable
from yishiting.formats import Conversation, Names, ReadingNotes, StatementTexts
from yishiting.web.deliberation.analysis.scattering import Scatter
from yishiting.web.deliberation.queries.enough import too_few_to_enter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from yishiting.web.content import Content
    from yishiting.web.deliberation.analysis.ballots import Ballots
    from yishiting.web.deliberation.analysis.gathering import CountedStatement, Named, People
    from yishiting.web.deliberation.models import Deliberation


@dataclass(frozen=True)
class Gathered:
    """All that one analysis is made of."""

    deliberation: Deliberation
    ballots: Ballots
    statements: tuple[CountedStatement, ...]
    people: People
    named: Named


def rule_of(deliberation: Deliberation) -> Rule:
    """Give the rule of a deliberation: the thresholds it was given, and whose votes shape the map."""
    return Rule(**{**deliberation.rule, "fit_on": deliberation.fit_on})


def conversation_of(gathered: Gathered) -> Conversation:
    """Make the conversation; statements are named by their numbers, people by stand-ins.

    Votes of people who are gone and on statements that do not count are left out, and tiers of so few people that they
    could be told from delegations on record.
    """
    conversation = _with_everybody(gathered)
    if out := too_few_to_enter(gathered.deliberation, n_by_tier(conversation)):
        tiers = gathered.people.tiers
        kept = gathered.people.only(person for person, tier in tiers.items() if tier not in out)
        return _with_everybody(replace(gathered, people=kept))
    return conversation


def n_by_tier(conversation: Conversation) -> dict[str, int]:
    """Count the people of each tier."""
    return dict(Counter(() if conversation.tiers is None else conversation.tiers.tolist()))


def _with_everybody(gathered: Gathered) -> Conversation:
    stand_ins = stand_ins_for(gathered.people.tiers, gathered.deliberation)
    table = _table(gathered, stand_ins)
    person_of = {stand_in: person for person, stand_in in stand_ins.items()}
    people = [person_of[stand_in] for stand_in in table.participant_ids.tolist()]
    constituencies = gathered.people.constituencies
    return Conversation(
        title=gathered.deliberation.question.original,
        question=gathered.deliberation.background.original,
        table=table,
        statements=_texts(gathered.statements),
        constituencies={
            kind: np.array([labels.get(person, "") for person in people], dtype=np.str_)
            for kind, labels in constituencies.items()
        },
        tiers=np.array([gathered.people.tiers[person] for person in people], dtype=np.str_),
        is_simulated=gathered.deliberation.is_sample,
        notes=ReadingNotes(source=gathered.deliberation.slug, layout="long_csv", n_votes_read=table.n_votes),
        names=_names(gathered.deliberation, gathered.named),
    )


def stand_ins_for(people: Iterable[int], deliberation: Deliberation) -> dict[int, int]:
    """Give each participant a number that stays theirs in this deliberation, and that only this installation knows.

    People on the map stand in the order of their numbers; by those of the database the first dot would be whoever
    answered first.
    """
    key = hashlib.sha256(f"{settings.SECRET_KEY}\n{deliberation.pk}".encode()).digest()
    numbers = {person: _stand_in(key, person) for person in people}
    if len(set(numbers.values())) != len(numbers):  # expected once in some ten million deliberations of 50,000 people
        raise RuntimeError(f"two participants of deliberation {deliberation.slug} have the same stand-in")
    return numbers


def _stand_in(key: bytes, person: int) -> int:
    return int.from_bytes(hashlib.blake2b(str(person).encode(), key=key, digest_size=7).digest(), "big")


def scatter_of(deliberation: Deliberation, stand_ins: NDArray[np.int64]) -> Scatter:
    """Give the secret by which people are drawn near their places: theirs in this deliberation, in every result."""
    key = hashlib.sha256(f"{settings.SECRET_KEY}\nplaces\n{deliberation.pk}".encode()).digest()
    return Scatter(key, stand_ins)


def canonical_order(conversation: Conversation) -> NDArray[np.int64]:
    """Order people by what they answered, so that equal votes give the same table wherever they come from."""
    table, tiers = conversation.table, conversation.tiers
    declared = [*conversation.constituencies.values(), *([] if tiers is None else [tiers])]
    return np.array(sorted(range(table.n_participants), key=lambda row: _key(table, declared, row)), dtype=np.int64)


def numbered(conversation: Conversation, order: NDArray[np.int64]) -> Conversation:
    """Number people 1 to n in an order.

    In the canonical one the numbers hold nothing that the votes do not hold: neither when somebody came nor who it was.
    """
    tiers = conversation.tiers
    return replace(
        conversation,
        table=_renumbered(conversation.table, order),
        tiers=None if tiers is None else tiers[order],
        constituencies={kind: labels[order] for kind, labels in conversation.constituencies.items()},
    )


def _key(table: VoteTable, declared: Iterable[NDArray[np.str_]], row: int) -> tuple[object, ...]:
    mine = slice(table.row_starts[row], table.row_starts[row + 1])
    answers = table.statement_index[mine].astype(">i4").tobytes(), (table.votes[mine] + 1).tobytes()
    return (*answers, *(str(labels[row]) for labels in declared))


def _renumbered(table: VoteTable, order: NDArray[np.int64]) -> VoteTable:
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(1, len(order) + 1)
    numbers = np.arange(1, len(order) + 1)
    return VoteTable.from_codes(
        numbers, table.statement_ids, number[table.participant_index()] - 1, table.statement_index, table.votes
    )


def _table(gathered: Gathered, stand_ins: Mapping[int, int]) -> VoteTable:
    numbers = {statement.pk: place for place, statement in enumerate(gathered.statements)}
    known_statements = np.array(sorted(numbers), dtype=np.int64)
    known_people = np.array(sorted(gathered.people.tiers), dtype=np.int64)
    standing = gathered.ballots.standing()
    counts = np.isin(standing.statement, known_statements) & np.isin(standing.participant, known_people)
    standing = standing.kept(counts)
    places = np.array([numbers[pk] for pk in known_statements.tolist()], dtype=np.int64)
    return VoteTable.from_codes(
        np.array([stand_ins[person] for person in known_people.tolist()], dtype=np.int64),
        np.array([statement.number for statement in gathered.statements], dtype=np.int64),
        np.searchsorted(known_people, standing.participant),
        places[np.searchsorted(known_statements, standing.statement)] if len(places) else standing.statement,
        standing.vote,
    )


def _texts(statements: tuple[CountedStatement, ...]) -> StatementTexts:
    # Whoever put a statement forward stays unnamed: their statements, taken together, could say who it was.
    languages = sorted({language for statement in statements for language in statement.text.texts})
    return StatementTexts(
        ids=np.array([statement.number for statement in statements], dtype=np.int64),
        texts=tuple(statement.text.original for statement in statements),
        languages=tuple(statement.text.language for statement in statements),
        authors=("",) * len(statements),
        translations={
            language: tuple(
                "" if statement.text.language == language else statement.text.texts.get(language, "")
                for statement in statements
            )
            for language in languages
        },
    )


def _names(deliberation: Deliberation, named: Named) -> Names:
    return Names(
        title=dict(deliberation.question.texts),
        question=dict(deliberation.background.texts),
        kinds={kind: _by_language(name) for kind, name in named.kinds.items()},
        labels={
            kind: {slug: _by_language(name) for slug, name in names.items()}
            for kind, names in named.constituencies.items()
        },
    )


def _by_language(name: Content) -> dict[str, str]:
    return dict(name.texts)
