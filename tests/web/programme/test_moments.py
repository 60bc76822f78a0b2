"""Days and durations as people say them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from yishiting.web.programme.templatetags.moments import days, time_left
from yishiting.web.templatetags.figures import in_figures

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "english", "chinese"),
    [
        (date(2026, 12, 9), "Mon 7 – Wed 9 December 2026", "2026年12月7日（星期一）至9日（星期三）"),
        (date(2026, 12, 31), "Mon 7 – Thu 31 December 2026", "2026年12月7日（星期一）至31日（星期四）"),
        (
            date(2027, 1, 2),
            "Mon 7 December 2026 – Sat 2 January 2027",
            "2026年12月7日（星期一）至2027年1月2日（星期六）",
        ),
    ],
)
def test_a_range_of_days_says_month_and_year_once(last: date, english: str, chinese: str) -> None:
    said = []
    for language in ("en", "zh-hans"):
        with translation.override(language):
            said.append(days(date(2026, 12, 7), last))

    assert said == [english, chinese]


def test_a_range_within_one_year_says_the_year_once() -> None:
    with translation.override("en"):
        assert days(date(2026, 11, 30), date(2026, 12, 2)) == "Mon 30 November – Wed 2 December 2026"
    with translation.override("zh-hans"):
        assert days(date(2026, 11, 30), date(2026, 12, 2)) == "2026年11月30日（星期一）至12月2日（星期三）"


@pytest.mark.parametrize("last", [None, date(2026, 12, 7)])
def test_one_day_is_no_range(last: date | None) -> None:
    with translation.override("en"):
        assert "Monday 7 December 2026</time>" in days(date(2026, 12, 7), last)


@pytest.mark.parametrize(
    ("left", "english", "chinese"),
    [
        (timedelta(days=10, hours=5), "10 days left", "还剩10天"),
        (timedelta(days=2), "2 days left", "还剩2天"),
        (timedelta(days=1, hours=23), "47 hours left", "还剩47小时"),
        (timedelta(hours=1, minutes=59), "119 minutes left", "还剩119分钟"),
        (timedelta(seconds=20), "1 minute left", "还剩1分钟"),
    ],
)
def test_what_is_left_is_said_in_one_unit(left: timedelta, english: str, chinese: str) -> None:
    said = []
    for language in ("en", "zh-hans"):
        with translation.override(language):
            said.append(time_left(NOW + left, NOW))

    assert said == [english, chinese]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_large_numbers_are_grouped_alike_in_both_languages(language: str) -> None:
    with translation.override(language):
        assert [in_figures(number) for number in (0, 999, 12345, 1234567)] == ["0", "999", "12,345", "1,234,567"]
