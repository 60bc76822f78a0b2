"""Every page in every state that somebody can bring it into: readable by all, in both languages, on narrow screens."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from tests.browser.every_page import NO_PAGES, PAGES, REFUSALS, Visit
from tests.browser.looking import LAPTOP, PHONE, Visitor, watched
from tests.browser.stage import STATEMENTS, Stage, choose_file, fill, send, set_stage
from tests.web.permissions.cells import EVERY_CELL
from tests.web.permissions.routes import routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Come
    from tests.running import RunningChamber

VISITS = [visit for visits in PAGES.values() for visit in visits] + list(REFUSALS)
LANGUAGES = ("en", "zh-hans")
LAYOUT = """() => {
  const root = document.documentElement;
  return {h1: document.querySelectorAll("h1").length, lang: root.lang, dir: root.dir, title: document.title,
    wide: root.scrollWidth - root.clientWidth};
}"""
WIDEST = """() => [...document.querySelectorAll("body *")].filter((each) =>
  each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !each.closest(".scroll"))
  .map((each) => each.outerHTML.slice(0, 160)).slice(0, 3)"""


@pytest.fixture(scope="module")
def stage(browser: Browser, chamber: RunningChamber) -> Iterator[Stage]:
    with ExitStack() as stack:
        names = ("newcomer", "reader", "organiser", "delegate", "joiner", "returner", "waiter")
        people = {name: stack.enter_context(watched(browser, chamber.url)) for name in names}
        yield set_stage(chamber, people)


def test_every_route_that_shows_a_page_is_visited() -> None:
    shown = {
        route.name
        for route in routes()
        if route.is_foreign or (route.permit is not None and "GET" in route.permit.actions)
    }
    assert shown == set(PAGES) | NO_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_page_can_be_read_by_everybody(stage: Stage, visit: Visit, language: str) -> None:
    someone = stage.people[visit.who]
    place = VISITS.index(visit) + LANGUAGES.index(language)
    someone.page.emulate_media(color_scheme="dark" if place % 3 == 0 else "light")
    _come(stage, someone, visit, language)

    # A page is built alike in both languages: axe, which takes the most time, looks at one of them in turn.
    access = _faults_of_axe(someone.page) if place % 2 == 0 or EVERY_CELL else []
    faults = [*_faults_of_layout(someone.page, language), *access, *someone.complaints]
    someone.complaints.clear()

    assert faults == []


def _come(stage: Stage, someone: Visitor, visit: Visit, language: str) -> None:
    page = someone.page
    someone.context.add_cookies([{"name": "django_language", "value": language, "url": someone.address}])
    page.set_viewport_size(LAPTOP["viewport"])  # type: ignore[arg-type] # it is one
    answer = page.goto(someone.address + visit.address.format(**stage.places))
    assert answer is not None
    assert answer.status == visit.status
    _begin(page, visit.first)


def _begin(page: Page, first: str) -> None:
    if first == "untick":
        for box in page.locator("main [type=checkbox]").all():
            box.uncheck()
        send(page)
    elif first == "wrong name":
        fill(page, speakers_1="Yue Banwa")
    elif first in ("send", "refused"):
        with page.expect_navigation():
            page.locator("main form").last.evaluate("(form) => { form.noValidate = true; form.requestSubmit(); }")
    elif first == "open":
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    elif first == "write":
        page.locator("[name=text]").press_sequentially("Powerful models should be tested for dangerous abilities.")
        expect(page.locator(".similar li").first).to_be_visible()
    elif first == "ask":
        page.locator("[name=text]").press_sequentially("How many people answered, and who counted them?")
        expect(page.locator(".similar li").first).to_be_visible()
    elif first == "wrong code":
        fill(page, code="BCDF-GHJK")
    elif first:
        choose_file(page, first, STATEMENTS)


def _faults_of_layout(page: Page, language: str) -> list[str]:
    found: dict[str, Any] = page.evaluate(LAYOUT)
    faults = [] if found["h1"] == 1 else [f"{found['h1']} main headings"]
    if (found["lang"], found["dir"]) != (language, "ltr"):
        faults.append(f"lang={found['lang']} dir={found['dir']}")
    if len(found["title"]) < 2 or (language == "en") == bool(re.search("[\u4e00-\u9fff]{2}", found["title"])):
        faults.append(f"title {found['title']!r}")
    for width, size in ((320, ""), (640, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        if page.evaluate(LAYOUT)["wide"] > 0:
            faults.append(f"wider than {width} pixels, text {size or 'as it is'}: {page.evaluate(WIDEST)}")
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return faults


def _faults_of_axe(page: Page) -> list[str]:
    found = Axe().run(page)
    return [found.generate_report()] if found.violations_count else []


def test_a_page_with_faults_does_not_pass(stage: Stage) -> None:
    page = stage.people["newcomer"].page
    page.set_content("<title>Two</title><h1>One</h1><h1>Two</h1><img src='/x'><pre>" + "wide" * 300 + "</pre>")

    layout, access = _faults_of_layout(page, "en"), _faults_of_axe(page)

    assert [fault.split(":")[0] for fault in layout] == [
        "2 main headings",
        "lang= dir=",
        "wider than 320 pixels, text as it is",
        "wider than 640 pixels, text 200%",
    ]
    assert "image-alt" in access[0]


def test_the_whole_vote_path_needs_no_more_than_a_keyboard(come: Come) -> None:
    someone = come(reduced_motion="reduce")
    page = someone.page
    someone.go("/")

    for words in ("How should the risks of advanced AI", "^Respond$"):
        _tab_to(page, words)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    statement = page.locator("[data-statement]")
    expect(statement).to_be_visible()
    for key in ("Enter", "Space"):
        before = statement.inner_text()
        _tab_to(page, "^Agree")
        page.keyboard.press(key)
        expect(statement).not_to_have_text(before)
        expect(statement).to_be_focused()
    for letter in "dpada":
        before = statement.inner_text()
        page.keyboard.press(letter)
        expect(statement).not_to_have_text(before)
        expect(statement).to_be_focused()
    _tab_to(page, "^See the result$")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="The result in brief")).to_be_visible(timeout=60_000)


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says so; on the way every stop must be in sight and show that it is there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        stop: dict[str, Any] = page.evaluate(
            """() => { const one = document.activeElement, frame = one.closest(".tile") || one;
              const box = one.getBoundingClientRect(), css = getComputedStyle(one), around = getComputedStyle(frame);
              return {text: one.innerText || one.ariaLabel || one.name || "", body: one === document.body,
                marked: css.outlineStyle !== "none" || around.outlineStyle !== "none",
                seen: box.bottom > 0 && box.top < innerHeight}; }"""
        )
        if stop["body"]:
            continue
        assert stop["marked"], f"the focus cannot be seen on {stop['text']!r}"
        assert stop["seen"], f"the focus is out of sight on {stop['text']!r}"
        if re.search(words, stop["text"].strip()):
            return
    raise AssertionError(f"Tab never comes to {words!r}")


def test_pages_are_laid_out_from_right_to_left_without_a_second_design(stage: Stage) -> None:
    someone = stage.people["reader"]
    for path in ("/", "/deliberations/sample-safety/respond/", "/deliberations/sample-governance/results/1/"):
        someone.page.set_viewport_size(PHONE["viewport"])  # type: ignore[arg-type] # it is one
        someone.go(path)
        someone.page.evaluate("() => { document.documentElement.dir = 'rtl' }")
        found = someone.page.evaluate(LAYOUT)
        assert found["wide"] <= 0, f"{path} {someone.page.evaluate(WIDEST)}"
