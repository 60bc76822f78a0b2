"""The opinion map as a still picture, drawn with the page's own colours: it needs no script and prints well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from yishiting.report.map_marks import group_mark, marker_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from yishiting.report.map_geometry import MapGeometry, Marks


def map_svg(geometry: MapGeometry, letters: Sequence[str], title: str) -> Markup:
    """Draw hulls, then people, then letters. ``title`` says the picture in one sentence."""
    hulls = Markup().join(_hull(group, corners) for group, corners in enumerate(geometry.hulls))
    marks = Markup().join(_marks(geometry.marks, group) for group in range(-1, len(letters)))
    names = Markup().join(_letter(letter, place) for letter, place in zip(letters, geometry.labels, strict=False))
    return Markup(
        '<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}{}{}</svg>'
    ).format(geometry.width, geometry.height, title, hulls, marks, names)


def group_key(group: int) -> Markup:
    """The mark of one group, alone, to stand beside its name."""
    mark = group_mark(group)
    return Markup(
        '<svg class="key" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<path class="g{}" d="{}"/></svg>'
    ).format(_class_name(group), marker_path(mark.shape, 8, 8, 5))


def hull_path(corners: NDArray[np.float64]) -> str:
    """An outline as an SVG path."""
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in corners) + "Z" if len(corners) else ""


def _class_name(group: int) -> str:
    return group_mark(group).colour.removeprefix("--group-")


def _hull(group: int, corners: NDArray[np.float64]) -> Markup:
    if not len(corners):
        return Markup()
    return Markup('<path class="hull g{}" d="{}"/>').format(_class_name(group), hull_path(corners))


def _marks(marks: Marks, group: int) -> Markup:
    here = marks.group == group
    if not here.any():
        return Markup()
    shape = group_mark(group).shape
    pieces = zip(marks.x[here], marks.y[here], marks.radius[here], strict=True)
    path = "".join(marker_path(shape, x, y, radius) for x, y, radius in pieces)
    return Markup('<path class="people g{}" d="{}"/>').format(_class_name(group), path)


def _letter(letter: str, place: NDArray[np.float64]) -> Markup:
    return Markup('<text class="letter" x="{:.0f}" y="{:.0f}">{}</text>').format(place[0], place[1], letter)
