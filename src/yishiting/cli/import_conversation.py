"""``yishiting import``: a whole conversation with its votes, as a new draft in a chamber."""

from __future__ import annotations

import logging
import os
from pathlib import Path  # noqa: TC003 — Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from yishiting.cli.exit_codes import ExitCode
from yishiting.cli.parameters import AgreeIs, AgreeIsOption, Quiet, Source
from yishiting.cli.progress import progress_bar

if TYPE_CHECKING:
    from yishiting.formats import Conversation
    from yishiting.web.deliberation.actions.importing import Imported
    from yishiting.web.deliberation.models import Deliberation


def import_conversation(
    source: Source,
    forum: Annotated[str, typer.Option(help="Short name of the forum, as in its address.", show_default=False)],
    data: Annotated[
        Path | None, typer.Option(help="The chamber's data folder. Default: var/chamber.", show_default=False)
    ] = None,
    agree_is: AgreeIsOption = AgreeIs.PLUS,
    *,
    quiet: Quiet = False,
) -> None:
    """Import a whole conversation with its votes into a forum, as a draft. All of it comes in, or nothing.

    The chamber may be open meanwhile. Its people count as open participants; simulated data stay marked.
    """
    from yishiting.formats import ReadOptions, read_conversation

    _require_chamber(data, forum)
    with progress_bar(quiet=quiet) as bar:
        conversation = read_conversation(source, ReadOptions(agree_is.sign), bar.read)
        bar.show("storing the votes")
        made, imported = _store(conversation, forum)
    if not quiet:
        typer.echo("\n".join(_said(made, imported)))


def _require_chamber(data: Path | None, forum: str) -> None:
    """Set Django up on a chamber that is there, and see that the forum is, before anything long begins."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "yishiting.web.settings"
    if data is not None:
        os.environ["YISHITING_DATA"] = str(data)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
        logging.getLogger("yishiting").setLevel(logging.WARNING)  # a command says by itself what it has done
        known = _forums()
    except ImproperlyConfigured as error:
        raise _failure(str(error), ExitCode.USAGE) from error
    if known is None:
        place = data or "the data folder"
        raise _failure(f"{place} holds no chamber; open it once with `yishiting serve`", ExitCode.OUTPUT)
    if forum not in known:
        sentence = f"`--forum` must be one of {', '.join(known) or '(there is none yet)'}, got {forum!r}"
        raise _failure(sentence, ExitCode.USAGE)


def _forums() -> list[str] | None:
    """Name the forums; None where there are no tables."""
    from django.conf import settings
    from django.db import DatabaseError

    from yishiting.web.programme.models import Forum

    place = settings.DATABASES["default"]
    if place["ENGINE"].endswith("sqlite") and not os.path.exists(place["NAME"]):  # noqa: PTH110 — opening it would make it
        return None
    try:
        return list(Forum.objects.values_list("slug", flat=True))
    except DatabaseError:
        return None


def _store(conversation: Conversation, forum: str) -> tuple[Deliberation, Imported]:
    from django.utils import timezone

    from yishiting.web.deliberation.actions.importing import make_from_conversation
    from yishiting.web.programme.models import Forum

    place = Forum.objects.get(slug=forum)
    return make_from_conversation(forum=place, conversation=conversation, by=None, now=timezone.now())


def _said(made: Deliberation, imported: Imported) -> list[str]:
    label = "  simulated" if made.is_sample else ""
    counts = f"{imported.n_people:,} people, {imported.n_statements:,} statements, {imported.n_votes:,} votes"
    left_out = [f"left out — votes superseded, or on statements moderated out: {imported.n_left_out:,}"]
    return [f"draft {made.slug}{label}", counts, *(left_out if imported.n_left_out else [])]


def _failure(sentence: str, code: ExitCode) -> typer.Exit:
    typer.echo(f"yishiting: {sentence}", err=True)
    return typer.Exit(code)
