"""The provisional result of one deliberation, kept up with the votes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import transaction

from yishiting import __version__
from yishiting.engine import analyse
from yishiting.report.sections import VERSION as SECTIONS_VERSION
from yishiting.web.deliberation.analysis.conversation import Gathered, conversation_of, n_by_tier, rule_of, scatter_of
from yishiting.web.deliberation.analysis.documents import MADE_OF, Computed, columns_of
from yishiting.web.deliberation.analysis.following import Follower, ballots_until
from yishiting.web.deliberation.analysis.gathering import counted_statements, names_of_constituencies, people_of
from yishiting.web.deliberation.analysis.scattering import VERSION as SCATTER_VERSION
from yishiting.web.deliberation.models import ANSWERING, Deliberation, LiveResult
from yishiting.web.deliberation.queries.enough import holds_back, missing_for_a_result
from yishiting.web.people.models import Tier

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation
    from yishiting.web.deliberation.analysis.ballots import Ballots

# Statements, names and who people are change seldom; they are looked at this often, and whenever there are new votes.
# Reading who somebody is takes some 30 microseconds: where many take part, looking in vain stays a small share.
LOOK_EVERY = timedelta(seconds=2)
LOOK_EVERY_PER_PERSON = timedelta(milliseconds=1)
# trust.md §1.4: what delegations answer off the record enters so many votes at a time, and of so many delegations: five
# votes of one delegation would be told by subtraction, and of two each could tell the other's.
HELD_BACK_UNTIL = 5
HELD_BACK_FROM = 3
# One analysis at a time: two at once would each take twice as long, and both keep a core from the server.
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class _Seen:
    """What a result was made of; an equal one needs no new result."""

    ballots: Ballots
    rest: tuple[object, ...]

    def is_same(self, other: _Seen | None) -> bool:
        return other is not None and self.rest == other.rest and not self.ballots.n_changes_since(other.ballots)


@dataclass
class LiveDeliberation:
    """What the worker keeps in memory of one deliberation: its ballots, and the last analysis to start from."""

    follower: Follower
    _counted: Ballots | None = None
    _seen: _Seen | None = None
    _previous: Analysis | None = None
    _look_again_at: datetime | None = None

    @classmethod
    def of(cls, deliberation: Deliberation) -> LiveDeliberation:
        """Begin with nothing in memory."""
        return cls(Follower(deliberation.pk))

    def keep_up(self, deliberation: Deliberation, now: datetime) -> bool:
        """Take in what is new and store a new revision where that changes anything; tell whether one was stored."""
        has_news = self.follower.catch_up(now)
        if not (has_news or self._look_again_at is None or now >= self._look_again_at):
            return False
        gathered = self._gathered(deliberation)
        self._look_again_at = now + max(LOOK_EVERY, LOOK_EVERY_PER_PERSON * len(gathered.people.tiers))
        seen = _Seen(gathered.ballots, _made_of(gathered))
        if seen.is_same(self._seen):
            return False
        stored = self._refit(gathered, now)
        self._seen = seen
        return stored

    def _gathered(self, deliberation: Deliberation) -> Gathered:
        everybody = people_of(np.unique(self.follower.ballots.participant).tolist(), deliberation)
        delegations = np.array([each for each, tier in everybody.tiers.items() if tier == Tier.DELEGATION], np.int64)
        self._counted = self._newly_counted(deliberation, delegations)
        people = everybody.only(np.unique(self._counted.standing().participant).tolist())
        return Gathered(
            deliberation, self._counted, counted_statements(deliberation), people, names_of_constituencies()
        )

    def _newly_counted(self, deliberation: Deliberation, delegations: NDArray[np.int64]) -> Ballots:
        """Let new votes count; delegations' ones only together with some others, or at the end."""
        known = self.follower.ballots
        if not holds_back(deliberation) or deliberation.phase not in ANSWERING:
            return known
        # After a restart, what has been shown is what the stored result counted.
        shown = (
            self._counted if self._counted is not None else ballots_until(deliberation.pk, _last_shown(deliberation))
        )
        theirs, before = known.by(delegations), shown.by(delegations)
        has_enough = (
            theirs.n_changes_since(before) >= HELD_BACK_UNTIL
            and theirs.n_changed_people_since(before) >= HELD_BACK_FROM
        )
        return known.not_by(delegations).with_more(theirs if has_enough else before)

    def _refit(self, gathered: Gathered, now: datetime) -> bool:
        deliberation, conversation = gathered.deliberation, conversation_of(gathered)
        table = conversation.table
        if missing_for_a_result(deliberation, n_by_tier(conversation), table.n_votes):
            self._previous = None
            return bool(LiveResult.objects.filter(deliberation=deliberation).delete()[0])
        made_of = _digest(_made_of(gathered))
        if self._previous is None and _is_stored(deliberation, conversation, made_of):
            return False
        with ONE_AT_A_TIME:
            self._previous = analysis_of(gathered, conversation, self._previous)
            columns = columns_of(_computed(deliberation, conversation, self._previous, now))
        columns["sections"][MADE_OF] = made_of
        return _store(deliberation, columns | {"last_entry": _last_of_those_held_back(gathered)})


