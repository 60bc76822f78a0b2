"""A release under embargo is nowhere before its time; let go, it stands everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.desk_ways import become_organiser
from tests.running import wait_until

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

WORD = "Quillwort"
PATHS = (
    "/",
    "/press/",
    "/press/releases/",
    "/press/releases.atom",
    "/search/?q=greenhouse",
    "/sitemap.xml",
)


def _told(someone: Visitor, path: str) -> bool:
    answer = someone.context.request.get(someone.address + path)
    assert answer.ok, path
    return WORD.lower() in answer.text().lower()


def _issue(organiser: Visitor, address: str, *, until: str) -> None:
    organiser.go(address + "issue/")
    organiser.require_access()
    if until:
        organiser.page.locator("main input[type=datetime-local]").fill(until)
    organiser.page.locator("main form.form button.button").last.click()
    expect(organiser.page.locator("main")).to_contain_text(WORD)


def test_an_embargo_holds_on_every_path_until_the_release_is_let_go(chamber: RunningChamber, come: Come) -> None:
    organiser, visitor = come(), come()
    become_organiser(organiser, chamber)
    organiser.go("/desk/press/releases/new/")
    organiser.require_access()
    for field, words in (("title", f"{WORD} found"), ("lead", f"A {WORD} in the greenhouse."), ("text", f"## {WORD}")):
        organiser.page.locator(f"main [name={field}_en]").fill(words)
    organiser.page.locator("main form.form button.button").last.click()
    organiser.page.wait_for_url("**/desk/press/releases/*/")
    desk = organiser.page.url.removeprefix(organiser.address)
    page = desk.removeprefix("/desk")

    _issue(organiser, desk, until=(datetime.now(UTC) + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M"))
    assert {path for path in PATHS if _told(visitor, path)} == set()
    assert visitor.context.request.get(visitor.address + page).status == 404

    organiser.go(desk + "recall/")
    organiser.press("Make it a draft again")
    organiser.page.wait_for_url("**" + desk)
    _issue(organiser, desk, until="")
    assert visitor.context.request.get(visitor.address + page).ok
    # Search follows within seconds.
    assert wait_until(lambda: {path for path in PATHS if _told(visitor, path)} == set(PATHS))
