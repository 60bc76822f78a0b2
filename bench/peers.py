"""red-dwarf on the same votes, in the same run, within limits of time and memory."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from bench.figures import PeerFigure
from bench.peer_environment import NoPeerError, peer_python
from bench.processes import ROOT, Outcome, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.made_votes import Size

SCRIPT = ROOT / "bench" / "peer" / "red_dwarf.py"
OUT_OF_MEMORY = 86
RUNS = 3


@dataclass(frozen=True)
class Limits:
    """The most that one run of the peer may take."""

    seconds: float
    gigabytes: float


def in_process(size: Size, limits: Limits | None) -> PeerFigure | None:
    """Its pipeline in a process that is running already, the votes in memory."""

    def figure(outcome: Outcome) -> PeerFigure:
        return PeerFigure(median(json.loads(outcome.said)["runs"][1:]), outcome.peak)

    return None if limits is None else _figure(size, limits, RUNS + 1, figure)


def whole(size: Size, limits: Limits | None) -> PeerFigure | None:
    """A whole process of it, from CSV to its result, once."""
    return None if limits is None else _figure(size, limits, 1, lambda outcome: PeerFigure(outcome.wall, outcome.peak))


def _figure(size: Size, limits: Limits, n_runs: int, figure: Callable[[Outcome], PeerFigure]) -> PeerFigure:
    try:
        python = peer_python()
    except NoPeerError as reason:
        return PeerFigure(None, None, f"not installed ({reason})")
    source = replace(size, kind="csv").file()
    outcome = run([str(python), str(SCRIPT), str(source), str(n_runs), str(limits.gigabytes)], limits.seconds)
    if outcome.code is None:
        return PeerFigure(None, outcome.peak, f"> {limits.seconds:.0f} s (ended then)")
    if outcome.code == OUT_OF_MEMORY:
        return PeerFigure(None, outcome.peak, f"> {limits.gigabytes:g} GB (after {outcome.wall:.0f} s)")
    if outcome.code:
        sys.stderr.write(f"red-dwarf ended with {outcome.code}:\n{outcome.complaint[-2000:]}\n")
        return PeerFigure(None, outcome.peak, f"failed (exit code {outcome.code}, after {outcome.wall:.0f} s)")
    return figure(outcome)
