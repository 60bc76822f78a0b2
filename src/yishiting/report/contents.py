"""What each section of a result holds, gathered for its template; the report and the chamber's pages share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yishiting.engine.rule import VERDICTS
from yishiting.report import findings, group_sections, method, open_sections
from yishiting.report.cards import groups_worth_showing, statement_card
from yishiting.report.headlines import nothing_agreed, one_group
from yishiting.report.map_svg import group_key, map_svg
from yishiting.report.overview import overview_rows

if TYPE_CHECKING:
    from markupsafe import Markup

    from yishiting.report.map_geometry import MapGeometry
    from yishiting.report.voice import Voice

# Beside each kind of cards, how many of them stand open; the others are folded.
OPEN_CARDS = findings.FEW_DRAWN


def titles(voice: Voice) -> dict[str, str]:
    """Headings of the sections by their names, in the order of reading; those without anything to say are there too."""
    gettext = voice.language.gettext
    return {
        "result": gettext("The result in brief"),
        "agreed": gettext("What is agreed"),
        "opposed": gettext("What is opposed"),
        "divides": gettext("What divides"),
        "map": gettext("The opinion map"),
        "groups": gettext("Who the groups are"),
        "sides": gettext("Side by side"),
        "unknown": gettext("What we do not know yet"),
        "slate": gettext("A list that represents everybody"),
        "all": gettext("All statements"),
        "method": gettext("Method and rule"),
    }


def statements(voice: Voice) -> dict[str, Any]:
    """Cards of the statements that are drawn in full, by kind."""
    analysis = voice.analysis
    return {
        **{kind: tuple(statement_card(voice, position) for position in found) for kind, found in voice.drawn.items()},
        "nothing_agreed": nothing_agreed(voice),
        "totals": {
            "agreed": len(findings.agreed(analysis)),
            "broad": len(findings.broadly_supported(analysis)),
            "opposed": len(findings.opposed(analysis)),
            "dividing": len(findings.dividing(analysis)),
        },
        "open_cards": OPEN_CARDS,
        "threshold": voice.fraction(analysis.rule.support_threshold),
    }


def table(voice: Voice) -> dict[str, Any]:
    """The table of all statements."""
    return {
        "overview": overview_rows(voice),
        "group_names": [voice.set_name(row) for row in groups_worth_showing(voice)],
        "verdicts": [(verdict, voice.verdict_name(verdict)) for verdict in VERDICTS],
    }


def still_map(voice: Voice, geometry: MapGeometry) -> Markup:
    """The map as a picture; the words are beside it."""
    title = voice.language.gettext("Opinion map; its groups are described beside it.")
    return map_svg(geometry, voice.analysis.groups.labels, title)


def map_words(voice: Voice, geometry: MapGeometry) -> dict[str, Any]:
    """What is said beside the map."""
    return {
        "geometry": geometry,
        "kept": voice.language.percent(voice.analysis.map.kept),
        "not_grouped_key": group_key(-1),
    }


def groups(voice: Voice) -> dict[str, Any]:
    """The opinion groups, and how constituencies are spread over them."""
    turnout = voice.analysis.turnout
    return {
        "groups": group_sections.group_sections(voice),
        "one_group": one_group(voice),
        "makeups": group_sections.makeups(voice),
        "n_not_grouped": turnout.n_participants - turnout.n_grouped,
    }


def open_ends(voice: Voice) -> dict[str, Any]:
    """What is not known yet, and the slate."""
    return {
        "unknown": open_sections.unknown_statements(voice),
        "n_unknown": len(findings.unknown(voice.analysis)),
        "passed": open_sections.passed_statements(voice),
        "without_say": open_sections.sets_without_say(voice),
        "slate": open_sections.slate_places(voice),
        "represented": open_sections.represented(voice),
        "checks": open_sections.check_sentences(voice),
    }


def closing(voice: Voice) -> dict[str, Any]:
    """Method, rule, and what is needed to repeat the result."""
    return {
        "rules": method.verdict_rules(voice),
        "methods": method.method_paragraphs(voice),
        "particulars": method.particulars(voice, voice.options),
    }
