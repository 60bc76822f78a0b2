"""A delegate comes by a link, registers a passkey, leaves and comes back; an organiser imports and invites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.desk_ways import add_authenticator
from tests.browser.looking import PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

# Lines 5 and 6 are bad: a short name with a blank, a region that is none.
FILE = """delegation,name_en,name_zh-hans,stakeholder,region,seat_name,seat_email,seat_title
institute,Institute of Tests,测试研究所,academia,africa,Ada,,head of delegation
institute,,,,,Ben,,
ministry,Ministry of Tests,测试部,Government,非洲国家,,,
Bad Name,X,,,,,,
other,Other,,,mars,,,
"""


def _organise(come: Come, chamber: RunningChamber) -> Visitor:
    organiser = come()
    organiser.page.goto(chamber.organiser_link)
    organiser.require_access()
    organiser.page.get_by_label("Your name").fill("Olga")
    organiser.press("Accept the invitation")
    organiser.require_access()
    return organiser


def _import(organiser: Visitor) -> list[str]:
    """Import the file, and give the links that it made."""
    page = organiser.page
    organiser.go("/desk/people/import/")
    organiser.require_access()
    file = {"name": "delegations.csv", "mimeType": "text/csv", "buffer": FILE.encode("gb18030")}
    page.get_by_label("CSV file").set_input_files(file)  # type: ignore[arg-type] # one file, as Playwright takes it
    organiser.press("Show what would change")
    organiser.require_access()
    faults = page.get_by_role("table", name="Faults").get_by_role("row")
    assert [cell.split()[0] for cell in faults.all_inner_texts()[1:]] == ["5", "6"]
    page.get_by_role("button", name=re.compile(r"Make \d+ changes")).click()
    organiser.require_access()
    return re.findall(r"http://\S+/invitation/\S+", page.locator("main").inner_text())


def test_delegate_comes_by_a_link_registers_a_passkey_and_comes_back(come: Come, chamber: RunningChamber) -> None:
    links = _import(_organise(come, chamber))
    assert len(links) == 2

    delegate = come(**PHONE)
    add_authenticator(delegate)
    page = delegate.page
    page.goto(links[0])
    delegate.require_access()
    assert "a seat in the delegation “Institute of Tests”" in page.locator("main").inner_text()
    delegate.press("Accept the invitation")
    assert "You cannot come back yet." in page.locator("main").inner_text()
    delegate.require_access()
    delegate.press("Register a passkey")
    delegate.require_access()
    page.get_by_role("button", name="Register a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    delegate.require_access()
    delegate.press("I have kept them")
    assert "You cannot come back yet." not in page.locator("main").inner_text()

    page.locator("main").get_by_role("button", name="Sign out").click()
    delegate.go("/account/")
    page.get_by_role("heading", name="Sign in").wait_for()
    delegate.require_access()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("You are signed in as Ada.").wait_for()
    delegate.go("/account/")
    assert "Institute of Tests" in page.locator("main").inner_text()

    # The link is used up: a stranger finds what every spoilt link shows.
    stranger = come()
    stranger.page.goto(links[0])
    assert stranger.page.get_by_role("heading", name="This link lets nobody in").is_visible()
    stranger.require_access()

    # The second seat is taken in Chinese and without JavaScript.
    second = come(java_script_enabled=False, locale="zh-CN")
    second.page.goto(links[1])
    second.page.locator("main form button.button").click()
    second.page.wait_for_url(chamber.link("/account/"))
    assert "测试研究所" in second.page.locator("main").inner_text()
