"""The page itself: everything gathered, then rendered as one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from yishiting.engine.rule import VERDICTS
from yishiting.report import findings, group_sections, method, open_sections
from yishiting.report.bars import scale_marks
from yishiting.report.cards import Card, groups_worth_showing, statement_card
from yishiting.report.headlines import headlines, nothing_agreed, one_group
from yishiting.report.map_geometry import map_geometry
from yishiting.report.map_svg import group_key, map_svg
from yishiting.report.options import FILE_NAMES, ReportOptions
from yishiting.report.overview import overview_rows
from yishiting.report.question import shown_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.report.map_chart import MapChart
    from yishiting.report.voice import Voice

# Statements of one kind that are drawn in full; the table of all statements holds the others.
MOST_CARDS = 24
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


def render_page(voice: Voice, options: ReportOptions, scripts: PageScripts | None) -> str:
    """Write the whole page; without ``scripts`` the map is the still picture alone."""
    style, script = "".join(map(_static, STYLES)), _static("report.js")
    run = [script] if scripts is None else [script, scripts.bundle]
    template = _environment(voice).get_template("report.html.jinja")
    return template.render(
        policy=content_policy(style, run),
        style=Markup(style),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
        **_map_parts(voice, scripts),
        **_opening(voice, options),
        **_statements(voice),
        **_groups(voice),
        **_open_ends(voice),
        **_closing(voice, options),
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


def _opening(voice: Voice, options: ReportOptions) -> dict[str, Any]:
    gettext, number, turnout = voice.language.gettext, voice.language.number, voice.analysis.turnout
    contents = {
        "agreed": gettext("What is agreed"),
        "opposed": gettext("What is opposed"),
        "divides": gettext("What divides"),
        "map": gettext("The opinion map"),
        "groups": gettext("Who the groups are"),
        "unknown": gettext("What we do not know yet"),
        "slate": gettext("A list that represents everybody"),
        "all": gettext("All statements"),
        "method": gettext("Method and rule"),
    }
    if not findings.opposed(voice.analysis):
        del contents["opposed"]
    return {
        "title": voice.title,
        "question": shown_question(voice.question),
        "moment": voice.language.moment(options.moment) if options.moment else "",
        "turnout": (
            (number(turnout.n_participants), gettext("people")),
            (number(turnout.n_statements), gettext("statements")),
            (number(turnout.n_votes), gettext("answers")),
            (voice.language.percent(turnout.n_pass / max(turnout.n_votes, 1)), gettext("of them passes")),
        ),
        "headlines": headlines(voice.conversation, voice.analysis, voice.language),
        "contents": tuple(contents.items()),
        "scale": scale_marks(voice.analysis.rule),
        "threshold": voice.fraction(voice.analysis.rule.support_threshold),
    }


def _statements(voice: Voice) -> dict[str, Any]:
    analysis = voice.analysis
    kinds = {
        "agreed": findings.agreed(analysis),
        "broad": findings.broadly_supported(analysis),
        "opposed": findings.opposed(analysis),
        "dividing": findings.dividing(analysis),
    }
    cards: dict[str, tuple[Card, ...]] = {
        kind: tuple(statement_card(voice, position) for position in found[:MOST_CARDS]) for kind, found in kinds.items()
    }
    return {
        **cards,
        "nothing_agreed": nothing_agreed(voice),
        "totals": {kind: len(found) for kind, found in kinds.items()},
        "carded": {card.position for found in cards.values() for card in found},
        "overview": overview_rows(voice),
        "group_names": [voice.set_name(row) for row in groups_worth_showing(voice)],
        "verdicts": [(verdict, voice.verdict_name(verdict)) for verdict in VERDICTS],
    }


def _map_parts(voice: Voice, scripts: PageScripts | None) -> dict[str, Any]:
    geometry = map_geometry(voice.analysis)
    letters = voice.analysis.groups.labels
    still = map_svg(geometry, letters, voice.language.gettext("Opinion map; its groups are described beside it."))
    scripts = None if geometry.is_point else scripts
    choices = scripts.chart.choices if scripts else ()
    return {
        "geometry": geometry,
        "still": still,
        "kept": voice.language.percent(voice.analysis.map.kept),
        "not_grouped_key": group_key(-1),
        "chart": Markup(_json_for_page(scripts.chart.spec)) if scripts else "",  # noqa: S704 - escaped as JSON
        "bundle": Markup(scripts.bundle) if scripts else "",  # noqa: S704 - from the installed package
        "map_choices": [(number, voice.texts[position]) for number, position in enumerate(choices)],
    }


def _json_for_page(spec: dict[str, Any]) -> str:
    # Inside a script element only "<" could end it; JSON may write it as a number.
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _groups(voice: Voice) -> dict[str, Any]:
    turnout = voice.analysis.turnout
    return {
        "groups": group_sections.group_sections(voice),
        "one_group": one_group(voice),
        "makeups": group_sections.makeups(voice),
        "n_not_grouped": turnout.n_participants - turnout.n_grouped,
    }


def _open_ends(voice: Voice) -> dict[str, Any]:
    return {
        "unknown": open_sections.unknown_statements(voice),
        "passed": open_sections.passed_statements(voice),
        "without_say": open_sections.sets_without_say(voice),
        "slate": open_sections.slate_places(voice),
        "represented": open_sections.represented(voice),
        "checks": open_sections.check_sentences(voice),
    }


def _closing(voice: Voice, options: ReportOptions) -> dict[str, Any]:
    return {
        "rules": method.verdict_rules(voice),
        "methods": method.method_paragraphs(voice),
        "particulars": method.particulars(voice, options),
        "data_files": [name for part, name in FILE_NAMES.items() if part != "page"],
    }


def _environment(voice: Voice) -> Environment:
    environment = Environment(
        loader=PackageLoader("yishiting.report"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["voice"] = voice
    install: Any = environment
    install.install_gettext_callables(voice.language.gettext, voice.language.ngettext, newstyle=True)
    return environment


@cache
def _static(name: str) -> str:
    return (files("yishiting.report") / "static" / name).read_text(encoding="utf-8")