def analysis_of(gathered: Gathered, conversation: Conversation, previous: Analysis | None = None) -> Analysis:
    """Analyse, by the deliberation's own rule."""
    return analyse(
        conversation.table,
        constituencies=conversation.constituencies,
        tiers=conversation.tiers,
        rule=rule_of(gathered.deliberation),
        previous=previous,
    )


def _computed(deliberation: Deliberation, conversation: Conversation, analysis: Analysis, now: datetime) -> Computed:
    # Stand-ins are secret, so nobody can guess votes and compare the fingerprint.
    scatter = scatter_of(deliberation, conversation.table.participant_ids)
    return Computed(deliberation, conversation, analysis, scatter, conversation.table.fingerprint(), now)


def _made_of(gathered: Gathered) -> tuple[object, ...]:
    """Everything besides votes that a result's figures and words depend on."""
    deliberation = gathered.deliberation
    chosen = (deliberation.question, deliberation.background, deliberation.slug, deliberation.is_sample)
    how = (deliberation.fit_on, deliberation.is_on_record, tuple(sorted(deliberation.rule.items())))
    return (gathered.statements, gathered.people, gathered.named, chosen, how)


def _digest(made_of: tuple[object, ...]) -> str:
    return hashlib.sha256(repr((made_of, SECTIONS_VERSION, SCATTER_VERSION, __version__)).encode()).hexdigest()


def _last_shown(deliberation: Deliberation) -> int:
    stored = LiveResult.objects.filter(deliberation=deliberation).values_list("last_entry", flat=True)
    return stored.first() or 0


def _last_of_those_held_back(gathered: Gathered) -> int:
    """The entry up to which votes count: where delegations' are held back, up to which theirs do."""
    if not holds_back(gathered.deliberation):
        return gathered.ballots.last_entry
    delegations = [each for each, tier in gathered.people.tiers.items() if tier == Tier.DELEGATION]
    return gathered.ballots.by(np.array(delegations, np.int64)).last_entry


def _is_stored(deliberation: Deliberation, conversation: Conversation, made_of: str) -> bool:
    """Whether the stored result is this very one, so that a restart changes nothing that people see."""
    stored = LiveResult.objects.filter(
        deliberation=deliberation, input_hash=conversation.table.fingerprint(), engine_version=__version__
    )
    return made_of in stored.values_list(f"sections__{MADE_OF}", flat=True)


@transaction.atomic
def _store(deliberation: Deliberation, columns: dict[str, Any]) -> bool:
    """Replace the stored result by the next revision, unless somebody else has done so since it was read."""
    known = LiveResult.objects.filter(deliberation=deliberation).values_list("revision", flat=True).first()
    if known is None:
        LiveResult.objects.create(deliberation=deliberation, revision=1, **columns)
        return True
    of_mine = LiveResult.objects.filter(deliberation=deliberation, revision=known)
    return bool(of_mine.update(revision=known + 1, **columns))
