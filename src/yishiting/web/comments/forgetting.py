"""Allowances that limit nobody any more are forgotten: one of the worker's duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.comments.actions.allowances import forget_allowances
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

PAUSE = 60.0


def forget_what_is_over(clock: Clock) -> float:
    """Forget by whom, and from where, much was written a while ago."""
    forget_allowances(now=clock())
    return PAUSE


FORGETTING = Duty("forgetting who commented", forget_what_is_over)
