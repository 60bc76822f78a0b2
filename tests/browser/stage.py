"""What every page needs to be seen: people with their browsers, and a few things that they have made."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import time
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser.desk_ways import accept, add_authenticator, become_organiser, code_in_outbox, new_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.looking import Visitor
    from tests.running import RunningChamber

# Lines 3 and 4 are bad.
DELEGATIONS = """delegation,name_en,stakeholder,seat_name,seat_email
river-republic,River Republic,government,Ada Sample,ada@example.org
Bad Name,Nobody,government,Cleo Sample,cleo@example.org
lake-union,Lake Union,weather,Dora Sample,dora@example.org
"""
# Line 3 is bad.
SESSIONS = """session,forum,room,begins,ends,title_en,title_zh-hans,speakers
sample-opening,governance,Hall of samples,2031-07-04 09:00,2031-07-04 10:30,Opening,开幕式,A. Sample | Institute
sample-closing,nowhere,,soon,,Closing,闭幕式,
"""
# Line 4 is bad.
EXHIBITORS = """exhibitor,name_en,name_zh-hans,hall,booth,links,published,exhibit_title_en
sample-kiln,Kiln of samples,示范窑,Hall of kilns,K1,kilns; models,yes,A small kiln
sample-kiln,,,,,,,A large kiln
sample-loom,Loom of samples,示范织机,,,,perhaps,
"""
STATEMENTS = "text,language\nMinutes should be public.,en\nMinutes should be short.,xx\n"
# A picture of two pixels.
_KILN = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mPkivFhYGAAAANGALSp9YlsAAAAAElFTkSuQmCC"
_PASSWORD = "a quiet lantern by the bay"  # noqa: S105 - of an invented account
_ADDRESS = "joiner@example.org"


@dataclass
class Stage:
    """Who looks, and where the things are that they have made."""

    people: dict[str, Visitor]
    places: dict[str, str] = field(default_factory=dict)


def set_stage(chamber: RunningChamber, people: dict[str, Visitor]) -> Stage:
    """Let everybody do once what the pages to come need."""
    stage = Stage(people)
    organiser = people["organiser"]
    become_organiser(organiser, chamber)
    _prepare_deliberations(organiser)
    _prepare_sessions(organiser)
    _prepare_releases(organiser)
    _seat_a_delegate(stage)
    _join(stage)
    _exhibit(stage)
    _ask(stage)
    _comment(stage)
    _use_authenticator(people["joiner"].page, stage)
    _respond(stage)
    _star(stage)
    _note_places(stage)
    return stage


def fill(page: Page, **values: str) -> None:
    """Fill in fields by their names, and send the form."""
    for name, value in values.items():
        page.locator(f"main [name={name}]").first.fill(value)
    send(page)


def send(page: Page) -> None:
    """Send the page's form, as a press on its main button does."""
    page.locator("main form:has(.button) .button").last.click()
    page.wait_for_load_state()


def choose_file(page: Page, name: str, text: str) -> None:
    """Choose a file, and send it."""
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type] # one file, as Playwright takes it
    send(page)


def _prepare_deliberations(organiser: Visitor) -> None:
    page = organiser.page
    organiser.go("/desk/new-forum/")
    fill(page, title_en="A forum that is hidden", slug="hidden-forum")
    for slug, question in (("draft-question", "What should be drafted?"), ("asking", "Who are you?")):
        organiser.go("/desk/forums/governance/new-deliberation/")
        page.locator("[name=asks_for]").first.check()
        fill(page, question_en=question, slug=slug)
        organiser.go(f"/desk/deliberations/{slug}/statements/new/")
        fill(page, text_en="Everybody should say where they belong.")
    organiser.go("/desk/deliberations/asking/open/")
    send(page)
    organiser.go("/desk/people/import/")
    choose_file(page, "delegations.csv", DELEGATIONS)
    assert "/desk/people/import/" in page.url


def _prepare_sessions(organiser: Visitor) -> None:
    """Draft three sessions: two need the same speaker at the same time, one has no time yet."""
    times = {"begins_at": "2031-07-04T09:00", "ends_at": "2031-07-04T10:30"}
    for title, more in (("A drafted panel", times), ("Another panel", times), ("Some day", {})):
        organiser.go("/desk/forums/governance/sessions/new/")
        fill(organiser.page, title_en=title, **more, speakers_1="Yue Banwan (yue-banwan)")
    organiser.go("/desk/sessions/a-drafted-panel/documents/new/")
    organiser.page.fill("[name=title_en]", "Slides of the panel")
    choose_file(organiser.page, "slides.txt", "One.")


