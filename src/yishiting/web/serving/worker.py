"""The worker process: does the duties of the apps beside the server, at a lower priority.

    python -m yishiting.web.serving.worker

1. Each duty runs in a thread of its own with its own database connections.
2. A duty that fails is logged and tried again, after 1, 2, 4 … at most 60 seconds.
3. SIGTERM: nothing new is begun, what runs has five seconds to end.
4. Standard input closes: the server is gone, however it went. Then the worker goes too.
5. An error of the disk ends the process with an exit code of its own, which tells the server to stop.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock, Duty

GRACE_SECONDS = 5.0
DISK_FAULT_CODE = 5
LONGEST_BACK_OFF = 60.0
_NICER_BY = 5

_log = logging.getLogger(__name__)


class DutyThread(threading.Thread):
    """Does one duty until it is told to stop."""

    def __init__(self, duty: Duty, clock: Clock, stop: threading.Event) -> None:
        super().__init__(name=duty.name, daemon=True)
        self._duty = duty
        self._clock = clock
        self._stop_event = stop

    def run(self) -> None:
        """Call the duty, wait as long as it wishes, call it again."""
        failures = 0
        while not self._stop_event.is_set():
            pause = self._once()
            failures = failures + 1 if pause is None else 0
            self._stop_event.wait(back_off(failures) if pause is None else pause)

    def _once(self) -> float | None:
        """Call the duty; return the pause that it wishes, or None when it failed."""
        from django.db import close_old_connections

        from yishiting.web.serving.duty import PAUSE

        close_old_connections()
        try:
            pause = self._duty.run(self._clock)
        except Exception:  # noqa: BLE001 - whatever it is, the other duties go on
            _log.exception("The duty `%s` failed and will be tried again", self._duty.name)
            return None
        return PAUSE if pause is None else pause


def back_off(failures: int) -> float:
    """Return how many seconds to wait after a number of failures in a row."""
    return float(min(2.0 ** min(failures - 1, 10), LONGEST_BACK_OFF))


def work(duties: list[Duty], clock: Clock, stop: threading.Event) -> None:
    """Do all duties until ``stop`` is set, then give those that run the time to end."""
    threads = [DutyThread(duty, clock, stop) for duty in duties]
    for thread in threads:
        thread.start()
    stop.wait()
    deadline = time.monotonic() + GRACE_SECONDS
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            _log.warning("The duty `%s` did not end in time and is cut off", thread.name)


def main() -> None:
    """Be the worker."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the server too, and the server decides
    threading.Thread(target=_notice_end_of_server, args=(stop,), name="server", daemon=True).start()
    os.nice(_NICER_BY)
    django.setup()
    from django.utils import timezone

    from yishiting.web.database.disk_faults import FAULTS
    from yishiting.web.serving.duty import declared_duties

    FAULTS.listen(lambda _reason: stop.set())
    work(declared_duties(), timezone.now, stop)
    sys.stderr.flush()
    # Without a farewell: a duty that was cut off may sit in compiled code that no exception reaches.
    os._exit(DISK_FAULT_CODE if FAULTS.reason else 0)


def _notice_end_of_server(stop: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()
    time.sleep(GRACE_SECONDS + 1)
    os._exit(1)


if __name__ == "__main__":
    main()
