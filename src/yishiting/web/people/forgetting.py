"""What the chamber keeps for a while only is forgotten in time: one of the worker's duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.people.actions.newcomers import forget_networks
from yishiting.web.people.actions.sending import forget_sent
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

PAUSE = 60.0


def forget_what_is_over(clock: Clock) -> float:
    """Forget networks that limit nobody any more, and mail that was sent long ago, also when no other mail goes out."""
    now = clock()
    forget_networks(now=now)
    forget_sent(now=now)
    return PAUSE


FORGETTING = Duty("forgetting", forget_what_is_over)
