"""Somebody mistypes their address while signing up, begins again, and types the code that the desk passes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.desk_ways import become_organiser, code_in_outbox
from tests.browser.looking import PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Come
    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

PASSWORD = "a quiet lantern by the bay"  # noqa: S105 - of nobody


def _sign_up(someone: Visitor, address: str) -> None:
    page = someone.page
    page.locator("[name=name]").fill("林")
    page.locator("[name=email]").fill(address)
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    page.locator("main form .button").click()
    page.wait_for_url(re.compile("/account/confirm-email/"))


def test_a_mistyped_address_is_corrected_and_its_owner_gets_nothing(come: Come, chamber: RunningChamber) -> None:
    organiser = come()
    become_organiser(organiser, chamber)
    phone = come(**PHONE, java_script_enabled=False, locale="zh-CN")
    page = phone.page
    phone.go("/account/signup/")
    _sign_up(phone, "lin@exmaple.org")
    assert "lin@exmaple.org" in page.locator("main .lead").inner_text()
    page.get_by_role("button", name="换一个地址重新注册").click()
    page.wait_for_url(re.compile("/account/signup/"))
    _sign_up(phone, "lin@example.org")

    page.get_by_label("验证码").fill("bcdf-ghjk")
    page.get_by_role("button", name="确认地址").click()
    assert page.locator("main [aria-invalid=true]").count() == 1
    page.get_by_label("验证码").fill(code_in_outbox(organiser, "lin@example.org").lower())
    page.get_by_role("button", name="确认地址").click()
    page.wait_for_url(chamber.link("/"))
    phone.go("/account/")
    assert "lin@example.org" in page.locator("main").inner_text()

    # Whoever owns the mistyped address has a code, and nothing to do with it: no page asks them for one.
    owner = come()
    code_in_outbox(organiser, "lin@exmaple.org")
    owner.go("/account/confirm-email/")
    assert owner.page.url.endswith("/account/login/")
