"""``yishiting simulate``: write the sample that ships."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 — Typer reads the annotations when it runs
from typing import Annotated

import typer

from yishiting.cli.exit_codes import ExitCode
from yishiting.cli.parameters import Quiet  # noqa: TC001 — the same


class Choice(StrEnum):
    """Which deliberations to write."""

    DEVELOPMENT = "development"
    SAFETY = "safety"
    GOVERNANCE = "governance"
    ALL = "all"


def simulate(
    out: Annotated[
        Path,
        typer.Option(help="Folder to write into; one folder for each deliberation is made in it.", show_default=False),
    ],
    people: Annotated[int, typer.Option(help="Number of simulated people, from 100 to 100000.")] = 1200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files on any machine.")] = 1,
    deliberation: Annotated[Choice, typer.Option(help="Which of the three to write.")] = Choice.ALL,
    *,
    quiet: Quiet = False,
) -> None:
    """Write simulated deliberations on artificial intelligence, to try everything out.

    All people and votes are invented, and the files say so.
    """
    from yishiting.sample import DELIBERATIONS, InvalidSampleSettingError, SampleError, SampleSettings, write_sample

    names = DELIBERATIONS if deliberation is Choice.ALL else (deliberation.value,)
    try:
        folders = write_sample(out, SampleSettings(people, seed, names))
    except SampleError as error:
        typer.echo(f"yishiting: {error}", err=True)
        code = ExitCode.USAGE if isinstance(error, InvalidSampleSettingError) else ExitCode.OUTPUT
        raise typer.Exit(code) from error
    for folder in () if quiet else folders:
        typer.echo(f"{folder}  simulated")
