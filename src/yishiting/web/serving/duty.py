"""A duty: something that the worker does again and again beside the server.

An app writes a function and a `Duty` around it, and settings.DUTIES names the duty:

    def close_what_is_due(clock: Clock) -> float | None:
        ...  # calls one action per deliberation that is due
        return 5.0  # look again in five seconds

    CLOSING = Duty("closing", close_what_is_due)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

Clock = Callable[[], datetime]

PAUSE = 1.0


@dataclass(frozen=True)
class Duty:
    """One thing to do, in a thread of its own.

    ``run`` does what is due and returns after how many seconds it wants to be called again, None for the usual pause.
    It may raise: the error is logged, it is called again later, and no other duty notices.
    """

    name: str
    run: Callable[[Clock], float | None]


def declared_duties() -> list[Duty]:
    """Return the duties that settings.DUTIES names."""
    duties = [import_string(name) for name in settings.DUTIES]
    for name, duty in zip(settings.DUTIES, duties, strict=True):
        if not isinstance(duty, Duty):
            raise TypeError(f"`DUTIES` must name instances of Duty, got {name}")
    return duties
