"""The real chamber, started as its host starts it: a server and a worker of their own, on a folder of their own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 120.0
COMMAND = Path(sys.executable).with_name("yishiting")


@dataclass
class Served:
    """A chamber that runs, and what it has said so far."""

    address: str
    folder: Path
    said: list[str] = field(default_factory=list)

    def link(self, path: str) -> str:
        """Address of one of its pages."""
        return self.address + path

    @property
    def organiser_link(self) -> str:
        """The one-time link that it printed at its first start."""
        found = re.search(r"http://\S+/invitation/\S+", "\n".join(self.said))
        if found is None:
            raise AssertionError(f"the chamber printed no organiser link, only: {self.said}")
        return found.group()


@contextlib.contextmanager
def served(folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    """Serve a chamber while the block runs, then stop it as Ctrl-C does, and see that it ends well."""
    command = [str(COMMAND), "serve", "--data", str(folder), "--port", "8200", *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YISHITING_")}
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**kept, **environment, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    lines: Queue[str] = Queue()
    said: list[str] = []
    reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
    reader.start()
    try:
        yield Served(_address(lines, said), folder, said)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        reader.join(PATIENCE)
        if process.stdout is not None:
            process.stdout.close()
    if code != 0:
        raise AssertionError(f"the chamber ended with {code}: {said}{list(lines.queue)}")


def _read(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    for line in process.stdout or ():
        lines.put(line.rstrip())
    lines.put("")


def _address(lines: Queue[str], said: list[str]) -> str:
    """Wait until it says where it is, and until it has finished saying things."""
    address = ""
    with contextlib.suppress(Empty):
        while True:
            said.append(lines.get(timeout=PATIENCE if not address else 0.5))
            if found := re.search(r"open at (http://\S+?)/?$", said[-1]):
                address = found.group(1)
    if not address:
        raise AssertionError(f"the chamber did not open: {said}")
    return address
