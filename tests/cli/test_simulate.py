from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from yishiting.cli.app import app
from yishiting.cli.exit_codes import ExitCode


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["simulate", *arguments])


def test_simulate_writes_all_three_and_names_them(tmp_path: Path) -> None:
    out = tmp_path / "sample"

    result = run("--out", str(out), "--people", "100", "--seed", "3")

    assert result.exit_code == ExitCode.OK
    names = ["development", "safety", "governance"]
    assert result.stdout.splitlines() == [f"{out / name}  simulated" for name in names]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    assert len((out / "safety" / "participants.csv").read_text(encoding="utf-8").splitlines()) == 101


def test_simulate_writes_only_the_one_asked_for(tmp_path: Path) -> None:
    result = run("--out", str(tmp_path), "--people", "100", "--deliberation", "governance")

    assert result.exit_code == ExitCode.OK
    assert [path.name for path in tmp_path.iterdir()] == ["governance"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--people", "99"), "`people` must be between 100 and 100000, got 99"),
        (("--seed", "-1"), "`seed` must be 0 or above, got -1"),
    ],
)
def test_simulate_says_what_is_wrong_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run("--out", str(tmp_path / "sample"), *arguments)

    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == f"yishiting: {sentence}\n"
    assert result.stdout == ""
    assert not (tmp_path / "sample").exists()


def test_simulate_refuses_a_folder_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "safety").mkdir()
    (tmp_path / "safety" / "votes.csv").write_text("real votes")

    result = run("--out", str(tmp_path))

    assert result.exit_code == ExitCode.OUTPUT
    assert str(tmp_path / "safety") in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["safety"]


def test_simulate_can_be_quiet(tmp_path: Path) -> None:
    result = run("--out", str(tmp_path), "--people", "100", "--quiet")

    assert (result.exit_code, result.output) == (ExitCode.OK, "")
    assert len(list(tmp_path.iterdir())) == 3
