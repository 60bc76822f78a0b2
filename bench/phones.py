"""Phones that answer: each opens the page for responding, then sends one answer after the other, as htmx does."""

from __future__ import annotations

import http.client
import itertools
import random
import re
import threading
import time
from dataclasses import dataclass, field
from queue import Queue
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

# The statement that is asked, not the one before it, which the form for undoing names.
_STATEMENT = re.compile(r'data-answer.*?name="statement" value="(\d+)"', re.DOTALL)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# A newcomer stays for ten answers on average; not all equally long, or they would all leave and come at once.
FEWEST_ANSWERS, MOST_ANSWERS = 1, 19
SECONDS_TO_WAIT = 30


class AnswerRefusedError(RuntimeError):
    """The chamber answered with something else than the next statement."""


@dataclass
class Phone:
    """One newcomer's phone: a connection, its cookies, the statement on its screen."""

    address: str
    path: str
    random: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    statement: str = ""
    n_answers: int = 0

    def __post_init__(self) -> None:
        self.stays_for = self.random.randint(FEWEST_ANSWERS, MOST_ANSWERS)
        self.connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=SECONDS_TO_WAIT)

    def open_page(self) -> None:
        """Open the page; a statement is on the screen afterwards."""
        page = self._ask("GET")
        token, statement = _TOKEN.search(page), _STATEMENT.search(page)
        if token is None or statement is None:
            raise AnswerRefusedError(f"{self.path}: no statement on the page")
        self.token, self.statement = token[1], statement[1]

    def answer(self) -> None:
        """Answer the statement on the screen; the next one takes its place."""
        vote = self.random.choices(("1", "-1", "0"), (5, 3, 1))[0]
        form = {"statement": self.statement, "vote": vote}
        headers = {"X-CSRFToken": self.token, "HX-Request": "true", "Referer": self.address + self.path}
        statement = _STATEMENT.search(self._ask("POST", form, headers))
        self.n_answers = self.n_answers + 1 if statement else self.stays_for
        self.statement = statement[1] if statement else ""

    @property
    def has_finished(self) -> bool:
        """Whether this newcomer leaves, so that another comes."""
        return self.n_answers >= self.stays_for

    def _ask(self, method: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> str:
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, self.path, urlencode(form) if form else None, sent)
        response = self.connection.getresponse()
        body = response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        if response.status != http.HTTPStatus.OK:
            raise AnswerRefusedError(f"{method} {self.path}: {response.status}")
        return body


@dataclass(frozen=True)
class Round:
    """How a load went after its warm-up: seconds of each answer, since it was due, and of each first page."""

    seconds: float
    answers: tuple[float, ...]
    pages: tuple[float, ...]
    failures: tuple[str, ...]


@dataclass
class Load:
    """Answers at an even rate, whether or not earlier ones are through: a slow server meets a queue, as in a hall."""

    address: str
    path: str
    rate: float
    seconds: float
    warm_up: float = 10.0
    n_threads: int = 32

    def run(self) -> Round:
        """Send them all; bounded by ``seconds`` and the time that the last answers take."""
        self._due: Queue[float | None] = Queue()
        self._comers = itertools.count()
        self._answers: list[float] = []
        self._pages: list[float] = []
        self._failures: list[str] = []
        threads = [threading.Thread(target=self._work, args=(n,), daemon=True) for n in range(self.n_threads)]
        for thread in threads:
            thread.start()
        began = time.perf_counter()
        self._counts_from = began + self.warm_up
        self._schedule(began)
        for thread in threads:
            thread.join(SECONDS_TO_WAIT * 2)
        took = time.perf_counter() - began - self.warm_up
        return Round(took, tuple(self._answers), tuple(self._pages), tuple(self._failures))

    def _schedule(self, began: float) -> None:
        for number in range(int(self.rate * (self.warm_up + self.seconds))):
            moment = began + number / self.rate
            time.sleep(max(0.0, moment - time.perf_counter()))
            self._due.put(moment)
        for _ in range(self.n_threads):
            self._due.put(None)

    def _newcomer(self, number: int) -> Phone:
        seed = number + self.n_threads * next(self._comers)
        return Phone(self.address, self.path, random.Random(seed))  # noqa: S311 - votes, not secrets

    def _work(self, number: int) -> None:
        phone = self._newcomer(number)
        while (due := self._due.get()) is not None:
            try:
                self._step(phone, due)
            except (OSError, http.client.HTTPException, AnswerRefusedError) as error:
                self._failures.append(repr(error))
                phone = self._newcomer(number)
            if phone.has_finished:
                phone.connection.close()
                phone = self._newcomer(number)

    def _step(self, phone: Phone, due: float) -> None:
        if not phone.statement:
            opened = time.perf_counter()
            phone.open_page()
            if opened >= self._counts_from:
                self._pages.append(time.perf_counter() - opened)
            due = max(due, time.perf_counter())
        phone.answer()
        if due >= self._counts_from:
            self._answers.append(time.perf_counter() - due)
