import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import LONG, answers, conversation_of, folder_of, same_table
from yishiting.engine import VoteTable
from yishiting.formats import (
    Conversation,
    OutputError,
    StatementTexts,
    read_conversation,
    write_long_csv,
    write_long_parquet,
    write_polis_export,
)
from yishiting.formats.polis_matrix import COUNTS

Writer = Callable[[Conversation, Path], None]
WRITERS: tuple[Writer, ...] = (write_polis_export, write_long_csv, write_long_parquet)
every_writer = pytest.mark.parametrize("write", WRITERS, ids=lambda writer: writer.__name__)

# What a cell can hold: everything but lone surrogates (no text) and NUL (numpy drops it at the end of an id).
CHARACTERS = st.one_of(st.sampled_from("'\"=+-@,\n\r\t 1议é"), st.characters(exclude_categories=["Cs", "Cc"]))
TEXTS = st.text(CHARACTERS, max_size=12).map(str.strip)
TEXT_IDS = (
    st.text(CHARACTERS, min_size=1, max_size=6)
    .map(str.strip)
    .filter(lambda one: one and not one.isnumeric() and one not in COUNTS)
)
NUMBER_IDS = st.integers(-(2**63), 2**63 - 1)


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    """Any conversation that can be written."""
    people, statements = (
        draw(st.lists(kind, min_size=1, max_size=5, unique=True))
        for kind in (draw(st.sampled_from([TEXT_IDS, NUMBER_IDS])), draw(st.sampled_from([TEXT_IDS, NUMBER_IDS])))
    )
    n_rows = draw(st.integers(1, 12))
    table = VoteTable.from_codes(
        ids_of(people),
        ids_of(statements),
        np.array(draw(st.lists(st.integers(0, len(people) - 1), min_size=n_rows, max_size=n_rows))),
        np.array(draw(st.lists(st.integers(0, len(statements) - 1), min_size=n_rows, max_size=n_rows))),
        np.array(draw(st.lists(st.integers(-1, 1), min_size=n_rows, max_size=n_rows))),
        np.array(draw(st.lists(st.sampled_from([1.0, 0.1, 1 / 3, 7.0]), min_size=n_rows, max_size=n_rows))),
    )
    return conversation_of(
        table,
        texts_of(draw, table),
        title=draw(TEXTS),
        question=draw(TEXTS),
        is_simulated=draw(st.booleans()),
        constituencies={kind: column(draw, table) for kind in draw(st.sampled_from([(), ("region",), ("a b", "=c")]))},
        tiers=draw(st.sampled_from([None, np.array(["delegation", "verified", "open"] * 2)[: table.n_participants]])),
    )


def ids_of(ids: list[Any]) -> np.ndarray[Any, np.dtype[Any]]:
    return np.array(ids, dtype=np.int64 if isinstance(ids[0], int) else np.str_)


def texts_of(draw: st.DrawFn, table: VoteTable) -> StatementTexts:
    size = table.n_statements

    def texts() -> tuple[str, ...]:
        return tuple(draw(st.lists(TEXTS, min_size=size, max_size=size)))

    return StatementTexts(table.statement_ids, texts(), texts(), texts(), {"zh": texts(), "en": texts()})


def column(draw: st.DrawFn, table: VoteTable) -> np.ndarray[Any, np.dtype[Any]]:
    return np.array(draw(st.lists(TEXTS, min_size=table.n_participants, max_size=table.n_participants)), dtype=np.str_)


@every_writer
@given(conversation=conversations())
def test_what_is_written_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, write: Writer, conversation: Conversation
) -> None:
    folder = tmp_path_factory.mktemp("round") / "trip"

    write(conversation, folder)
    read = read_conversation(folder)

    assert same_table(read.table, conversation.table)
    assert (read.title, read.question, read.is_simulated) == (
        conversation.title,
        conversation.question,
        conversation.is_simulated,
    )
    for name in ("texts", "languages", "authors", "translations"):
        assert getattr(read.statements, name) == getattr(conversation.statements, name)
    assert {kind: labels.tolist() for kind, labels in read.constituencies.items()} == {
        kind: labels.tolist() for kind, labels in conversation.constituencies.items()
    }
    assert (None if read.tiers is None else read.tiers.tolist()) == (
        None if conversation.tiers is None else conversation.tiers.tolist()
    )
    assert (read.notes.first_vote, read.notes.n_superseded, read.notes.n_rejected_rows) == (None, 0, 0)


@given(conversation=conversations())
def test_all_layouts_of_the_same_votes_agree(
    tmp_path_factory: pytest.TempPathFactory, conversation: Conversation
) -> None:
    folder = tmp_path_factory.mktemp("layouts")
    for number, write in enumerate(WRITERS):
        write(conversation, folder / str(number))
    for name in ("votes.csv", "comments.csv", "participants-votes.csv"):
        (folder / "matrix").mkdir(exist_ok=True)
        if name != "votes.csv":
            (folder / "matrix" / name).write_bytes((folder / "0" / name).read_bytes())

    tables = [read_conversation(folder / name).table for name in ("0", "1", "2", "matrix")]

    unweighted = replace(conversation.table, weights=np.ones(conversation.table.n_participants))
    assert [same_table(table, conversation.table) for table in tables[:3]] == [True] * 3
    assert same_table(tables[3], unweighted)  # a matrix has no place for weights


