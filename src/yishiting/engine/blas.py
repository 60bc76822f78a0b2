"""One thread for linear algebra: sums then do not depend on how many threads a BLAS library finds."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from collections.abc import Iterator

# The limit holds for the whole process: without the lock, the first of two analyses to end would lift the other's.
_LOCK = RLock()


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep BLAS to one thread inside the block; blocks in several threads of a process run one after the other."""
    with _LOCK, threadpool_limits(1, "blas"):
        yield
