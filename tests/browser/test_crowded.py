"""The second phone behind an address that may bring one: it is told to wait, and what it answered stays on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import PHONE, watched
from tests.running import running_with_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

QUESTION = "/deliberations/sample-safety/"


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[RunningChamber]:
    """A chamber in which the one newcomer of this hour has answered."""
    folder = tmp_path_factory.mktemp("narrow") / "data"
    with running_with_sample(folder, YISHITING_NEWCOMERS_PER_HOUR="1") as chamber:
        with watched(browser, chamber.url, **PHONE) as first:
            _answer(first, "^Agree")
            expect(first.page.get_by_text("1 of 7")).to_be_visible()
        yield chamber


def _answer(someone: Visitor, word: str) -> None:
    someone.go(QUESTION + "respond/")
    someone.page.get_by_role("button", name=re.compile(word)).first.click()


@pytest.mark.parametrize(
    ("locale", "word", "again"),
    [("en-GB", "^Agree", "Send it again"), ("zh-CN", "^赞同", "重新提交")],
    ids=["English", "Chinese"],
)
@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without JavaScript"])
def test_who_comes_too_many_is_told_and_keeps_the_answer(
    narrow: RunningChamber, browser: Browser, locale: str, word: str, again: str, *, has_scripts: bool
) -> None:
    with watched(browser, narrow.url, **PHONE, locale=locale, java_script_enabled=has_scripts) as second:
        _answer(second, word)
        button = second.page.get_by_role("button", name=again)
        expect(button).to_be_visible()
        assert second.page.locator("main input[name=vote]").get_attribute("value") == "1"
        if has_scripts:
            second.require_access()

        # It is still too early: the page comes again, and still has the answer.
        button.click()
        expect(button).to_be_visible()
        assert second.page.locator("main input[name=vote]").get_attribute("value") == "1"
