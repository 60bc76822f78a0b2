"""The opinion map as shapes: where marks stand on the drawing, how people are binned, and the groups' soft hulls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.results import Analysis

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

# Above this many people single dots hide each other: cells of people are drawn instead.
MOST_DOTS = 2000
WIDTH = 720
MARGIN = 28
# The drawing's height follows the data between these shares of its width.
FLATTEST, TALLEST = 0.42, 0.8
# Thinner than this, height over width, the map is a line, and people on it would hide each other.
THINNEST = 0.12
COLUMN_WIDTH = 7.0
# People who are all nearer to each other than this, in units of the model, stand in one place.
NOWHERE = 1e-3
# How far beyond the middle 99 % of people the frame may reach, as a share of their width.
FURTHEST_OUT = 0.25
CELLS_ACROSS = 44
FULL_CELL = 0.97
# Dots shrink where there are many, so that they still stand apart.
DOT_RADIUS = {600: 3.2, MOST_DOTS: 2.5}
# A hull holds the inner share of its group, so that a few people far out do not stretch it over everybody.
HULL_SHARE = 0.85
HULL_PADDING = 18.0
HULL_POINTS = 72
LETTER_INSET = 26.0


@dataclass(frozen=True)
class Marks:
    """What is drawn: ``n_marks`` dots or cells, in drawing units (right and down).

    ``x``, ``y``, ``radius`` have shape (n_marks,); ``group`` is the position of a group or -1; ``n_people`` counts the
    people behind a mark; ``cell`` (n_participants,) says behind which mark a person stands, -1 for those not drawn.
    The order of marks follows from where they stand, and tells nothing about the order of people.
    """

    x: Floats
    y: Floats
    radius: Floats
    group: Integers
    n_people: Integers
    cell: Integers


@dataclass(frozen=True)
class Frame:
    """How the map's plane lies on the drawing, ``width`` by ``height`` units, right and down.

    A place is first moved between ``low`` and ``high``; then ``centre`` stands in the middle of the drawing, and one
    unit of the map is ``unit`` of the drawing, in both directions. On a line (``is_line``) up and down means nothing,
    and the drawing's middle stands for it.
    """

    width: int
    height: int
    low: tuple[float, float]
    high: tuple[float, float]
    unit: float
    is_line: bool

    @property
    def centre(self) -> tuple[float, float]:
        """The place of the map that stands in the middle."""
        return (self.low[0] + self.high[0]) / 2, (self.low[1] + self.high[1]) / 2

    def on_drawing(self, places: Floats) -> Floats:
        """Where places of the map (n, 2) stand on the drawing; a line is not spread out yet."""
        inside = np.clip(places, self.low, self.high)
        turned = (inside - np.array(self.centre)) * self.unit * np.array([1.0, -1.0])
        drawn: Floats = turned + np.array([self.width, self.height]) / 2
        return drawn


@dataclass(frozen=True)
class MapGeometry:
    """The whole drawing. ``hulls`` and ``labels`` have one entry a group, and none where there is only one group.

    A hull has shape (n_corners, 2), ``labels`` (n_groups, 2): where the letter stands. ``is_density`` says that marks
    are cells of people; ``is_point`` that nobody stands apart from anybody.
    """

    marks: Marks
    hulls: tuple[Floats, ...]
    labels: Floats
    frame: Frame
    is_density: bool
    is_point: bool

    @property
    def width(self) -> int:
        """Width in drawing units."""
        return self.frame.width

    @property
    def height(self) -> int:
        """Height in drawing units."""
        return self.frame.height

    @property
    def is_line(self) -> bool:
        """Whether opinions differ in one direction only."""
        return self.frame.is_line


def map_geometry(analysis: Analysis) -> MapGeometry:
    """Lay out the map of an analysis; the axes keep one unit, so that distances stay true.

    People whose place is NaN are not drawn.
    """
    is_drawn = np.asarray(np.isfinite(analysis.map.people).all(axis=1))
    people = analysis.map.people[is_drawn]
    frame = map_frame(people)
    positions, height = frame.on_drawing(people), frame.height
    if frame.is_line:
        positions = _spread_out(positions, height)
    membership = analysis.groups.membership[is_drawn]
    is_density = len(positions) > MOST_DOTS
    marks = _of_everybody(_binned(positions, membership) if is_density else _dots(positions, membership), is_drawn)
    # One group alone needs no outline and no letter: there is nothing to tell it from.
    members = [positions[membership == group] for group in range(analysis.groups.n_groups)]
    members = members if len(members) > 1 else []
    hulls = tuple(_soft_hull(points) for points in members)
    labels = np.array([_letter_place(hull, np.array([WIDTH, height]) / 2) for hull in hulls])
    is_point = not len(positions) or float(np.ptp(people, axis=0).max()) < NOWHERE
    return MapGeometry(marks, hulls, labels, frame, is_density=is_density, is_point=is_point)


def map_frame(people: Floats) -> Frame:
    """Lay the frame around people, shape (n_participants, 2)."""
    if not len(people):
        return Frame(WIDTH, int(WIDTH * FLATTEST), (0.0, 0.0), (0.0, 0.0), 1.0, is_line=False)
    # 1. Frame everybody, but let nobody further out than the middle 99 % are wide squeeze all others together:
    #    such people are drawn at the frame.
    inner_low, inner_high = np.quantile(people, [0.005, 0.995], axis=0)
    reach = FURTHEST_OUT * (inner_high - inner_low)
    low, high = np.maximum(people.min(axis=0), inner_low - reach), np.minimum(people.max(axis=0), inner_high + reach)
    spread = np.maximum(high - low, 1e-9)
    # 2. One unit for both axes: the wider direction decides, within the drawing's shape.
    height = round(WIDTH * float(np.clip(spread[1] / spread[0], FLATTEST, TALLEST)))
    room = np.array([WIDTH, height]) - 2 * MARGIN
    unit = float(np.min(room / spread))
    is_line = bool(high[1] - low[1] < THINNEST * (high[0] - low[0]))
    return Frame(WIDTH, height, (float(low[0]), float(low[1])), (float(high[0]), float(high[1])), unit, is_line=is_line)


def _spread_out(positions: Floats, height: int) -> Floats:
    # People of one narrow column stand above each other, evenly, in the order of their small differences; so the
    # shape shows how many there are along the line.
    column = np.floor(positions[:, 0] / COLUMN_WIDTH).astype(np.int64)
    order = np.lexsort((positions[:, 1], column))
    sizes = np.bincount(column)
    rank = np.empty(len(order))
    rank[order] = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    step = min(COLUMN_WIDTH, (height - 2 * MARGIN) / int(sizes.max()))
    middle = (sizes[column] - 1) / 2
    return np.stack([positions[:, 0], height / 2 + (rank - middle) * step], axis=1)


def _of_everybody(marks: Marks, is_drawn: NDArray[np.bool_]) -> Marks:
    cell = np.full(len(is_drawn), -1)
    cell[is_drawn] = marks.cell
    return replace(marks, cell=cell)


def _dots(positions: Floats, membership: Integers) -> Marks:
    n_people, order = len(positions), np.lexsort((positions[:, 1], positions[:, 0]))
    cell = np.empty(n_people, dtype=np.int64)
    cell[order] = np.arange(n_people)
    return Marks(
        x=positions[order, 0],
        y=positions[order, 1],
        radius=np.full(n_people, next(radius for most, radius in DOT_RADIUS.items() if n_people <= most)),
        group=membership[order],
        n_people=np.ones(n_people, dtype=np.int64),
        cell=cell,
    )


def _binned(positions: Floats, membership: Integers) -> Marks:
    # 1. Rows of cells, every second one shifted by half a cell, lie closer than a square grid.
    across = (WIDTH - 2 * MARGIN) / CELLS_ACROSS
    down = across * np.sqrt(3) / 2
    row = np.floor(positions[:, 1] / down).astype(np.int64)
    shift = across / 2 * (row % 2)
    column = np.floor((positions[:, 0] - shift) / across).astype(np.int64) + 1
    key, cell = np.unique(row * (CELLS_ACROSS * 4) + column, return_inverse=True)
    # 2. A cell takes the group of most of its people.
    n_groups = int(membership.max(initial=-1)) + 1
    per_group = np.bincount(cell * (n_groups + 1) + membership + 1, minlength=len(key) * (n_groups + 1))
    per_group = per_group.reshape(len(key), n_groups + 1)
    n_people = per_group.sum(axis=1)
    # 3. Area stands for people up to the fullest cells, which fill their place: a single crowd, such as people with
    #    hardly an answer, would else shrink all others to dust. One person stays visible.
    full = np.quantile(n_people, FULL_CELL)
    radius = np.clip(across / 2 * np.sqrt(n_people / full), 1.0, across / 2)
    cell_row, cell_column = key // (CELLS_ACROSS * 4), key % (CELLS_ACROSS * 4) - 1
    return Marks(
        x=(cell_column + 0.5) * across + across / 2 * (cell_row % 2),
        y=(cell_row + 0.5) * down,
        radius=radius,
        group=per_group.argmax(axis=1) - 1,
        n_people=n_people,
        cell=cell,
    )


def _soft_hull(points: Floats) -> Floats:
    if not len(points):
        return np.zeros((0, 2))
    centre = np.median(points, axis=0)
    distance = np.hypot(*(points - centre).T)
    outline = convex_hull(_outermost(points[distance <= np.quantile(distance, HULL_SHARE)]))
    corners = convex_hull(np.concatenate([outline + offset for offset in _RING * HULL_PADDING]))
    return _smoothed(corners)


def _letter_place(hull: Floats, middle: Floats) -> Floats:
    # At the outer end of its group, where letters keep apart and hide the fewest people.
    if not len(hull):
        return middle
    outermost = hull[np.argmax(np.hypot(*(hull - middle).T))]
    inwards = hull.mean(axis=0) - outermost
    place: Floats = outermost + inwards * min(1.0, LETTER_INSET / max(float(np.hypot(*inwards)), 1e-9))
    return place


_RING = np.array([(np.cos(turn), np.sin(turn)) for turn in np.linspace(0, 2 * np.pi, 8, endpoint=False)])


def _outermost(points: Floats) -> Floats:
    # Only the highest and lowest point of each column one unit wide can be a corner: a million people become
    # some hundreds of points.
    order = np.lexsort((points[:, 1], np.floor(points[:, 0])))
    column = np.floor(points[order, 0])
    starts = np.flatnonzero(np.concatenate(([True], column[1:] != column[:-1])))
    ends = np.concatenate((starts[1:], [len(points)])) - 1
    kept: Floats = points[order[np.unique(np.concatenate((starts, ends)))]]
    return kept


def convex_hull(points: Floats) -> Floats:
    """Corners of the smallest convex shape around ``points`` (n_points, 2), in turning order (Andrew, 1979)."""
    ordered = np.unique(points, axis=0)
    if len(ordered) < 3:
        return ordered
    return np.array(_half_hull(ordered) + _half_hull(ordered[::-1]))


def _half_hull(ordered: Floats) -> list[Floats]:
    chain: list[Floats] = []
    for point in ordered:
        while len(chain) >= 2 and not _turns_left(chain[-2], chain[-1], point):
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turns_left(first: Floats, second: Floats, third: Floats) -> bool:
    ahead, beyond = second - first, third - first
    return bool(ahead[0] * beyond[1] - ahead[1] * beyond[0] > 0)


def _smoothed(corners: Floats) -> Floats:
    # Points at equal steps along the outline, each then the mean of its neighbours on both sides: no corner is left.
    closed = np.concatenate([corners, corners[:1]])
    walked = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))))
    steps = np.linspace(0, walked[-1], HULL_POINTS, endpoint=False)
    outline = np.stack([np.interp(steps, walked, closed[:, axis]) for axis in (0, 1)], axis=1)
    weights = np.hanning(HULL_POINTS // 6 | 1)
    reach = len(weights) // 2
    around = np.concatenate([outline[-reach:], outline, outline[:reach]])
    return np.stack([np.convolve(around[:, axis], weights / weights.sum(), "valid") for axis in (0, 1)], axis=1)