def _prepare_releases(organiser: Visitor) -> None:
    """Bring a release into each of its states: a draft, under embargo, public and corrected, withdrawn."""
    words = {
        "lead_en": "The news in two sentences.",
        "text_en": "## What is new\n\nA paragraph with a [link](/press/).\n\n- One\n- Two\n\n> A quotation.",
        "text_zh-hans": "## 新内容\n\n一段文字。",
        "contact": "The press desk",
    }
    until = (datetime.now(UTC) + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")
    for title in ("A drafted release", "A release under embargo", "A corrected release", "A withdrawn release"):
        organiser.go("/desk/press/releases/new/")
        fill(organiser.page, title_en=title, **words)
    for slug, step, sent in (
        ("a-release-under-embargo", "issue", {"embargo_until": until}),
        ("a-corrected-release", "issue", {}),
        ("a-withdrawn-release", "issue", {}),
        ("a-corrected-release", "correct", {"note_en": "A name was misspelt.", "lead_en": "The news in a sentence."}),
        ("a-withdrawn-release", "withdraw", {"because_en": "The study was taken back."}),
    ):
        organiser.go(f"/desk/press/releases/{slug}/{step}/")
        fill(organiser.page, **sent)


def _seat_a_delegate(stage: Stage) -> None:
    organiser, delegate = stage.people["organiser"], stage.people["delegate"]
    stage.places["upload"] = _path(organiser.page.url)
    organiser.go("/desk/programme/import/")
    choose_file(organiser.page, "sessions.csv", SESSIONS)
    stage.places["schedule"] = _path(organiser.page.url)
    organiser.go("/desk/exhibition/import/")
    choose_file(organiser.page, "exhibitors.csv", EXHIBITORS)
    stage.places["exhibitors"] = _path(organiser.page.url)
    organiser.go("/desk/people/new-delegation/")
    fill(organiser.page, name_en="Delegation of the Sample Islands", slug="islands")
    links = []
    for name in ("First Delegate", "Second Delegate"):
        organiser.go("/desk/people/delegations/islands/invite/")
        links.append(new_link(organiser.page, name))
    stage.places["invitation"] = _path(links[1])
    add_authenticator(delegate)
    accept(delegate, links[0])
    delegate.go("/account/2fa/webauthn/add/")
    send(delegate.page)
    delegate.page.wait_for_url(re.compile("recovery-codes"))


def _join(stage: Stage) -> None:
    """Sign up and type the code that waits in the outbox; somebody else signs up and waits with theirs."""
    joiner, waiter = stage.people["joiner"], stage.people["waiter"]
    for someone, address in ((joiner, _ADDRESS), (waiter, "waiter@example.org")):
        someone.go("/account/signup/")
        fill(someone.page, email=address, password1=_PASSWORD, password2=_PASSWORD)
    fill(joiner.page, code=code_in_outbox(stage.people["organiser"], _ADDRESS))
    joiner.page.wait_for_url(joiner.address + "/")


def _exhibit(stage: Stage) -> None:
    """Make an exhibitor that is not public, and let the joiner look after it: an exhibit waits, with a picture."""
    organiser, joiner = stage.people["organiser"], stage.people["joiner"]
    organiser.go("/desk/exhibition/new/")
    fill(organiser.page, name_en="Kiln of tests", booth="K9")
    organiser.go("/desk/exhibition/exhibitors/kiln-of-tests/people/")
    fill(organiser.page, email=_ADDRESS)
    joiner.go("/exhibition/entries/kiln-of-tests/new-exhibit/")
    fill(joiner.page, title_en="A kiln that waits")
    picture = {"name": "kiln.png", "mimeType": "image/png", "buffer": b64decode(_KILN)}
    joiner.page.locator("main input[type=file]").set_input_files(picture)  # type: ignore[arg-type] # one file
    fill(joiner.page, alt_en="A kiln with its door open.")
    link = joiner.page.locator("main a[href*='/pictures/'][href$='/change/']").get_attribute("href")
    stage.places["picture"] = str(link).removesuffix("change/")
    reader = stage.people["reader"]
    reader.go("/exhibition/")
    reader.page.locator("main button.star").first.click()
    expect(reader.page.locator("main button.star-on")).to_be_visible()


def _ask(stage: Stage) -> None:
    """Accredit a journalist who asks a question and answers others; somebody else waits for an accreditation."""
    organiser, joiner = stage.people["organiser"], stage.people["joiner"]
    for someone, name in ((stage.people["delegate"], "Bo Sample"), (joiner, "Ada Sample")):
        someone.go("/press/accreditation/")
        fill(someone.page, name=name, outlet="The Sample Gazette")
    organiser.go("/desk/press/accreditations/?status=waiting")
    for name, place in (("Bo Sample", "waiting_accreditation"), ("Ada Sample", "accreditation")):
        link = organiser.page.locator("main .lines a", has_text=name).get_attribute("href")
        stage.places[place] = str(link)
    organiser.go(stage.places["accreditation"])
    send(organiser.page)
    organiser.go("/desk/press/addressees/new/")
    fill(organiser.page, name_en="Press team", added=_ADDRESS)
    joiner.go("/press/questions/new/")
    joiner.page.locator("[name=addressee]").select_option("press-team")
    fill(joiner.page, text="Where do journalists leave their coats?")
    stage.places["own_question"] = _path(joiner.page.url)


def _comment(stage: Stage) -> None:
    """Comment on a release with an account, have a reply to it, and comment without an account, which waits."""
    joiner, delegate, reader = (stage.people[name] for name in ("joiner", "delegate", "reader"))
    for someone in (joiner, reader):
        someone.go("/comments/releases/a-corrected-release/")
        someone.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        someone.page.locator("main [name=stance]").first.check()
        fill(someone.page, text="The corrected release tells the news in two sentences.", name="Ada")
    joiner.go("/comments/releases/a-corrected-release/")
    link = joiner.page.locator("#comment-list .comment-head a[href*='/comments/']").first.get_attribute("href")
    stage.places["comment"] = str(link)
    delegate.go(f"{link}reply/")
    fill(delegate.page, text="The news of the corrected release is in the first of them.", name="Bo")
    reader.go("/comments/mine/")
    link = reader.page.locator("main a[href$='/withdraw/']").first.get_attribute("href")
    stage.places["own_comment"] = str(link).removesuffix("withdraw/")


def _use_authenticator(page: Page, stage: Stage) -> None:
    joiner, returner = stage.people["joiner"], stage.people["returner"]
    joiner.go("/account/2fa/totp/activate/")
    if "reauthenticate" in page.url:
        fill(page, password=_PASSWORD)
    secret = page.locator("main code").inner_text().strip()
    fill(page, code=format_hotp_value(hotp_value(secret, int(time()) // 30)))
    page.wait_for_url(re.compile("recovery-codes"))
    returner.go("/account/login/")
    returner.page.locator("[name=login]").fill(_ADDRESS)
    returner.page.locator("[name=password]").fill(_PASSWORD)
    returner.page.locator("[name=password]").press("Enter")
    returner.page.wait_for_url(re.compile("authenticate"))


def _respond(stage: Stage) -> None:
    """Answer as often as it takes to see the result, and put a statement forward."""
    reader = stage.people["reader"]
    reader.go("/deliberations/sample-safety/respond/")
    for _ in range(8):
        with reader.page.expect_response(re.compile("/respond/")):
            reader.page.locator("button.answer-agree").click()
        reader.page.wait_for_timeout(100)
    reader.go("/deliberations/asking/respond/")
    reader.page.locator("button.answer-pass").click()
    reader.go("/deliberations/sample-safety/statements/new/")
    fill(reader.page, text="Nobody has said anything about lighthouses yet.")
    reader.go("/deliberations/sample-safety/answers/")
    number = reader.page.locator("#statements li .small").first.inner_text().strip("# ")
    stage.places["own_statement"] = f"/deliberations/sample-safety/statements/{number}/"


def _star(stage: Stage) -> None:
    """Star sessions at the same time, one of which is then cancelled."""
    for name in ("reader", "joiner"):
        someone = stage.people[name]
        someone.go("/programme/?day=all")
        for slug in ("clinics-far-from-town", "ten-zones-one-logbook", "a-silence-procedure"):
            someone.page.locator(f"#star-{slug}").click()
            someone.page.locator(f"#star-{slug}.star-on").wait_for()
    stage.people["organiser"].go("/desk/sessions/clinics-far-from-town/cancel/")
    send(stage.people["organiser"].page)


def _note_places(stage: Stage) -> None:
    organiser = stage.people["organiser"]
    noted: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "role": ("/desk/people/roles/", "/take/", str),
        "seat": ("/desk/people/delegations/islands/", "/end/", str),
        "mail": ("/desk/people/outbox/", "/desk/people/outbox/", str),
        "host": ("/desk/hosts/", "/change/", lambda path: path.removesuffix("change/")),
    }
    for name, (where, part, trimmed) in noted.items():
        organiser.go(where)
        links = organiser.page.locator(f"main a[href*='{part}']").last
        stage.places[name] = trimmed(links.get_attribute("href") or "")
    delegate = stage.people["delegate"]
    delegate.go("/account/2fa/webauthn/")
    found = delegate.page.locator("main a[href*='/keys/']").first.get_attribute("href") or ""
    stage.places["passkey"] = re.sub(r"(edit|remove)/$", "", found)


def _path(address: str) -> str:
    return re.sub(r"^\w+://[^/]+", "", address)
