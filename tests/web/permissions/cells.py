"""One cell of the great table: who asks for what, how, and what came of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from tests.web.permissions.routes import METHODS, Route
from tests.web.permissions.stage import MISSING, Spot, Stage, expected, words_in
from tests.web.permissions.told import roles_told
from yishiting.web.permissions.table import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.http import HttpResponseBase

    from tests.web.cast import Person

EVERY_CELL = bool(os.environ.get("EVERY_CELL"))
_FEW = ("organiser", "staff", "delegate", "outsider", "anonymous")
_READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN", "SET", "SHOW", "BEGIN")
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@dataclass(frozen=True)
class Cell:
    """One request that is going to be made."""

    route: Route
    method: str
    who: Person
    spot: Spot

    def __str__(self) -> str:
        return f"{self.method} {self.route.name} {self.spot.told} by {self.who.name}"

    @cached_property
    def decision(self) -> str:
        """What the page for people says becomes of it, and what HTTP adds to that."""
        permit = self.route.permit
        if permit is None:
            return "undeclared"
        action = permit.actions.get("GET" if self.method == "HEAD" else self.method)
        on_site = TABLE[action or next(iter(permit.actions.values()))].on == "site"
        if self.spot.told == MISSING and not on_site:
            return "hidden"
        decided = expected(action or next(iter(permit.actions.values())), self.who, self.spot.told)
        if decided == "hidden":
            return "hidden"
        if action is None:
            return "no such method"
        return "missing" if self.spot.told == MISSING and decided == "allowed" else decided


@dataclass(frozen=True)
class Write:
    """One statement that changes the database, with what it puts there."""

    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: dict[str, str]
    cookies: tuple[str, ...] = ()
    writes: tuple[Write, ...] = ()
    error: str = ""

    @property
    def words(self) -> frozenset[str]:
        """Words of the cast's things that the page holds."""
        return words_in(self.body) | words_in(self.headers.get("Location", "").encode())

    def without_address(self, url: str) -> tuple[int, bytes, dict[str, str]]:
        """Give all that a stranger could compare, with the address itself taken out."""
        headers = {name: value for name, value in self.headers.items() if name != "Content-Length"}
        return self.status, _TOKEN.sub(b"", self.body).replace(url.encode(), b"<address>"), headers


def chosen(cells: list[Cell]) -> list[Cell]:
    """Take each way in which a route can answer a method; EVERY_CELL=1 takes all.

    What is allowed is asked by everybody who may; what is refused by one of those who have the same roles. Who may is
    decided in Python: on PostgreSQL a few ask, for the queries behind it.
    """
    if EVERY_CELL:
        return cells
    groups: dict[object, list[Cell]] = {}
    for cell in cells:
        is_telling = cell.method in ("GET", "POST") and cell.decision not in ("no such method", "missing")
        is_of_few = cell.who.name in _FEW
        is_taken = is_telling or is_of_few if connection.vendor == "sqlite" else is_telling and is_of_few
        if is_taken:
            groups.setdefault(_way(cell), []).append(cell)
    return [min(group, key=_by_chance) for group in groups.values()]


def _way(cell: Cell) -> tuple[object, ...]:
    # Methods that no view of ours answers are refused alike, before anything is looked at.
    method = "another" if cell.method in ("PUT", "PATCH", "DELETE", "OPTIONS") else cell.method
    if cell.decision == "allowed" or cell.spot.told == MISSING:
        return method, cell.decision, cell.who.name
    return method, cell.decision, frozenset(roles_told(cell.who.name, cell.spot.told))


def _by_chance(cell: Cell) -> bytes:
    return hashlib.sha256(str(cell).encode()).digest()


def cells_of(route: Route, stage: Stage) -> list[Cell]:
    """Give every request that can be made to an address."""
    return [
        Cell(route, method, who, spot) for method in METHODS for who in stage.cast.people for spot in stage.spots(route)
    ]


class Browsers:
    """A browser for each of the cast, signed in once; every request starts from the same cookies."""

    def __init__(self, people: Iterable[Person], *, enforce_csrf_checks: bool = False) -> None:
        self._handler = ClientHandler(enforce_csrf_checks)
        self._cookies = {who.name: {name: each.value for name, each in who.client().cookies.items()} for who in people}

    def ask(self, cell: Cell) -> Answer:
        """Make the request of a cell."""
        return self.send(cell.who, cell.method, url_of(cell))

    def send(self, who: Person, method: str, url: str, data: Any = None, **more: Any) -> Answer:  # noqa: ANN401 - Django's own
        """Make one request and take back whatever it changed."""
        browser = _Browser(self._handler)
        browser.cookies.load(self._cookies[who.name])
        with _taken_back(), _writes() as writes, _faults() as faults:
            response = getattr(browser, method.lower())(url, data or {}, **more)
            cookies = tuple(each.OutputString() for each in response.cookies.values())
            return Answer(
                response.status_code, _body(response), dict(response.items()), cookies, tuple(writes), "".join(faults)
            )


class _Browser(RequestFactory):
    """Sends what it makes, and gives the answer as it is; Django's `Client` also copies every template's context."""

    def __init__(self, handler: ClientHandler) -> None:
        super().__init__()
        self._handler = handler

    def request(self, **request: Any) -> Any:  # noqa: ANN401 - Django's own
        return self._handler(self._base_environ(**request))  # type: ignore[attr-defined] # not in the stubs


def url_of(cell: Cell) -> str:
    """Write the address."""
    return reverse(cell.route.name, kwargs=cell.spot.named)


def _body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]


@contextlib.contextmanager
def _faults() -> Iterator[list[str]]:
    faults: list[str] = []

    def note(**_: object) -> None:
        faults.append(repr(sys.exception()))

    got_request_exception.connect(note)
    try:
        yield faults
    finally:
        got_request_exception.disconnect(note)


@contextlib.contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextlib.contextmanager
def _writes() -> Iterator[list[Write]]:
    writes: list[Write] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:  # noqa: ANN401 - Django's own
        if not sql.lstrip("( ").upper().startswith(_READS):
            writes.append(Write(sql, tuple(params or ())))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        yield writes
