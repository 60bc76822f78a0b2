"""An organiser with a chamber of their own: delegations from a file, a deliberation from draft to published result."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.desk_ways import become_organiser
from tests.browser.looking import PHONE
from tests.browser.test_newcomer import answer, put_it_forward

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

FILE = """delegation,name_en,stakeholder,seat_name,seat_email
river-republic,River Republic,government,Ada Sample,ada@example.org
hill-university,Hill University,academia,Ben Sample,ben@example.org
Bad Name,Nobody,government,Cleo Sample,cleo@example.org
lake-union,Lake Union,weather,Dora Sample,dora@example.org
"""


def import_delegations(organiser: Visitor) -> None:
    organiser.go("/desk/people/import/")
    file = {"name": "delegations.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    organiser.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    organiser.press("Show what would change")
    expect(organiser.page.get_by_role("heading", name="2 faults in the file")).to_be_visible()
    faults = organiser.page.get_by_role("table", name="Faults").locator("tbody tr")
    expect(faults.nth(0)).to_contain_text("Bad Name")
    expect(faults.nth(1)).to_contain_text("weather")
    organiser.page.get_by_role("button", name=re.compile("^Make .* changes$")).click()
    organiser.go("/desk/people/delegations/")
    expect(organiser.page.get_by_text("River Republic")).to_be_visible()
    expect(organiser.page.get_by_text("Lake Union")).to_have_count(0)


def make_deliberation(organiser: Visitor) -> str:
    """Make a deliberation with two statements in the governance forum, and open it; gives its address."""
    organiser.go("/desk/forums/governance/")
    organiser.press("New deliberation")
    organiser.page.get_by_label("English").first.fill("How should minutes be kept?")
    organiser.page.get_by_label("Short name").fill("minutes")
    organiser.page.get_by_label("Own answers before the result shows").fill("1")
    organiser.page.locator("main form button").last.click()
    for text in ("Minutes should be public.", "Minutes should be short."):
        organiser.go("/desk/deliberations/minutes/statements/new/")
        organiser.page.get_by_label("English").first.fill(text)
        organiser.page.locator("main form button").last.click()
    organiser.go("/desk/deliberations/minutes/")
    organiser.press("Open it")
    organiser.press("Open it")
    expect(organiser.page.get_by_text("It is open. People can answer now.")).to_be_visible()
    return "/deliberations/minutes/"


def test_an_organiser_leads_a_deliberation_from_draft_to_published_result(come: Come, chamber: RunningChamber) -> None:
    organiser, public = come(), come(**PHONE)
    become_organiser(organiser, chamber)
    import_delegations(organiser)
    address = make_deliberation(organiser)

    public.go(address + "respond/")
    answer(public, "Agree")
    public.go(address + "statements/new/")
    public.page.get_by_label("Your statement").fill("Minutes should be kept in every language of the assembly.")
    put_it_forward(public)

    organiser.go("/desk/")
    organiser.page.get_by_role("link", name="How should minutes be kept?").first.click()
    organiser.go("/desk/deliberations/minutes/queue/")
    waiting = organiser.page.locator(".queue li").filter(has_text="every language")
    waiting.get_by_role("button", name=re.compile("^Accept")).click()
    expect(organiser.page.get_by_text("Nothing waits.")).to_be_visible()

    public.go(address + "answers/")
    expect(public.page.locator("#statements li .tag")).to_have_text("accepted")
    public.go(address + "respond/")
    answer(public, "Pass")
    for _ in range(9):
        another = come(**PHONE)
        another.go(address + "respond/")
        answer(another, "Disagree")
        answer(another, "Agree")

    organiser.go("/desk/deliberations/minutes/close/")
    organiser.press("Close it")
    organiser.go("/desk/deliberations/minutes/publish/")
    organiser.page.get_by_role("button", name="Publish the result").click()
    expect(organiser.page.get_by_role("link", name="Result 1")).to_be_visible(timeout=60_000)

    public.go(address + "results/1/")
    expect(public.page.get_by_role("heading", name="How should minutes be kept?")).to_be_visible()
    public.go(address + "respond/")
    assert public.page.get_by_role("button", name=re.compile("^Agree")).count() == 0
