"""Texts that are markup, put into every column that holds words, and looked at on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import models

from tests.web.security.pages import visible_pages
from yishiting.web.content import Content, ContentField
from yishiting.web.deliberation.models import ResultFile
from yishiting.web.programme.models import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.permissions.cells import Browsers
    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db

PAYLOAD = "\"'></title></textarea><img src=x onerror=a()>{{7*7}}"
_RAW = b"<img src=x"
_OURS = ("people", "programme", "deliberation", "press", "exhibition", "comments")
# Not words: what is looked up, compared or read by a machine.
_KEYS = {"token_hash", "fingerprint", "input_hash", "cookie_key", "engine_version", "password", "time_zone", "language"}
_KEYS |= {"digest", "media_type"}
# A name that a form makes safe stands in the file's address.
_MADE_SAFE = {(Document, "name")}


def text_columns() -> Iterator[tuple[type[models.Model], models.Field[object, object]]]:
    """Find every column that people fill with words."""
    for model in apps.get_models():
        if model._meta.app_label not in _OURS or model is ResultFile:  # noqa: SLF001 - Django's own way to ask
            continue
        for field in model._meta.get_fields():  # noqa: SLF001 - the same
            if isinstance(field, ContentField) or _holds_words(field):
                yield model, field  # type: ignore[misc]


def _holds_words(field: object) -> bool:
    if not isinstance(field, models.CharField | models.TextField) or (field.model, field.name) in _MADE_SAFE:
        return False
    is_key = isinstance(field, models.SlugField | models.EmailField) or field.name in _KEYS or field.primary_key
    return not is_key and not field.choices


def _poison() -> None:
    content = Content.of("en", PAYLOAD, zh_hans=PAYLOAD)
    for model, field in text_columns():
        rows: models.QuerySet[models.Model] = models.QuerySet(model)
        longest = getattr(field, "max_length", None)
        if isinstance(field, ContentField):
            rows.update(**{field.name: content})
        elif longest is None or longest >= len(PAYLOAD):
            rows.update(**{field.name: PAYLOAD})


@pytest.mark.parametrize("who", ["organiser", "chair", "delegate", "verified", "open", "anonymous"])
def test_stored_markup_is_shown_as_text(who: str, stage: Stage, browsers: Browsers) -> None:
    _poison()
    pages = [(cell, answer) for cell, answer in visible_pages(stage, browsers, who)]
    broken = [f"{cell}: {answer.status} {answer.error}" for cell, answer in pages if answer.status >= 500]
    raw = [str(cell) for cell, answer in pages if _RAW in answer.body and "html" in answer.headers["Content-Type"]]

    assert not broken, "\n".join(broken)
    assert raw == []
    assert sum(b"&lt;img src=x" in answer.body for _, answer in pages) > 5


def test_the_columns_are_found() -> None:
    found = {f"{model.__name__}.{field.name}" for model, field in text_columns()}

    assert {"Statement.text", "Vote.reason", "Account.name", "Forum.about", "Seat.title", "Invitation.name"} <= found
