"""Constituencies and tiers side by side: one table a kind, a line for each of the statements that matter most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.report.cards import set_blocks

if TYPE_CHECKING:
    from markupsafe import Markup

    from yishiting.engine.rule import Verdict
    from yishiting.report.voice import Voice

# Statements of each kind that a reader can still compare at a glance.
MOST_LINES = {"agreed": 5, "broad": 5, "opposed": 3, "dividing": 5}


@dataclass(frozen=True)
class SideColumn:
    """One constituency or tier, or everybody: its name and how many people it has."""

    name: str
    people: str


@dataclass(frozen=True)
class SideCell:
    """Support of one statement in one column; both texts are "–" and "" where too few people are in it."""

    share: str
    interval: str


@dataclass(frozen=True)
class SideLine:
    """One statement, with a cell for each column."""

    quote: Markup
    verdict: Verdict
    verdict_name: str
    cells: tuple[SideCell, ...]


@dataclass(frozen=True)
class SideTable:
    """One kind of constituency, or the tiers."""

    title: str
    columns: tuple[SideColumn, ...]
    lines: tuple[SideLine, ...]


def side_tables(voice: Voice) -> tuple[SideTable, ...]:
    """Tables in the order of the kinds; none where nobody declared anything and there are no tiers."""
    everybody = voice.analysis.support.row("overall")
    positions = [position for kind, most in MOST_LINES.items() for position in voice.drawn[kind][:most]]
    if not positions:
        return ()
    return tuple(_table(voice, title, (everybody, *rows), positions) for title, rows in set_blocks(voice)[1:])


def _table(voice: Voice, title: str, rows: tuple[int, ...], positions: list[int]) -> SideTable:
    sets = voice.analysis.support.sets
    columns = tuple(SideColumn(voice.set_name(row), voice.count(sets[row].n_people)) for row in rows)
    return SideTable(title, columns, tuple(_line(voice, rows, position) for position in positions))


def _line(voice: Voice, rows: tuple[int, ...], position: int) -> SideLine:
    verdict = voice.analysis.verdicts[position]
    cells = tuple(_cell(voice, row, position) for row in rows)
    return SideLine(voice.quote(position), verdict, voice.verdict_name(verdict), cells)


def _cell(voice: Voice, row: int, position: int) -> SideCell:
    if voice.is_withheld(row):
        return SideCell("–", "")
    return SideCell(voice.share(row, position), voice.interval(row, position))
