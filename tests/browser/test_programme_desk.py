"""The programme is made at the desk, with a browser that runs no script at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.desk_ways import become_organiser
from tests.browser.stage import fill

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

NEW = "/desk/forums/governance/sessions/new/"
TIMES = {"begins_at": "2031-07-04T09:00", "ends_at": "2031-07-04T10:30"}


def test_an_organiser_makes_a_programme_without_a_script(come: Come, chamber: RunningChamber) -> None:
    organiser = come(java_script_enabled=False)
    become_organiser(organiser, chamber)

    _name_somebody_new(organiser)
    _make_sessions(organiser.page, organiser)
    _see_the_clash(organiser.page)
    _publish_one_of_two(organiser)
    _cancel(organiser)


def _name_somebody_new(organiser: Visitor) -> None:
    organiser.go(NEW)
    fill(organiser.page, title_en="A panel on lighthouses", speakers_1="Ada Sample", **TIMES)
    expect(organiser.page.locator(".error-summary")).to_contain_text("No speaker is called “Ada Sample”")
    organiser.go("/desk/speakers/new/")
    fill(organiser.page, name_en="Ada Sample", affiliation_en="Harbour Institute")


def _make_sessions(page: Page, organiser: Visitor) -> None:
    for title in ("A panel on lighthouses", "A panel on harbours"):
        organiser.go(NEW)
        page.locator("[name=speakers_1_place]").fill("2")
        page.locator("[name=speakers_2_place]").fill("1")
        page.locator("[name=room]").select_option(label="Heron Room")
        fill(page, title_en=title, speakers_1="Yue Banwan", speakers_2="Ada Sample", **TIMES)
    names = page.locator("section", has=page.locator("#people")).get_by_role("listitem")
    expect(names).to_contain_text(["Ada Sample", "Yue Banwan"])


def _see_the_clash(page: Page) -> None:
    notice = page.locator(".notice-warning")
    expect(notice).to_contain_text("A panel on lighthouses")
    expect(notice).to_contain_text("also in Heron Room")
    expect(notice).to_contain_text("also with Ada Sample, Yue Banwan")


def _publish_one_of_two(organiser: Visitor) -> None:
    page = organiser.page
    organiser.go("/desk/programme/publish/?forum=governance")
    page.get_by_role("checkbox", name="A panel on harbours").uncheck()
    organiser.press("Publish what is ticked")
    expect(page.locator("#messages")).to_contain_text("1 session is published.")
    organiser.go("/programme/?day=2031-07-04")
    expect(page.locator("main")).to_contain_text("A panel on lighthouses")
    expect(page.locator("main")).not_to_contain_text("A panel on harbours")


def _cancel(organiser: Visitor) -> None:
    page = organiser.page
    organiser.go("/desk/sessions/a-panel-on-lighthouses/")
    organiser.press("Cancel the session")
    organiser.press("Cancel the session")
    expect(page.locator("main")).to_contain_text("What was announced")
    organiser.go("/sessions/a-panel-on-lighthouses/")
    expect(page.locator("main")).to_contain_text("cancelled", ignore_case=True)
