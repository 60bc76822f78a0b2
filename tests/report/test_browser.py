from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.chromium import started_chromium
from tests.report.browsing import visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from yishiting.report import ReportFiles


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_chromium() as started:
        yield started


def test_the_page_asks_nobody_for_anything(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page) as seen:
        seen.reach_map()

        assert seen.requests == [report.page.as_uri()]
        assert seen.complaints == []


def test_a_request_and_a_complaint_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<title>x</title><img src='missing.png'><script>console.error('no')</script>")
    with visit(browser, tmp_path / "bad.html") as seen:
        assert [address.rsplit("/", 1)[1] for address in seen.requests] == ["bad.html", "missing.png"]
        assert "no" in seen.complaints


def test_hostile_statements_run_nothing(browser: Browser, hostile_report: ReportFiles) -> None:
    with visit(browser, hostile_report.page) as seen:
        seen.reach_map()

        assert seen.page.title() == "A question for tests"
        assert seen.requests == [hostile_report.page.as_uri()]
        assert seen.complaints == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_width_needs_sideways_scrolling(browser: Browser, report: ReportFiles, width: int) -> None:
    with visit(browser, report.page, width) as seen:
        seen.reach_map()
        seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_need_no_sideways_scrolling(browser: Browser, hostile_report: ReportFiles) -> None:
    with visit(browser, hostile_report.page, 320) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing(browser: Browser, report: ReportFiles, width: int, scheme: Literal["light", "dark"]) -> None:
    # Axe is put into the page as a script of its own, which the page's policy rightly refuses: it looks without it.
    with visit(browser, report.page, width, color_scheme=scheme, bypass_csp=True) as seen:
        seen.reach_map()
        seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(seen.page)

        assert [one["id"] + ": " + one["nodes"][0]["html"] for one in found.response["violations"]] == []


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        "<html lang='en'><title>x</title><img src='data:,'><p style='color:#ccc'>pale</p>"
    )
    with visit(browser, tmp_path / "bad.html") as seen:
        found = {one["id"] for one in Axe().run(seen.page).response["violations"]}

    assert {"image-alt", "color-contrast"} <= found


def test_without_scripts_everything_is_shown(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page, java_script_enabled=False) as seen:
        page = seen.page

        assert page.locator("#map-still svg").is_visible()
        assert page.locator("#map-live").is_hidden()
        assert page.locator("#finder").is_hidden()
        assert page.locator("#rows tr").count() == 20
        assert page.locator("#rows tr").first.is_visible()


def test_the_still_map_is_shown_until_the_other_is_drawn(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page) as seen:
        assert seen.page.locator("#map-live canvas").count() == 0
        assert seen.page.locator("#map-still svg").is_visible()
        seen.reach_map()
        assert seen.page.locator("#map-still svg").is_hidden()


def test_the_map_can_be_asked_by_keyboard(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page) as seen:
        seen.reach_map()
        before = seen.page.locator("#map-live canvas").screenshot()
        seen.page.locator("#map-question").focus()
        seen.page.keyboard.press("ArrowDown")
        seen.page.wait_for_selector("#map-answers", state="visible")
        seen.page.wait_for_timeout(300)

        assert seen.page.locator("#map-live canvas").screenshot() != before


def test_the_table_is_searched_filtered_and_ordered(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page) as seen:
        page = seen.page
        shown = page.locator("#rows tr:not([hidden])")
        words = page.locator("#rows tr .statement").first.inner_text()
        page.fill("#find", words[:12].upper())
        assert shown.count() == 1
        page.fill("#find", "")
        page.select_option("#find-verdict", "divided")
        assert set(shown.evaluate_all("rows => rows.map((row) => row.dataset.v)")) <= {"divided"}
        page.select_option("#find-verdict", "")
        page.select_option("#find-order", "answers")
        answers = [int(text.split()[3]) for text in shown.evaluate_all("rows => rows.map((row) => row.dataset.o)")]
        assert answers == sorted(answers, reverse=True)


def test_print_opens_what_is_folded_and_leaves_out_what_is_pressed(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page) as seen:
        seen.reach_map()
        seen.page.emulate_media(media="print")

        assert seen.page.locator("#map-still svg").is_visible()
        assert seen.page.locator("#map-live").is_hidden()
        assert seen.page.locator("#finder").is_hidden()
        assert seen.page.locator(".explained details p").first.is_visible()


def test_a_phone_s_first_screen_tells_the_result(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page, 360) as seen:
        page = seen.page

        assert page.evaluate("document.querySelector('.house').offsetHeight") < 60
        assert page.evaluate("document.querySelectorAll('.headlines li')[1].getBoundingClientRect().top") < 740


@pytest.mark.parametrize(
    ("width", "media", "is_open"), [(360, "screen", False), (1280, "screen", True), (700, "print", True)]
)
def test_constituencies_are_folded_where_there_is_no_room(
    browser: Browser, report: ReportFiles, width: int, media: Literal["screen", "print"], is_open: bool
) -> None:
    with visit(browser, report.page, width) as seen:
        seen.page.emulate_media(media=media)

        assert seen.page.locator(".sides .bars").first.is_visible() == is_open
        assert seen.page.locator(".sides > summary").first.is_visible() != is_open


def test_paper_has_numbered_pages(browser: Browser, report: ReportFiles) -> None:
    with visit(browser, report.page) as seen:
        printed = seen.page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 5
