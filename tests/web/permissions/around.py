"""Press room, exhibition and comments on the stage: their words, and the state that the table should see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.cast_comments import COMMENTS
from tests.web.cast_exhibition import EXHIBITORS, EXHIBITS
from tests.web.cast_press import QUESTIONS, RELEASES
from tests.web.words import word_of
from yishiting.web.deliberation.models import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def words() -> Iterable[tuple[str, str]]:
    """Give each word with the thing that it tells of."""
    for name in RELEASES:
        yield word_of(f"release {name}"), f"release {name}"
    # Lead and text of a withdrawn release are for nobody outside the press desk; its page has the title alone.
    yield word_of("words withdrawn"), "words withdrawn"
    for status in QUESTIONS:
        yield word_of(f"question of the press {status}"), f"question {status}"
        yield word_of(f"answer {status}"), f"answer {status}"
    for name in EXHIBITORS:
        yield word_of(f"exhibitor {name}"), f"exhibitor {name}"
    for name in EXHIBITS:
        yield word_of(f"exhibit {name}"), f"exhibit {name}"
    for name in COMMENTS:
        yield word_of(f"comment {name}"), f"comment {name}"


def _release(name: str) -> tuple[Phase, None]:
    return {"public": Phase.OPEN, "withdrawn": Phase.CLOSED}.get(name, Phase.DRAFT), None


def _shown_or_not(name: str) -> tuple[Phase, None]:
    return (Phase.DRAFT if "hidden" in name or "unpublished" in name else Phase.OPEN), None


def _comment(name: str) -> tuple[Phase, str]:
    thing, _, status = name.partition("-")
    phases = {"withdrawn": Phase.CLOSED, "hidden_exhibit": Phase.DRAFT}
    return phases.get(thing, Phase.OPEN), status


STATES: dict[str, Callable[[str], tuple[Phase, str | None]]] = {
    "release": _release,
    "question": lambda status: (Phase.OPEN, status),
    "exhibitor": _shown_or_not,
    "exhibit": _shown_or_not,
    "comment": _comment,
}
