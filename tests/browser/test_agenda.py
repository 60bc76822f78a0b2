"""A visitor builds an agenda of their own and subscribes to it, in Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icalendar import Calendar
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor

# At the same time.
ONE, OTHER = "three-roads-to-a-standard", "a-silence-procedure"


def _subscribed(someone: Visitor) -> dict[str, str]:
    """Fetch the feed as a calendar program does, without a cookie; give titles and states."""
    address = someone.page.get_by_label("Address of your calendar").input_value()
    stranger = someone.context.browser
    assert stranger is not None
    with stranger.new_context() as context:
        answer = context.request.get(address)
        assert answer.ok
        calendar = Calendar.from_ical(answer.body())
    return {str(each["SUMMARY"]): str(each["STATUS"]) for each in calendar.walk("VEVENT")}


def _expect_both(page: Page) -> None:
    expect(page.get_by_text("At the same time:")).to_have_count(2)
    expect(page.get_by_text("2 of your sessions are at the same time as another.")).to_be_visible()


def test_two_stars_pressed_at_once_by_a_newcomer_are_one_agenda(come: Come) -> None:
    someone = come()
    page = someone.page
    someone.go("/programme/?day=all")

    page.evaluate(
        "(slugs) => { for (const each of slugs) document.getElementById(`star-${each}`).click() }", [ONE, OTHER]
    )

    expect(page.locator(".star-on")).to_have_count(2)
    expect(page.locator(f"#star-{ONE}")).to_have_text(re.compile("★ Starred: Three roads"))
    page.get_by_role("link", name="My agenda").click()
    _expect_both(page)
    assert len(_subscribed(someone)) == 2


def test_the_focus_stays_on_the_star_that_was_pressed(come: Come) -> None:
    someone = come()
    someone.go("/programme/?day=all")
    star = someone.page.locator(f"#star-{ONE}")

    star.focus()
    someone.page.keyboard.press("Enter")
    expect(star).to_have_class(re.compile("star-on"))

    expect(star).to_be_focused()
    someone.page.keyboard.press("Enter")
    expect(star).not_to_have_class(re.compile("star-on"))


def test_without_javascript_one_stars_sees_overlaps_and_subscribes(come: Come) -> None:
    someone = come(java_script_enabled=False)
    page = someone.page
    for slug in (ONE, OTHER):
        someone.go("/programme/?day=all")
        page.locator(f"#star-{slug}").click()
        expect(page).to_have_url(re.compile(rf"/programme/\?day=all#star-{slug}$"))
    page.get_by_role("link", name="My agenda").click()
    _expect_both(page)
    before = page.get_by_label("Address of your calendar").input_value()

    page.locator(f"#star-{ONE}").click()
    expect(page.get_by_text("At the same time:")).to_have_count(0)
    someone.press("Make a new address")

    assert page.get_by_label("Address of your calendar").input_value() != before
    assert _subscribed(someone) == {"A silence procedure, step by step": "CONFIRMED"}
