"""A result as pieces of a page: the report's sections, ready to stand in a page that has a frame of its own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from yishiting.report import contents
from yishiting.report.bars import scale_marks
from yishiting.report.errors import InvalidAnalysisError
from yishiting.report.headlines import said_by
from yishiting.report.language import language_of
from yishiting.report.map_geometry import map_geometry
from yishiting.report.options import ReportOptions
from yishiting.report.own_place import MapFrame, frame_of
from yishiting.report.rendering import render
from yishiting.report.sides import side_tables
from yishiting.report.voice import Voice
from yishiting.report.writing import require_same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation

VERSION = 1  # of what `ResultSections.as_dict` gives; another number is not read


@dataclass(frozen=True)
class ResultSections:
    """The sections of one result in one language, each a piece of safe HTML; "" where there is nothing to say.

    No piece holds a style, a script or the id of a person. Their headings begin at the third level: the page gives each
    section its heading from ``titles`` at the second. The only ids are those of statements, "s" and the statement's
    number, and those of ``symbols``.

    Parameters
    ----------
    language : str
        The reader's language, as in `ReportOptions`.
    titles : mapping of str to str
        Heading of each section: result, agreed, opposed, divides, map, groups, sides, unknown, slate, all, method.
    symbols : Markup
        Shapes that the other pieces point to; stands once on the page, before them.
    headlines : Markup
        The result in three to seven sentences.
    agreed, opposed, divides : Markup
        Statements with their support: consensus and broad support; opposed; divided.
    map, map_notes : Markup
        The picture, and the words beside it. Lay `OwnPlace.layer` over the picture.
    groups : Markup
        Who the opinion groups are.
    sides : Markup
        A table for each kind of constituency, and for the tiers.
    unknown, slate, method : Markup
        What is not known yet; the list that represents everybody; method and rule.
    frame : MapFrame
        For `own_place`.
    """

    language: str
    titles: Mapping[str, str]
    symbols: Markup
    headlines: Markup
    agreed: Markup
    opposed: Markup
    divides: Markup
    map: Markup
    map_notes: Markup
    groups: Markup
    sides: Markup
    unknown: Markup
    slate: Markup
    method: Markup
    frame: MapFrame

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        pieces = {name: str(getattr(self, name)) for name in _PIECES}
        frame = self.frame.as_dict()
        return {"version": VERSION, "language": self.language, "titles": dict(self.titles), **pieces, "frame": frame}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> ResultSections:
        """Read what `as_dict` gave; only from a place that nobody else can write to, as pieces are shown as they are.

        Raises
        ------
        InvalidAnalysisError
            It was stored by another version: make the sections anew.
        """
        if stored.get("version") != VERSION:
            raise InvalidAnalysisError(f"`version` of stored sections must be {VERSION}, got {stored.get('version')!r}")
        pieces = {name: Markup(stored[name]) for name in _PIECES}  # noqa: S704 - rendered by `result_sections`
        frame = MapFrame.from_dict(stored["frame"])
        return cls(language=stored["language"], titles=dict(stored["titles"]), **pieces, frame=frame)


_PIECES = tuple(field.name for field in fields(ResultSections) if field.type == "Markup")


def result_sections(
    conversation: Conversation, analysis: Analysis, options: ReportOptions | None = None
) -> ResultSections:
    """Render the sections of a result, with the words and verdicts of the report.

    Parameters
    ----------
    conversation : Conversation
        What was analysed.
    analysis : Analysis
        The result for that very conversation.
    options : ReportOptions, optional
        Give ``statements_address`` where the table of all statements (`statements_section`) stands on another page.

    Raises
    ------
    UnknownLanguageError
        There is no catalogue for the language.
    InvalidAnalysisError
        The analysis is of other people or statements than the conversation.
    """
    voice = _voice(conversation, analysis, options)
    geometry = map_geometry(analysis)
    drawing = "nothing_to_draw.html.jinja" if geometry.is_point else ""
    groups, cards, open_ends = contents.groups(voice), contents.statements(voice), contents.open_ends(voice)
    sides = side_tables(voice)
    return ResultSections(
        language=voice.language.code,
        titles=contents.titles(voice),
        symbols=_symbols(voice),
        headlines=render(voice, "headlines.html.jinja", headlines=said_by(voice)),
        agreed=render(voice, "agreed.html.jinja", **cards),
        opposed=render(voice, "opposed.html.jinja", **cards) if cards["opposed"] else Markup(),
        divides=render(voice, "divides.html.jinja", **cards),
        map=render(voice, drawing) if drawing else contents.still_map(voice, geometry),
        map_notes=Markup()
        if drawing
        else render(voice, "map_notes.html.jinja", **contents.map_words(voice, geometry), **groups),
        groups=render(voice, "groups.html.jinja", **groups),
        sides=render(voice, "sides.html.jinja", sides=sides) if sides else Markup(),
        unknown=render(voice, "unknown.html.jinja", **open_ends, n_not_grouped=groups["n_not_grouped"]),
        slate=render(voice, "slate.html.jinja", **open_ends),
        method=render(voice, "method.html.jinja", **contents.closing(voice)),
        frame=frame_of(analysis, geometry),
    )


def statements_section(conversation: Conversation, analysis: Analysis, options: ReportOptions | None = None) -> Markup:
    """Render the table of all statements with its symbols, for a page of its own; raises as `result_sections` does."""
    voice = _voice(conversation, analysis, options)
    return _symbols(voice) + render(voice, "overview.html.jinja", **contents.table(voice))


def _voice(conversation: Conversation, analysis: Analysis, options: ReportOptions | None) -> Voice:
    options = options or ReportOptions()
    voice = Voice(language_of(options.language), conversation, analysis, options)
    require_same(conversation, analysis)
    return voice


def _symbols(voice: Voice) -> Markup:
    return render(voice, "symbols.html.jinja") + scale_marks(voice.analysis.rule)
