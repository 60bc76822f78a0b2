"""``yishiting serve``: open the chamber."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 — Typer reads the annotations when it runs
from typing import Annotated

import typer

from yishiting.cli.exit_codes import ExitCode


def serve(
    data: Annotated[
        Path | None,
        typer.Option(help="Data folder, made where there is none. Default: var/chamber.", show_default=False),
    ] = None,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port to listen on; when it is taken, the next free one.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Anything but this machine needs TLS in front, or --insecure-lan.")
    ] = "localhost",
    *,
    insecure_lan: Annotated[
        bool,
        typer.Option("--insecure-lan", help="Plain http in a hall's network: open participants only, no accounts."),
    ] = False,
    empty: Annotated[bool, typer.Option("--empty", help="Begin a new chamber without the sample assembly.")] = False,
) -> None:
    """Open the chamber: make the data folder, start the server and the worker beside it, stop both with Ctrl-C.

    Everything else is set by environment variables, listed in docs/reference/settings.md.
    """
    from django.core.exceptions import ImproperlyConfigured

    from yishiting.web.serving.chamber import DiskFaultError, ServeOptions
    from yishiting.web.serving.chamber import serve as serve_chamber
    from yishiting.web.serving.errors import AddressError, DamagedDatabaseError, DatabaseNotThereError, DataFolderError

    codes: tuple[tuple[type[Exception], ExitCode], ...] = (
        (ImproperlyConfigured, ExitCode.USAGE),
        (AddressError, ExitCode.USAGE),
        (DataFolderError, ExitCode.OUTPUT),
        (DatabaseNotThereError, ExitCode.OUTPUT),
        (DamagedDatabaseError, ExitCode.DISK_FAULT),
        (DiskFaultError, ExitCode.DISK_FAULT),
    )
    try:
        serve_chamber(ServeOptions(data, host, port, insecure_lan, empty), typer.echo)
    except tuple(kind for kind, _ in codes) as error:
        typer.echo(f"yishiting: {error}", err=True)
        raise typer.Exit(next(code for kind, code in codes if isinstance(error, kind))) from error
