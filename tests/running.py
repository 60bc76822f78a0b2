"""Real chambers: the command that an operator types, in a process of its own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from yishiting.web.environment.variables import known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

COMMAND = (sys.executable, "-c", "from yishiting.cli.app import main; main()", "serve")
PATIENCE = 40.0
# A first start with the sample assembly, on a machine that runs other tests beside it.
_OPENING_PATIENCE = 120.0
_OPEN = "The chamber is open at "
_READY = "Ctrl-C stops it."


@dataclass
class RunningChamber:
    """A chamber that somebody opened."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address that it told."""
        return next(line for line in self.said if line.startswith(_OPEN)).removeprefix(_OPEN)

    @property
    def port(self) -> int:
        """The port in it."""
        return int(self.url.rpartition(":")[2])

    @property
    def organiser_link(self) -> str:
        """The one-time link that it printed at its first start."""
        return next(found.group() for line in self.said if (found := re.search(r"http://\S+/invitation/\S+", line)))

    def link(self, path: str) -> str:
        """Give the address of one of its pages."""
        return self.url + path

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Ask for a page; return status, headers in lower case and body."""
        request = urllib.request.Request(self.link(path), headers=headers or {})  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - the same
                return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()

    def worker(self) -> int:
        """Return the process number of the worker, as soon as there is one."""
        found: list[int] = []

        def look() -> bool:
            found[:] = children(self.process.pid)
            return bool(found)

        assert wait_until(look)
        return found[0]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop; return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


def environment(extra: dict[str, str]) -> dict[str, str]:
    """Return the caller's variables without a chamber's settings, and some of our own; no sample unless asked for."""
    kept = {name: value for name, value in os.environ.items() if name not in known_names()}
    return {**kept, "YISHITING_SAMPLE": "no", **extra}


@contextlib.contextmanager
def running(data: Path, *options: str, before: Sequence[str] = (), **settings: str) -> Iterator[RunningChamber]:
    """Open a chamber and wait until it is ready; ``before`` is a command that runs it, such as strace."""
    command = [*before, *COMMAND, "--data", str(data), *options]
    errors = data.parent / "stderr"
    with (
        errors.open("w") as stderr,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment(settings)
        ) as process,
    ):
        chamber = RunningChamber(process)
        try:
            _wait_until_ready(chamber, errors)
            yield chamber
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(PATIENCE)
                process.kill()


@contextlib.contextmanager
def running_with_sample(data: Path, **settings: str) -> Iterator[RunningChamber]:
    """Open a chamber as `make run` does, with the ready assembly in it, and see that it ends well."""
    with running(data, "--port", "8200", YISHITING_SAMPLE="yes", **settings) as chamber:
        yield chamber
        code = chamber.stop()
        if code != 0:
            raise AssertionError(f"the chamber ended with {code}: {(data.parent / 'stderr').read_text()}")


def _wait_until_ready(chamber: RunningChamber, stderr: Path) -> None:
    alarm = threading.Timer(_OPENING_PATIENCE, chamber.process.kill)
    alarm.start()
    for line in chamber.process.stdout or ():
        chamber.said.append(line.rstrip("\n"))
        if chamber.said[-1] == _READY:
            break
    alarm.cancel()
    assert chamber.said[-1:] == [_READY], f"{chamber.said}\n{stderr.read_text()}"


def refused(data: Path, *options: str, **settings: str) -> tuple[int, str]:
    """Try to open a chamber that must not open; return exit code and what it said on standard error."""
    done = subprocess.run(
        [*COMMAND, "--data", str(data), *options],
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, done.stderr


def children(parent: int) -> list[int]:
    """Return the processes that a process started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(entry.name))
    return found


def is_running(process: int) -> bool:
    """Tell whether a process is there and not just waiting to be buried."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_until(truth: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait until something is true; tell whether it became so in time."""
    deadline = time.monotonic() + seconds
    while not truth():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
