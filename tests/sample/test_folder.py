import csv
import hashlib
import tomllib
from pathlib import Path

import numpy as np
import pytest

from yishiting.formats import read_conversation
from yishiting.sample import (
    DELIBERATIONS,
    GENERATOR_VERSION,
    InvalidSampleSettingError,
    SampleOutputError,
    SampleSettings,
    simulate,
    write_sample,
)

GOLDEN = "d5f529f18925570c68e8ab3f05971a80665dcd9d23959892e9f2ca034380088a"
FILES = ["conversation.toml", "participants.csv", "statements.csv", "summary.csv", "votes.csv"]


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*.*")):
        whole.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_sample_has_these_bytes_on_every_machine(tmp_path: Path) -> None:
    write_sample(tmp_path)

    # Whoever changes the sample on purpose raises GENERATOR_VERSION and writes the new digest here.
    assert (GENERATOR_VERSION, digest(tmp_path)) == ("1", GOLDEN)


def test_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("first", 7), ("again", 7), ("other", 8)):
        write_sample(tmp_path / name, SampleSettings(200, seed))

    digests = [digest(tmp_path / name) for name in ("first", "again", "other")]

    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_formats_read_a_sample_with_everything_that_was_put_in(tmp_path: Path, name: str) -> None:
    settings = SampleSettings(300, 1, (name,))
    (simulation,) = simulate(settings)
    (folder,) = write_sample(tmp_path, settings)

    conversation = read_conversation(folder)

    table = conversation.table
    expected = np.full((300, 20), 9)
    expected[simulation.votes.participant, simulation.votes.statement] = simulation.votes.vote
    found = np.full((300, 20), 9)
    found[table.participant_index(), table.statement_index] = table.votes
    assert (found == expected).all()
    assert conversation.is_simulated
    assert simulation.design.title.zh in conversation.title
    assert simulation.design.question.en in conversation.question
    assert conversation.statements.translations["zh"] == tuple(each.text.zh for each in simulation.design.statements)
    assert {kind: len(set(labels)) for kind, labels in conversation.constituencies.items()} == {
        "stakeholder": 4,
        "region": 5,
    }
    assert conversation.tiers is not None
    assert set(conversation.tiers.tolist()) == {"delegation", "verified", "open"}
    assert conversation.notes.n_people_without_votes == conversation.notes.n_superseded == 0
    assert str(conversation.notes.first_vote).startswith("2026-07-01")


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_folder_holds_what_the_long_layout_asks_for(tmp_path: Path, name: str) -> None:
    (folder,) = write_sample(tmp_path, SampleSettings(150, 1, (name,)))

    statements, people, votes = (rows(folder / f"{kind}.csv") for kind in ("statements", "participants", "votes"))

    assert folder == tmp_path / name
    assert sorted(file.name for file in folder.iterdir()) == FILES
    assert list(statements[0]) == ["id", "text", "language", "text_zh", "text_en"]
    assert list(people[0]) == ["id", "tier", "stakeholder", "region"]
    assert list(votes[0]) == ["participant", "statement", "vote", "time"]
    assert {vote["participant"] for vote in votes} == {person["id"] for person in people}
    assert {vote["statement"] for vote in votes} <= {statement["id"] for statement in statements}
    assert {vote["vote"] for vote in votes} == {"-1", "0", "1"}
    assert all(statement["text"] == statement[f"text_{statement['language']}"] for statement in statements)
    assert [vote["time"] for vote in votes] == sorted(vote["time"] for vote in votes)
    assert votes[0]["time"].startswith("2026-07-01T")


def test_conversation_says_that_it_is_simulated_and_how(tmp_path: Path) -> None:
    (folder,) = write_sample(tmp_path, SampleSettings(150, 42, ("safety",)))

    said = tomllib.loads((folder / "conversation.toml").read_text(encoding="utf-8"))

    assert said["simulated"] is True
    assert (said["generator"], said["generator_version"]) == ("yishiting simulate", GENERATOR_VERSION)
    assert (said["seed"], said["people"]) == (42, 150)
    assert said["title"] == {"zh": "人工智能安全：共同应对风险", "en": "AI safety: facing shared risks together"}
    assert set(said["question"]) == {"zh", "en"}
    assert all(person["id"].startswith("sim-") for person in rows(folder / "participants.csv"))


def test_every_label_in_use_has_a_name_in_both_languages(tmp_path: Path) -> None:
    (folder,) = write_sample(tmp_path, SampleSettings(150, 1, ("safety",)))
    kinds = tomllib.loads((folder / "conversation.toml").read_text(encoding="utf-8"))["constituencies"]

    for column, kind in kinds.items():
        used = {person[column] for person in rows(folder / "participants.csv")}
        assert used == set(kind["labels"])
        assert all(label == f"{names['zh']} {names['en']}" for label, names in kind["labels"].items())


def test_earlier_sample_is_replaced_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (folder,) = write_sample(tmp_path, SampleSettings(150, 1, ("safety",)))
    before = digest(folder)
    (folder / "notes.txt").write_text("mine")

    write_sample(tmp_path, SampleSettings(150, 2, ("safety",)))

    assert (folder / "notes.txt").read_text() == "mine"
    (folder / "notes.txt").unlink()
    assert digest(folder) != before
    assert [entry.name for entry in tmp_path.iterdir()] == ["safety"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("votes.csv", "real"), ("conversation.toml", "simulated = false"), ("conversation.toml", "simulated = ")],
    ids=["no-label", "label-false", "label-broken"],
)
def test_folder_with_something_else_in_it_is_refused(tmp_path: Path, name: str, content: str) -> None:
    folder = tmp_path / "governance"
    folder.mkdir()
    (folder / name).write_text(content)

    with pytest.raises(SampleOutputError) as refused:
        write_sample(tmp_path)

    assert str(refused.value) == (
        f"{folder} must be new, empty or written by an earlier simulation, got something else; nothing was changed"
    )
    assert [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")] == [f"governance/{name}"]


def test_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "safety").write_text("a file")

    with pytest.raises(SampleOutputError):
        write_sample(tmp_path, SampleSettings(deliberations=("safety",)))

    assert (tmp_path / "safety").read_text() == "a file"


def test_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(SampleOutputError) as refused:
        write_sample(tmp_path / "taken" / "sample", SampleSettings(100))

    assert str(refused.value) == f"{tmp_path / 'taken' / 'sample'}: may not be written (Not a directory)"


def test_refused_setting_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidSampleSettingError):
        write_sample(tmp_path / "new", SampleSettings(n_people=3))

    assert not (tmp_path / "new").exists()
