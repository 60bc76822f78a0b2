from __future__ import annotations

import re

import pytest

from yishiting.engine import Rule
from yishiting.report.bars import scale_marks, support_bar


@pytest.mark.parametrize(("share", "width"), [(0.0, "0"), (0.125, "12.5"), (2 / 3, "66.7"), (1.0, "100")])
def test_a_bar_is_as_long_as_its_share(share: float, width: str) -> None:
    bar = support_bar(share, share, share)

    assert f'd="M0 2H{width}V' in bar


def test_an_interval_reaches_from_low_to_high() -> None:
    assert re.search(r'class="interval" d="M30 6H80', support_bar(0.5, 0.3, 0.8))


def test_the_marks_stand_at_one_half_and_at_the_rules_threshold() -> None:
    marks = scale_marks(Rule(support_threshold=0.75))

    assert 'class="half" d="M50 0V12"' in marks
    assert 'class="threshold" d="M75 0V12"' in marks
