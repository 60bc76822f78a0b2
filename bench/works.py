"""What is measured: a registry of works, each of which gives rows of the table."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench import peers, profile_command
from bench.figures import GIGABYTE, Figure, growth_exponent, steepest_exponent
from bench.made_votes import SIZES, Size
from bench.processes import Outcome, run_well

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PYTHON = sys.executable
YISHITING = Path(PYTHON).with_name("yishiting")
_IMPORT = "import time; begun = time.perf_counter(); import yishiting.engine; print(time.perf_counter() - begun)"
_GROWTH = (25_000, 50_000, 100_000, 200_000, 400_000)


@dataclass(frozen=True)
class Settings:
    """How thoroughly to measure: ``runs`` of each work, sizes left out, and the peer's limits (None: without it)."""

    runs: int
    is_quick: bool
    peer: peers.Limits | None


def run_command(source: Path, *options: str, variables: Mapping[str, str] | None = None) -> Outcome:
    """`yishiting analyse` on a file, as a user would start it; the report goes to a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as aside:
        command = [str(YISHITING), "analyse", str(source), "--out", f"{aside}/report", "--json", *options]
        return run_well(command, variables)


def import_engine(settings: Settings) -> list[Figure]:
    """Seconds until the engine can be used, in a new process each time."""
    command = [PYTHON, "-c", _IMPORT]
    run_well(command)
    outcomes = [run_well(command) for _ in range(2 * settings.runs + 1)]
    values = tuple(float(outcome.said) for outcome in outcomes)
    return [Figure("import yishiting.engine", values, goal=0.3, peak=max(outcome.peak for outcome in outcomes))]


def compile_kernels(settings: Settings) -> list[Figure]:
    """What the first run on a machine takes longer than the next one."""
    source = SIZES["tiny"].file()
    values, later = [], 0
    for _ in range(1 if settings.is_quick else 2):
        with tempfile.TemporaryDirectory() as cache:
            variables = {"NUMBA_CACHE_DIR": cache}
            first, second = (run_command(source, "--still-map", variables=variables) for _ in range(2))
            values.append(first.wall - second.wall)
            later = _compiled_later(cache, variables)
    note = f"{later} kernels were compiled only when a conversation of {SIZES['medium']} came" if later else ""
    return [Figure("first-run compilation of kernels", tuple(values), goal=30.0, note=note)]


def _compiled_later(cache: str, variables: Mapping[str, str]) -> int:
    before = len(list(Path(cache).rglob("*.nbc")))
    run_command(SIZES["medium"].file(), "--still-map", variables=variables)
    return len(list(Path(cache).rglob("*.nbc"))) - before


def in_process(settings: Settings) -> list[Figure]:
    """Analysis, refit, placing and the next statement in a process that is running already."""
    size = SIZES["small"]
    outcome = run_well([PYTHON, "-m", "bench.in_process", str(size.file()), str(4 * settings.runs)])
    peer = peers.in_process(size, settings.peer)
    first = _warm(f"{size}: fit + analyse, warm process", outcome, "analyse", 1.0)
    return [
        replace(first, peak=outcome.peak, peer=peer),
        _warm("the same, refit after 1,000 new votes", outcome, "refit", 0.3),
        _warm("place one person with 50 votes", outcome, "place", 1.0, "ms"),
        _warm("next 10 of 2,000 statements, after 50 votes", outcome, "next", 2.0, "ms"),
    ]


def _warm(work: str, outcome: Outcome, name: str, goal: float, unit: str = "s") -> Figure:
    taken = json.loads(outcome.said)[name]
    scale = {"s": 1, "ms": 1000}[unit]
    wall, cpu = ([scale * one for one in taken[clock]] for clock in ("wall", "cpu"))
    return Figure(work, tuple(wall), unit, goal, cpu=median(cpu))


def command_of(name: str, goal: float, gigabytes: float | None = None) -> Callable[[Settings], list[Figure]]:
    """A work: the whole command on votes of one size, without the charts of the interactive map."""

    def measure(settings: Settings) -> list[Figure]:
        size = SIZES[name]
        outcomes = _outcomes(size, settings.runs)
        return [
            Figure(
                f"{size}: whole command",
                tuple(outcome.wall for outcome in outcomes),
                goal=goal,
                cpu=median(outcome.cpu for outcome in outcomes),
                peak=max(outcome.peak for outcome in outcomes),
                peak_goal=None if gigabytes is None else int(gigabytes * GIGABYTE),
                peer=peers.whole(size, settings.peer),
            )
        ]

    return measure


def _outcomes(size: Size, n_runs: int) -> list[Outcome]:
    """Runs of the command; one before them brings the file and the kernels into memory."""
    source = size.file()
    run_command(source, "--still-map")
    return [run_command(source, "--still-map") for _ in range(n_runs)]


def charts(settings: Settings) -> list[Figure]:
    """The step of the command that the works above leave out."""
    runs = [profile_command.profile("medium", is_interactive=True) for _ in range(settings.runs)]
    values = tuple(steps["report: charts"]["wall"] for _, steps in runs)
    return [Figure(f"{SIZES['medium']}: charts of the interactive map alone", values)]


def growth(settings: Settings) -> list[Figure]:
    """How time and memory grow with the votes, the statements staying as many."""
    most = 100_000 if settings.is_quick else max(_GROWTH)
    sizes = [Size(n_people, 500, 30, "parquet") for n_people in _GROWTH if n_people <= most]
    runs = [_outcomes(size, settings.runs) for size in sizes]
    people = [size.n_people for size in sizes]
    return [
        _growth("time", people, [median(one.wall for one in outcomes) for outcomes in runs], "s"),
        _growth("memory", people, [max(one.peak for one in outcomes) / GIGABYTE for outcomes in runs], "GB"),
    ]


def _growth(what: str, people: Sequence[float], values: Sequence[float], unit: str) -> Figure:
    seen = ", ".join(f"{number:,.0f}: {value:.2f} {unit}" for number, value in zip(people, values, strict=True))
    steepest = steepest_exponent(people, values)
    note = f"by people, × 500 from parquet, 30 votes each: {seen}; between neighbours at most votes^{steepest:.2f}"
    return Figure(f"growth of {what}: votes to the power of", (growth_exponent(people, values),), "", 1.0, note=note)


WORKS: dict[str, Callable[[Settings], list[Figure]]] = {
    "import": import_engine,
    "compilation": compile_kernels,
    "small": in_process,
    "medium": command_of("medium", 4.0),
    "charts": charts,
    "large": command_of("large", 8.0, 1.5),
    "huge": command_of("huge", 25.0, 3.0),
    "growth": growth,
}
LONG = frozenset({"large", "huge"})
