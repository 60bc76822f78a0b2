import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.formats.builders import LONG, POLIS, answers, folder_of, same_table, votes_file
from yishiting.cli.app import app
from yishiting.formats import read_conversation

WAY_OUT = "To go on without these rows, add --skip-bad-rows; they are then listed in rejected.csv."
# A shell starts background jobs with SIGINT ignored, and the tests may run in one: Ctrl-C is switched on again.
LISTEN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
COMMAND = (sys.executable, "-c", LISTEN + "from yishiting.cli.app import main; main()")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize(
    ("to", "files"),
    [
        ("polis", {"comments.csv", "participants-votes.csv", "summary.csv", "votes.csv"}),
        ("csv", {"statements.csv", "summary.csv", "votes.csv"}),
        ("parquet", {"statements.csv", "summary.csv", "votes.parquet"}),
    ],
)
def test_convert_writes_the_layout_that_was_asked_for(tmp_path: Path, to: str, files: set[str]) -> None:
    source = folder_of(tmp_path / "in", POLIS)

    result = run("convert", str(source), "--out", str(tmp_path / "out"), "--to", to)

    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == files
    assert same_table(read_conversation(tmp_path / "out").table, read_conversation(source).table)


def test_convert_says_what_was_written_and_what_was_left_out(tmp_path: Path) -> None:
    source, out = folder_of(tmp_path / "in", POLIS), tmp_path / "out"

    result = run("convert", str(source), "--out", str(out))

    assert result.stdout.splitlines() == [
        str(out),
        "2 people, 3 statements, 3 votes",
        (
            "left out — superseded votes: 1; statements moderated out: 1; votes on them: 2; "
            "people without a vote that counts: 1"
        ),
    ]


def test_convert_says_that_simulated_data_is_simulated(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG, summary_csv="topic,T\nsimulated,true\n")

    result = run("convert", str(source), "--out", str(tmp_path / "out"), "--to", "polis")

    assert result.stdout.splitlines()[0] == f"{tmp_path / 'out'}  simulated"
    assert read_conversation(tmp_path / "out").is_simulated


def test_quiet_convert_says_nothing(tmp_path: Path) -> None:
    done = command("convert", str(folder_of(tmp_path / "in", LONG)), "--out", str(tmp_path / "out"), "--quiet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_agree_is_minus_one_turns_answers_round(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG)

    run("convert", str(source), "--out", str(tmp_path / "out"), "--agree-is", "-1")

    assert answers(read_conversation(tmp_path / "out")) == {("ann", "s1"): -1, ("bo", "s1"): 1, ("ann", "s2"): 0}


def test_skip_bad_rows_lists_them_beside_the_result(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG, votes_csv=LONG["votes.csv"] + "bo,s2,maybe\n")

    result = run("convert", str(source), "--out", str(tmp_path / "out"), "--skip-bad-rows")

    assert result.exit_code == 0
    assert "rows rejected: 1" in result.stdout
    with (tmp_path / "out" / "rejected.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["votes.csv", "5", "vote", "'-1, 0 or 1", "'maybe'"]


def test_bad_rows_end_with_their_places_code_3_and_no_folder(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG, votes_csv=LONG["votes.csv"] + "bo,s2,maybe\nbo,s9,1\n")

    done = command("convert", str(source), "--out", str(tmp_path / "out"))

    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "yishiting: votes.csv line 5: `vote` must be -1, 0 or 1, got 'maybe'",
        "votes.csv line 6: `statement` must be a statement of this conversation, got 's9'",
        "2 problems",
        WAY_OUT,
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_missing_source_ends_with_code_3(tmp_path: Path) -> None:
    done = command("convert", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"))

    assert done.returncode == 3
    assert done.stderr == f"yishiting: {tmp_path / 'nowhere'}: there is nothing of that name\n"


def test_a_folder_with_files_is_not_written_to_and_ends_with_code_4(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG)

    done = command("convert", str(source), "--out", str(source))

    assert done.returncode == 4
    assert "must be a new or an empty folder" in done.stderr
    assert {path.name for path in source.iterdir()} == set(LONG)


@pytest.mark.parametrize("arguments", [(), ("convert",), ("convert", "x", "--out", "y", "--to", "excel"), ("vote",)])
def test_wrong_usage_ends_with_code_2(arguments: tuple[str, ...]) -> None:
    assert command(*arguments).returncode == 2


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopping_leaves_nothing_half_written(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    # 3 million rows with one that only the exact reader understands: seconds of work to be stopped in.
    source = votes_file(tmp_path / "votes.csv", "participant,statement,vote\n1,1,+1\n" + "1,2,1\n" * 3_000_000)
    running = subprocess.Popen(
        [*COMMAND, "convert", str(source), "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".out.*.part")) and time.monotonic() < deadline:
        time.sleep(0.01)

    os.kill(running.pid, sent)
    out, _ = running.communicate(timeout=60)

    assert (running.returncode, out) == (code, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["votes.csv"]


def test_rows_that_could_be_skipped_are_refused_with_the_way_out(tmp_path: Path) -> None:
    header = "participant,statement,vote\n"
    bad_row = command(
        "convert", str(votes_file(tmp_path / "row.csv", header + "1,1,yes\n")), "--out", str(tmp_path / "o")
    )
    bad_header = command(
        "convert", str(votes_file(tmp_path / "header.csv", "a,b\n1,1\n")), "--out", str(tmp_path / "o")
    )

    assert bad_row.stderr.splitlines() == [
        "yishiting: row.csv line 2: `vote` must be -1, 0 or 1, got 'yes'",
        WAY_OUT,
    ]
    assert "--skip-bad-rows" not in bad_header.stderr
