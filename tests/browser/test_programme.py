"""The programme in Chromium: the reader's own clock, no JavaScript, paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Come

_DAYS = 2  # of the ready assembly
_NAMED = "Times are those of the venue: Asia/Shanghai, UTC+8."


def test_the_readers_own_times_stand_beside_the_venues(come: Come) -> None:
    someone = come(timezone_id="Pacific/Honolulu")
    someone.go("/programme/?day=all")
    hour = someone.page.locator(".programme-hour").first

    expect(hour).to_have_text(re.compile(r"^09:00 yours \w{3} 15:00$"))
    expect(someone.page.get_by_text(_NAMED)).to_contain_text("your own clock: Pacific/Honolulu.")


def test_in_the_venues_zone_nothing_is_said_twice(come: Come) -> None:
    someone = come(timezone_id="Asia/Singapore")
    someone.go("/programme/?day=all")

    expect(someone.page.locator(".programme-hour").first).to_have_text("09:00")
    expect(someone.page.locator(".own-time")).to_have_count(0)


def test_without_javascript_one_finds_a_session_by_day_and_forum(come: Come) -> None:
    someone = come(java_script_enabled=False, timezone_id="Pacific/Honolulu")
    page = someone.page
    someone.go("/")
    someone.press("Programme")
    expect(page.get_by_text(_NAMED)).to_be_visible()

    page.get_by_role("navigation", name="Days").get_by_role("link").nth(1).click()
    page.get_by_label("Forum", exact=True).select_option("industry")
    someone.press("Show")
    page.locator(".slot-title a").first.click()

    expect(page.locator(".page-head .kicker")).to_contain_text("Industry Forum")
    page.locator("#people + .lines a").first.click()
    expect(page.get_by_role("heading", name="Sessions")).to_be_visible()


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_each_day_of_the_grid_is_one_sheet_of_paper(come: Come, paper: str) -> None:
    someone = come()
    someone.go("/programme/grid/?day=all")

    printed = someone.page.pdf(format=paper, prefer_css_page_size=False, landscape=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == _DAYS


def test_the_grid_asks_for_its_paper_crosswise(come: Come) -> None:
    someone = come()
    someone.go("/programme/grid/")

    printed = someone.page.pdf(prefer_css_page_size=True)

    found = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert found is not None
    assert float(found[1]) > float(found[2])
