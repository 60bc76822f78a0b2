"""`yishiting serve`: one server process, and the worker beside it."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from yishiting.web.database.disk_faults import FAULTS
from yishiting.web.environment import variables
from yishiting.web.environment.variables import Environment
from yishiting.web.serving.data_folder import taken
from yishiting.web.serving.listening import Listening, Wish, listen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

_PATIENCE = 20.0  # longer than a clean stop can take


class DiskFaultError(Exception):
    """Serving stopped because of an error of the disk."""


@dataclass(frozen=True)
class ServeOptions:
    """What the command line asks for; None leaves it to the environment."""

    data: Path | None
    host: str
    port: int
    insecure_lan: bool
    empty: bool = False


def serve(options: ServeOptions, say: Callable[[str], None]) -> None:
    """Serve the chamber until SIGTERM, SIGINT or an error of the disk.

    Raises
    ------
    SettingError, UnsafeDatabaseError
        When a setting or the database is not what it must be.
    ServingError
        When the folder or the address cannot be used, or the data are damaged.
    DiskFaultError
        When the disk failed while serving.
    """
    os.umask(0o077)  # votes are nobody else's business, on this machine either
    _put_into_environment(options)
    chosen = Environment(os.environ)
    chosen.refuse_unknown()
    with taken(chosen.read(variables.DATA)) as folder:
        listening = listen(_wish(options, chosen))
        if listening.port != options.port:
            say(f"Port {options.port} is taken; using {listening.port}.")
        os.environ[variables.PUBLIC_URL.name] = listening.public_url
        from yishiting.web.serving.preparation import described_database, prepare

        lines = (
            f"The chamber is open at {listening.public_url}",
            *prepare(folder),
            f"Data: {folder.path}; {described_database()}",
            "Ctrl-C stops it.",
        )
        _run(listening, lambda: say("\n".join(lines)))
        if FAULTS.reason is not None:  # leaving by an error keeps the mark that makes the next start check the data
            raise DiskFaultError(FAULTS.reason)


def _put_into_environment(options: ServeOptions) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "yishiting.web.settings"
    if options.data is not None:
        os.environ[variables.DATA.name] = str(options.data)
    if options.insecure_lan:
        os.environ[variables.INSECURE_LAN.name] = "yes"
    if options.empty:
        os.environ[variables.SAMPLE.name] = "no"


def _wish(options: ServeOptions, chosen: Environment) -> Wish:
    return Wish(
        host=options.host,
        port=options.port,
        public_url=chosen.read(variables.PUBLIC_URL) if chosen.is_set(variables.PUBLIC_URL) else None,
        insecure_lan=chosen.read(variables.INSECURE_LAN),
        trusted_proxies=chosen.read(variables.TRUSTED_PROXIES),
    )


def _run(listening: Listening, announce: Callable[[], None]) -> None:
    from django.conf import settings
    from django.db import connections

    from yishiting.web.serving.body_limit import is_too_large
    from yishiting.web.serving.http_server import HttpServer, Limits
    from yishiting.web.serving.worker_keeper import WorkerKeeper
    from yishiting.web.wsgi import application

    connections.close_all()
    keeper = WorkerKeeper()
    limits = Limits(
        threads=settings.THREADS,
        body_bytes=max(settings.MAX_UPLOAD_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        is_too_large=is_too_large,
        proxies=settings.TRUSTED_PROXIES,
    )
    server = HttpServer(application, listening.sockets, limits)
    FAULTS.listen(_stop_this_process)
    try:
        with contextlib.suppress(SystemExit):  # wherever a signal arrives from here on, this is a clean end
            signal.signal(signal.SIGTERM, _leave)
            signal.signal(signal.SIGINT, _leave)
            keeper.start()
            announce()  # not before a signal would end it cleanly
            server.run()
    finally:
        keeper.stop()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    for number in (signal.SIGTERM, signal.SIGINT):  # a second one must not disturb the clean stop
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit


def _stop_this_process(reason: str) -> None:
    """Stop as if asked to; when even that hangs, stop at once."""
    os.write(2, f"Stopping: {reason}\n".encode())
    timer = threading.Timer(_PATIENCE, os._exit, args=(1,))
    timer.daemon = True
    timer.start()
    os.kill(os.getpid(), signal.SIGTERM)
