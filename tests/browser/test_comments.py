"""A reader comments, is replied to, reports; a moderator acts, and the public record says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.desk_ways import become_organiser
from tests.browser.looking import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

READER = "The timetable of the shared tests helps a small team to plan a whole year."
RUDE = "Whoever planned these shared tests is a fool and should be ashamed of it."
REPLY = "It does: for the first time we know in which month somebody needs our machines."


def _release_with_comments(someone: Visitor) -> str:
    """Open the release of the ready assembly that most people have commented on; give its address."""
    someone.go("/press/releases/")
    addresses = someone.page.locator("main a[href^='/press/releases/']").evaluate_all("all => all.map(a => a.pathname)")
    for address in dict.fromkeys(addresses):
        someone.go(address)
        if someone.page.locator(".comments-number").count() and someone.page.locator(".thread").count():
            return str(address)
    raise AssertionError("no release of the ready assembly has comments")


def _write(someone: Visitor, text: str, name: str) -> None:
    summary = someone.page.locator("details.write > summary")
    if not someone.page.locator("details.write[open]").count():
        summary.click()
    form = someone.page.locator("details.write form")
    form.get_by_label("I recommend it", exact=True).check()
    form.get_by_label("Your comment").fill(text)
    form.get_by_label("Name").fill(name)
    form.get_by_role("button", name="Send the comment").click()


def _queued(organiser: Visitor, text: str, place: str) -> Locator:
    organiser.go(f"/desk/comments/?place={place}")
    organiser.require_access()
    return organiser.page.locator("ul.queue > li").filter(has_text=text)


def _said(someone: Visitor, text: str) -> Locator:
    return someone.page.locator("article.comment").filter(has_text=text)


def test_a_comment_waits_is_answered_and_one_that_is_reported_goes(chamber: RunningChamber, come: Come) -> None:
    reader, other, organiser = come(**PHONE), come(java_script_enabled=False), come()
    become_organiser(organiser, chamber)

    # A reader writes on a phone, without an account: it waits, and its author sees that.
    address = _release_with_comments(reader)
    _write(reader, READER, "Reader of samples")
    expect(reader.page.locator("#own-comment")).to_contain_text("waiting")
    reader.require_access()
    other.go(address)
    expect(other.page.get_by_text(READER)).to_have_count(0)
    _write(other, RUDE, "Loud sample")
    expect(other.page.locator("#own-comment")).to_contain_text("waiting")

    # The desk lets both in: one of them by mistake.
    for text in (READER, RUDE):
        _queued(organiser, text, "waiting").get_by_role("checkbox").check()
        organiser.page.get_by_role("button", name="Accept", exact=True).click()
        expect(organiser.page.locator("ul.queue > li").filter(has_text=text)).to_have_count(0)

    # Somebody with an account replies, at once and in public.
    organiser.go(address)
    mine = _said(organiser, READER).last
    mine.get_by_role("link", name=re.compile("^Reply")).click()
    form = organiser.page.locator(".reply-place form, main form.form").filter(
        has=organiser.page.get_by_label("Your reply")
    )
    form.get_by_label("Your reply").fill(REPLY)
    form.locator("button.button").click()
    reader.go(address)
    expect(_said(reader, REPLY).last).to_be_visible()

    # The reader reports the other comment; the moderator removes it with a reason of the policy.
    _said(reader, RUDE).last.get_by_role("link", name=re.compile("^Report")).click()
    reader.require_access()
    reader.page.locator("main input[type=radio][name=reason][value=insult]").check()
    reader.page.locator("main form.form button.button").click()
    _queued(organiser, RUDE, "reported").get_by_role("link", name=re.compile("^Look closer")).click()
    organiser.press("Remove…")
    organiser.page.locator("main input[type=radio][name=reason][value=insult]").check()
    organiser.page.locator("main form.form button.button").click()

    # Nothing vanishes: its author reads why; everybody reads in the record that something was removed, not what.
    other.go("/comments/mine/")
    expect(other.page.locator("main")).to_contain_text(RUDE)
    expect(other.page.locator("main")).to_contain_text("removed")
    reader.go(address)
    expect(reader.page.get_by_text(RUDE)).to_have_count(0)
    reader.go("/comments/record/")
    reader.require_access()
    first = reader.page.locator("table tbody tr").first
    expect(first).to_contain_text("removed")
    expect(reader.page.get_by_text(RUDE)).to_have_count(0)
    expect(reader.page.get_by_text("Loud sample")).to_have_count(0)
