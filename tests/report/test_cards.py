from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from yishiting.report import language_of
from yishiting.report.cards import statement_card
from yishiting.report.voice import Voice

if TYPE_CHECKING:
    from yishiting.engine import Analysis
    from yishiting.formats import Conversation


@pytest.fixture
def voice(sample: Conversation, sample_analysis: Analysis) -> Voice:
    return Voice(language_of("en"), sample, sample_analysis)


def test_every_set_of_people_has_a_row(voice: Voice) -> None:
    blocks = statement_card(voice, 0).blocks

    n_groups = len(voice.analysis.support.rows("group"))
    hidden = 1 if n_groups == 1 else 0
    assert sum(len(block.rows) for block in blocks) == len(voice.analysis.support.sets) - hidden
    assert {"Stakeholder category", "United Nations regional group", "Tier of participation"} <= {
        block.title for block in blocks
    }


def test_only_groups_and_constituencies_can_be_too_small_to_count(voice: Voice) -> None:
    support = voice.analysis.support
    small = tuple(replace(people, counts=False) for people in support.sets)
    card = statement_card(replace(voice, analysis=replace(voice.analysis, support=replace(support, sets=small))), 0)

    has_say = {block.title: {row.has_say for row in block.rows} for block in card.blocks}
    assert has_say["Tier of participation"] == {True}
    assert has_say["United Nations regional group"] == {False}


def test_the_side_that_holds_back_is_marked(voice: Voice) -> None:
    row = voice.analysis.support.rows("constituency")[0]
    verdicts = ("broad_support", *voice.analysis.verdicts[1:])
    blocking = ((row,), *voice.analysis.blocking[1:])
    card = statement_card(replace(voice, analysis=replace(voice.analysis, verdicts=verdicts, blocking=blocking)), 0)

    marked = [one.name for block in card.blocks for one in block.rows if one.shortfall]
    assert marked == [voice.set_name(row)]


def test_a_line_stands_for_the_sides_that_are_folded(voice: Voice) -> None:
    support = voice.analysis.support
    share = support.share.copy()
    share[:, 0], share[:, 1] = 0.5, 0.5
    low, high = support.rows("constituency")[2], support.rows("constituency")[4]
    share[low, 0], share[high, 0] = 0.1, 0.9
    voice = replace(voice, analysis=replace(voice.analysis, support=replace(support, share=share)))
    kinds = "Stakeholder category · United Nations regional group · Tier of participation"

    least, most = voice.set_name(low), voice.set_name(high)
    assert statement_card(voice, 0).sides == f"{kinds}: from 10% ({least}) to 90% ({most})"
    assert statement_card(voice, 1).sides == f"{kinds}: 50% in each"
