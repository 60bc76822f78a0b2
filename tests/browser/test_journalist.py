"""A journalist is accredited, asks, is called, is answered aloud, and takes the transcript home."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document
from playwright.sync_api import expect

from tests.browser.desk_ways import accept, become_organiser, new_link

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

QUESTION = "Where do journalists leave their coats?"
PODIUM = "/desk/press/podium/press-conference/"


def _answer(organiser: Visitor) -> None:
    organiser.page.locator("[name=text_en]").fill("In the River Hall.")
    expect(organiser.page.locator("[name=is_given_aloud]")).to_be_checked()
    organiser.page.locator("[name=releases]").first.check()
    organiser.require_access()
    organiser.press("Keep the answer")
    organiser.press("Publish question and answer")


def test_a_journalist_is_accredited_asks_is_answered_and_exports(chamber: RunningChamber, come: Come) -> None:
    organiser, journalist, plain = come(), come(), come(java_script_enabled=False)
    become_organiser(organiser, chamber)
    organiser.go("/desk/people/invitations/verified/")
    accept(journalist, new_link(organiser.page, "Ada Sample"))

    journalist.go("/press/accreditation/")
    journalist.page.get_by_label("Outlet").first.fill("The Sample Gazette")
    journalist.press("Ask for accreditation")
    organiser.go("/desk/")
    organiser.page.get_by_role("link", name="for accreditation").click()
    organiser.page.get_by_role("link", name="Ada Sample").click()
    organiser.page.get_by_role("button", name="Accredit", exact=True).click()

    journalist.go("/press/questions/new/?session=press-conference")
    journalist.page.get_by_label("Whom do you ask?").select_option("hua-luoyi")
    journalist.page.get_by_label("Your question").fill(QUESTION)
    journalist.require_access()
    journalist.page.get_by_role("button", name="Ask", exact=True).click()
    organiser.go("/desk/press/questions/")
    organiser.page.get_by_role("listitem").filter(has_text=QUESTION).get_by_role("button", name="Accept").click()

    # The podium follows by itself what is done elsewhere, and can be led by keyboard.
    organiser.go(PODIUM)
    organiser.require_access()
    organiser.page.get_by_role("listitem").filter(has_text=QUESTION).get_by_role("button", name="Call").press("Enter")
    expect(organiser.page.locator(".podium-now")).to_contain_text(QUESTION)
    organiser.page.get_by_role("button", name="write it down now").press("Enter")
    _answer(organiser)

    plain.go("/press/conferences/press-conference/")
    expect(plain.page.locator("main")).to_contain_text("given aloud at the press conference")
    expect(plain.page.locator("main")).to_contain_text("The Sample Gazette")
    address = plain.page.get_by_role("link", name="DOCX").get_attribute("href")
    file = plain.context.request.get(f"{plain.address}{address}")
    assert QUESTION in [each.text for each in Document(io.BytesIO(file.body())).paragraphs]
