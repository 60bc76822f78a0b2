"""A newcomer on a phone: ten statements, the map, a changed answer, a statement of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import LAPTOP, PHONE, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Come

QUESTION = "/deliberations/sample-safety/"
ANSWERS = ("Agree", "Disagree", "Agree", "Pass", "Agree", "Agree", "Disagree", "Agree", "Pass", "Agree")


def statement(someone: Visitor) -> Locator:
    return someone.page.locator("[data-statement]").first


def answer(someone: Visitor, word: str) -> None:
    """Press one of the three buttons, and wait until the next statement is there."""
    before = statement(someone).inner_text()
    someone.page.get_by_role("button", name=re.compile(rf"^{word}")).first.click()
    expect(statement(someone)).not_to_have_text(before)


def enter(someone: Visitor) -> None:
    """From the front page to the first statement, by what is offered there."""
    someone.go("/")
    someone.page.get_by_role("link", name="How should the risks of advanced AI").click()
    someone.page.get_by_role("link", name="Respond", exact=True).first.click()


def put_it_forward(someone: Visitor) -> None:
    """Send the statement, and insist where similar ones are shown first."""
    button = someone.page.get_by_role("button", name=re.compile("^(Put forward|Mine is different: put it forward)$"))
    button.click()
    someone.page.wait_for_load_state()
    if button.count():
        button.click()


def wait_for(someone: Visitor, part: Locator) -> None:
    """Load the page again until the part is there, as somebody without scripts does."""
    for _ in range(60):
        if part.count():
            return
        someone.page.wait_for_timeout(1000)
        someone.page.reload()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without JavaScript"])
def test_a_newcomer_answers_ten_statements_and_sees_where_they_stand(come: Come, *, has_scripts: bool) -> None:
    phone = come(**PHONE, java_script_enabled=has_scripts)
    enter(phone)

    for word in ANSWERS:
        answer(phone, word)
    expect(phone.page.get_by_text("10 of 20 answered")).to_be_visible()
    phone.press("See the result")

    # The worker begins with the first start of the chamber, and so does this test.
    brief = phone.page.get_by_role("heading", name="The result in brief")
    if not has_scripts:
        wait_for(phone, brief)
    expect(brief).to_be_visible(timeout=60_000)
    you = phone.page.locator("svg").get_by_text("You", exact=True)
    expect(you).to_be_visible()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without JavaScript"])
def test_a_newcomer_changes_an_answer_and_takes_one_back(come: Come, *, has_scripts: bool) -> None:
    phone = come(**PHONE, java_script_enabled=has_scripts)
    enter(phone)
    text = statement(phone).inner_text()

    answer(phone, "Agree")
    phone.press("Undo")
    expect(statement(phone)).to_have_text(text)
    answer(phone, "Agree")
    phone.go(QUESTION + "answers/")
    given = phone.page.locator(".own-answers > li").filter(has_text=text)
    given.get_by_text("Change", exact=True).click()
    given.get_by_role("button", name=re.compile("^Disagree")).click()

    expect(phone.page.locator(".own-answers > li").filter(has_text=text).locator("p.row")).to_contain_text("Disagree")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without JavaScript"])
def test_a_newcomer_puts_a_statement_forward_and_is_offered_a_similar_one(come: Come, *, has_scripts: bool) -> None:
    phone = come(**PHONE, java_script_enabled=has_scripts)
    enter(phone)
    existing = statement(phone).inner_text()
    phone.press("Put a statement forward")

    field = phone.page.get_by_label("Your statement")
    similar = existing.rstrip(".") + " everywhere."
    if has_scripts:
        field.press_sequentially(similar)
    else:
        field.fill(similar)
        phone.press("Put forward")
    offered = phone.page.locator(".similar li").filter(has_text=existing)
    expect(offered.get_by_role("link", name="Answer this one instead")).to_be_visible()

    own = (
        "What nobody agreed on should be published too." if has_scripts else "Minutes should be kept for thirty years."
    )
    field.fill(own)
    put_it_forward(phone)
    phone.go(QUESTION + "answers/")
    mine = phone.page.locator("#statements li").filter(has_text=own)
    expect(mine.locator(".tag")).to_have_text("waiting")


def test_the_whole_way_by_keyboard(come: Come) -> None:
    desk = come(**LAPTOP)
    desk.go(QUESTION + "respond/")

    for key in "adpadpa":
        before = statement(desk).inner_text()
        desk.page.keyboard.press(key)
        expect(statement(desk)).not_to_have_text(before)
    last = statement(desk).inner_text()
    desk.page.keyboard.press("u")
    expect(statement(desk)).not_to_have_text(last)

    expect(desk.page.get_by_text("6 of 7")).to_be_visible()


def test_what_is_answered_in_one_tab_is_not_asked_in_another(come: Come) -> None:
    phone = come(**PHONE)
    phone.go(QUESTION + "respond/")
    other = phone.context.new_page()
    other.goto(phone.address + QUESTION + "respond/")
    assert other.locator("[data-statement]").first.inner_text() == statement(phone).inner_text()

    answer(phone, "Agree")
    asked = other.locator("[data-statement]").first.inner_text()
    other.get_by_role("button", name=re.compile("^Disagree")).first.click()
    expect(other.locator("[data-statement]").first).not_to_have_text(asked)

    other.goto(phone.address + QUESTION + "answers/")
    expect(other.locator(".own-answers > li")).to_have_count(1)
    expect(other.locator(".own-answers > li p.row")).to_contain_text("Disagree")
