# ruff: noqa: E501 — tables of inputs and sentences read best with one case a line
import csv
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import LONG, POLIS, answers, folder_of, outcome, votes_file
from yishiting.formats import (
    BadRowsError,
    FormatError,
    ReadOptions,
    UnknownLayoutError,
    UnreadableInputError,
    read_conversation,
)

HEADER = "participant,statement,vote\n"


def problems_of(path: Path) -> list[str]:
    with pytest.raises(BadRowsError) as caught:
        read_conversation(path)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "votes.csv line 1: must be a header, the names of the columns, got an empty file"),
        (b"\n\n", "votes.csv line 1: must be a header, the names of the columns, got an empty file"),
        (b"\xef\xbb\xbf", "votes.csv line 1: must be a header, the names of the columns, got an empty file"),
        (HEADER, "votes.csv: must be one vote or more after the header, got none"),
        (HEADER + "1,1,yes\n", "votes.csv line 2: `vote` must be -1, 0 or 1, got 'yes'"),
        (HEADER + "1,1,2\n", "votes.csv line 2: `vote` must be -1, 0 or 1, got '2'"),
        (HEADER + "1,1,\n", "votes.csv line 2: `vote` must be -1, 0 or 1, got ''"),
        (HEADER + "1,1,NA\n", "votes.csv line 2: `vote` must be -1, 0 or 1, got 'NA'"),
        (HEADER + "1,1,0.5\n", "votes.csv line 2: `vote` must be -1, 0 or 1, got '0.5'"),
        (HEADER + ",1,1\n", "votes.csv line 2: `participant` must be an id, got ''"),
        (HEADER + "1,  ,1\n", "votes.csv line 2: `statement` must be an id, got ''"),
        (HEADER + "1,1\n", "votes.csv line 2: must be 3 cells, as in the header, got 2"),
        (HEADER + "1,1,1,1\n", "votes.csv line 2: must be 3 cells, as in the header, got 4"),
        (HEADER.encode() + b"\xff\xe9,1,1\n", "votes.csv line 2: must be UTF-8 or UTF-16 text, got the byte 0xFF; save the file as UTF-8"),
        (HEADER + "1,1,1\n1\0,1,1\n", "votes.csv line 3: must be UTF-8 or UTF-16 text, got the byte 0x00; save the file as UTF-8"),
        (HEADER + '1,1,1\n"1,1,1\n', "votes.csv line 3: must be closed by a second quotation mark, got a quoted cell that never ends"),
        ("participant,statement,vote,vote\n1,1,1,1\n", "votes.csv line 1: `vote` must be the name of one column, got it on several"),
        ("participant,vote\n1,1\n", "votes.csv line 1: must be a header with participant, statement, vote; or that of a Polis export, got participant, vote"),
        ("participant,statement,vote,time\n1,1,1,noon\n", "votes.csv line 2: `time` must be a whole number, got 'noon'"),
        ("participant,statement,vote,time\n1,1,1,2020-01-01\n1,1,1,7\n", "votes.csv line 3: `time` must be a date and time as in ISO 8601, got '7'"),
        ("participant,statement,vote,weight\n1,1,1,0\n", "votes.csv line 2: `weight` must be a number above 0, got '0'"),
        ("participant,statement,vote,weight\n1,1,1,inf\n", "votes.csv line 2: `weight` must be a number above 0, got 'inf'"),
    ],
)  # fmt: skip
def test_a_bad_vote_list_is_refused_with_file_line_and_column(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    assert problems_of(votes_file(tmp_path / "votes.csv", content)) == [sentence]


def test_lines_are_those_of_the_file_after_a_quoted_line_break(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "votes.csv", HEADER + '"a\nb\nc",1,1\n\nd,1,maybe\n')

    assert problems_of(file) == ["votes.csv line 6: `vote` must be -1, 0 or 1, got 'maybe'"]


def test_all_problems_of_a_row_are_named(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "votes.csv", HEADER + ",,no\n")

    assert [sentence.split("must")[0] for sentence in problems_of(file)] == [
        "votes.csv line 2: `participant` ",
        "votes.csv line 2: `statement` ",
        "votes.csv line 2: `vote` ",
    ]


def test_the_first_fifty_problems_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "votes.csv", HEADER + "1,1,x\n" * 1234)

    with pytest.raises(BadRowsError) as caught:
        read_conversation(file)

    assert (len(caught.value.problems), caught.value.n_problems) == (50, 1234)
    assert str(caught.value).splitlines()[-1] == "1,234 problems, the first 50 are shown"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("statements.csv", "id,text\ns1,a\ns2,b\ns1,c\n", "statements.csv line 4: `id` must be an id of its own, got 's1' again, first in line 2"),
        ("statements.csv", "id,text\ns1,a\n,b\ns2,c\n", "statements.csv line 3: `id` must be an id, got ''"),
        ("statements.csv", "id,words\ns1,a\n", "statements.csv line 1: `text` must be a column, got only id, words"),
        ("statements.csv", "id,text,moderated\ns1,a,yes\ns2,b,1\ns1x,,\n", "statements.csv line 2: `moderated` must be -1, 0 or 1, got 'yes'"),
        ("statements.csv", 'id,text\ns1,"a"b\ns2,c\n', "statements.csv line 2: must be comma-separated cells, got a row that is not (',' expected after '\"')"),
        ("statements.csv", "", "statements.csv line 1: must be a header, the names of the columns, got an empty file"),
        ("participants.csv", "id,region\nann,A\nann,B\n", "participants.csv line 3: `id` must be an id of its own, got 'ann' again, first in line 2"),
        ("participants.csv", "id,tier\nann,minister\n", "participants.csv line 2: `tier` must be delegation, verified or open, got 'minister'"),
        ("participants.csv", "id,region\nann\n", "participants.csv line 2: must be 2 cells, as in the header, got 1"),
        ("participants.csv", "person,region\nann,A\n", "participants.csv line 1: `id` must be a column, got only person, region"),
        ("summary.csv", "topic,T\nlonely\n", "summary.csv line 2: must be a key and a value, got 1 cells"),
        ("summary.csv", "simulated,perhaps\n", "summary.csv line 1: `simulated` must be true or false, got 'perhaps'"),
        ("conversation.toml", "simulated = 1\n", "conversation.toml: `simulated` must be true or false, got 1"),
        ("conversation.toml", "title = 'T'\n", "conversation.toml: `title` must be a table, such as en = \"…\" and zh = \"…\", got 'T'"),
        ("conversation.toml", "question.en = 1\n", "conversation.toml: `question.en` must be a text, got '1'"),
        ("conversation.toml", "constituencies.region.labels.A.en = []\n", "conversation.toml: `constituencies.region.labels.A.en` must be a text, got '[]'"),
    ],
)  # fmt: skip
def test_bad_files_beside_the_votes_are_refused(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    folder = folder_of(tmp_path, {**LONG, name: content})

    assert problems_of(folder)[0] == sentence


def test_problems_of_several_files_are_told_together(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, LONG, votes_csv=HEADER + "ann,s9,1\n", participants_csv="id,tier\nann,king\n")

    assert problems_of(folder) == [
        "votes.csv line 2: `statement` must be a statement of this conversation, got 's9'",
        "participants.csv line 2: `tier` must be delegation, verified or open, got 'king'",
    ]


def test_a_matrix_names_row_and_statement(tmp_path: Path) -> None:
    matrix = POLIS["participants-votes.csv"].replace("8,1,2,2,1,1,-1", "8,1,2,2,1,1,?") + "7,0,1,2,1,0,1,0,,\n"

    assert problems_of(votes_file(tmp_path / "participants-votes.csv", matrix)) == [
        "participants-votes.csv line 3: `0` must be -1, 0 or 1 or empty, got '?'",
        "participants-votes.csv line 5: `participant` must be an id of its own, got '7' again",
    ]


def test_an_empty_matrix_is_refused(tmp_path: Path) -> None:
    matrix = votes_file(tmp_path / "m.csv", "participant,group-id,n-votes,0,1\n7,0,0,,\n")

    assert problems_of(matrix) == ["m.csv: must be one vote or more after the header, got none"]


def test_a_conversation_whose_votes_are_all_on_moderated_statements_is_refused(tmp_path: Path) -> None:
    statements = "id,text,moderated\ns1,a,-1\ns2,b,-1\n"

    folder = folder_of(tmp_path / "gone", LONG, statements_csv=statements)

    assert problems_of(folder) == ["gone: must be one vote or more that counts, got none"]


def test_skip_bad_rows_goes_on_and_lists_what_was_rejected(tmp_path: Path) -> None:
    votes = LONG["votes.csv"] + "bo,s2,yes\nbo,s7,\nbo\n"
    rejected = tmp_path / "rejected.csv"

    conversation = read_conversation(
        folder_of(tmp_path / "in", LONG, votes_csv=votes), ReadOptions(skip_bad_rows=True, rejected_to=rejected)
    )

    assert answers(conversation) == {("ann", "s1"): 1, ("bo", "s1"): -1, ("ann", "s2"): 0}
    assert conversation.notes.n_rejected_rows == 3
    assert len(conversation.notes.rejected) == 4
    with rejected.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["file", "line", "column", "expected", "got"],
            ["votes.csv", "5", "vote", "'-1, 0 or 1", "'yes'"],
            ["votes.csv", "6", "statement", "a statement of this conversation", "'s7'"],
            ["votes.csv", "6", "vote", "'-1, 0 or 1", "''"],
            ["votes.csv", "7", "", "3 cells, as in the header", "1"],
        ]


