"""A delegation comes by invitation, answers with one voice, and comes back with a passkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.desk_ways import accept, add_authenticator, become_organiser, new_link
from tests.browser.test_newcomer import QUESTION, answer, statement

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber


def invite_two(organiser: Visitor) -> tuple[str, str]:
    """Make a delegation and two links to seats in it."""
    organiser.go("/desk/people/new-delegation/")
    organiser.page.get_by_label("English").first.fill("Delegation of the Sample Islands")
    organiser.page.get_by_label("Short name").fill("sample-islands")
    organiser.page.locator("main form button").last.click()
    links = []
    for name in ("First Delegate", "Second Delegate"):
        organiser.go("/desk/people/delegations/sample-islands/invite/")
        links.append(new_link(organiser.page, name))
    return links[0], links[1]


def test_a_delegation_answers_with_one_voice_and_comes_back_by_passkey(come: Come, chamber: RunningChamber) -> None:
    organiser, first, second = come(), come(), come()
    become_organiser(organiser, chamber)
    first_link, second_link = invite_two(organiser)

    add_authenticator(first)
    accept(first, first_link)
    first.go("/account/")
    first.press("Register a passkey")
    first.page.locator("main form button").last.click()
    expect(first.page).not_to_have_url(first.address + "/account/2fa/webauthn/add/")

    first.go(QUESTION + "respond/")
    expect(first.page.get_by_text("You answer for Delegation of the Sample Islands")).to_be_visible()
    text = statement(first).inner_text()
    answer(first, "Agree")

    first.go("/account/")
    first.page.get_by_role("main").get_by_role("button", name="Sign out").click()
    first.go("/desk/")
    first.go("/account/login/")
    first.press("Sign in with a passkey")
    first.page.wait_for_url(lambda address: "/login" not in address)
    first.go(QUESTION + "answers/")
    row = first.page.locator(".own-answers > li").filter(has_text=text).locator("p.row")
    expect(row).to_contain_text("Agree")
    expect(row).to_contain_text("First Delegate")

    accept(second, second_link)
    second.go(QUESTION + "answers/")
    theirs = second.page.locator(".own-answers > li").filter(has_text=text)
    theirs.get_by_text("Change", exact=True).click()
    theirs.get_by_role("button", name="Disagree").click()
    expect(theirs.locator("p.row")).to_contain_text("Second Delegate")

    first.page.reload()
    expect(row).to_contain_text("Disagree")

    stranger = come()
    stranger.page.goto(first_link)
    expect(stranger.page.get_by_role("heading", name="This link lets nobody in")).to_be_visible()
