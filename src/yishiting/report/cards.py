"""One statement with its verdict and its support, set by set: the unit that the page repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.report.bars import support_bar

if TYPE_CHECKING:
    from markupsafe import Markup

    from yishiting.engine.rule import Verdict
    from yishiting.report.statement_text import ShownText
    from yishiting.report.voice import Voice


@dataclass(frozen=True)
class SupportRow:
    """Support in one set of people, as words and as a bar."""

    name: str
    share: str
    interval: str
    bar: Markup
    has_say: bool
    is_blocking: bool
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
    """One statement as the page shows it in full."""

    position: int
    statement_id: str
    text: ShownText
    verdict: Verdict
    verdict_name: str
    reason: str
    is_borderline: bool
    blocks: tuple[SupportBlock, ...]


def statement_card(voice: Voice, position: int) -> Card:
    """Everything that the page says of one statement."""
    analysis = voice.analysis
    verdict = analysis.verdicts[position]
    return Card(
        position=position,
        statement_id=str(analysis.statement_ids[position]),
        text=voice.texts[position],
        verdict=verdict,
        verdict_name=voice.verdict_name(verdict),
        reason=voice.verdict_reason(position),
        is_borderline=bool(analysis.is_borderline[position]),
        blocks=tuple(_block(voice, title, rows, position) for title, rows in set_blocks(voice)),
    )


def set_blocks(voice: Voice) -> list[tuple[str, tuple[int, ...]]]:
    """Sets of people in reading order, with a title each; a block without rows is left out."""
    support, gettext = voice.analysis.support, voice.language.gettext
    title = gettext("Opinion groups") if support.rows("constituency") or support.rows("tier") else ""
    blocks = [(title, (support.row("overall"), *groups_worth_showing(voice)))]
    dimensions = dict.fromkeys(support.sets[row].dimension for row in support.rows("constituency"))
    for dimension in dimensions:
        rows = tuple(row for row in support.rows("constituency") if support.sets[row].dimension == dimension)
        blocks.append((voice.dimension_name(dimension), rows))
    blocks.append((gettext("By tier"), support.rows("tier")))
    return [(title, rows) for title, rows in blocks if rows]


def groups_worth_showing(voice: Voice) -> tuple[int, ...]:
    """Rows of the opinion groups; none where everybody is in one, which says the same as everybody."""
    rows = voice.analysis.support.rows("group")
    return rows if len(rows) > 1 else ()


def _block(voice: Voice, title: str, rows: tuple[int, ...], position: int) -> SupportBlock:
    return SupportBlock(title, tuple(_row(voice, row, position) for row in rows))


def _row(voice: Voice, row: int, position: int) -> SupportRow:
    support, number = voice.analysis.support, voice.language.number
    people = support.sets[row]
    return SupportRow(
        name=voice.set_name(row),
        share=voice.share(row, position),
        interval=voice.interval(row, position),
        bar=support_bar(support.share[row, position], support.low[row, position], support.high[row, position]),
        has_say=people.counts or people.kind in {"overall", "tier"},
        is_blocking=row in voice.analysis.blocking[position] and voice.analysis.verdicts[position] == "broad_support",
        people=number(people.n_people),
        agree=number(support.n_agree[row, position]),
        disagree=number(support.n_disagree[row, position]),
        passed=number(support.n_pass[row, position]),
    )
