"""Which journal a SQLite library may be trusted with.

Versions 3.7.0 to 3.51.2 can corrupt a database in write-ahead mode (sqlite.org/wal.html#walresetbug). The fix is in
3.51.3 and was carried back to 3.50.7 and 3.44.6; 3.52.0 was withdrawn. Every other library keeps the rollback
journal, which does not have the fault.
"""

from __future__ import annotations

from dataclasses import dataclass

_FIXED = (3, 51, 3)
_CARRIED_BACK = {(3, 50): 7, (3, 44): 6}
_WITHDRAWN = {(3, 52, 0)}


@dataclass(frozen=True)
class Journal:
    """How commits reach the disk: SQLite's journal_mode, and synchronous as its pragma reads back."""

    mode: str
    synchronous: int

    @property
    def synchronous_name(self) -> str:
        """As one writes it in a pragma."""
        return {2: "FULL", 3: "EXTRA"}[self.synchronous]


WRITE_AHEAD = Journal("wal", 2)
# EXTRA syncs the folder too after the journal is gone; with FULL, a power cut could bring the journal back and with it
# the state before an acknowledged commit.
ROLLBACK = Journal("delete", 3)


def journal_for(library: tuple[int, int, int]) -> Journal:
    """Return the journal for a version of the SQLite library."""
    return WRITE_AHEAD if has_safe_write_ahead_log(library) else ROLLBACK


def has_safe_write_ahead_log(library: tuple[int, int, int]) -> bool:
    """Tell whether a version of the library has the fix."""
    if library in _WITHDRAWN:
        return False
    carried_back = _CARRIED_BACK.get(library[:2])
    return library >= _FIXED or (carried_back is not None and library[2] >= carried_back)
