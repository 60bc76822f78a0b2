"""Keeps one worker process running beside the server."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from yishiting.web.database.disk_faults import FAULTS
from yishiting.web.serving.worker import DISK_FAULT_CODE, GRACE_SECONDS, back_off

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = (sys.executable, "-m", "yishiting.web.serving.worker")
_STEADY_SECONDS = 60.0  # a worker that lived this long starts with a clean record
_log = logging.getLogger(__name__)


class WorkerKeeper:
    """Starts the worker, starts it again when it dies (after 1, 2, 4 … seconds), stops it in the end."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker keeper", daemon=True)

    def start(self) -> None:
        """Start keeping."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to end, and end it by force when it does not within its grace."""
        with self._lock:  # from here on no new one is started
            self._stopping.set()
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(GRACE_SECONDS + 2)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join(GRACE_SECONDS)

    def _keep(self) -> None:
        failures = 0
        while (process := self._start()) is not None:
            begun = time.monotonic()
            code = process.wait()
            if self._stopping.is_set():
                return
            if code == DISK_FAULT_CODE:
                FAULTS.note("the worker met an error of the disk; its words stand above")
                return
            failures = 1 if time.monotonic() - begun > _STEADY_SECONDS else failures + 1
            pause = back_off(failures)
            _log.error("The worker ended with code %d; a new one starts in %d seconds", code, pause)
            self._stopping.wait(pause)

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            # The worker's standard input is a pipe that closes with this process, even when it is killed.
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603 - our own command
            return self._process
