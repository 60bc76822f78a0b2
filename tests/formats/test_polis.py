import csv
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.formats.builders import POLIS, answers, folder_of, same_table, zip_of
from yishiting.formats import BadRowsError, ReadOptions, UnknownLayoutError, read_conversation

CURRENT = {(7, 0): 1, (7, 1): 0, (8, 0): -1}


def test_the_last_vote_by_time_counts_in_a_polis_export(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, POLIS))

    assert answers(conversation) == CURRENT
    assert conversation.notes.n_superseded == 1


def test_of_votes_at_the_same_time_the_later_row_counts(tmp_path: Path) -> None:
    votes = "timestamp,datetime,comment-id,voter-id,vote\n5,,0,7,1\n9,,1,7,1\n5,,0,7,-1\n4,,0,7,0\n"

    conversation = read_conversation(folder_of(tmp_path, {"votes.csv": votes}))

    assert answers(conversation) == {(7, 0): -1, (7, 1): 1}


def test_everything_in_a_polis_export_is_accounted_for(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path / "streets", POLIS))

    notes = conversation.notes
    assert (notes.source, notes.layout) == ("streets", "polis_votes")
    assert (notes.n_votes_read, notes.n_superseded, notes.n_votes_on_moderated) == (6, 1, 2)
    assert notes.n_votes_read == conversation.table.n_votes + notes.n_superseded + notes.n_votes_on_moderated
    assert (notes.n_statements_moderated_out, notes.n_people_without_votes, notes.n_rejected_rows) == (1, 1, 0)
    assert notes.first_vote == datetime(1970, 1, 1, 0, 16, 40, tzinfo=UTC)
    assert notes.last_vote == datetime(1970, 1, 1, 0, 50, tzinfo=UTC)
    assert notes.n_matrix_differences == 0


def test_texts_of_a_polis_export_keep_quotes_commas_and_line_breaks(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, POLIS))

    assert conversation.title == "Streets"
    assert conversation.question == "What now?\n\nSay it."
    assert conversation.statements.ids.tolist() == [0, 1, 3]
    assert conversation.statements.texts == ("Parks, please", 'Trams\nand "buses" too', "Nobody saw this")
    assert conversation.statements.authors == ("7", "8", "9")
    assert not conversation.is_simulated


def test_a_statement_without_votes_stays(tmp_path: Path) -> None:
    table = read_conversation(folder_of(tmp_path, POLIS)).table

    assert table.statement_ids.tolist() == [0, 1, 3]
    assert table.participant_ids.tolist() == [7, 8]


def test_exported_groups_stand_beside_their_people(tmp_path: Path) -> None:
    groups = read_conversation(folder_of(tmp_path, POLIS)).notes.exported_groups

    assert groups is not None
    assert groups.tolist() == ["0", "1"]


def test_matrix_alone_gives_the_same_votes(tmp_path: Path) -> None:
    both = read_conversation(folder_of(tmp_path / "both", POLIS))

    matrix = read_conversation(folder_of(tmp_path / "matrix", POLIS, votes_csv=None))

    assert same_table(matrix.table, both.table)
    assert matrix.notes.layout == "polis_matrix"
    assert matrix.statements.texts == both.statements.texts


def test_votes_alone_suffice(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, {"votes.csv": POLIS["votes.csv"]}))

    assert answers(conversation) == {**CURRENT, (8, 2): 1, (9, 2): 1}
    assert conversation.statements.texts == ("", "", "")
    assert conversation.notes.n_matrix_differences is None


@pytest.mark.parametrize("name", ["votes.csv", "participants-votes.csv", "anything.csv"])
def test_a_single_file_suffices_whatever_its_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(POLIS["participants-votes.csv"])

    assert answers(read_conversation(file)) == {**CURRENT, (8, 2): 1, (9, 2): 1}


def test_new_spelling_of_the_matrix_and_new_columns_are_read(tmp_path: Path) -> None:
    comments = (
        "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,group-informed-consensus,comment-body\n"
        "1,0,7,1,1,1,false,true,0.4,Parks\n2,1,8,0,0,0,false,false,0.5,Trams\n"
    )
    matrix = "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n7,x,0,1,2,1,0,1,0\n8,,1,1,1,0,1,-1,\n"
    files = {"comments.csv": comments, "participant-votes.csv": matrix}

    conversation = read_conversation(folder_of(tmp_path, files))

    assert answers(conversation) == CURRENT
    assert conversation.statements.texts == ("Parks", "Trams")


