"""``yishiting convert``: read votes in any layout that is known, and write them in another."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 — Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from yishiting.cli.parameters import (
    AgreeIs,
    AgreeIsOption,
    Quiet,
    SkipBadRows,
    Source,
    read_options,
)
from yishiting.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from yishiting.formats import Conversation


class Target(StrEnum):
    """A layout to write."""

    POLIS = "polis"
    CSV = "csv"
    PARQUET = "parquet"


def convert(
    source: Source,
    out: Annotated[Path, typer.Option(help="Folder to write; it must be new or empty.", show_default=False)],
    to: Annotated[Target, typer.Option(help="Layout to write.")] = Target.PARQUET,
    agree_is: AgreeIsOption = AgreeIs.PLUS,
    *,
    skip_bad_rows: SkipBadRows = False,
    quiet: Quiet = False,
) -> None:
    """Write a conversation in another layout: a Polis-shaped export, long CSV, or long Parquet.

    Only current votes on statements that were not moderated out are written; what was left out is counted and said.
    """
    from yishiting.formats import new_folder, read_conversation

    with progress_bar(quiet=quiet) as bar, new_folder(out) as draft:
        options = read_options(draft, agree_is, skip_bad_rows=skip_bad_rows)
        conversation = read_conversation(source, options, bar.read)
        bar.show(f"writing {out}")
        _writer(to)(conversation, draft)
    if not quiet:
        typer.echo("\n".join(_said(conversation, out)))


def _writer(to: Target) -> Callable[[Conversation, Path], None]:
    from yishiting import formats

    return {
        Target.POLIS: formats.write_polis_export,
        Target.CSV: formats.write_long_csv,
        Target.PARQUET: formats.write_long_parquet,
    }[to]


def _said(conversation: Conversation, out: Path) -> list[str]:
    notes, table = conversation.notes, conversation.table
    label = "  simulated" if conversation.is_simulated else ""
    left_out = {
        "superseded votes": notes.n_superseded,
        "statements moderated out": notes.n_statements_moderated_out,
        "votes on them": notes.n_votes_on_moderated,
        "people without a vote that counts": notes.n_people_without_votes,
        "rows rejected": notes.n_rejected_rows,
    }
    said = [f"{what}: {number:,}" for what, number in left_out.items() if number]
    counts = f"{table.n_participants:,} people, {table.n_statements:,} statements, {table.n_votes:,} votes"
    return [f"{out}{label}", counts, *([f"left out — {'; '.join(said)}"] if said else [])]
