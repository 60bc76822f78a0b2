"""Who the opinion groups are: how many, what they hold, which constituencies their people belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from yishiting.report import findings
from yishiting.report.map_svg import group_key

if TYPE_CHECKING:
    from yishiting.engine.results import DefiningStatement
    from yishiting.report.statement_text import ShownText
    from yishiting.report.voice import Voice

MOST_DEFINING = 5


@dataclass(frozen=True)
class Defining:
    """A statement on which a group stands apart, in words."""

    position: int
    text: ShownText
    agrees: bool
    share: str
    share_others: str
    difference: str


@dataclass(frozen=True)
class GroupSection:
    """One opinion group as the page shows it."""

    letter: str
    name: str
    key: Markup
    number: int
    people: str
    share: str
    sentence: Markup
    has_say: bool
    defining: tuple[Defining, ...]


@dataclass(frozen=True)
class Makeup:
    """How the constituencies of one kind are spread over the groups; ``rows`` are name, then one cell a column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def group_sections(voice: Voice) -> tuple[GroupSection, ...]:
    """All groups, in the order of their letters."""
    return tuple(_group_section(voice, group) for group in range(voice.analysis.groups.n_groups))


def _group_section(voice: Voice, group: int) -> GroupSection:
    analysis, language = voice.analysis, voice.language
    letter = analysis.groups.labels[group]
    n_people = findings.group_sizes(analysis)[group]
    defining = analysis.groups.defining[group][:MOST_DEFINING]
    return GroupSection(
        letter=letter,
        name=voice.group_name(letter),
        key=group_key(group),
        number=n_people,
        people=language.number(n_people),
        share=language.percent(n_people / max(analysis.turnout.n_participants, 1)),
        sentence=_sentence(voice, defining),
        has_say=analysis.support.sets[analysis.support.row("group", letter)].counts,
        defining=tuple(_defining(voice, found) for found in defining),
    )


def _sentence(voice: Voice, defining: tuple[DefiningStatement, ...]) -> Markup:
    gettext, percent = voice.language.gettext, voice.language.percent
    if not defining:
        return Markup("{}").format(gettext("Nothing sets these people apart from the others."))
    first = defining[0]
    more = gettext(
        "Agrees more than others with %(statement)s: %(share)s against %(others)s, a distance of %(points)s."
    )
    less = gettext(
        "Agrees less than others with %(statement)s: %(share)s against %(others)s, a distance of %(points)s."
    )
    pattern = more if first.agrees else less
    return Markup(pattern) % {  # noqa: S704 - the pattern is ours, what is filled in is escaped
        "statement": voice.quote(first.statement),
        "share": percent(first.share),
        "others": percent(first.share_others),
        "points": points_range(voice, first.low, first.high),
    }


def _defining(voice: Voice, found: DefiningStatement) -> Defining:
    language = voice.language
    return Defining(
        position=found.statement,
        text=voice.texts[found.statement],
        agrees=found.agrees,
        share=language.percent(found.share),
        share_others=language.percent(found.share_others),
        difference=points_range(voice, found.low, found.high),
    )


def points_range(voice: Voice, low: float, high: float) -> str:
    """The interval of a difference, in percentage points."""
    first, second = sorted((abs(round(100 * low)), abs(round(100 * high))))
    if low * high < 0:  # the interval reaches over zero, so its sides have different signs
        first, second = round(100 * low), round(100 * high)
    words = {"low": voice.language.number(first), "high": voice.language.number(second)}
    return voice.language.gettext("%(low)s to %(high)s points") % words


def makeups(voice: Voice) -> tuple[Makeup, ...]:
    """One table for each kind of constituency that people have declared; none where there is only one group."""
    if voice.analysis.groups.n_groups == 1:
        return ()
    return tuple(_makeup(voice, kind) for kind in voice.conversation.constituencies)


def _makeup(voice: Voice, kind: str) -> Makeup:
    declared = voice.conversation.constituencies[kind]
    membership = voice.analysis.groups.membership
    labels = [str(label) for label in np.unique(declared) if label]
    columns = (*(voice.group_name(letter) for letter in voice.analysis.groups.labels), _not_grouped_name(voice))
    rows = tuple(
        (voice.constituency_name(kind, label), _spread(voice, membership[declared == label])) for label in labels
    )
    return Makeup(voice.dimension_name(kind), columns, rows)


def _spread(voice: Voice, membership: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[str, ...]:
    n_groups = voice.analysis.groups.n_groups
    counts = [int((membership == group).sum()) for group in (*range(n_groups), -1)]
    return tuple(_spread_cell(voice, count, len(membership)) for count in counts)


def _spread_cell(voice: Voice, count: int, n_people: int) -> str:
    # Where one cell of a row is hidden, the shares of the others would tell it.
    if voice.options.smallest_cell:
        return voice.count(count)
    language = voice.language
    share = language.percent(count / max(n_people, 1))
    return language.gettext("%(count)s (%(share)s)") % {"count": language.number(count), "share": share}


def _not_grouped_name(voice: Voice) -> str:
    return voice.language.gettext("Too few answers to tell")
