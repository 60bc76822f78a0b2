"""Where one reader stands on a map that is drawn already: a mark to lay over it, and the sentence that says where."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from markupsafe import Markup

from yishiting.engine.participation import LEAST_ANSWERS, enough_answers
from yishiting.report import findings
from yishiting.report.language import language_of
from yishiting.report.map_geometry import Frame, map_geometry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.engine import Analysis, Place
    from yishiting.report.language import Language
    from yishiting.report.map_geometry import MapGeometry

# From this certainty on a place is called clear, and from this on probable; below it somebody stands in between. The
# figure itself is not said: it compares with the nearest other group alone, and so is a bound that reads as a promise.
CLEAR, PROBABLE = 0.9, 0.7
# The word "you" stands above the mark unless the frame is too near.
_WORD_ABOVE, _WORD_BELOW, _ROOM_ABOVE, _EDGE = 22, 36, 80, 40


@dataclass(frozen=True)
class MapFrame:
    """What is needed to mark one person on a map that was drawn earlier: plain numbers, nothing about anybody.

    Parameters
    ----------
    frame : Frame
        How the map lies on the drawing.
    labels : tuple of str
        Letters of the groups, in the order in which `Place.group` counts them.
    sizes : tuple of int
        How many people belong to each.
    n_participants : int
        How many took part.
    least_answers : int
        Agreements and disagreements from which somebody is put into a group.
    can_tell_groups : bool
        Whether enough people gave enough answers to look for groups.
    is_point : bool
        Whether nobody stands apart from anybody, so that nothing is drawn.
    """

    frame: Frame
    labels: tuple[str, ...]
    sizes: tuple[int, ...]
    n_participants: int
    least_answers: int
    can_tell_groups: bool
    is_point: bool

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> MapFrame:
        """Read what `as_dict` gave, also after a trip through JSON."""
        frame = dict(stored["frame"])
        laid = Frame(**{**frame, "low": tuple(frame["low"]), "high": tuple(frame["high"])})
        return cls(**{**stored, "frame": laid, "labels": tuple(stored["labels"]), "sizes": tuple(stored["sizes"])})


@dataclass(frozen=True)
class OwnPlace:
    """One person on the drawing.

    ``x`` and ``y`` are drawing units; ``group`` is the letter of their group, "" where it cannot be told; ``sentence``
    says where they stand; ``layer`` is an SVG of the map's size to lay over the picture, empty where nothing is drawn.
    """

    x: float
    y: float
    group: str
    sentence: str
    layer: Markup


def frame_of(analysis: Analysis, geometry: MapGeometry | None = None) -> MapFrame:
    """Give the frame of an analysis' map, to be kept beside its picture."""
    geometry = geometry or map_geometry(analysis)
    n_answered = int((findings.answer_counts(analysis) > 0).sum())
    return MapFrame(
        frame=geometry.frame,
        labels=tuple(analysis.groups.labels),
        sizes=tuple(findings.group_sizes(analysis)),
        n_participants=analysis.turnout.n_participants,
        least_answers=enough_answers(n_answered, LEAST_ANSWERS),
        can_tell_groups=findings.can_tell_groups(analysis),
        is_point=geometry.is_point,
    )


def own_place(frame: MapFrame, place: Place, n_answers: int, language: str = "en") -> OwnPlace:
    """Mark somebody on the map and say where that is.

    Parameters
    ----------
    frame : MapFrame
        Of the result that is shown.
    place : Place
        Where the engine puts them in that very result.
    n_answers : int
        How many agreements and disagreements they have given; passes do not count.
    language : str
        The reader's language.

    Raises
    ------
    UnknownLanguageError
        There is no catalogue for the language.
    """
    words = language_of(language)
    ((x, y),) = frame.frame.on_drawing(place.position[None, :])
    if frame.frame.is_line:
        y = frame.frame.height / 2
    has_group = len(frame.labels) > 1 and n_answers >= frame.least_answers and place.certainty >= PROBABLE
    spot = OwnPlace(
        x=round(float(x), 1),
        y=round(float(y), 1),
        group=frame.labels[place.group] if has_group else "",
        sentence=_sentence(frame, place, n_answers, words),
        layer=Markup(),
    )
    return spot if frame.is_point else replace(spot, layer=_layer(frame.frame, spot, words))


def _sentence(frame: MapFrame, place: Place, n_answers: int, language: Language) -> str:
    if n_answers < frame.least_answers:
        return _too_few(frame.least_answers - n_answers, language)
    if frame.is_point:
        return language.gettext("So far the map sets nobody apart from the others, and so not you.")
    if len(frame.labels) == 1:
        return _one_group(frame, language)
    return _in_group(frame, place, language)


def _too_few(missing: int, language: Language) -> str:
    sentence = language.ngettext(
        "Agree or disagree with %(count)s more statement, and it can be told near whom you stand.",
        "Agree or disagree with %(count)s more statements, and it can be told near whom you stand.",
        missing,
    )
    return sentence % {"count": language.number(missing)}


def _one_group(frame: MapFrame, language: Language) -> str:
    if frame.can_tell_groups:
        return language.gettext("The answers show no separate camps; you stand among everybody.")
    return language.gettext(
        "Too few people gave enough answers to tell opinion groups apart; you are on the map already."
    )


def _in_group(frame: MapFrame, place: Place, language: Language) -> str:
    gettext = language.gettext
    if place.certainty >= CLEAR:
        sentence = gettext("By your answers you clearly stand in group %(letter)s, with %(people)s of %(all)s people.")
    elif place.certainty >= PROBABLE:
        sentence = gettext(
            "By your answers so far you probably stand in group %(letter)s, with %(people)s of %(all)s people. A few "
            "more answers may change that."
        )
    else:
        sentence = gettext("You stand between the groups, nearest to group %(letter)s. A few more answers may tell.")
    return sentence % {
        "letter": frame.labels[place.group],
        "people": language.number(frame.sizes[place.group]),
        "all": language.number(frame.n_participants),
    }


def _layer(frame: Frame, spot: OwnPlace, language: Language) -> Markup:
    # The word stays inside the drawing, whatever corner somebody stands in.
    word_x = float(np.clip(spot.x, _EDGE, frame.width - _EDGE))
    is_above = spot.y > _ROOM_ABOVE
    word_y = spot.y - _WORD_ABOVE if is_above else spot.y + _WORD_BELOW
    return Markup(
        '<svg class="you" id="own-place" viewBox="0 0 {} {}" role="img" aria-label="{}" xmlns="http://www.w3.org/2000/svg">'
        '<circle class="ring" cx="{x}" cy="{y}" r="13"/><circle class="halo" cx="{x}" cy="{y}" r="13"/>'
        '<circle class="dot" cx="{x}" cy="{y}" r="7"/><text class="{side}" x="{wx:.1f}" y="{wy:.1f}">{}</text></svg>'
    ).format(
        frame.width,
        frame.height,
        spot.sentence,
        language.gettext("You"),
        side="above" if is_above else "below",
        x=spot.x,
        y=spot.y,
        wx=word_x,
        wy=word_y,
    )
