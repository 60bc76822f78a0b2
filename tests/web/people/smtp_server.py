"""A mail server of our own on this machine: takes mail, refuses what a test tells it to, and remembers."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


@dataclass
class Mailbox:
    """What arrived, and how the server answers: ``answers`` by recipient, else 250; "drop" hangs up on the text."""

    port: int = 0
    n_connections: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def recipients(self) -> list[str]:
        """To whom mail came, in order."""
        return [str(message["To"]) for message in self.arrived]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    mailbox: Mailbox


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.server.mailbox.n_connections += 1
        self._say("220 ready")
        recipient = ""
        for line in self.rfile:
            words = line.decode("ascii").strip()
            verb = words[:4].upper()
            if verb == "RCPT":
                recipient = words.partition("<")[2].partition(">")[0]
                answer = self.server.mailbox.answers.get(recipient, "250 fine")
                self._say("250 fine" if answer == "drop" or answer.startswith("text ") else answer)
            elif verb == "DATA":
                if not self._take_text(self.server.mailbox.answers.get(recipient, "250 taken")):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take_text(self, answer: str) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if answer == "drop":
            return False
        if answer.startswith("text "):
            self._say(answer.removeprefix("text "))
            return True
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.mailbox.arrived.append(message)
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Run a mail server on a free port of this machine."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.mailbox = Mailbox(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.mailbox
        finally:
            server.shutdown()
            thread.join()
