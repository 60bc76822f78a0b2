"""The result page of 2,031 people × 896 statements: server time, queries, and how long the worker needs to follow.

    python -m bench.result_page [--runs 9]

A throwaway chamber on SQLite in its own folder, votes of bench/made_votes.py with constituencies and tiers. Pages are
asked for through Django's test client, so that every middleware is in the time and the network is not.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.web.deliberation.polls import Poll

GOAL_SECONDS, GOAL_QUERIES, GOAL_AGE = 0.300, 12, 3.0
TIERS = ["delegation", "verified", "verified", "open"]
REGIONS = ["africa", "asia", "europe", "americas", "oceania", ""]


def main() -> int:
    """Measure, print, and say by the exit code whether the goals were reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yishiting-bench-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "yishiting.web.settings", "YISHITING_DATA": folder}
        poll = _chamber()
        return _report({**_worker(poll, chosen.runs), **_pages(poll, chosen.runs)})


def _chamber() -> Poll:
    import django

    django.setup()
    import numpy as np
    from django.core.management import call_command

    from bench.in_process import read
    from bench.made_votes import SIZES
    from tests.web.deliberation.polls import make_poll
    from yishiting.engine import VoteTable
    from yishiting.web.serving.static_files import gather_static_files

    call_command("migrate", verbosity=0)
    gather_static_files()
    table = VoteTable.from_arrays(*read(str(SIZES["small"].file())))
    votes = np.full((table.n_participants, table.n_statements), 9)
    votes[table.participant_index(), table.statement_index] = table.votes
    poll = make_poll(votes, tiers=TIERS, regions=REGIONS)
    print(f"{table.n_participants:,} people, {table.n_statements:,} statements, {table.n_votes:,} votes")
    return poll


def _worker(poll: Poll, n_runs: int) -> dict[str, float]:
    """Seconds of the first result, and from one new vote to the stored result."""
    from tests.web.deliberation.polls import cast, clock
    from yishiting.web.deliberation.analysis.duties import warm_up
    from yishiting.web.deliberation.analysis.live import LiveDeliberation

    warm_up()
    known = LiveDeliberation.of(poll.deliberation)
    begun = 3600.0  # an hour after the votes
    first = _seconds(lambda: known.keep_up(poll.deliberation, clock(begun)))
    refits, waits, cpu = [], [], []
    for run in range(n_runs):
        cast(poll, run, run, (1, -1, 0)[run % 3])
        cast(poll, run, run + 1, None)
        processor = time.process_time()
        refits.append(_seconds(partial(known.keep_up, poll.deliberation, clock(begun + 1 + run))))
        cpu.append(time.process_time() - processor)
        waits.append(_seconds(partial(known.keep_up, poll.deliberation, clock(begun + 1.5 + run))))
    return {
        "first result": first,
        "refit and store": median(refits),
        "refit and store, processor": median(cpu),
        "looking without news": median(waits),
    }


def _pages(poll: Poll, n_runs: int) -> dict[str, float]:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from yishiting.web.deliberation.queries.results import forget_results

    client, address = _browser(poll), f"/deliberations/{poll.deliberation.slug}/result/"
    cold, counts = [], []
    for _run in range(n_runs):
        forget_results()
        with (
            CaptureQueriesContext(connections["default"]) as written,
            CaptureQueriesContext(connections["reading"]) as read,
        ):
            cold.append(_seconds(lambda: client.get(address)))
        counts.append(len(written) + len(read))
    page = client.get(address)
    etag = {"if-none-match": page.headers["ETag"]}
    return {
        "page, nothing kept in memory": median(cold),
        "page, sections kept in memory": median(_seconds(lambda: client.get(address)) for _ in range(n_runs)),
        "unchanged page (304)": median(_seconds(lambda: client.get(address, headers=etag)) for _ in range(n_runs)),
        "table of all statements": median(_seconds(lambda: client.get(f"{address}statements/")) for _ in range(n_runs)),
        "queries": max(counts),
        "kilobytes": len(page.content) / 1000,
        "kilobytes compressed": len(client.get(address, headers={"accept-encoding": "gzip"}).content) / 1000,
    }


def _browser(poll: Poll) -> Client:
    from django.test import Client

    from tests.web.cast import signed_cookie
    from yishiting.web.people import cookie

    client = Client(SERVER_NAME="localhost")
    client.cookies[cookie.COOKIE.name] = signed_cookie(
        str(poll.participants[3].cookie_key)
    )  # the first open participant
    return client


def _seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _report(figures: dict[str, float]) -> int:
    for name, value in figures.items():
        print(f"{name:32}", f"{value:.0f}" if name.startswith(("queries", "kilobytes")) else f"{1000 * value:.0f} ms")
    is_reached = (
        figures["page, nothing kept in memory"] <= GOAL_SECONDS
        and figures["queries"] <= GOAL_QUERIES
        and figures["refit and store"] <= GOAL_AGE
    )
    print("reached" if is_reached else "missed", f"({GOAL_SECONDS:g} s, {GOAL_QUERIES} queries, {GOAL_AGE:g} s)")
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
