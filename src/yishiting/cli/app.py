"""The command line: one command per file beside this one, registered here.

Commands import what is heavy inside their functions, so that ``yishiting --help`` answers at once. Errors that the
project's own packages raise come out here as one message and an exit code; anything else is a fault of the program,
and Python's traceback is the best report of it.
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from yishiting import __version__
from yishiting.cli.analyse import analyse
from yishiting.cli.convert import convert
from yishiting.cli.exit_codes import ExitCode
from yishiting.cli.import_conversation import import_conversation
from yishiting.cli.serve import serve
from yishiting.cli.simulate import simulate

if TYPE_CHECKING:
    from types import FrameType

app = typer.Typer(
    name="yishiting",
    help="Yishiting 议事厅: find out what every group can support.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(analyse)
app.command()(convert)
app.command("import")(import_conversation)
app.command()(serve)
app.command()(simulate)


def main() -> NoReturn:
    """Run the command line; every end goes through an exit code of `ExitCode`."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        app()
    except ValueError as error:
        code = _exit_code(error)
        if code is None:
            raise
        typer.echo(f"yishiting: {error}", err=True)
        if getattr(error, "can_be_skipped", False):
            typer.echo(
                "To go on without these rows, add --skip-bad-rows; they are then listed in rejected.csv.", err=True
            )
        sys.exit(code)
    sys.exit(ExitCode.OK)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    # Leaving by an exception lets every block clean up its half-written files.
    sys.exit(ExitCode.TERMINATED)


def _exit_code(error: ValueError) -> ExitCode | None:
    """Exit code of an error of our own packages, None for any other."""
    from yishiting.engine import EngineError, InvalidSettingError
    from yishiting.formats import FormatError, OutputError
    from yishiting.report.errors import ForeignFolderError, ReportError, UnknownLanguageError, UnwritableFolderError

    kinds: tuple[tuple[type[ValueError], ExitCode], ...] = (
        (OutputError, ExitCode.OUTPUT),
        (ForeignFolderError, ExitCode.OUTPUT),
        (UnwritableFolderError, ExitCode.OUTPUT),
        (InvalidSettingError, ExitCode.USAGE),
        (UnknownLanguageError, ExitCode.USAGE),
        (FormatError, ExitCode.BAD_INPUT),
        (EngineError, ExitCode.BAD_INPUT),
        (ReportError, ExitCode.BAD_INPUT),
    )
    return next((code for kind, code in kinds if isinstance(error, kind)), None)


def _print_version(value: bool) -> None:  # noqa: FBT001 — Typer calls it so
    if value:
        typer.echo(f"yishiting {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    pass
