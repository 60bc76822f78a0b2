"""The opinion map as an Altair chart: the same marks as the still picture, with answers to a statement to choose.

Colours stand in the chart as names of the style sheet's custom properties ("--group-0"); the page's script puts
the values of light or dark in their place. This module loads Altair (0.4 s): import it where a chart is made.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from yishiting.report.map_marks import group_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yishiting.report.map_geometry import MapGeometry
    from yishiting.report.voice import Voice

NOT_GROUPED = "·"
# One sign per answer; "." is somebody who has not seen the statement.
SIGNS = {1: "+", 0: "0", -1: "-"}
UNSEEN = "."
_ANSWER_LOOKS = {
    "+": ("--agree", "triangle-up"),
    "-": ("--disagree", "triangle-down"),
    "0": ("--pass", "square"),
    UNSEEN: ("--group-none", "circle"),
}


@dataclass(frozen=True)
class MapChart:
    """What the page's script needs: the Vega-Lite chart and the drawing's size; ``choices`` are statements."""

    spec: dict[str, Any]
    width: int
    height: int
    choices: tuple[int, ...]


def map_chart(voice: Voice, geometry: MapGeometry, choices: Sequence[int]) -> MapChart:
    """Describe the interactive map; ``choices`` are the statements whose answers a reader may colour it by."""
    letters = voice.analysis.groups.labels
    layers = [
        _hull_layer(geometry, letters),
        _people_layer(voice, geometry, _rows(voice, geometry, choices)),
        *_letter_layers(geometry, letters),
    ]
    chart = (
        alt.layer(*layers)
        .add_params(alt.param("question", value=-1), alt.param("drawn", value=1.0))
        .resolve_scale(color="independent", shape="independent", fill="independent")
        .properties(width=geometry.width, height=geometry.height, background="transparent", padding=0)
        .configure_view(stroke=None)
    )
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["description"] = voice.language.gettext("Opinion map")
    return MapChart(spec, geometry.width, geometry.height, tuple(choices))


def _rows(voice: Voice, geometry: MapGeometry, choices: Sequence[int]) -> list[dict[str, Any]]:
    marks, letters = geometry.marks, (NOT_GROUPED, *voice.analysis.groups.labels)
    answers = _answers(voice, geometry, choices)
    columns = zip(
        np.round(marks.x, 1).tolist(),
        np.round(marks.y, 1).tolist(),
        np.round(marks.radius, 1).tolist(),
        marks.group.tolist(),
        marks.n_people.tolist(),
        answers,
        strict=True,
    )
    rows = [
        {"x": x, "y": y, "r": radius, "g": letters[group + 1], "n": people, "v": answer}
        for x, y, radius, group, people, answer in columns
    ]
    # Those who belong to no group lie below the others, as on the still picture.
    return sorted(rows, key=lambda row: str(row["g"]) != NOT_GROUPED)


def _answers(voice: Voice, geometry: MapGeometry, choices: Sequence[int]) -> list[str]:
    # One string per mark, one sign per chosen statement: what most of its people answered.
    n_marks = len(geometry.marks.x)
    columns = [_answer_signs(voice, geometry, position, n_marks) for position in choices]
    return ["".join(signs) for signs in zip(*columns, strict=True)] if columns else [""] * n_marks


def _answer_signs(voice: Voice, geometry: MapGeometry, position: int, n_marks: int) -> list[str]:
    table, cell = voice.conversation.table, geometry.marks.cell
    here = np.flatnonzero(table.statement_index == position)
    people = np.searchsorted(table.row_starts, here, side="right") - 1
    counts = np.stack([_count(cell[people[table.votes[here] == vote]], n_marks) for vote in SIGNS], axis=1)
    signs = np.array([*SIGNS.values(), UNSEEN])
    found: list[str] = signs[np.where(counts.any(axis=1), counts.argmax(axis=1), len(SIGNS))].tolist()
    return found


def _count(cells: NDArray[np.int64], n_marks: int) -> NDArray[np.int64]:
    counts: NDArray[np.int64] = np.bincount(cells[cells >= 0], minlength=n_marks)
    return counts


def _people_layer(voice: Voice, geometry: MapGeometry, rows: list[dict[str, Any]]) -> alt.Chart:
    domain, colours, shapes = _looks(voice.analysis.groups.labels)
    labels = json.dumps(_labels(voice), ensure_ascii=False)
    gettext = voice.language.gettext
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(rows))
        .transform_calculate(shown="question < 0 ? datum.g : datum.v[question]")
        .transform_calculate(name=f"{labels}[datum.shown]", size="datum.r * datum.r * 4 * drawn * drawn")
        .mark_point(filled=True, opacity=0.8)
        .encode(
            **_place(geometry),
            size=alt.Size("size:Q", scale=None),
            color=alt.Color("shown:N", scale=alt.Scale(domain=domain, range=colours), legend=None),
            shape=alt.Shape("shown:N", scale=alt.Scale(domain=domain, range=shapes), legend=None),
            tooltip=[alt.Tooltip("name:N", title=gettext("Shown")), alt.Tooltip("n:Q", title=gettext("People"))],
        )
    )
    return layer


def _hull_layer(geometry: MapGeometry, letters: Sequence[str]) -> alt.Chart:
    rows = [
        {"x": round(float(x)), "y": round(float(y)), "g": letter, "k": corner}
        for letter, corners in zip(letters, geometry.hulls, strict=False)
        for corner, (x, y) in enumerate(corners)
    ]
    colours = alt.Scale(domain=list(letters), range=[group_mark(group).colour for group in range(len(letters))])
    layer: alt.Chart = (
        alt.Chart(alt.InlineData(rows))
        .mark_line(filled=True, interpolate="linear-closed", fillOpacity=0.14, strokeWidth=0, tooltip=None)
        .encode(**_place(geometry), order="k:Q", detail="g:N", fill=alt.Fill("g:N", scale=colours, legend=None))
    )
    return layer


def _letter_layers(geometry: MapGeometry, letters: Sequence[str]) -> tuple[alt.Chart, alt.Chart]:
    rows = [
        {"x": round(float(x)), "y": round(float(y)), "g": letter}
        for letter, (x, y) in zip(letters, geometry.labels, strict=False)
    ]
    base = alt.Chart(alt.InlineData(rows)).encode(**_place(geometry), text="g:N")
    # The letter twice: a wide outline in the colour of the paper keeps it readable on top of people.
    outline = base.mark_text(
        fontSize=30, fontWeight="bold", stroke="--paper", strokeWidth=5, strokeJoin="round", tooltip=None
    )
    return outline, base.mark_text(fontSize=30, fontWeight="bold", fill="--ink", tooltip=None)


def _place(geometry: MapGeometry) -> dict[str, Any]:
    across = alt.Scale(domain=[0, geometry.width], nice=False, zero=False)
    down = alt.Scale(domain=[0, geometry.height], nice=False, zero=False, reverse=True)
    return {"x": alt.X("x:Q", scale=across, axis=None), "y": alt.Y("y:Q", scale=down, axis=None)}


def _labels(voice: Voice) -> dict[str, str]:
    gettext = voice.language.gettext
    return {
        **{letter: voice.group_name(letter) for letter in voice.analysis.groups.labels},
        NOT_GROUPED: gettext("Too few answers to tell"),
        "+": gettext("agree"),
        "-": gettext("disagree"),
        "0": gettext("pass"),
        UNSEEN: gettext("no answer"),
    }


def _looks(letters: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    marks = [group_mark(group) for group in range(-1, len(letters))]
    domain = [NOT_GROUPED, *letters, *_ANSWER_LOOKS]
    colours = [mark.colour for mark in marks] + [colour for colour, _ in _ANSWER_LOOKS.values()]
    shapes = [mark.shape for mark in marks] + [shape for _, shape in _ANSWER_LOOKS.values()]
    return domain, colours, shapes
