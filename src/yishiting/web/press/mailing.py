"""Sending releases by e-mail when they become public: one of the worker's duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.press.actions.mailing import send_releases
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

PAUSE = 15.0


def send(clock: Clock) -> float:
    """Write what is due; it leaves through the outbox."""
    send_releases(now=clock())
    return PAUSE


MAILING = Duty("mailing of releases", send)