@every_writer
def test_a_real_conversation_survives(tmp_path: Path, real_conversation: Path, write: Writer) -> None:
    conversation = read_conversation(real_conversation)

    write(conversation, tmp_path)

    read = read_conversation(tmp_path)
    assert same_table(read.table, conversation.table)
    assert read.statements.texts == conversation.statements.texts
    assert (read.title, read.question) == (conversation.title, conversation.question)


def test_exported_groups_survive_a_polis_export(tmp_path: Path, real_conversation: Path) -> None:
    conversation = read_conversation(real_conversation)

    write_polis_export(conversation, tmp_path)

    groups = read_conversation(tmp_path).notes.exported_groups
    assert groups is not None
    assert conversation.notes.exported_groups is not None
    assert groups.tolist() == conversation.notes.exported_groups.tolist()


def test_a_polis_export_has_the_columns_that_other_tools_expect(tmp_path: Path) -> None:
    write_polis_export(read_conversation(folder_of(tmp_path / "in", LONG)), tmp_path / "out")

    headers = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in (tmp_path / "out").iterdir()}
    assert headers == {
        "votes.csv": "timestamp,datetime,comment-id,voter-id,vote",
        "comments.csv": (
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body,language,comment-body-zh"
        ),
        "participants-votes.csv": "participant,group-id,n-comments,n-votes,n-agree,n-disagree,s1,s2,s3",
        "participants.csv": "id,tier,region",
        "summary.csv": "topic,Trees",
    }


def test_the_matrix_and_the_counts_of_a_polis_export_are_those_of_the_votes(tmp_path: Path) -> None:
    write_polis_export(read_conversation(folder_of(tmp_path / "in", LONG)), tmp_path / "out")

    def rows(name: str) -> list[list[str]]:
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]

    assert rows("participants-votes.csv") == [
        ["ann", "", "1", "2", "1", "0", "1", "0", ""],
        ["bo", "", "1", "1", "0", "1", "-1", "", ""],
    ]
    assert [row[2:7] for row in rows("comments.csv")] == [
        ["s1", "ann", "1", "1", "1"],
        ["s2", "", "0", "0", "1"],
        ["s3", "bo", "0", "0", "1"],
    ]


@every_writer
def test_no_written_cell_acts_as_a_formula(tmp_path: Path, write: Writer) -> None:
    table = VoteTable.from_arrays(["=ann", "@bo"], ["+s", "+s"], [1, -1])
    evil = ("=HYPERLINK(1)",)
    texts = StatementTexts(table.statement_ids, evil, evil, evil, {"zh": evil})
    labels = {"region": np.array(["-Asia", "\tx"])}

    write(conversation_of(table, texts, title="@sum", question="-1+1", constituencies=labels), tmp_path)

    cells = [
        cell
        for path in tmp_path.glob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in row
    ]
    assert [cell for cell in cells if cell[:1] in set("=+@\t\r")] == []
    assert {cell for cell in cells if cell.startswith("-")} <= {"-1"}


@every_writer
def test_files_that_are_there_are_never_overwritten(tmp_path: Path, write: Writer) -> None:
    conversation = read_conversation(folder_of(tmp_path / "in", LONG))
    write(conversation, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    with pytest.raises(OutputError, match="must not exist yet, got a file that does"):
        write(conversation, tmp_path / "out")

    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@every_writer
@pytest.mark.parametrize("name", ["", " ann", "ann\n", "a\0nn"])
def test_ids_that_would_not_read_back_are_refused(tmp_path: Path, write: Writer, name: str) -> None:
    table = VoteTable.from_arrays([name], ["s"], [1])

    with pytest.raises(
        OutputError, match="a participant's id must not be empty, or have blanks around or zero bytes in it, got"
    ):
        write(conversation_of(table), tmp_path / "out")

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["id", "tier", "", "region "])
def test_constituencies_that_would_not_read_back_are_refused(tmp_path: Path, name: str) -> None:
    table = VoteTable.from_arrays(["ann"], ["s"], [1])

    with pytest.raises(OutputError, match="a constituency's name must not be"):
        write_long_csv(conversation_of(table, constituencies={name: np.array(["x"])}), tmp_path)


def test_a_statement_named_like_a_column_of_the_matrix_is_refused(tmp_path: Path) -> None:
    table = VoteTable.from_arrays(["ann"], ["n-votes"], [1])

    with pytest.raises(OutputError, match="must not be the name of a column of the matrix, got 'n-votes'"):
        write_polis_export(conversation_of(table), tmp_path)


@every_writer
def test_a_conversation_without_votes_is_refused(tmp_path: Path, write: Writer) -> None:
    with pytest.raises(OutputError, match="must have one vote or more to be written, got none"):
        write(conversation_of(VoteTable.from_arrays([], [], [])), tmp_path / "out")


def test_more_votes_than_are_written_at_a_time_survive(tmp_path: Path) -> None:
    n_rows = 2**20 + 77
    random = np.random.default_rng(3)
    table = VoteTable.from_arrays(
        np.arange(n_rows) // 4, random.integers(0, 900, n_rows), random.integers(-1, 2, n_rows)
    )

    write_long_parquet(conversation_of(table), tmp_path / "parquet")
    write_long_csv(conversation_of(table), tmp_path / "csv")

    assert same_table(read_conversation(tmp_path / "parquet").table, table)
    assert same_table(read_conversation(tmp_path / "csv").table, table)


def test_writing_changes_no_answers(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path / "in", LONG))
    before = answers(conversation)

    write_polis_export(conversation, tmp_path / "out")

    assert answers(conversation) == before
