"""Refusals that are neither "there is no such thing" nor "you may not"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model


class NotNowError(Exception):
    """The action is theirs, but not in this phase: answered with 409 and a page that says what is possible now."""

    def __init__(self, action: str, thing: Model | None) -> None:
        super().__init__(action)
        self.action = action
        self.thing = thing
