"""What the organiser does in several journeys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.looking import Visitor
    from tests.running import RunningChamber


def become_organiser(someone: Visitor, chamber: RunningChamber) -> None:
    """Open the link that the chamber printed, and accept it: it lets one person in, once."""
    someone.page.goto(chamber.organiser_link)
    someone.page.get_by_label("Name").first.fill("Sample Organiser")
    someone.page.get_by_role("button", name="Accept the invitation").click()
    someone.page.wait_for_url(re.compile(r"/(account|desk)/|/$"))


def new_link(page: Page, name: str) -> str:
    """Fill in for whom a link is, and read it from the page that shows it once."""
    page.get_by_label(re.compile("^Name")).fill(name)
    page.locator("main form button").last.click()
    return page.get_by_label("Invitation link").input_value()


def accept(someone: Visitor, link: str) -> None:
    """Accept an invitation as somebody who has no account yet."""
    someone.page.goto(link)
    someone.page.get_by_role("button", name="Accept the invitation").click()
    someone.page.wait_for_url(re.compile(r"^(?!.*/invitation/)"))


def code_in_outbox(organiser: Visitor, address: str) -> str:
    """Read the code in the mail that waits at the desk for somebody."""
    organiser.go("/desk/people/outbox/")
    organiser.page.get_by_role("listitem").filter(has_text=address).get_by_role("link").first.click()
    organiser.page.wait_for_url(re.compile(r"/outbox/\d+/"))
    letter = organiser.page.locator("main").inner_text()
    found = re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", letter)
    assert found is not None, letter
    return found.group()


def add_authenticator(someone: Visitor) -> None:
    """Give the browser a platform authenticator whose owner always says yes."""
    devtools = someone.context.new_cdp_session(someone.page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
