"""``yishiting analyse``: read votes, analyse them, write the report."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yishiting.cli.parameters import REJECTED_FILE, AgreeIs, AgreeIsOption, Quiet, SkipBadRows, Source, read_options
from yishiting.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yishiting.cli.progress import ProgressBar
    from yishiting.engine import Analysis, Rule
    from yishiting.formats import Conversation
    from yishiting.report import ReportFiles, ReportOptions

PATIENCE = 1.5  # seconds after which a silent compilation is explained
STEPS = {"tables": "writing tables", "charts": "drawing charts", "page": "writing the page"}


def analyse(  # noqa: PLR0913 — one parameter an option
    source: Source,
    out: Annotated[
        Path, typer.Option(help="Folder for the report; an earlier report in it is replaced.", show_default=False)
    ],
    language: Annotated[str, typer.Option(help="The reader's language: en or zh-hans.")] = "en",
    rule: Annotated[
        list[str] | None,
        typer.Option(
            help="A setting of the rule, as name=value, such as support_threshold=0.75; may be given several times.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Chooses the sample on which very large fits settle.", min=0)] = 0,
    agree_is: AgreeIsOption = AgreeIs.PLUS,
    *,
    still_map: Annotated[
        bool, typer.Option("--still-map", help="Leave the scripts of the interactive map out: a page 0.9 MB smaller.")
    ] = False,
    skip_bad_rows: SkipBadRows = False,
    json_output: Annotated[
        bool, typer.Option("--json", help="Print the outcome as JSON, and no progress bar.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Analyse a conversation: where people stand, what unites them, what divides them, what is not known yet.

    Writes one page (report.html) that can be forwarded as it is, with tables and the whole result beside it.
    """
    from yishiting.report import ReportOptions, require_writable

    wanted = _rule(rule or [])
    options = ReportOptions(language=language, moment=_now(), has_interactive_map=not still_map)
    require_writable(out, options)
    with progress_bar(quiet=quiet or json_output) as bar, tempfile.TemporaryDirectory() as aside:
        conversation = _read(source, Path(aside), bar, agree_is, skip_bad_rows=skip_bad_rows)
        with _explained(bar, quiet=quiet or json_output):
            analysis = _analyse(conversation, wanted, seed, bar)
        files = _write(conversation, analysis, out, options, bar)
        if skip_bad_rows and (Path(aside) / REJECTED_FILE).exists():
            shutil.move(Path(aside) / REJECTED_FILE, files.folder / REJECTED_FILE)
    if json_output:
        typer.echo(json.dumps(_outcome(conversation, analysis, files), ensure_ascii=False))
    elif not quiet:
        typer.echo("\n".join(_said(conversation, analysis, files)))


def _rule(settings: list[str]) -> Rule:
    """The default rule with some settings changed."""
    from yishiting.engine import Rule

    defaults = Rule()
    known = {field.name: type(getattr(defaults, field.name)) for field in fields(Rule)}
    changed: dict[str, Any] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in known:
            raise typer.BadParameter(f"must be name=value with one of {', '.join(known)}, got {setting!r}")
        try:
            changed[name] = known[name](value)
        except ValueError as error:
            kind = "a whole number" if known[name] is int else "a number"
            raise typer.BadParameter(f"`{name}` must be {kind}, got {value!r}") from error
    return Rule(**changed)


def _now() -> datetime.datetime:
    """The time to print; SOURCE_DATE_EPOCH fixes it, so that a report can be made again byte for byte."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.datetime.now().astimezone()
    if not fixed.isdecimal():
        raise typer.BadParameter(f"SOURCE_DATE_EPOCH must be seconds since 1970, got {fixed!r}")
    return datetime.datetime.fromtimestamp(int(fixed), tz=datetime.UTC)


def _read(source: Path, aside: Path, bar: ProgressBar, agree_is: AgreeIs, *, skip_bad_rows: bool) -> Conversation:
    from yishiting.formats import read_conversation

    return read_conversation(source, read_options(aside, agree_is, skip_bad_rows=skip_bad_rows), bar.read)


@contextmanager
def _explained(bar: ProgressBar, *, quiet: bool) -> Iterator[None]:
    """Compile the kernels first, and say so where that takes a while: on the first run."""
    from yishiting.engine.warming import compile_kernels

    bar.show("preparing the engine")
    note = "preparing the engine: its kernels are compiled once, up to half a minute"
    timer = threading.Timer(PATIENCE, lambda: None if quiet else typer.echo(note, err=True))
    timer.start()
    try:
        compile_kernels()
    finally:
        timer.cancel()
    yield


def _analyse(conversation: Conversation, rule: Rule, seed: int, bar: ProgressBar) -> Analysis:
    from yishiting import engine

    table = conversation.table
    bar.show(f"analysing {table.n_votes:,} votes of {table.n_participants:,} people")
    return engine.analyse(
        table, constituencies=conversation.constituencies, tiers=conversation.tiers, rule=rule, seed=seed
    )


def _write(
    conversation: Conversation, analysis: Analysis, out: Path, options: ReportOptions, bar: ProgressBar
) -> ReportFiles:
    from dataclasses import replace

    from yishiting.report import write_report

    hashed = replace(options, input_hash=conversation.table.fingerprint())
    return write_report(conversation, analysis, out, hashed, lambda step: bar.show(STEPS[step]))


def _verdicts(analysis: Analysis) -> dict[str, int]:
    from yishiting.engine.rule import VERDICTS

    return {verdict: analysis.verdicts.count(verdict) for verdict in VERDICTS}


def _outcome(conversation: Conversation, analysis: Analysis, files: ReportFiles) -> dict[str, Any]:
    turnout = analysis.turnout
    return {
        "report": str(files.page),
        "analysis": str(files.analysis),
        "simulated": conversation.is_simulated,
        "participants": turnout.n_participants,
        "statements": turnout.n_statements,
        "votes": turnout.n_votes,
        "groups": analysis.groups.n_groups,
        "verdicts": _verdicts(analysis),
        "rejected_rows": conversation.notes.n_rejected_rows,
    }


def _said(conversation: Conversation, analysis: Analysis, files: ReportFiles) -> list[str]:
    turnout, verdicts = analysis.turnout, _verdicts(analysis)
    label = "  simulated" if conversation.is_simulated else ""
    groups = "1 opinion group" if analysis.groups.n_groups == 1 else f"{analysis.groups.n_groups} opinion groups"
    rejected = conversation.notes.n_rejected_rows
    return [
        f"{files.page}{label}",
        f"{turnout.n_participants:,} people, {turnout.n_statements:,} statements, {turnout.n_votes:,} votes, {groups}",
        "; ".join(f"{verdict.replace('_', ' ')}: {number}" for verdict, number in verdicts.items()),
        *([f"{rejected:,} rows were rejected: {files.folder / REJECTED_FILE}"] if rejected else []),
    ]
