"""Opening and closing on time: one of the worker's duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.deliberation.actions.life import follow_schedule
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

# Votes after the closing time are refused whenever this looks; it only moves the phase.
PAUSE = 2.0


def keep_to_schedule(clock: Clock) -> float:
    """Open and close what is due."""
    follow_schedule(now=clock())
    return PAUSE


SCHEDULE = Duty("schedule", keep_to_schedule)
