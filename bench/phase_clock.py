"""Run the real command with a clock around its steps, and print what each of them took as JSON.

    python -m bench.phase_clock STARTED analyse SOURCE --out FOLDER ...

STARTED is `time.perf_counter()` of whoever starts this, so that the start of Python itself is counted. A step's
figures leave out the steps inside it, so that they add up to the whole. What is imported on the way counts as
"import", wherever it happens.
"""

from __future__ import annotations

import builtins
import importlib
import json
import os
import resource
import sys
import time
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# Step, and the functions whose time it is. A function that is gone is an error: this list follows the code.
STEPS: dict[str, tuple[str, ...]] = {
    "kernels": ("engine.warming:compile_kernels",),
    "read: parse": ("formats.vote_csv:_stream", "formats.vote_parquet:_Building.take"),
    "read: number": (
        "formats.labels:LabelledRows.from_chunks",
        "formats.labels:as_ids",
        "formats.vote_parquet:_Building.result",
    ),
    "read: table of votes": ("engine.votes:VoteTable.from_codes",),
    "read: rest": ("formats.reading:read_conversation",),
    "fit": ("engine.model:OpinionModel.fit", "engine.model:OpinionModel.placing"),
    "map": ("engine.opinion_map:draw_map",),
    "groups": ("engine.analysis:_Analyser._groups",),
    "support": ("engine.support:sum_support", "engine.support:support_of"),
    "verdicts": ("engine.verdicts:judge", "engine.verdicts:votes_wanted", "engine.defining:defining_statements"),
    "slate": ("engine.analysis:_Analyser._slate",),
    "analyse: rest": ("engine.analysis:analyse",),
    "fingerprint": ("engine.votes:VoteTable.fingerprint",),
    "report: tables": ("report.tables:write_tables",),
    "report: json": ("report.analysis_json:write_analysis",),
    "report: charts": ("report.writing:_scripts",),
    "report: page": ("report.page:render_page",),
    "report: rest": ("report.writing:write_report",),
}
WHOLE = frozenset({"kernels"})  # steps inside these are not told apart
IMPORT, REST = "import", "rest of the command"


class PhaseClock:
    """Seconds by the wall and by the processor, and the peak of memory, for each step."""

    def __init__(self, started: float) -> None:
        self.steps: dict[str, dict[str, float]] = {}
        self._running = [IMPORT]
        self._wall, self._cpu = started, 0.0

    def enter(self, step: str) -> None:
        """A step begins; the one around it stands still meanwhile."""
        self._count()
        self._running.append(self._running[-1] if self._running[-1] in WHOLE else step)

    def leave(self) -> None:
        """The step that began last ends."""
        self._count()
        self._running.pop()

    def _count(self) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        taken = self.steps.setdefault(self._running[-1], {"wall": 0.0, "cpu": 0.0, "peak": 0})
        taken["wall"] += wall - self._wall
        taken["cpu"] += cpu - self._cpu
        taken["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        self._wall, self._cpu = wall, cpu

    def around(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, with the clock around it."""

        @wraps(function)
        def clocked(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
            self.enter(step)
            try:
                return function(*arguments, **named)
            finally:
                self.leave()

        return clocked


def clock_everything(clock: PhaseClock) -> None:
    """Put the clock around every function of `STEPS`, and around imports."""
    importlib.import_module("yishiting.cli.app")
    for step, functions in STEPS.items():
        for name in functions:
            module, _, path = name.partition(":")
            _replace(clock, step, importlib.import_module(f"yishiting.{module}"), path)
    builtins.__import__ = clock.around(IMPORT, builtins.__import__)


def _replace(clock: PhaseClock, step: str, module: Any, path: str) -> None:  # noqa: ANN401 - a module's contents
    owner, _, name = path.rpartition(".")
    holder = vars(getattr(module, owner)) if owner else vars(module)
    original = holder[name]
    if isinstance(original, classmethod):
        setattr(getattr(module, owner), name, classmethod(clock.around(step, original.__func__)))
        return
    clocked = clock.around(step, original)
    if owner:
        setattr(getattr(module, owner), name, clocked)
        return
    # Other modules may have imported the function by name.
    for other in [held for key, held in sys.modules.items() if key.startswith("yishiting.")]:
        for key in [key for key, held in vars(other).items() if held is original]:
            setattr(other, key, clocked)


def main() -> int:
    """Run the command and print the steps on the last line."""
    clock = PhaseClock(float(sys.argv[1]))
    clock_everything(clock)
    from yishiting.cli.app import app

    clock.enter(REST)
    app(sys.argv[2:], standalone_mode=False)
    clock.leave()
    print(json.dumps(clock.steps), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
