"""Simulated deliberations as folders of long CSV, the layout that ``yishiting analyse`` reads.

Each folder says by itself that it is invented: ``simulated`` stands in summary.csv and conversation.toml, and the id
of every person starts with "sim-". What a reader of files shows as it stands (title, question, constituencies) is
written in one language after the other; conversation.toml has the two apart.
"""

from __future__ import annotations

import csv
import json
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from yishiting.sample.design import LANGUAGES
from yishiting.sample.errors import SampleOutputError
from yishiting.sample.simulation import GENERATOR_VERSION, SampleSettings, simulate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yishiting.sample.design import Bilingual
    from yishiting.sample.simulation import Simulation

OPENING = np.datetime64("2026-07-01T00:00:00", "s")
"""When the simulated deliberations opened, in UTC; a date like any other, the same in every sample."""

CONVERSATION = "conversation.toml"


def write_sample(folder: Path, settings: SampleSettings | None = None) -> tuple[Path, ...]:
    """Write one folder for each deliberation into `folder`, and return their paths.

    A new folder appears whole or not at all. A folder that an earlier call wrote is replaced file by file; files of
    other names in it are left alone.

    Raises
    ------
    InvalidSampleSettingError
        A setting is out of its range.
    SampleOutputError
        A folder to be written holds something else than a simulated conversation, and nothing was changed; or the
        place may not be written.
    """
    simulations = simulate(settings or SampleSettings())
    targets = tuple(folder / simulation.design.name for simulation in simulations)
    try:
        for target in targets:
            _require_ours(target)
        folder.mkdir(parents=True, exist_ok=True)
        for simulation, target in zip(simulations, targets, strict=True):
            _write_whole(simulation, target)
    except OSError as error:
        raise SampleOutputError(f"{folder}: may not be written ({error.strerror})") from error
    return targets


def _require_ours(target: Path) -> None:
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not _is_simulated(target / CONVERSATION):
        raise SampleOutputError(
            f"{target} must be new, empty or written by an earlier simulation, got something else; nothing was changed"
        )


def _is_simulated(conversation: Path) -> bool:
    try:
        return tomllib.loads(conversation.read_text(encoding="utf-8")).get("simulated") is True
    except (OSError, ValueError):
        return False


def _write_whole(simulation: Simulation, target: Path) -> None:
    # A neighbour of the target, so that moving is one step and needs no copying.
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as neighbour:
        draft = Path(neighbour) / target.name
        draft.mkdir()
        _write_files(simulation, draft)
        if not target.exists() or not any(target.iterdir()):
            draft.replace(target)
            return
        for file in sorted(draft.iterdir()):
            file.replace(target / file.name)


def _write_files(simulation: Simulation, draft: Path) -> None:
    (draft / CONVERSATION).write_bytes("".join(f"{line}\n" for line in _conversation(simulation)).encode())
    _write_rows(draft / "summary.csv", _summary(simulation))
    _write_rows(draft / "statements.csv", _statements(simulation))
    _write_rows(draft / "participants.csv", _participants(simulation))
    _write_rows(draft / "votes.csv", _votes(simulation))


def _write_rows(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _summary(simulation: Simulation) -> Iterator[tuple[object, ...]]:
    yield "topic", _in_both(simulation.design.title)
    yield "conversation-description", _in_both(simulation.design.question)
    yield "simulated", "true"


def _in_both(text: Bilingual) -> str:
    return " ".join(text.in_language(language) for language in LANGUAGES)


def _statements(simulation: Simulation) -> Iterator[tuple[object, ...]]:
    yield "id", "text", "language", *(f"text_{language}" for language in LANGUAGES)
    for statement in simulation.design.statements:
        said = [statement.text.in_language(language) for language in LANGUAGES]
        yield statement.id, statement.text.in_language(statement.language), statement.language, *said


def _participants(simulation: Simulation) -> Iterator[tuple[object, ...]]:
    people = simulation.people
    tiers = list(people.design.tiers)
    labels = [[_in_both(value.label) for value in kind.values] for kind in people.design.kinds]
    columns = [people.constituency[kind.column].tolist() for kind in people.design.kinds]
    yield "id", "tier", *(kind.column for kind in people.design.kinds)
    for person, tier, *places in zip(people.ids, people.tier.tolist(), *columns, strict=True):
        yield person, tiers[tier], *(label[place] for label, place in zip(labels, places, strict=True))


def _votes(simulation: Simulation) -> Iterator[tuple[object, ...]]:
    votes, people = simulation.votes, simulation.people.ids
    statements = [statement.id for statement in simulation.design.statements]
    moments = np.datetime_as_string(OPENING + votes.seconds.astype("timedelta64[s]")).tolist()
    yield "participant", "statement", "vote", "time"
    rows = zip(votes.participant.tolist(), votes.statement.tolist(), votes.vote.tolist(), moments, strict=True)
    for person, statement, vote, moment in rows:
        yield people[person], statements[statement], vote, f"{moment}Z"


def _conversation(simulation: Simulation) -> Iterator[str]:
    design, people = simulation.design, simulation.people
    yield "# Simulated data: nobody said any of this. 模拟数据：并非任何人的真实意见。"
    yield "simulated = true"
    yield 'generator = "yishiting simulate"'
    yield f"generator_version = {_quoted(GENERATOR_VERSION)}"
    yield f"seed = {simulation.seed}"
    yield f"people = {len(people)}"
    yield from _table("title", design.title)
    yield from _table("question", design.question)
    for kind in people.design.kinds:
        yield from _table(f"constituencies.{kind.column}", kind.label)
        for value in kind.values:
            yield from _table(f"constituencies.{kind.column}.labels.{_quoted(_in_both(value.label))}", value.label)


def _table(name: str, text: Bilingual) -> Iterator[str]:
    yield ""
    yield f"[{name}]"
    for language in LANGUAGES:
        yield f"{language} = {_quoted(text.in_language(language))}"


def _quoted(text: str) -> str:
    # Without control characters a JSON string is a TOML string.
    return json.dumps(text, ensure_ascii=False)
