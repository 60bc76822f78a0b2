"""Telling by e-mail what has changed in somebody's agenda: one of the worker's duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.programme.actions.agenda import forget_empty_agendas
from yishiting.web.programme.actions.telling import tell_of_changes
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

PAUSE = 30.0


def tell(clock: Clock) -> float:
    """Write what is due; it leaves through the outbox. Agendas that nobody uses are forgotten on the way."""
    tell_of_changes(now=clock())
    forget_empty_agendas(now=clock())
    return PAUSE


TELLING = Duty("telling of changes", tell)
