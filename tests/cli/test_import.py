"""`yishiting import`: into a chamber that is there, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats.builders import POLIS, folder_of
from yishiting.cli.exit_codes import ExitCode
from yishiting.web.environment.variables import known_names

COMMAND = Path(sys.executable).with_name("yishiting")
MAKE_CHAMBER = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from yishiting.web.content import Content
from yishiting.web.programme.models import Forum
Forum.objects.create(slug="industry", title=Content.of("en", "Industry"))
"""


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in known_names()}
    return kept | {"YISHITING_DATA": str(data), "DJANGO_SETTINGS_MODULE": "yishiting.web.settings"}


def _imported(source: Path, data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(COMMAND), "import", str(source), "--data", str(data), *options]
    environment = _environment(data)
    del environment["YISHITING_DATA"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def _count(data: Path, table: str) -> int:
    with sqlite3.connect(data / "yishiting.sqlite3") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own tables


@pytest.fixture(scope="module")
def chamber(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("chamber")
    subprocess.run([sys.executable, "-c", MAKE_CHAMBER], check=True, env=_environment(data))
    return data


def test_a_conversation_becomes_a_draft_with_its_votes(chamber: Path, tmp_path: Path) -> None:
    done = _imported(folder_of(tmp_path / "in", POLIS), chamber, "--forum", "industry")

    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert done.stdout.splitlines()[1] == "2 people, 3 statements, 3 votes"
    assert (_count(chamber, "deliberation_vote"), _count(chamber, "deliberation_voteentry")) == (3, 3)


def test_bad_rows_are_named_and_nothing_comes_in(chamber: Path, tmp_path: Path) -> None:
    before = _count(chamber, "deliberation_deliberation")
    bad = folder_of(tmp_path / "in", {"votes.csv": "participant,statement,vote\na,1,7\n"})

    done = _imported(bad, chamber, "--forum", "industry")

    assert done.returncode == ExitCode.BAD_INPUT
    assert "votes.csv line 2: `vote` must be" in done.stderr
    assert _count(chamber, "deliberation_deliberation") == before


def test_an_unknown_forum_is_refused_with_those_that_there_are(chamber: Path, tmp_path: Path) -> None:
    done = _imported(folder_of(tmp_path / "in", POLIS), chamber, "--forum", "trade")

    assert done.returncode == ExitCode.USAGE
    assert done.stderr == "yishiting: `--forum` must be one of industry, got 'trade'\n"


def test_a_folder_without_a_chamber_is_left_as_it_is(tmp_path: Path) -> None:
    data = tmp_path / "nothing"

    done = _imported(folder_of(tmp_path / "in", POLIS), data, "--forum", "industry")

    assert done.returncode == ExitCode.OUTPUT
    assert "holds no chamber" in done.stderr
    assert not data.exists()
