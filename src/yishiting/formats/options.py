"""How files are read: the choices and the limits, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

ReadProgress = Callable[[str, int, int], None]
"""Called while a long file is read: its name, how much is done, and how much there is (bytes or rows)."""


@dataclass(frozen=True)
class ReadLimits:
    """What an input may cost before it is refused.

    Parameters
    ----------
    archive_entries : int
        Files in a zip archive. An export has five.
    archive_bytes : int
        Their total size once unpacked. Thirty million votes of a Polis export are about 1.5 GB.
    archive_ratio : int
        Unpacked size over packed size. Real exports stay below 30; deflate can reach 1,000.
    archive_free_bytes : int
        The ratio is not judged below this unpacked size, where it can do no harm.
    rows : int
        Votes in one file: 32-bit numbers and the memory of one machine end somewhere.
    labels : int
        Different labels in one constituency column. A column with more is not a grouping but a name or an address;
        there are 193 member states.
    """

    archive_entries: int = 1_000
    archive_bytes: int = 8 * 2**30
    archive_ratio: int = 100
    archive_free_bytes: int = 16 * 2**20
    rows: int = 1_000_000_000
    labels: int = 300


@dataclass(frozen=True)
class ReadOptions:
    """Choices of the person who reads.

    Parameters
    ----------
    agree_is : 1 or -1
        The sign under which the file stores agreement. Exports have +1, the database behind them -1.
    skip_bad_rows : bool
        Go on without rows that are wrong, instead of refusing the whole input.
    rejected_to : Path, optional
        Where the problems of skipped rows are written, as CSV.
    limits : ReadLimits
        What the input may cost.
    """

    agree_is: Literal[1, -1] = 1
    skip_bad_rows: bool = False
    rejected_to: Path | None = None
    limits: ReadLimits = field(default_factory=ReadLimits)