def test_no_list_of_rejected_rows_is_left_without_any_or_when_reading_fails(tmp_path: Path) -> None:
    rejected = tmp_path / "rejected.csv"
    options = ReadOptions(skip_bad_rows=True, rejected_to=rejected)

    read_conversation(folder_of(tmp_path / "good", LONG), options)
    with pytest.raises(BadRowsError):
        read_conversation(folder_of(tmp_path / "bad", LONG, votes_csv=HEADER + "ann,s1,x\n"), options)

    assert not rejected.exists()


def test_an_open_quotation_mark_is_refused_even_where_bad_rows_are_skipped(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "votes.csv", HEADER + '1,1,1\n"2,1,1\n3,1,1\n4,1,1\n')

    with pytest.raises(BadRowsError, match="line 3: must be closed by a second quotation mark"):
        read_conversation(file, ReadOptions(skip_bad_rows=True))


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "votes.csv", HEADER + "x" * 200_000 + ",1\n")

    assert problems_of(file) == [
        "votes.csv line 2: must be a cell of at most 131,072 characters, got a longer one; is a quotation mark open?"
    ]


@pytest.mark.parametrize("cell", ["1_0", "nan", "-inf", "١", "one"])
def test_a_weight_is_a_plain_number(tmp_path: Path, cell: str) -> None:
    file = votes_file(tmp_path / "votes.csv", f"participant,statement,vote,weight\n1,1,1,{cell}\n")

    assert problems_of(file) == [f"votes.csv line 2: `weight` must be a number above 0, got {cell!r}"]


