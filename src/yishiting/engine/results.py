"""What an analysis says: frozen dataclasses of arrays, everything that a page or a report needs.

Axis order is fixed: ``n_sets × n_statements`` for anything about sets of people, ``n_participants × 2`` and
``n_statements × 2`` for the map. Statements stand in the order of ``Analysis.statement_ids``, people in the
order of ``Analysis.participant_ids``. No figure is NaN; where nothing is known the interval is wide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from yishiting.engine.model import OpinionModel
    from yishiting.engine.rule import Rule, Verdict

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

SetKind = Literal["overall", "group", "constituency", "tier"]


@dataclass(frozen=True)
class PeopleSet:
    """A set of people whose support is reported.

    ``kind`` says how it came about; ``dimension`` is the constituency's kind ("region") and empty otherwise;
    ``label`` is a group's letter, a constituency's or a tier's value, or "overall". ``counts`` says whether it
    is large enough to have a say of its own in the verdicts (`Rule`); ``n_people`` counts its members.
    """

    kind: SetKind
    dimension: str
    label: str
    n_people: int
    counts: bool


@dataclass(frozen=True)
class Support:
    """Estimated share who would agree, among everybody in each set, voters or not. Shapes (n_sets, n_statements).

    ``share`` with its calibrated 90 % interval ``low``–``high``, all in [0, 1]; ``p_supported`` is the probability
    that the share reaches the rule's support threshold, ``p_opposed`` that it is at or below the opposition
    threshold. ``n_agree``, ``n_disagree`` and ``n_pass`` count the votes really cast.
    """

    sets: tuple[PeopleSet, ...]
    share: Floats
    low: Floats
    high: Floats
    p_supported: Floats
    p_opposed: Floats
    n_agree: Integers
    n_disagree: Integers
    n_pass: Integers

    def row(self, kind: SetKind, label: str = "overall", dimension: str = "") -> int:
        """Row of one set; raises `KeyError` when there is none."""
        for row, people in enumerate(self.sets):
            if (people.kind, people.dimension, people.label) == (kind, dimension, label):
                return row
        raise KeyError((kind, dimension, label))

    def rows(self, kind: SetKind) -> tuple[int, ...]:
        """Rows of all sets of a kind, in order."""
        return tuple(row for row, people in enumerate(self.sets) if people.kind == kind)


@dataclass(frozen=True)
class OpinionMap:
    """Where people and statements stand in two dimensions, in one unit; the axes mean nothing by themselves.

    ``people`` has shape (n_participants, 2), ``people_sd`` (n_participants, 2) its standard deviations;
    ``statements`` has shape (n_statements, 2): the direction in which a statement's supporters lie.
    ``kept`` is the share in [0, 1] of the spread of opinions that two dimensions show; ``relevance`` has
    shape (n_dimensions,), falling: the spread that each learned dimension explains, in squared logits.
    ``plane`` (n_dimensions, 2) turns a learned opinion into a place on the map.
    """

    people: Floats
    people_sd: Floats
    statements: Floats
    kept: float
    relevance: Floats
    plane: Floats


@dataclass(frozen=True)
class GroupTrial:
    """One number of groups that was tried.

    ``fit`` in [−1, 1] is its simplified silhouette above that of a Gaussian cloud of the same shape; ``stability``
    in [0, 1] is the mean probability that somebody keeps their group under the uncertainty of their answers.
    """

    n_groups: int
    fit: float
    stability: float
    chosen: bool


@dataclass(frozen=True)
class DefiningStatement:
    """A statement on which a group differs most from everybody else.

    ``agrees`` tells on which side the group is; ``share`` is its support, ``share_others`` that of the people
    outside it, ``difference`` the distance between them with the 90 % interval ``low``–``high``.
    """

    statement: int
    agrees: bool
    share: float
    share_others: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Groups:
    """Opinion groups, found from the votes.

    ``labels`` are letters; ``membership`` has shape (n_participants,): the position in ``labels``, or -1 for
    somebody who has given too few answers to tell; ``certainty`` (n_participants,) in [0, 1] is the
    probability of that place at most (against the likeliest other group).
    ``centres`` has shape (n_groups, 2), on the map; ``opinion_centres``
    (n_groups, n_dimensions), in learned opinions, decides to which group somebody belongs. ``defining`` holds, for each
    group, its statements, the most telling first. ``trials`` shows how their number was chosen.
    """

    labels: tuple[str, ...]
    membership: Integers
    certainty: Floats
    centres: Floats
    opinion_centres: Floats
    defining: tuple[tuple[DefiningStatement, ...], ...]
    trials: tuple[GroupTrial, ...]

    @property
    def n_groups(self) -> int:
        """Number of opinion groups, at least one."""
        return len(self.labels)


@dataclass(frozen=True)
class SlateStep:
    """One round of the slate's election: who was elected, whom it represents, and by how much it won.

    ``support`` is the number of people (weights counted) who support the statement, ``newly_represented`` those
    of them who had no statement before; ``price`` is what each supporter paid (method of equal shares), or NaN
    where the seat was filled afterwards; ``runner_up`` is the next best statement, -1 for none.
    """

    statement: int
    support: float
    newly_represented: float
    price: float
    runner_up: int


@dataclass(frozen=True)
class RepresentationCheck:
    """Whether every group large enough for a place, and agreed on a statement, has one on the slate.

    ``holds`` says that nobody is left out so; otherwise ``witness_statement`` and ``witness_people``
    (positions) name the group. ``quota`` is the number of people (weights counted) that deserve
    a place. Of more than 5,000 people, 5,000 at even distances are checked and stand for all.
    """

    name: str
    holds: bool
    quota: float
    witness_statement: int
    witness_people: Integers


@dataclass(frozen=True)
class Slate:
    """A short list of statements that represents everybody proportionally, in order of election.

    ``statements`` are positions; ``represented`` is the share of people in [0, 1] who support one or more of
    them; ``steps`` and ``checks`` let a reader follow and verify the election.
    """

    statements: tuple[int, ...]
    represented: float
    steps: tuple[SlateStep, ...]
    checks: tuple[RepresentationCheck, ...]
    method: str

    def with_witnesses(self, people: Integers) -> Slate:
        """The same slate with witnesses as positions in another order: position p becomes ``people[p]``."""
        checks = tuple(replace(check, witness_people=people[check.witness_people]) for check in self.checks)
        return replace(self, checks=checks)


@dataclass(frozen=True)
class Turnout:
    """How many took part, and how much was answered."""

    n_participants: int
    n_grouped: int
    n_statements: int
    n_votes: int
    n_agree: int
    n_disagree: int
    n_pass: int
    median_votes_per_person: float
    share_answered: float


@dataclass(frozen=True)
class Analysis:
    """One deliberation, analysed: the whole result.

    ``consensus`` (n_statements,) in [0, 1] is the ranking score: mean support among the least favourable
    ``rule.worst_off_share`` of people. ``division`` (n_statements,) >= 0 is how far people are apart: the standard
    deviation of P(agree) over people. ``verdicts`` names a verdict per statement and ``is_borderline`` marks those
    that a tiny change could turn; ``blocking`` lists, per statement, the rows of ``support.sets`` that keep it
    from consensus. ``votes_wanted`` (n_statements,) estimates how many more votes would narrow the interval of
    overall support to ``rule.widest_interval``, 0 where it is narrow enough.
    ``fitted_on`` says whose votes shaped the model: everybody's, or only delegations' and verified people's.
    ``model`` answers for pairs and newcomers, and lets a later analysis start from here.
    """

    participant_ids: NDArray[Any]
    statement_ids: NDArray[Any]
    turnout: Turnout
    map: OpinionMap
    groups: Groups
    support: Support
    consensus: Floats
    division: Floats
    verdicts: tuple[Verdict, ...]
    is_borderline: Truths
    blocking: tuple[tuple[int, ...], ...]
    votes_wanted: Integers
    slate: Slate
    rule: Rule
    fitted_on: Literal["everybody", "delegations_and_verified"]
    seed: int
    engine_version: str
    model: OpinionModel
