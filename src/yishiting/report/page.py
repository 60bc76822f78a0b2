"""The page itself: everything gathered, then rendered as one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from yishiting.report import contents, findings
from yishiting.report.bars import scale_marks
from yishiting.report.headlines import said_by
from yishiting.report.map_geometry import map_geometry
from yishiting.report.options import FILE_NAMES
from yishiting.report.question import shown_question
from yishiting.report.rendering import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.report.map_chart import MapChart
    from yishiting.report.voice import Voice

# Statements by whose answers the map may be coloured.
MOST_CHOICES = 12
# The page carries these in one piece. The chamber serves the first two as files, beside style sheets of its own.
STYLES = ("foundation.css", "result.css", "page.css")


@dataclass(frozen=True)
class PageScripts:
    """The interactive map and the scripts that draw it."""

    chart: MapChart
    bundle: str


def map_choices(voice: Voice) -> tuple[int, ...]:
    """Statements worth colouring the map by: those that divide first, then those that unite."""
    analysis = voice.analysis
    dividing = findings.dividing(analysis)[: MOST_CHOICES // 2]
    uniting = (findings.agreed(analysis) + findings.broadly_supported(analysis))[: MOST_CHOICES // 2]
    return tuple(dict.fromkeys(dividing + uniting))


def render_page(voice: Voice, scripts: PageScripts | None) -> str:
    """Write the whole page; without ``scripts`` the map is the still picture alone."""
    style, script = "".join(map(_static, STYLES)), _static("report.js")
    run = [script] if scripts is None else [script, scripts.bundle]
    return render(
        voice,
        "report.html.jinja",
        policy=content_policy(style, run),
        style=Markup(style),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
        data_files=[name for part, name in FILE_NAMES.items() if part != "page"],
        **_map_parts(voice, scripts),
        **_opening(voice),
        **contents.statements(voice),
        **contents.table(voice),
        **contents.groups(voice),
        **contents.open_ends(voice),
        **contents.closing(voice),
    )


def content_policy(style: str, scripts: Sequence[str]) -> str:
    """What the page may do: run these very scripts, use this very style, and reach nothing and nobody."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _opening(voice: Voice) -> dict[str, Any]:
    gettext, number, turnout = voice.language.gettext, voice.language.number, voice.analysis.turnout
    titles = contents.titles(voice)
    listed = [name for name in titles if name not in {"result", "sides"}]
    if not findings.opposed(voice.analysis):
        listed.remove("opposed")
    moment = voice.options.moment
    return {
        "title": voice.title,
        "titles": titles,
        "question": shown_question(voice.question),
        "moment": voice.language.moment(moment) if moment else "",
        "turnout": (
            (number(turnout.n_participants), gettext("people")),
            (number(turnout.n_statements), gettext("statements")),
            (number(turnout.n_votes), gettext("answers")),
            (voice.language.percent(turnout.n_pass / max(turnout.n_votes, 1)), gettext("of them passes")),
        ),
        "headlines": said_by(voice),
        "listed": listed,
        "scale": scale_marks(voice.analysis.rule),
    }


def _map_parts(voice: Voice, scripts: PageScripts | None) -> dict[str, Any]:
    geometry = map_geometry(voice.analysis)
    scripts = None if geometry.is_point else scripts
    choices = scripts.chart.choices if scripts else ()
    return {
        **contents.map_words(voice, geometry),
        "still": contents.still_map(voice, geometry),
        "chart": Markup(_json_for_page(scripts.chart.spec)) if scripts else "",  # noqa: S704 - escaped as JSON
        "bundle": Markup(scripts.bundle) if scripts else "",  # noqa: S704 - from the installed package
        "map_choices": [(number, voice.texts[position]) for number, position in enumerate(choices)],
    }


def _json_for_page(spec: dict[str, Any]) -> str:
    # Inside a script element only "<" could end it; JSON may write it as a number.
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _static(name: str) -> str:
    return (files("yishiting.report") / "static" / name).read_text(encoding="utf-8")
