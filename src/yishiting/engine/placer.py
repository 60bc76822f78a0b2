"""All that is needed to place one person: a few numbers a statement, nothing about anybody else, and no compiler."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from yishiting.engine.count_scales import SaturatingCounts
from yishiting.engine.errors import InvalidSettingError
from yishiting.engine.layout import N_CHANNELS
from yishiting.engine.one_person import Moments, known_answers, solve
from yishiting.engine.opinion_space import OpinionSpace, margins, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.one_person import Placement
    from yishiting.engine.results import Analysis

    Floats = NDArray[np.float64]

VERSION = 1  # of the arrays; another number is not read


@dataclass(frozen=True)
class Place:
    """One person's place: ``position`` and ``position_sd`` (2,) on the map, the nearest group and how sure that is."""

    position: Floats
    position_sd: Floats
    group: int
    certainty: float


@dataclass(frozen=True, eq=False)
class Placer:
    """A result's statements, priors, map and groups. Sizes: d dimensions, q = d + 2, Q = q (q + 1) / 2.

    Parameters
    ----------
    statement_ids : int64 or string array, shape (n_statements,), rising
    first, second : float64 arrays, shapes (2, n_statements, q) and (2, n_statements, Q)
        E[y] and packed E[y yᵀ] of each statement in both channels (notation of `kernels`).
    unknown_first, unknown_second : float64 arrays, shapes (2, 1, q) and (2, 1, Q)
        The same for a statement that nobody has answered: the prior.
    person_slope, person_covariance : float64 arrays, shapes (q,) and (q, q)
        The prior of a person: mean a unit of activity, and covariance.
    activity : float64 array, shape (5,)
        Median, centre, spread, lowest and highest of `SaturatingCounts`.
    relevance, plane : float64 arrays, shapes (d,) and (d, 2)
        Those of `OpinionMap`.
    opinion_centres : float64 array, shape (n_groups, d)
    labels : string array, shape (n_groups,)
        Letters of the groups.
    """

    statement_ids: NDArray[Any]
    first: Floats
    second: Floats
    unknown_first: Floats
    unknown_second: Floats
    person_slope: Floats
    person_covariance: Floats
    activity: Floats
    relevance: Floats
    plane: Floats
    opinion_centres: Floats
    labels: NDArray[np.str_]

    @classmethod
    def of(cls, analysis: Analysis) -> Placer:
        """The placer of a result; the statements' arrays are shared with it, not copied."""
        from yishiting.engine.prediction import unknown_statement

        fit = analysis.model.fitted
        unknown, scale = unknown_statement(fit), fit.activity_scale
        return cls(
            statement_ids=analysis.statement_ids,
            first=fit.moments.first,
            second=fit.moments.second,
            unknown_first=unknown.first,
            unknown_second=unknown.second,
            person_slope=fit.priors.person_slope,
            person_covariance=fit.priors.person_covariance,
            activity=np.array(
                [scale.median, scale.centre, scale.spread, scale.lowest, scale.highest], dtype=np.float64
            ),
            relevance=analysis.map.relevance,
            plane=analysis.map.plane,
            opinion_centres=analysis.groups.opinion_centres,
            labels=np.array(analysis.groups.labels, dtype=np.str_),
        )

    @property
    def moments(self) -> Moments:
        """Moments of all statements."""
        return Moments(self.first, self.second)

    @property
    def unknown(self) -> Moments:
        """Moments of one statement that nobody has answered."""
        return Moments(self.unknown_first, self.unknown_second)

    def place(self, statements: ArrayLike, votes: ArrayLike) -> Place:
        """Place somebody by their votes: ids of statements, and -1, 0 or +1 for each.

        The last vote on a statement counts; votes on unknown statements do not. Raises `InvalidSettingError` for
        other votes.
        """
        return self.place_of(self.placement(statements, votes))

    def placement(self, statements: ArrayLike, votes: ArrayLike) -> Placement:
        """Where somebody with these votes stands in the model itself."""
        columns, answers = known_answers(self.statement_ids, statements, votes)
        median, centre, spread, lowest, highest = self.activity.tolist()
        scale = SaturatingCounts(median, centre, spread, int(lowest), int(highest))
        mean = float(scale.scaled(np.array(len(answers)))) * self.person_slope
        return solve(Moments(self.first[:, columns], self.second[:, columns]), answers, mean, self.person_covariance)

    def place_of(self, placement: Placement) -> Place:
        """What a placement is on the map, and among the groups."""
        space = OpinionSpace.of(placement.mean[None], placement.covariance[None], self.relevance)
        noise, centres = placement.covariance[N_CHANNELS:, N_CHANNELS:], self.opinion_centres * space.scale
        margin = margins(space.points, space.covariances, centres)[0]
        return Place(
            position=placement.mean[N_CHANNELS:] @ self.plane,
            position_sd=np.sqrt(np.einsum("ia,ij,ja->a", self.plane, noise, self.plane)),
            group=int(nearest(space.points, centres)[0]),
            certainty=math.erfc(-margin / math.sqrt(2)) / 2,  # the normal distribution function, without scipy
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as arrays by name, as `numpy.savez` takes them; no object among them."""
        return {"version": np.array(VERSION)} | {name: cast("NDArray[Any]", getattr(self, name)) for name in _NAMES}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Placer:
        """The placer of which these are the `arrays`, as `numpy.load` hands them over.

        Raises
        ------
        InvalidSettingError
            Another version, an array that is missing, of another shape, or with something that is no number in it.
        """
        for name in ("version", *_NAMES):
            if name not in arrays:
                raise InvalidSettingError(f"`arrays` must hold `{name}`, it is missing")
        if arrays["version"].tolist() != VERSION:
            raise InvalidSettingError(f"`version` must be {VERSION}, got {arrays['version'].tolist()}")
        found = {name: np.asarray(arrays[name]) for name in _NAMES}
        _require_fitting(found)
        return cls(**found)


_NAMES = tuple(field.name for field in fields(Placer))
_TEXTS = {"statement_ids": "iU", "labels": "U"}


def _require_fitting(arrays: Mapping[str, NDArray[Any]]) -> None:
    """Refuse arrays that do not belong together."""
    for name, array in arrays.items():
        if array.dtype.kind not in _TEXTS.get(name, "f"):
            raise InvalidSettingError(f"`{name}` must hold {_kinds(name)}, got {array.dtype}")
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise InvalidSettingError(f"`{name}` must hold finite numbers, got NaN or infinity")
    for name, shape in _shapes(*(arrays[name].size for name in ("statement_ids", "relevance", "labels"))).items():
        if arrays[name].shape != shape:
            raise InvalidSettingError(f"`{name}` must have shape {shape}, got {arrays[name].shape}")
    ids = arrays["statement_ids"]
    falls = np.flatnonzero(ids[1:] <= ids[:-1])
    if len(falls):
        raise InvalidSettingError(f"`statement_ids` must rise, got {ids[falls[0]]} before {ids[falls[0] + 1]}")


def _kinds(name: str) -> str:
    return {"iU": "integers or strings", "U": "strings", "f": "floating-point numbers"}[_TEXTS.get(name, "f")]


def _shapes(n_statements: int, n_dimensions: int, n_groups: int) -> dict[str, tuple[int, ...]]:
    size = n_dimensions + N_CHANNELS
    packed = size * (size + 1) // 2
    return {
        "statement_ids": (n_statements,),
        "first": (N_CHANNELS, n_statements, size),
        "second": (N_CHANNELS, n_statements, packed),
        "unknown_first": (N_CHANNELS, 1, size),
        "unknown_second": (N_CHANNELS, 1, packed),
        "person_slope": (size,),
        "person_covariance": (size, size),
        "activity": (5,),
        "relevance": (n_dimensions,),
        "plane": (n_dimensions, 2),
        "opinion_centres": (n_groups, n_dimensions),
        "labels": (n_groups,),
    }
