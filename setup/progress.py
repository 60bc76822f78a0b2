"""Run pip and show in one line how much of the download is done."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MEGABYTE = 1_000_000
_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_FILE = re.compile(r"\s*Downloading (?:.*/)?([A-Za-z0-9_.]+?)-\d\S* \(([\d.]+) (bytes|kB|MB)\)")
_UNITS = {"bytes": 1, "kB": 1_000, "MB": _MEGABYTE}
_RETRY = "WARNING: Retrying"
_STEP = 0.1  # without a terminal: one line for each tenth


class DownloadProgress:
    """Follow pip's output, as written with ``--progress-bar raw``, and tell how much has come in.

    Parameters
    ----------
    screen : text stream
        Where the line is written.
    expected : int or None
        Megabytes that will come in at most, when known.
    """

    def __init__(self, screen: TextIO, expected: int | None) -> None:
        self._screen = screen
        self._expected = expected
        self._done = 0.0
        self._current = 0.0
        self._size = 0.0
        self._name = ""
        self._told = 0.0

    @property
    def megabytes(self) -> float:
        """Downloaded so far."""
        return (self._done + self._current) / _MEGABYTE

    def read(self, line: str) -> None:
        """Take one line of pip's output."""
        if found := _FILE.match(line):
            self._done += self._current
            self._name, self._current = found[1].replace("_", "-"), 0.0
            self._size = float(found[2]) * _UNITS[found[3]]
            self._tell()
        elif found := _PROGRESS.match(line):
            self._current = float(found[1])
            self._tell()
        elif self._name and not line.strip().startswith("Progress"):
            self._finish_file()

    def finish(self) -> None:
        """Close the line."""
        self._finish_file()
        if self._screen.isatty():
            self._screen.write("\r\033[K")
        self._screen.write(f"     {self.megabytes:.0f} MB downloaded\n")
        self._screen.flush()

    def _finish_file(self) -> None:
        if self._name:
            self._done += self._size
            self._name, self._current = "", 0.0

    def _tell(self) -> None:
        whole = f" of about {self._expected}" if self._expected else ""
        line = f"     {self.megabytes:5.0f}{whole} MB  {self._name}"
        if self._screen.isatty():
            self._screen.write(f"\r\033[K{line}")
        elif self.megabytes - self._told >= _STEP * (self._expected or 100):
            self._told = self.megabytes
            self._screen.write(f"{line}\n")
        self._screen.flush()


def run_with_progress(command: Sequence[str], environment: Mapping[str, str], expected: int | None) -> None:
    """Run pip, following its downloads; its own lines are shown only when it fails.

    Raises
    ------
    subprocess.CalledProcessError
        When pip gave up.
    """
    progress = DownloadProgress(sys.stdout, expected)
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        for line in process.stdout or ():
            progress.read(line)
            if not _PROGRESS.match(line):
                lines.append(line)
            if _RETRY in line:  # a slow network should not look like a standstill
                sys.stdout.write(f"\n     {line}")
    progress.finish()
    if process.returncode:
        sys.stderr.writelines(lines[-40:])
        raise subprocess.CalledProcessError(process.returncode, command)
