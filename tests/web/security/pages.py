"""Pages that somebody may see, and the forms on them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import resolve

from tests.web.permissions.cells import Answer, Cell, cells_of, url_of
from tests.web.permissions.routes import routes

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from tests.web.permissions.cells import Browsers
    from tests.web.permissions.stage import Stage

# Who between them sees every form.
VISITORS = ("organiser", "chair", "delegate", "verified", "outsider", "open", "newcomer", "anonymous")


@dataclass
class Form:
    """One form as a browser would send it."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    # What somebody fills in: "text", or as the browser calls the box: "select", "checkbox", "number", "date", "file"…
    boxes: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self._hidden: dict[str, Form] = {}
        self._buttons: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action") or self.url, given.get("method", "get").lower()))
            if "hidden" in given:
                self._hidden[given["id"]] = self.forms[-1]
        elif tag == "button" and given.get("formaction"):
            self._buttons.append(given)
        elif tag in ("input", "textarea", "select", "button") and given.get("name") and self.forms:
            values = self.forms[-1].fields.setdefault(given["name"], [])
            self.forms[-1].boxes.setdefault(given["name"], given.get("type", "text") if tag == "input" else tag)
            is_ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if given.get("value") and is_ticked and tag != "button":
                values.append(given["value"])

    def sent(self) -> list[Form]:
        """Give the forms. One that nobody sees is sent by buttons elsewhere on the page, to where each of them says."""
        by_button = []
        for button in self._buttons:
            form = self._hidden[button["form"]]
            fields = {**form.fields, button["name"]: [button["value"]]}
            by_button.append(Form(button["formaction"], form.method, fields, {**form.boxes, button["name"]: "button"}))
        return [form for form in self.forms if form not in self._hidden.values()] + by_button


def is_page(answer: Answer) -> bool:
    """Tell whether an answer is a page, and not a file or a step to another."""
    return "text/html" in answer.headers.get("Content-Type", "")


def is_elsewhere(location: str) -> bool:
    """Tell whether a browser would leave the chamber: it takes a backslash for a slash and drops what it cannot see."""
    address = urlsplit(re.sub(r"[\x00-\x20]", "", location).replace("\\", "/"))
    return bool(address.scheme or address.netloc)


def forms_on(url: str, page: bytes) -> list[Form]:
    """Read the forms of a page."""
    parser = _Forms(url)
    parser.feed(page.decode())
    return parser.sent()


def visible_pages(
    stage: Stage, browsers: Browsers, who: str, without: Container[str] = ()
) -> Iterator[tuple[Cell, Answer]]:
    """Open every page that one of the cast may see: each address once for every kind of state of its thing.

    ``without`` names routes that are left out.
    """
    for route in (each for each in routes() if each.name not in without):
        seen = set()
        for cell in cells_of(route, stage):
            state = cell.spot.told.split("-")[-1]
            if cell.who.name == who and cell.method == "GET" and cell.decision == "allowed" and state not in seen:
                seen.add(state)
                yield cell, browsers.ask(cell)


def posts(stage: Stage, browsers: Browsers) -> dict[str, tuple[str, Form]]:
    """Collect the forms that send something, each with somebody who is offered it; one for a route and its fields."""
    found: dict[str, tuple[str, Form]] = {}
    without: set[str] = set()
    for who in VISITORS:
        for cell, answer in visible_pages(stage, browsers, who, without):
            if answer.status == 200 and not is_page(answer):
                without.add(cell.route.name)
            for form in forms_on(url_of(cell), answer.body) if is_page(answer) else ():
                if form.method == "post":
                    found.setdefault(f"{_shape(form.action)} {' '.join(sorted(form.fields))}", (who, form))
        # Whoever comes first is offered every form of the desk.
        without |= {each.name for each in routes() if each.path.startswith("desk/")}
    return found


def _shape(url: str) -> str:
    return str(resolve(urlsplit(url).path).view_name)
