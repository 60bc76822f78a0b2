"""A PostgreSQL server for one test run: made, used, and gone whatever happens to the run.

A keeper process (this file, started as a program) owns the server. It stops the server and deletes its folder as
soon as its standard input closes, and that also happens when the tests are interrupted or killed. initdb and the
server refuse to run as root; there they run as another user.
"""

from __future__ import annotations

import contextlib
import glob
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

USER = "chamber"
PATIENCE = 60.0
_USERS = ("postgres", "nobody")
# Kept small and quick, but no safer and no less safe than a real one: the gate asks for fsync, and gets it.
_SETTINGS = ("shared_buffers=64MB", "max_connections=60", "max_wal_size=256MB", "log_min_messages=warning")


class NoPostgresqlError(RuntimeError):
    """The server's programs are not installed, or did not start."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    password: str
    folder: Path

    def url(self, database: str = "postgres") -> str:
        """Address of one of its databases."""
        return f"postgresql://{USER}:{quote(self.password)}@127.0.0.1:{self.port}/{database}"


def programs() -> Path:
    """Return the folder of `initdb` and `postgres`, the newest version where there are several."""
    on_path = shutil.which("postgres")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted((Path(path) for path in glob.glob("/usr/lib/postgresql/*/bin")), key=_version, reverse=True)  # noqa: PTH207 - from the root
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresqlError("PostgreSQL's initdb and postgres must be installed for these tests; `make deps` does that")


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


@contextlib.contextmanager
def throwaway_server(*settings: str) -> Iterator[Server]:
    """Run a server while the block runs; ``settings`` such as "fsync=off" come on top of its own."""
    programs()
    command = [sys.executable, str(Path(__file__).resolve()), *settings]
    # A session of its own: Ctrl-C in the terminal reaches the tests, and only they decide when the server ends.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as keeper:
        if keeper.stdin is None or keeper.stdout is None:
            raise AssertionError("both are pipes")
        line = keeper.stdout.readline()
        if not line:
            raise NoPostgresqlError("The throwaway PostgreSQL did not start; its reason stands above")
        made = json.loads(line)
        yield Server(made["port"], made["password"], Path(made["folder"]))
        keeper.stdin.close()
        keeper.wait(PATIENCE)


def main(settings: Sequence[str]) -> int:
    """Be the keeper: start the server, say where it is, wait for the end of standard input, stop it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    folder = Path(tempfile.mkdtemp(prefix="yishiting-postgresql-"))
    try:
        server, process = _start(folder, settings)
        try:
            print(json.dumps({"port": server.port, "password": server.password, "folder": str(folder)}), flush=True)  # noqa: T201
            sys.stdin.read()
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _start(folder: Path, settings: Sequence[str]) -> tuple[Server, subprocess.Popen[bytes]]:
    password, port, bin_folder, data = secrets.token_hex(16), _free_port(), programs(), folder / "data"
    user, group = _another_user(folder)
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # the folder itself admits nobody else
    environment = {"LC_ALL": "C", "PATH": os.environ["PATH"], "TZ": "UTC"}
    initdb = [str(bin_folder / "initdb"), "--pgdata", str(data), "--username", USER, "--encoding", "UTF8", "--no-sync"]
    initdb += ["--auth", "scram-sha-256", "--pwfile", str(secret)]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, env=environment, cwd=folder, user=user, group=group)
    chosen = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *_SETTINGS, *settings)
    arguments = [part for setting in chosen for part in ("-c", setting)]
    process = subprocess.Popen(
        [str(bin_folder / "postgres"), "-D", str(data), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("wb"),
        env=environment,
        cwd=folder,
        user=user,
        group=group,
    )
    _wait_until_it_answers(process, port, folder / "log", bin_folder, environment)
    return Server(port, password, folder), process


def _another_user(folder: Path) -> tuple[int | None, int | None]:
    if os.geteuid() != 0:
        return None, None
    for name in _USERS:
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(folder, user.pw_uid, user.pw_gid)
            return user.pw_uid, user.pw_gid
    raise NoPostgresqlError(f"PostgreSQL refuses to run as root, and none of the users {', '.join(_USERS)} is there")


def _wait_until_it_answers(
    process: subprocess.Popen[bytes], port: int, log: Path, bin_folder: Path, environment: dict[str, str]
) -> None:
    question = [str(bin_folder / "pg_isready"), "--host", "127.0.0.1", "--port", str(port), "--quiet"]
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if subprocess.run(question, check=False, env=environment).returncode == 0:
            return
        time.sleep(0.05)
    _stop(process)
    raise NoPostgresqlError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def installed() -> bool:
    """Tell whether the server's programs are there."""
    try:
        programs()
    except NoPostgresqlError:
        return False
    return True


def say_whether_installed() -> int:
    """Exit code for the Makefile: 0, or 1 with the reason on standard error."""
    if not installed():
        print("Not tested on PostgreSQL: its programs are not installed.", file=sys.stderr)  # noqa: T201
    return 0 if installed() else 1


if __name__ == "__main__":
    sys.exit(say_whether_installed() if sys.argv[1:] == ["--installed"] else main(sys.argv[1:]))
