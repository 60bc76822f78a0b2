"""Deliberations full of votes, for everything about results: real conversations, and made ones."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from yishiting.formats import read_conversation
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.bulk_votes import store_votes
from yishiting.web.deliberation.models import Deliberation, Phase, Statement, VoteEntry
from yishiting.web.people.models import Constituency, ConstituencyKind, Delegation, Membership, Participant, Tier
from yishiting.web.programme.models import Assembly, Forum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from yishiting.engine import VoteTable

NOW = datetime(2026, 7, 5, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Poll:
    """A deliberation with its people and statements, each list in the order of the table that it was made of."""

    deliberation: Deliberation
    participants: list[Participant]
    statements: list[Statement]


def clock(seconds: float = 0) -> datetime:
    """Give a moment after `NOW`."""
    return NOW + timedelta(seconds=seconds)


def two_camps(n_participants: int, n_statements: int, seed: int = 0, *, share: float = 0.8) -> NDArray[np.int64]:
    """Make votes (n_participants, n_statements) of two camps that agree on the first third; 9 is no vote."""
    dice = np.random.default_rng(seed)
    camp = np.arange(n_participants) % 2
    common = np.arange(n_statements) < max(n_statements // 3, 1)
    leaning = np.where(common, 2.5, np.where(np.arange(n_statements) % 2, 2.0, -2.0))
    side = np.where(common, 1, 2 * camp[:, None] - 1)
    votes = np.where(dice.random((n_participants, n_statements)) < 1 / (1 + np.exp(-leaning * side)), 1, -1)
    return np.where(dice.random(votes.shape) < share, votes, 9)


def make_poll(
    votes: NDArray[np.int64],
    tiers: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    texts: Sequence[Content] | None = None,
    **settings: object,
) -> Poll:
    """Put votes into the database; ``tiers`` and ``regions`` are repeated until everybody has one."""
    n_participants, n_statements = votes.shape
    deliberation = _deliberation(settings)
    tiers = tiers or [Tier.OPEN]
    participants = [_participant(number, tiers[number % len(tiers)]) for number in range(n_participants)]
    Participant.objects.bulk_create(participants)
    if regions:
        _declare(participants, [regions[number % len(regions)] for number in range(n_participants)])
    statements = Statement.objects.bulk_create(
        _statement(deliberation, number, texts[number] if texts else None) for number in range(n_statements)
    )
    rows, columns = np.nonzero(votes != 9)
    store_votes(
        deliberation=deliberation,
        votes=[
            (participants[row].pk, statements[column].pk, int(votes[row, column]), NOW)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ],
    )
    return Poll(deliberation, participants, statements)


def real_poll(folder: Path, phase: str = Phase.OPEN, fit_on: str = "trusted") -> tuple[Poll, VoteTable]:
    """Put a real conversation into the database; gives its table too."""
    table = read_conversation(folder).table
    votes = np.full((table.n_participants, table.n_statements), 9)
    votes[table.participant_index(), table.statement_index] = table.votes
    return make_poll(votes, phase=phase, fit_on=fit_on), table


def cast(poll: Poll, person: int, statement: int, value: int | None) -> VoteEntry:
    """Append one line to the history of votes, as the ballot does."""
    return VoteEntry.objects.create(
        deliberation=poll.deliberation,
        participant=poll.participants[person],
        statement=poll.statements[statement],
        value=value,
    )


def _deliberation(settings: Mapping[str, object]) -> Deliberation:
    Assembly.objects.get_or_create(pk=1, defaults={"title": Content.of("en", "Assembly for tests")})
    number = Deliberation.objects.count()
    forum = Forum.objects.create(
        slug=f"forum-of-poll-{Forum.objects.count()}", title=Content.of("en", "Forum for tests"), is_published=True
    )
    chosen: dict[str, object] = {
        "question": Content.of("en", "What should be tested?", zh_hans="应当检验什么？"),
        "phase": Phase.OPEN,
        "slug": f"poll-{number}",
        "admits_delegations": False,
    }
    return Deliberation.objects.create(forum=forum, **(chosen | dict(settings)))


def _participant(number: int, tier: str) -> Participant:
    if tier != Tier.DELEGATION:
        key = secrets.token_hex(16) if tier == Tier.OPEN else None
        return Participant(tier=tier, cookie_key=key, seed=number)
    slug = f"party-{Delegation.objects.count()}"
    delegation = Delegation.objects.create(slug=slug, name=Content.of("en", f"Party {number}"))
    return Participant(tier=tier, delegation=delegation, seed=number)


def _declare(participants: list[Participant], regions: list[str]) -> None:
    kind, _made = ConstituencyKind.objects.get_or_create(slug="region", name=Content.of("en", "Region"))
    places = {
        slug: Constituency.objects.get_or_create(kind=kind, slug=slug, name=Content.of("en", slug.title()))[0]
        for slug in sorted(set(regions) - {""})
    }
    Membership.objects.bulk_create(
        Membership(participant=participant, kind=kind, constituency=places[region])
        for participant, region in zip(participants, regions, strict=True)
        if region
    )


def _statement(deliberation: Deliberation, number: int, text: Content | None) -> Statement:
    return Statement(
        deliberation=deliberation,
        number=number + 1,
        text=text or Content.of("en", f"Statement number {number + 1}", zh_hans=f"第 {number + 1} 条主张"),
        fingerprint=f"statement-{number}",
        origin=Statement.Origin.SEED,
        status=Statement.Status.ACCEPTED,
    )