def test_a_missing_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="nowhere: there is nothing of that name"):
        read_conversation(tmp_path / "nowhere")


def test_a_name_with_a_zero_byte_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="may not be read"):
        read_conversation(tmp_path / "vo\0tes.csv")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # addresses of sockets must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("votes.csv")

        with pytest.raises(UnreadableInputError, match="must be a file or a folder, got a socket"):
            read_conversation(tmp_path / "votes.csv")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnreadableInputError, match="must be a file or a folder, got a pipe"):
        read_conversation(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["votes.csv", "statements.csv", "summary.csv"])
def test_a_pipe_inside_a_folder_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    files = {one: content for one, content in LONG.items() if one != name}
    folder = folder_of(tmp_path, files)
    os.mkfifo(folder / name)

    with pytest.raises(UnreadableInputError, match=f"{name}: must be a file, got a pipe"):
        read_conversation(folder)


def test_a_folder_in_place_of_the_vote_list_is_not_one(tmp_path: Path) -> None:
    (tmp_path / "in" / "votes.csv").mkdir(parents=True)

    with pytest.raises(
        UnknownLayoutError, match=r"in: must hold one of votes.csv, .* got only folders: votes.csv \(name one"
    ):
        read_conversation(tmp_path / "in")


def test_a_folder_of_other_things_is_refused_with_what_is_there(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {f"photo{number}.jpg": b"" for number in range(10)})

    with pytest.raises(UnknownLayoutError, match=r"got photo0.jpg, .* photo7.jpg and 2 more files"):
        read_conversation(folder)


def test_a_folder_that_may_not_be_listed_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    with pytest.raises(UnreadableInputError, match="may not be read"):
        read_conversation(tmp_path / "loop")


@given(content=st.binary(max_size=300), name=st.sampled_from(["votes.csv", "comments.csv", "participants-votes.csv"]))
def test_random_bytes_never_end_in_anything_but_our_own_errors(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    folder = folder_of(tmp_path_factory.mktemp("random"), {**POLIS, name: content})

    read = outcome(folder)

    if isinstance(read, FormatError):
        assert str(read)
    else:  # only a list that stands beside the votes can be random and say nothing wrong
        assert name != "votes.csv"
        assert read.table.n_votes > 0


MANGLED = st.sampled_from(["\x00", '"', ",", "\n", "\r", "é", "\ufeff", "=", "1e9", "\u2028", " "])


@given(places=st.lists(st.tuples(st.integers(0, 10_000), MANGLED), max_size=4), skip=st.booleans())
def test_mangled_files_never_end_in_anything_but_our_own_errors(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, str]], *, skip: bool
) -> None:
    files = dict(LONG)
    for place, piece in places:
        name = sorted(files)[place % len(files)]
        at = place % (len(files[name]) + 1)
        files[name] = files[name][:at] + piece + files[name][at:]

    read = outcome(folder_of(tmp_path_factory.mktemp("mangled"), files), ReadOptions(skip_bad_rows=skip))

    if isinstance(read, FormatError):
        assert str(read)
    else:
        notes, table = read.notes, read.table
        assert notes.n_votes_read == table.n_votes + notes.n_superseded + notes.n_votes_on_moderated
