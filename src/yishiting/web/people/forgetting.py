"""Networks are forgotten as soon as they limit nobody: one of the worker's duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.people.actions.newcomers import forget_networks
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

PAUSE = 60.0


def forget_who_came(clock: Clock) -> float:
    """Forget what is over."""
    forget_networks(now=clock())
    return PAUSE


FORGETTING = Duty("forgetting", forget_who_came)
