"""The table of all statements: one line each, in an order that needs no script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.report import findings
from yishiting.report.bars import support_bar
from yishiting.report.cards import groups_worth_showing

if TYPE_CHECKING:
    from markupsafe import Markup

    from yishiting.engine.rule import Verdict
    from yishiting.report.statement_text import ShownText
    from yishiting.report.voice import Voice


@dataclass(frozen=True)
class OverviewRow:
    """One statement on one line; the ``by_`` values sort, the others are shown."""

    anchor: str
    statement_id: str
    text: ShownText
    verdict: Verdict
    verdict_name: str
    is_borderline: bool
    share: str
    interval: str
    bar: Markup
    group_shares: tuple[str, ...]
    answers: str
    passes: str
    by_consensus: int
    by_share: int
    by_division: int
    by_answers: int


def overview_rows(voice: Voice) -> tuple[OverviewRow, ...]:
    """Every statement, the most widely shared first."""
    analysis = voice.analysis
    everything = findings.ranked(findings.every(analysis), analysis.consensus)
    return tuple(_row(voice, position) for position in everything)


def _row(voice: Voice, position: int) -> OverviewRow:
    analysis, language, support = voice.analysis, voice.language, voice.analysis.support
    row, verdict = support.row("overall"), analysis.verdicts[position]
    answers = int(findings.answer_counts(analysis)[position])
    share = float(support.share[row, position])
    return OverviewRow(
        anchor=voice.row_anchor(position),
        statement_id=str(analysis.statement_ids[position]),
        text=voice.texts[position],
        verdict=verdict,
        verdict_name=voice.verdict_name(verdict),
        is_borderline=bool(analysis.is_borderline[position]),
        share=language.percent(share),
        interval=voice.interval(row, position),
        bar=support_bar(share, support.low[row, position], support.high[row, position]),
        group_shares=tuple(
            "–" if voice.is_withheld(group) else voice.share(group, position) for group in groups_worth_showing(voice)
        ),
        answers=voice.count(answers),
        passes="–" if answers < 0 else language.percent(float(findings.pass_shares(analysis)[position])),
        by_consensus=round(1e4 * float(analysis.consensus[position])),
        by_share=round(1e4 * share),
        by_division=round(1e4 * float(analysis.division[position])),
        by_answers=answers,
    )
