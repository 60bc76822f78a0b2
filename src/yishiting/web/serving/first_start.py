"""What the apps make and say when the chamber starts: the ready assembly, the one-time link for the organiser.

settings.FIRST_START names functions. Each is called at every start, after the tables are there and before anybody is
served; it makes what is missing, and returns lines to print, none when there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

FirstStart = Callable[["Clock"], Iterable[str]]


def make_ready(clock: Clock) -> list[str]:
    """Call every function that settings.FIRST_START names, in that order; return what they said."""
    functions: list[FirstStart] = [import_string(name) for name in settings.FIRST_START]
    return [line for function in functions for line in function(clock)]
