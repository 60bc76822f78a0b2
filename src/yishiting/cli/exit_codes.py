"""What the exit codes of every command mean; docs/reference/cli.md lists them."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes: scripts decide by them, so a number never changes its meaning."""

    OK = 0
    INTERNAL_FAULT = 1
    USAGE = 2
    BAD_INPUT = 3
    OUTPUT = 4
    DISK_FAULT = 5
    INTERRUPTED = 130
    TERMINATED = 143
