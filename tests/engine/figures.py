"""Taking results apart, so that two of them can be compared figure by figure."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from yishiting.engine import Analysis, OpinionModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]


def arrays_of(thing: object, path: str = "") -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Every figure, word and id that a result holds, with the path to it."""
    if isinstance(thing, OpinionModel):
        yield from arrays_of(thing.fitted, f"{path}.fitted")
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from arrays_of(getattr(thing, field.name), f"{path}.{field.name}")
    elif isinstance(thing, tuple):
        yield f"{path}.len", np.array(len(thing))
        for at, part in enumerate(thing):
            yield from arrays_of(part, f"{path}[{at}]")
    else:
        yield path, np.asarray(thing)


def bytes_of(result: object) -> dict[str, bytes]:
    """The bytes of every part of a result."""
    return {path: array.tobytes() for path, array in arrays_of(result)}


def assert_same_bytes(one: object, other: object) -> None:
    """Two results are the same to the last bit; otherwise the parts that differ are named."""
    ours, theirs = bytes_of(one), bytes_of(other)
    assert len(ours) > 0
    assert [path for path in ours | theirs if ours.get(path) != theirs.get(path)] == []


def assert_close(one: object, other: object, tolerance: float) -> None:
    """Two results are the same in words, counts and truths, and to the tolerance in figures."""
    ours, theirs = dict(arrays_of(one)), dict(arrays_of(other))
    assert ours.keys() == theirs.keys()
    for path, array in ours.items():
        if array.dtype.kind == "f":
            same = np.isclose(theirs[path].astype(float), array.astype(float), rtol=0, atol=tolerance, equal_nan=True)
            assert same.all(), path
        else:
            np.testing.assert_array_equal(theirs[path], array, err_msg=path)


@dataclass(frozen=True)
class Matched:
    """Where the statements, people and sets of one result stand in another, by position."""

    statements: Integers
    people: Integers
    sets: Integers

    @classmethod
    def of(cls, old: Analysis, new: Analysis, statements: Integers, people: Integers) -> Matched:
        """Match sets by what they hold: opinion groups by their members, other sets by name."""
        rows = []
        for row, each in enumerate(old.support.sets):
            if each.kind == "group":
                group = _matching_group(old, new, people, old.support.rows("group").index(row))
                rows.append(new.support.rows("group")[group])
            else:
                rows.append(new.support.row(each.kind, each.label, each.dimension))
        return cls(statements, people, np.array(rows))


def _matching_group(old: Analysis, new: Analysis, people: Integers, group: int) -> int:
    members = new.groups.membership[people[old.groups.membership == group]]
    assert len(set(members.tolist())) <= 1, "an opinion group fell apart"
    return int(members[0]) if len(members) else group


def assert_same_figures(old: Analysis, new: Analysis, matched: Matched, tolerance: float = 1e-4) -> None:
    """No figure moved by more than the tolerance and no verdict changed, names and order aside."""
    at, sets = matched.statements, matched.sets
    assert tuple(new.verdicts[s] for s in at) == old.verdicts
    for name in ("consensus", "division"):
        np.testing.assert_allclose(getattr(new, name)[at], getattr(old, name), atol=tolerance, err_msg=name)
    for name in ("share", "low", "high", "p_supported", "p_opposed"):
        figures = getattr(new.support, name)[sets][:, at]
        np.testing.assert_allclose(figures, getattr(old.support, name), atol=tolerance, err_msg=name)
    for name in ("n_agree", "n_disagree", "n_pass"):
        np.testing.assert_array_equal(getattr(new.support, name)[sets][:, at], getattr(old.support, name))
    assert [new.support.sets[row].n_people for row in sets] == [each.n_people for each in old.support.sets]
    assert [new.support.sets[row].counts for row in sets] == [each.counts for each in old.support.sets]
    np.testing.assert_allclose(new.groups.certainty[matched.people], old.groups.certainty, atol=tolerance)
    assert new.turnout == old.turnout
    assert new.fitted_on == old.fitted_on


def spreads(result: Analysis) -> Floats:
    """Variances of opinions along their principal axes, falling, in squared logits."""
    fit = result.model.fitted
    points = fit.people.means[:, 2:] * np.sqrt(np.maximum(fit.relevance, 0.0))
    variances: Floats = np.linalg.eigvalsh(np.atleast_2d(np.cov(points.T, bias=True)))[::-1]
    return variances


def distances(points: Floats) -> Floats:
    """Distance of every point to every other."""
    result: Floats = np.linalg.norm(points[:, None] - points[None], axis=2)
    return result


def assert_same_map(old: Analysis, new: Analysis, matched: Matched) -> None:
    """The map keeps its distances where its axes are told apart; its coordinates too where its sides are."""
    variances = np.concatenate((spreads(old), np.zeros(3)))
    people = new.map.people[matched.people]
    if variances[1] > 1.05 * variances[2] + 1e-6:
        np.testing.assert_allclose(distances(people), distances(old.map.people), atol=1e-3)
    for axis in range(2):
        apart = variances[axis] > 1.05 * variances[axis + 1] + 1e-6
        apart &= axis == 0 or variances[0] > 1.05 * variances[1]
        lean = old.map.statements[:, axis]
        if apart and abs(lean.sum()) > 1e-2 * np.abs(lean).sum():
            np.testing.assert_allclose(people[:, axis], old.map.people[:, axis], atol=1e-3)
            np.testing.assert_allclose(new.map.statements[matched.statements, axis], lean, atol=1e-3)


def assert_same_slate(old: Analysis, new: Analysis, matched: Matched) -> None:
    """The same slate, where no two statements are so alike that only their order could decide."""
    overall = np.sort(old.support.share[0])
    if len(overall) < 2 or np.diff(overall).min() > 1e-6:
        assert new.slate.statements == tuple(matched.statements[list(old.slate.statements)])
        assert new.slate.represented == pytest.approx(old.slate.represented)


def not_finite(result: Analysis) -> list[str]:
    """Paths of figures that are NaN or infinite; the price of a seat that was not bought is NaN on purpose."""
    figures = [(path, array) for path, array in arrays_of(result) if array.dtype.kind == "f"]
    return [
        path
        for path, array in figures
        if not path.endswith(".price") and not np.isfinite(array.astype(np.float64)).all()
    ]
