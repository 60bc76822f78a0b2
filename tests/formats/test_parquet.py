from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from tests.formats.builders import LONG, answers, folder_of, same_table, votes_file, zip_of
from yishiting.formats import BadRowsError, ReadLimits, ReadOptions, read_conversation


def parquet_of(path: Path, **columns: Any) -> Path:  # noqa: ANN401 — whatever Arrow takes for a column
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.table(columns), path)
    return path


def plain(path: Path, **more: Any) -> Path:  # noqa: ANN401 — the same
    return parquet_of(path, **{"participant": [1, 2, 1], "statement": [10, 10, 20], "vote": [1, -1, 0], **more})


PLAIN_ANSWERS = {(1, 10): 1, (2, 10): -1, (1, 20): 0}


def problems_of(path: Path) -> list[str]:
    with pytest.raises(BadRowsError) as caught:
        read_conversation(path)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"participant": pa.array([1, 2, 1], pa.uint64())},
        {"participant": pa.array([1, 2, 1], pa.int8()), "statement": pa.array([10, 10, 20], pa.uint16())},
        {"participant": ["1", "2", "1"], "statement": pa.array(["10", "10", "20"], pa.large_string())},
        {"participant": pa.array(["1", "2", "1"]).dictionary_encode()},
        {"statement": pa.array([10, 10, 20]).dictionary_encode()},
        {"vote": [1.0, -1.0, 0.0]},
        {"vote": pa.array([1, -1, 0], pa.int8())},
        {"unused": [None, None, None]},
    ],
    ids=["int64", "uint64", "small", "texts", "dictionary of texts", "dictionary", "float votes", "int8", "more"],
)
def test_column_types_make_no_difference(tmp_path: Path, changes: dict[str, Any]) -> None:
    conversation = read_conversation(plain(tmp_path / "v.parquet", **changes))

    assert answers(conversation) == PLAIN_ANSWERS
    assert conversation.notes.layout == "long_parquet"


def test_a_folder_with_parquet_is_read_with_everything_in_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "trees", LONG, votes_csv=None)
    parquet_of(
        folder / "votes.parquet", participant=["ann", "bo", "ann"], statement=["s1", "s1", "s2"], vote=[1, -1, 0]
    )
    (tmp_path / "trees" / "votes.csv").unlink(missing_ok=True)

    conversation = read_conversation(folder)

    csv = read_conversation(folder_of(tmp_path / "csv", LONG))
    assert same_table(conversation.table, csv.table)
    assert conversation.statements.translations == csv.statements.translations
    assert conversation.constituencies["region"].tolist() == csv.constituencies["region"].tolist()