def test_downloaded_names_with_date_and_code_are_found(tmp_path: Path) -> None:
    files = {f"2025-06-19-1201-3phdex2kjf-{name}": content for name, content in POLIS.items()}

    conversation = read_conversation(folder_of(tmp_path, files))

    assert (conversation.title, answers(conversation)) == ("Streets", CURRENT)
    assert conversation.notes.n_matrix_differences == 0


def test_two_downloads_in_one_folder_are_refused(tmp_path: Path) -> None:
    files = {f"2025-06-{day}-x-votes.csv": POLIS["votes.csv"] for day in (19, 20)}

    with pytest.raises(UnknownLayoutError, match=r"must hold one conversation, got 2025-06-19-x-votes.csv and"):
        read_conversation(folder_of(tmp_path, files))


def test_agree_is_minus_one_turns_every_answer_round(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, POLIS), ReadOptions(agree_is=-1))

    assert answers(conversation) == {pair: -vote for pair, vote in CURRENT.items()}
    assert conversation.notes.n_matrix_differences == 0


def test_differences_between_votes_and_matrix_are_counted(tmp_path: Path) -> None:
    matrix = POLIS["participants-votes.csv"].replace("7,0,1,2,1,0,1,0,,", "7,0,1,2,1,0,-1,,1,")

    notes = read_conversation(folder_of(tmp_path, POLIS, **{"participants-votes_csv": matrix})).notes

    assert notes.n_matrix_differences == 3  # one answer differs, one is only in the list, one only in the matrix


def test_votes_on_unlisted_statements_are_named(tmp_path: Path) -> None:
    votes = POLIS["votes.csv"] + "1800,,44,9,1\n"

    with pytest.raises(BadRowsError) as caught:
        read_conversation(folder_of(tmp_path, POLIS, votes_csv=votes))

    assert str(caught.value) == "votes.csv line 8: `comment-id` must be a statement of this conversation, got '44'"


def test_matrix_votes_on_unlisted_statements_are_named(tmp_path: Path) -> None:
    comments = POLIS["comments.csv"].replace("4,,3,9", "4,,5,9").replace("3,,2,8", "3,,6,8")

    with pytest.raises(BadRowsError) as caught:
        read_conversation(folder_of(tmp_path, POLIS, votes_csv=None, comments_csv=comments))

    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(3, "2"), (4, "2")]


def test_the_same_export_in_a_zip_reads_the_same(tmp_path: Path) -> None:
    folder = read_conversation(folder_of(tmp_path / "folder", POLIS))

    archive = read_conversation(zip_of(tmp_path / "export.zip", POLIS, within="export/"))

    assert same_table(archive.table, folder.table)
    assert archive.statements.texts == folder.statements.texts
    assert archive.notes.n_matrix_differences == 0


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def matrix_of(folder: Path) -> dict[tuple[int, int], int]:
    cells = {}
    for row in rows_of(folder / "participants-votes.csv"):
        for column, cell in row.items():
            if column.isdigit() and cell:
                cells[int(row["participant"]), int(column)] = int(cell)
    return cells


def test_real_votes_equal_the_matrix_that_was_exported_beside_them(real_conversation: Path) -> None:
    rejected = {
        int(row["comment-id"]) for row in rows_of(real_conversation / "comments.csv") if row["moderated"] == "-1"
    }
    expected = {pair: vote for pair, vote in matrix_of(real_conversation).items() if pair[1] not in rejected}

    conversation = read_conversation(real_conversation)

    assert answers(conversation) == expected
    assert conversation.notes.n_matrix_differences == 0
    assert conversation.notes.n_statements_moderated_out == len(rejected)


def test_real_matrix_alone_gives_the_same_table(real_conversation: Path, tmp_path: Path) -> None:
    files = {name: (real_conversation / name).read_bytes() for name in ("participants-votes.csv", "comments.csv")}

    matrix = read_conversation(folder_of(tmp_path, files))

    assert same_table(matrix.table, read_conversation(real_conversation).table)


def test_real_texts_belong_to_their_statements(real_conversation: Path) -> None:
    texts = {int(row["comment-id"]): row["comment-body"].strip() for row in rows_of(real_conversation / "comments.csv")}

    statements = read_conversation(real_conversation).statements

    assert statements.texts == tuple(texts[one] for one in statements.ids.tolist())


def test_inputs_are_read_the_same_twice(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, POLIS)

    first, second = read_conversation(folder), read_conversation(folder)

    assert same_table(first.table, second.table)
    assert np.array_equal(first.statements.ids, second.statements.ids)
