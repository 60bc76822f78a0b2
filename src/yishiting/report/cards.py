"""One statement with its verdict and its support, set by set: the unit that the page repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from yishiting.report.bars import support_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.engine.results import PeopleSet
    from yishiting.engine.rule import Verdict
    from yishiting.report.statement_text import ShownText
    from yishiting.report.voice import Voice


@dataclass(frozen=True)
class SupportRow:
    """Support in one set of people, as words and as a bar; ``shortfall`` says why it keeps a consensus away.

    Where readers may not see the figures of so small a set, ``is_withheld`` and they are empty.
    """

    name: str
    share: str
    interval: str
    bar: Markup
    has_say: bool
    is_withheld: bool
    shortfall: str
    people: str
    agree: str
    disagree: str
    passed: str


@dataclass(frozen=True)
class SupportBlock:
    """Rows that belong together: everybody, the groups, one kind of constituency, or the tiers."""

    title: str
    rows: tuple[SupportRow, ...]


@dataclass(frozen=True)
class Card:
    """One statement as the page shows it in full.

    ``blocks`` begin with everybody and the groups; ``sides`` says in a line what the others hold, "" without any.
    """

    position: int
    anchor: str
    text: ShownText
    verdict: Verdict
    verdict_name: str
    reason: str
    is_borderline: bool
    blocks: tuple[SupportBlock, ...]
    sides: str


def statement_card(voice: Voice, position: int) -> Card:
    """Everything that the page says of one statement."""
    analysis = voice.analysis
    verdict = analysis.verdicts[position]
    return Card(
        position=position,
        anchor=voice.anchor(position),
        text=voice.texts[position],
        verdict=verdict,
        verdict_name=voice.verdict_name(verdict),
        reason=voice.verdict_reason(position),
        is_borderline=bool(analysis.is_borderline[position]),
        blocks=tuple(_block(voice, title, rows, position) for title, rows in set_blocks(voice)),
        sides=_sides(voice, set_blocks(voice)[1:], position),
    )


def _sides(voice: Voice, blocks: Sequence[tuple[str, tuple[int, ...]]], position: int) -> str:
    """The range of support among constituencies and tiers, in a line that stands for them while they are folded."""
    gettext, support = voice.language.gettext, voice.analysis.support
    kinds = " · ".join(title for title, _ in blocks)
    rows = [row for _, rows in blocks for row in rows if _has_say(support.sets[row]) and not voice.is_withheld(row)]
    if not rows:
        return kinds
    least, *_, most = sorted([*rows, *rows], key=lambda row: float(support.share[row, position]))
    words = {"kinds": kinds, "least": voice.share(least, position), "most": voice.share(most, position)}
    if words["least"] == words["most"]:
        return gettext("%(kinds)s: %(least)s in each") % words
    words |= {"first": voice.set_name(least), "second": voice.set_name(most)}
    return gettext("%(kinds)s: from %(least)s (%(first)s) to %(most)s (%(second)s)") % words


def set_blocks(voice: Voice) -> list[tuple[str, tuple[int, ...]]]:
    """Sets of people in reading order, with a title each; a block without rows is left out."""
    support, gettext = voice.analysis.support, voice.language.gettext
    blocks = [("", (support.row("overall"), *groups_worth_showing(voice)))]
    dimensions = dict.fromkeys(support.sets[row].dimension for row in support.rows("constituency"))
    for dimension in dimensions:
        rows = tuple(row for row in support.rows("constituency") if support.sets[row].dimension == dimension)
        blocks.append((voice.dimension_name(dimension), rows))
    blocks.append((gettext("Tier of participation"), support.rows("tier")))
    return [(title, rows) for title, rows in blocks if rows]


def groups_worth_showing(voice: Voice) -> tuple[int, ...]:
    """Rows of the opinion groups; none where everybody is in one, which says the same as everybody."""
    rows = voice.analysis.support.rows("group")
    return rows if len(rows) > 1 else ()


def _has_say(people: PeopleSet) -> bool:
    # Everybody and the tiers are shown for comparison: they are never too small for anything.
    return people.counts or people.kind in {"overall", "tier"}


def _block(voice: Voice, title: str, rows: tuple[int, ...], position: int) -> SupportBlock:
    return SupportBlock(title, tuple(_row(voice, row, position) for row in rows))


def _row(voice: Voice, row: int, position: int) -> SupportRow:
    if voice.is_withheld(row):
        return _withheld(voice, row)
    support, count = voice.analysis.support, voice.count
    people = support.sets[row]
    return SupportRow(
        name=voice.set_name(row),
        share=voice.share(row, position),
        interval=voice.interval(row, position),
        bar=support_bar(support.share[row, position], support.low[row, position], support.high[row, position]),
        has_say=_has_say(people),
        is_withheld=False,
        shortfall=voice.shortfall(row, position),
        people=voice.language.number(people.n_people),
        agree=count(support.n_agree[row, position]),
        disagree=count(support.n_disagree[row, position]),
        passed=count(support.n_pass[row, position]),
    )


def _withheld(voice: Voice, row: int) -> SupportRow:
    people = voice.analysis.support.sets[row]
    return SupportRow(
        name=voice.set_name(row),
        share="",
        interval="",
        bar=Markup(),
        has_say=_has_say(people),
        is_withheld=True,
        shortfall="",
        people=voice.count(people.n_people),
        agree="–",
        disagree="–",
        passed="–",
    )