@pytest.mark.parametrize(
    ("times", "last"),
    [
        ([1_700_000_001_000, 1_700_000_000_000, 5], datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)),
        (pa.array([20, 10, 5], pa.timestamp("s")), datetime(1970, 1, 1, 0, 0, 20, tzinfo=UTC)),
        (pa.array([20, 10, 5], pa.timestamp("ns", "Asia/Shanghai")), datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_last_vote_by_time_counts(tmp_path: Path, times: Any, last: datetime) -> None:  # noqa: ANN401 — a column
    columns = {"participant": [1, 1, 2], "statement": [7, 7, 7], "vote": [1, -1, 0], "time": times}

    conversation = read_conversation(parquet_of(tmp_path / "v.parquet", **columns))

    assert answers(conversation) == {(1, 7): 1, (2, 7): 0}
    assert conversation.notes.last_vote == last


def test_weights_are_read(tmp_path: Path) -> None:
    table = read_conversation(plain(tmp_path / "v.parquet", weight=[2, 1, 3])).table

    assert table.weights.tolist() == [3.0, 1.0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"vote": [1, 2, 0]}, "v.parquet row 2: `vote` must be -1, 0 or 1, got 2"),
        ({"vote": [1.0, 0.5, 0.0]}, "v.parquet row 2: `vote` must be -1, 0 or 1, got 0.5"),
        ({"vote": [1, None, 0]}, "v.parquet row 2: `vote` must be filled in, got None"),
        ({"vote": ["1", "0", "0"]}, "v.parquet: `vote` must be a column of numbers, got string"),
        ({"participant": [1, None, 1]}, "v.parquet row 2: `participant` must be filled in, got None"),
        ({"participant": ["a", "b\0", "b"]}, "v.parquet row 2: `participant` must be an id, got 'b\\x00'"),
        ({"participant": ["a", " ", "b"]}, "v.parquet row 2: `participant` must be an id, got ' '"),
        ({"statement": [1.0, 2.0, 1.0]}, "v.parquet: `statement` must be a column of whole numbers or text, got double"),  # noqa: E501
        ({"weight": [1, 0, 1]}, "v.parquet row 2: `weight` must be a number above 0, got 0"),
        ({"weight": [1.0, float("nan"), 1]}, "v.parquet row 2: `weight` must be a number above 0, got nan"),
        ({"time": ["a", "b", "c"]}, "v.parquet: `time` must be a column of whole numbers or timestamps, got string"),
        ({"time": [1, None, 2]}, "v.parquet row 2: `time` must be filled in, got None"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_row_and_column(tmp_path: Path, changes: dict[str, Any], sentence: str) -> None:
    assert problems_of(plain(tmp_path / "v.parquet", **changes)) == [sentence]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    assert problems_of(parquet_of(tmp_path / "v.parquet", participant=[1], vote=[1])) == [
        "v.parquet: `statement` must be a column, got only participant, vote"
    ]


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    none = pa.array([], pa.int64())

    assert problems_of(parquet_of(tmp_path / "v.parquet", participant=none, statement=none, vote=none)) == [
        "v.parquet: must be one vote or more, got none"
    ]


def test_more_rows_than_the_limit_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match="must be at most 2 rows, got 3"):
        read_conversation(plain(tmp_path / "v.parquet"), ReadOptions(limits=ReadLimits(rows=2)))


def test_votes_on_unlisted_statements_are_named_by_row(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "in", {"statements.csv": "id,text\n10,a\n"})
    plain(folder / "votes.parquet")

    assert problems_of(folder) == ["votes.parquet row 3: `statement` must be a statement of this conversation, got 20"]


def test_bad_rows_are_skipped_when_asked_for(tmp_path: Path) -> None:
    file = plain(tmp_path / "v.parquet", vote=[1, 7, 0])

    conversation = read_conversation(file, ReadOptions(skip_bad_rows=True))

    assert answers(conversation) == {(1, 10): 1, (1, 20): 0}
    assert conversation.notes.n_rejected_rows == 1


def test_a_file_with_only_bad_rows_is_refused_even_where_they_are_skipped(tmp_path: Path) -> None:
    file = plain(tmp_path / "v.parquet", vote=[7, 7, 7])

    with pytest.raises(BadRowsError, match="must be one vote or more that counts, got none"):
        read_conversation(file, ReadOptions(skip_bad_rows=True))


def test_parquet_inside_an_archive_is_refused(tmp_path: Path) -> None:
    whole = plain(tmp_path / "v.parquet").read_bytes()
    archive = zip_of(tmp_path / "in.zip", {"summary.csv": "topic,T\n"})
    import zipfile

    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("votes.parquet", whole)

    assert problems_of(archive) == [
        "votes.parquet: must be beside the archive (Parquet is read in place), got it packed inside"
    ]


@given(content=st.binary(max_size=200), cut=st.integers(0, 2000))
def test_broken_files_are_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, cut: int) -> None:
    folder = tmp_path_factory.mktemp("broken")
    whole = plain(folder / "whole.parquet").read_bytes()
    at = min(cut, len(whole) - 9)  # the last bytes are the footer's length and the mark
    broken = votes_file(folder / "v.parquet", b"PAR1" + whole[4:at] + content)

    assert problems_of(broken)[0].startswith("v.parquet: must be a whole Parquet file, got a broken one")


IDS = st.one_of(
    st.lists(st.integers(0, 50), min_size=1, max_size=60),
    st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=60),
    st.lists(st.sampled_from(["a", "b", "7", "007", " a", "'=x"]), min_size=1, max_size=60),
)


@given(ids=IDS, seed=st.integers(0, 9))
def test_parquet_and_csv_agree(tmp_path_factory: pytest.TempPathFactory, ids: list[Any], seed: int) -> None:
    random = np.random.default_rng(seed)
    statements, votes = random.integers(0, 5, len(ids)).tolist(), random.integers(-1, 2, len(ids)).tolist()
    folder = tmp_path_factory.mktemp("agree")
    rows = "".join(f"{p},{s},{v}\n" for p, s, v in zip(ids, statements, votes, strict=True))

    table = read_conversation(votes_file(folder / "v.csv", f"participant,statement,vote\n{rows}")).table

    columns = {"participant": ids, "statement": statements, "vote": votes}
    assert same_table(read_conversation(parquet_of(folder / "v.parquet", **columns)).table, table)


def test_many_batches_are_read_as_one_file(tmp_path: Path) -> None:
    n_rows = 2**20 + 12_345
    random = np.random.default_rng(1)
    # The first batch fits 32 bits, the second does not.
    people = np.concatenate([random.integers(0, 900, 2**20), random.integers(2**40, 2**40 + 9, 12_345)])
    statements, votes = random.integers(0, 50, n_rows), random.integers(-1, 2, n_rows)
    told: list[int] = []

    conversation = read_conversation(
        parquet_of(tmp_path / "v.parquet", participant=people, statement=statements, vote=votes),
        progress=lambda _name, done, _total: told.append(done),
    )

    last = dict(zip(zip(people.tolist(), statements.tolist(), strict=True), votes.tolist(), strict=True))
    assert answers(conversation) == last
    assert told[-1] == n_rows
    assert len(told) > 1
