"""Which people make up each set whose support is reported, and which sets have a say in the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.engine.errors import InvalidSettingError
from yishiting.engine.participation import effective_number
from yishiting.engine.results import PeopleSet
from yishiting.engine.support import Membership

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.results import SetKind
    from yishiting.engine.rule import Rule

TIERS = ("delegation", "verified", "open")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_labels(name: str, labels: ArrayLike, n_participants: int) -> NDArray[np.str_]:
    """Labels as strings, one a participant; raises `InvalidSettingError` otherwise."""
    values = np.asarray(labels)
    if values.dtype.kind == "O" and not all(isinstance(value, str) for value in values.ravel().tolist()):
        odd = next(value for value in values.ravel().tolist() if not isinstance(value, str))
        raise InvalidSettingError(f"`{name}` must be strings, got {odd!r}")
    if values.shape != (n_participants,):
        raise InvalidSettingError(
            f"`{name}` must have one label for each of {n_participants} participants, got shape {values.shape}"
        )
    return values.astype(np.str_)


def check_tiers(tiers: ArrayLike | None, n_participants: int) -> NDArray[np.str_] | None:
    """Tiers as strings; raises `InvalidSettingError` for any word but delegation, verified, open."""
    if tiers is None:
        return None
    values = check_labels("tiers", tiers, n_participants)
    unknown = ~np.isin(values, TIERS)
    if unknown.any():
        row = int(np.argmax(unknown))
        raise InvalidSettingError(
            f"`tiers` must be delegation, verified or open, got {str(values[row])!r} in row {row}"
        )
    return values


class SetBuilder:
    """Collects kinds of sets, each person in at most one set of a kind; the first kind must be "overall"."""

    def __init__(self, weights: NDArray[np.float64], is_delegation: NDArray[np.bool_], rule: Rule) -> None:
        self._weights, self._is_delegation, self._rule = weights, is_delegation, rule
        self._sets: list[PeopleSet] = []
        self._columns: list[NDArray[np.int32]] = []

    def add(self, kind: SetKind, dimension: str, labels: tuple[str, ...], codes: NDArray[Any]) -> None:
        """Add one kind; ``codes`` (n_participants,) are positions in ``labels``, −1 for none."""
        self._columns.append(np.where(codes >= 0, codes + len(self._sets), -1).astype(np.int32))
        for code, label in enumerate(labels):
            inside = codes == code
            self._sets.append(PeopleSet(kind, dimension, label, int(inside.sum()), self._has_a_say(kind, inside)))

    def _has_a_say(self, kind: SetKind, inside: NDArray[np.bool_]) -> bool:
        """Whether a set is large enough; tiers are reported beside each other and never overrule one another.

        Enough delegations carry a set whoever else is in it: joining must never cost a set its say. People count
        by weight, and many light ones only as their effective number, (Σ w)² / Σ w² (Kish, Survey Sampling, 1965).
        """
        if kind in ("overall", "tier"):
            return kind == "overall"
        weights = self._weights[inside]
        if not len(weights):
            return False
        people = min(len(weights), effective_number(weights), weights.sum())
        share = weights.sum() / self._weights.sum()
        is_large = people >= self._rule.minimum_people and share >= self._rule.minimum_share
        return bool(is_large or self._is_delegation[inside].sum() >= self._rule.minimum_delegations)

    def build(self) -> Membership:
        """All sets, with the row of each person in each kind."""
        return Membership(tuple(self._sets), np.ascontiguousarray(np.stack(self._columns, axis=1)))


def build_sets(
    groups: tuple[tuple[str, ...], NDArray[np.int64]],
    constituencies: Mapping[str, NDArray[np.str_]],
    tiers: NDArray[np.str_] | None,
    weights: NDArray[np.float64],
    rule: Rule,
) -> Membership:
    """Overall, opinion groups, constituencies and tiers, in that order."""
    labels, membership = groups
    nobody = np.zeros(len(membership), dtype=bool)
    builder = SetBuilder(weights, nobody if tiers is None else tiers == "delegation", rule)
    builder.add("overall", "", ("overall",), np.zeros(len(membership), dtype=np.int64))
    builder.add("group", "", labels, membership)
    for dimension, values in constituencies.items():
        builder.add("constituency", dimension, *_codes(values))
    if tiers is not None:
        present = tuple(tier for tier in TIERS if (tiers == tier).any())
        builder.add("tier", "", present, np.select([tiers == tier for tier in present], range(len(present)), -1))
    return builder.build()


def _codes(values: NDArray[np.str_]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    names, codes = np.unique(values, return_inverse=True)
    if len(names) and names[0] == "":
        return tuple(names[1:].tolist()), codes - 1
    return tuple(names.tolist()), codes
