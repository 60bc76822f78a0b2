"""Several things done at the same moment, in threads with connections of their own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from django.db import connection, connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Result = TypeVar("Result")
N_THREADS = 16


def at_once(tasks: Iterable[Callable[[], Result]]) -> list[Result]:
    """Run tasks in threads that start together, each with its own connections; give what each returned."""
    waiting = list(tasks)
    n_threads = min(N_THREADS, len(waiting))
    start = threading.Barrier(n_threads)

    def work(mine: list[Callable[[], Result]]) -> list[Result]:
        try:
            start.wait(timeout=60)
            return [task() for task in mine]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(n_threads) as pool:
        shares = list(pool.map(work, [waiting[number::n_threads] for number in range(n_threads)]))
    return [shares[place % n_threads][place // n_threads] for place in range(len(waiting))]


def wait_until_somebody_waits() -> None:
    """Return when a connection waits for another one's lock.

    SQLite lets whoever comes second wait before their transaction begins: nothing to look for there.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for _ in range(20_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            row = cursor.fetchone()
            if row and row[0]:
                return
    raise AssertionError("nobody waits")
