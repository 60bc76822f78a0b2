import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.formats.builders import LONG, folder_of, votes_file
from yishiting.cli.app import app
from yishiting.report.options import FILE_NAMES

# A shell starts background jobs with SIGINT ignored, and the tests may run in one: Ctrl-C is switched on again.
LISTEN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
COMMAND = (sys.executable, "-c", LISTEN + "from yishiting.cli.app import main; main()")
REPORT = set(FILE_NAMES.values())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "in", LONG)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["analyse", *map(str, arguments)])


def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "analyse", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def test_analyse_writes_the_report_and_names_it(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    result = run(source, "--out", out)

    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == REPORT
    assert result.stdout.splitlines()[:2] == [
        str(out / "report.html"),
        "2 people, 3 statements, 3 votes, 1 opinion group",
    ]


def test_analyse_labels_simulated_data(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG, summary_csv="topic,T\nsimulated,true\n")

    result = run(source, "--out", tmp_path / "out")

    assert result.stdout.splitlines()[0] == f"{tmp_path / 'out' / 'report.html'}  simulated"


def test_json_is_all_that_is_printed(source: Path, tmp_path: Path) -> None:
    done = command(source, "--out", tmp_path / "out", "--json")

    outcome = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (outcome["participants"], outcome["statements"], outcome["votes"], outcome["groups"]) == (2, 3, 3, 1)
    assert sum(outcome["verdicts"].values()) == 3
    assert outcome["report"] == str(tmp_path / "out" / "report.html")


def test_quiet_says_nothing(source: Path, tmp_path: Path) -> None:
    done = command(source, "--out", tmp_path / "out", "--quiet", "--still-map")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out" / "report.html").exists()


def test_a_fixed_time_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        command(source, "--out", tmp_path / name, "--quiet", SOURCE_DATE_EPOCH="1700000000")

    for name in REPORT:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_the_rule_can_be_changed_and_is_written_down(source: Path, tmp_path: Path) -> None:
    run(source, "--out", tmp_path / "out", "--rule", "support_threshold=0.75", "--rule", "minimum_people=4")

    rule = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))["rule"]
    assert (rule["support_threshold"], rule["minimum_people"], rule["confidence"]) == (0.75, 4, 0.9)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("speed=1", "must be name=value with one of support_threshold"),
        ("minimum_people=many", "`minimum_people` must be a whole number, got 'many'"),
        ("confidence=high", "`confidence` must be a number, got 'high'"),
        ("confidence=2", "`confidence` must be between 0.5 and 0.999, got 2.0"),
        ("fit_on=somebody", "`fit_on` must be trusted or everybody, got 'somebody'"),
    ],
)
def test_a_wrong_rule_ends_with_code_2_before_anything_is_read(setting: str, said: str, tmp_path: Path) -> None:
    done = command(tmp_path / "nowhere", "--out", tmp_path / "out", "--rule", setting, COLUMNS="200")

    assert done.returncode == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_ends_with_code_2(source: Path, tmp_path: Path) -> None:
    done = command(source, "--out", tmp_path / "out", "--language", "tlh")

    assert done.returncode == 2
    assert "tlh" in done.stderr


def test_bad_rows_end_with_code_3_and_no_folder(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG, votes_csv=LONG["votes.csv"] + "bo,s2,maybe\n")

    done = command(source, "--out", tmp_path / "out")

    assert done.returncode == 3
    assert done.stderr.startswith("yishiting: votes.csv line 5: `vote` must be -1, 0 or 1, got 'maybe'\n")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_skipped_rows_are_listed_in_the_report_folder(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG, votes_csv=LONG["votes.csv"] + "bo,s2,maybe\n")

    result = run(source, "--out", tmp_path / "out", "--skip-bad-rows")

    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*REPORT, "rejected.csv"}
    with (tmp_path / "out" / "rejected.csv").open(encoding="utf-8", newline="") as file:
        assert [row[:3] for row in csv.reader(file)][1] == ["votes.csv", "5", "vote"]


def test_an_earlier_report_is_replaced_and_a_foreign_folder_is_not(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(source, "--out", out)
    (out / "report.html").write_text("old", encoding="utf-8")

    assert run(source, "--out", out).exit_code == 0
    assert (out / "report.html").read_text(encoding="utf-8") != "old"

    (out / "letter.txt").write_text("mine", encoding="utf-8")
    done = command(source, "--out", out)
    assert done.returncode == 4
    assert "letter.txt" in done.stderr
    assert (out / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_a_table_without_votes_ends_with_code_3(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", LONG, votes_csv="participant,statement,vote\n")

    assert command(source, "--out", tmp_path / "out").returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("seconds", [0.0, 1.5])
def test_stopping_leaves_nothing_half_written(sent: signal.Signals, code: int, seconds: float, tmp_path: Path) -> None:
    # Seconds of work, to be stopped in while reading or while analysing, whichever it is when the signal comes.
    rows = "".join(f"{person},{statement},1\n" for person in range(100_000) for statement in range(person % 3, 90, 3))
    source = votes_file(tmp_path / "votes.csv", "participant,statement,vote\n" + rows)
    aside = tmp_path / "aside"
    aside.mkdir()
    running = subprocess.Popen(
        [*COMMAND, "analyse", str(source), "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(aside)},
    )
    deadline = time.monotonic() + 60
    while not list(aside.iterdir()) and time.monotonic() < deadline:  # made as the work begins
        time.sleep(0.01)
    time.sleep(seconds)

    os.kill(running.pid, sent)
    out, _ = running.communicate(timeout=60)

    assert (running.returncode, out) == (code, b"")
    assert list(aside.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"votes.csv", "aside"}
