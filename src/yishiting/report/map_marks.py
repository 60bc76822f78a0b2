"""The looks of a group on the map: after its letter, a marker shape and a colour that all readers can tell apart."""

from __future__ import annotations

from dataclasses import dataclass

# Masataka Okabe and Kei Ito, "Color Universal Design" (2008), without black; the first four are the furthest apart.
COLOURS = ("#0072b2", "#d55e00", "#cc79a7", "#009e73", "#e69f00", "#56b4e9", "#b3a800")
SHAPES = ("circle", "triangle-up", "square", "diamond", "triangle-down", "cross")
NOT_GROUPED_SHAPE = "circle"


@dataclass(frozen=True)
class GroupMark:
    """Shape and colour of one group; ``colour`` is the name of a custom property of the style sheet."""

    shape: str
    colour: str


def group_mark(group: int) -> GroupMark:
    """The mark of the group at a position; -1 is people who belong to none. Shapes and colours repeat out of step."""
    if group < 0:
        return GroupMark(NOT_GROUPED_SHAPE, "--group-none")
    return GroupMark(SHAPES[group % len(SHAPES)], f"--group-{group % len(COLOURS)}")


def marker_path(shape: str, x: float, y: float, radius: float) -> str:
    """One marker as a piece of an SVG path, of about equal area whatever its shape."""
    r = radius
    if shape == "circle":
        return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"
    if shape == "square":
        side = 0.9 * r
        return f"M{x - side:.1f} {y - side:.1f}h{2 * side:.1f}v{2 * side:.1f}h{-2 * side:.1f}z"
    if shape == "diamond":
        side = 1.25 * r
        return f"M{x:.1f} {y - side:.1f}l{side:.1f} {side:.1f}l{-side:.1f} {side:.1f}l{-side:.1f} {-side:.1f}z"
    if shape == "cross":
        arm, half = 0.4 * r, 1.15 * r
        reach = half - arm
        return (
            f"M{x - arm:.1f} {y - half:.1f}h{2 * arm:.1f}v{reach:.1f}h{reach:.1f}v{2 * arm:.1f}h{-reach:.1f}"
            f"v{reach:.1f}h{-2 * arm:.1f}v{-reach:.1f}h{-reach:.1f}v{-2 * arm:.1f}h{reach:.1f}z"
        )
    return _triangle(x, y, 1.25 * radius, 1 if shape == "triangle-up" else -1)


def _triangle(x: float, y: float, side: float, up: int) -> str:
    foot = y + 0.75 * side * up
    return f"M{x - side:.1f} {foot:.1f}h{2 * side:.1f}l{-side:.1f} {-1.65 * side * up:.1f}z"
