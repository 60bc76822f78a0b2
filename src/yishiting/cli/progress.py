"""A progress bar on the error stream that says what is being done; none with ``--quiet`` or without a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID


class ProgressBar:
    """One line: what is being done, and how much of it is done where that is known."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None
        self._shown = ""

    def read(self, name: str, done: int, total: int) -> None:
        """Show how much of a file is read; fits `yishiting.formats.ReadProgress`."""
        self.show(f"reading {name}", done, total)

    def show(self, what: str, done: int = 0, total: int | None = None) -> None:
        """Show what is being done; without ``total`` the bar only moves."""
        if self._task is None or what != self._shown:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task, self._shown = self._bar.add_task(what, total=total), what
        self._bar.update(self._task, completed=done, total=total)


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[ProgressBar]:
    """Show a progress bar while the block runs; it leaves nothing behind on the screen."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        yield ProgressBar(bar)
