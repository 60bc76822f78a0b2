"""Which statement next: the engine's choice against chance, even counts and Polis' priority, on real answers.

    python -m bench.routing [--quick] [--seeds 3] [--tuning] [--json | --markdown]

reads the conversations in the folder named by YISHITING_TEST_DATA. People (300 at most of those who gave 20 answers or
more) are asked for answers that they really gave, in the order that a router chooses; a quarter of their answers is
hidden, the same ones whoever chooses.

From nothing: everybody comes, in their real order, and answers 5 statements, then comes back for 10, then for 20; the
router learns six times a round. Newcomers: half of the people have answered everything, the others come to that result.

Figures are means over seeds, then medians over conversations. The rule's settings were chosen on four conversations
(--tuning shows these); the others are reported. `bench/README.md` says what each figure means.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.replay import LEAST_ANSWERS, Cast, Given, answer, from_nothing
from bench.routers import ROUTERS
from bench.routing_figures import BETTER, figures_from_nothing, figures_of_newcomers, whole_result
from yishiting.engine import Placer
from yishiting.formats import read_conversation

if TYPE_CHECKING:
    from collections.abc import Iterable

TUNED_ON = ("bg2050-volunteers", "canadian-electoral-reform", "scoop-hivemind.taxes", "scoop-hivemind.ubi")
QUICK = ("brexit-consensus", "scoop-hivemind.freshwater")
LEAST_PEOPLE = 60
ROUNDS = (5, 10, 20)
SCENES = ("from nothing", "newcomers")


@dataclass(frozen=True)
class Replay:
    """One conversation, one seed, one router."""

    folder: Path
    seed: int
    router: str


@dataclass(frozen=True)
class Row:
    """Figures after ``answers`` answers a person."""

    conversation: str
    router: str
    scene: str
    answers: int
    figures: dict[str, float]


def run(replay: Replay) -> list[Row]:
    """Replay both scenes."""
    cast = Cast.of(read_conversation(replay.folder).table, replay.seed)
    rows = [*_from_nothing(cast, replay), *_newcomers(cast, replay)]
    return [Row(replay.folder.name, replay.router, *row) for row in rows]


def _from_nothing(cast: Cast, replay: Replay) -> Iterable[tuple[str, int, dict[str, float]]]:
    whole, router = whole_result(cast), ROUTERS[replay.router](replay.seed, cast.n_statements)
    for number, everybody in from_nothing(cast, router, ROUNDS):
        yield SCENES[0], number, figures_from_nothing(cast, everybody, whole)


def _newcomers(cast: Cast, replay: Replay) -> Iterable[tuple[str, int, dict[str, float]]]:
    here, newcomers = cast.halves(replay.seed)
    router = ROUTERS[replay.router](replay.seed, cast.n_statements)
    router.learn([person.whole() for person in here.people])
    placer, everybody = Placer.of(whole_result(here)), [Given() for _ in newcomers.people]
    for number in ROUNDS:
        for at, (person, given) in enumerate(zip(newcomers.people, everybody, strict=True)):
            answer(person, given, number, partial(router.choose, at))
        yield SCENES[1], number, figures_of_newcomers(newcomers, everybody, placer)


def folders(chosen: argparse.Namespace) -> list[Path]:
    """Conversations of enough people who answered enough, those tuned on or the others."""
    found = list[Path]()
    for folder in sorted((Path(os.environ["YISHITING_TEST_DATA"]) / "polis-open-data").iterdir()):
        if (folder.name in TUNED_ON) != chosen.tuning or (chosen.quick and folder.name not in QUICK):
            continue
        able = np.diff(read_conversation(folder).table.row_starts) >= LEAST_ANSWERS
        if able.sum() >= LEAST_PEOPLE:
            found.append(folder)
    return found


def medians(rows: list[Row]) -> dict[tuple[str, int, str], dict[str, float]]:
    """By scene, number of answers and router: means over seeds, then medians over conversations."""
    result = dict[tuple[str, int, str], dict[str, float]]()
    for key in dict.fromkeys((row.scene, row.answers, row.router) for row in rows):
        same = [row for row in rows if (row.scene, row.answers, row.router) == key]
        names, conversations = same[0].figures, dict.fromkeys(row.conversation for row in same)
        result[key] = {
            name: float(
                np.median(
                    [np.mean([row.figures[name] for row in same if row.conversation == one]) for one in conversations]
                )
            )
            for name in names
        }
    return result


def as_text(found: dict[tuple[str, int, str], dict[str, float]], *, markdown: bool) -> str:
    """One table for each scene and number of answers."""
    lines = list[str]()
    for scene, number in dict.fromkeys((scene, number) for scene, number, _ in found):
        tables = {router: figures for (s, n, router), figures in found.items() if (s, n) == (scene, number)}
        names = list(next(iter(tables.values())))
        head = [f"{scene}, {number} answers", *names]
        body = [[router, *(f"{figures[name]:.3f}" for name in names)] for router, figures in tables.items()]
        body.append(["better is", *(BETTER[name] for name in names)])
        if markdown:
            lines += ["", *(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *body[:-1]))]
        else:
            lines += ["", *("".join(f"{cell:>18s}" for cell in cells) for cells in (head, *body))]
    return "\n".join(lines)


def main() -> int:
    """Replay everything on all processors, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two conversations, one seed: under a minute")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--tuning", action="store_true", help="the conversations on which the settings were chosen")
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--json", action="store_true", help="every row")
    printed.add_argument("--markdown", action="store_true", help="tables for docs/reference/benchmarks.md")
    chosen = parser.parse_args()
    if "YISHITING_TEST_DATA" not in os.environ:
        sys.stderr.write("YISHITING_TEST_DATA must name the folder of real conversations, it is not set\n")
        return 2
    where, seeds = folders(chosen), range(1 if chosen.quick else chosen.seeds)
    replays = [Replay(folder, seed, router) for folder in where for seed in seeds for router in ROUTERS]
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        rows = [row for rows in pool.map(run, replays) for row in rows]
    if chosen.json:
        print(json.dumps([vars(row) for row in rows]))
        return 0
    print(f"{len(where)} conversations, {len(seeds)} seeds: {', '.join(folder.name for folder in where)}")
    print(as_text(medians(rows), markdown=chosen.markdown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
