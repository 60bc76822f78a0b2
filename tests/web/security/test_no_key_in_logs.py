from __future__ import annotations

import logging
from copy import deepcopy
from logging.config import dictConfig
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEY = "qQ7sQx2mV0gYd1lZ9bT4wA"
FEED_KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def said(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Log as the server does, into a file in the place of the standard error stream; gives what stands there."""
    root, file = logging.getLogger(), tmp_path / "log"
    before = root.handlers[:]
    chosen: dict[str, Any] = deepcopy(settings.LOGGING)
    chosen["handlers"]["stderr"] |= {"class": "logging.FileHandler", "filename": str(file)}
    dictConfig(chosen)
    yield lambda: file.read_text(encoding="utf-8")
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before


@pytest.mark.django_db
def test_a_form_without_its_key_writes_no_link_into_the_log(said: Callable[[], str]) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/invitation/{KEY}/").status_code == 403

    assert said() == ""


@pytest.mark.django_db
def test_a_foreign_host_name_fills_no_log(said: Callable[[], str]) -> None:
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400

    assert said() == ""


@pytest.mark.parametrize(
    "address", [f"/invitation/{KEY}/", f"/account/password/reset/key/1-{KEY}/", f"/agenda/{FEED_KEY}.ics"]
)
def test_an_error_page_writes_no_key_into_the_log(address: str, said: Callable[[], str]) -> None:
    logging.getLogger("django.request").error("Internal Server Error: %s", address)

    assert KEY not in said()
    assert FEED_KEY not in said()
    assert said().endswith("/…\n")


def test_other_words_are_logged_as_they_are(said: Callable[[], str]) -> None:
    logging.getLogger("yishiting.web").warning("deliberation %s: 100%% of %d", "invitation/x", 3)

    assert said().endswith("deliberation invitation/x: 100% of 3\n")
