from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import LONG, answers, folder_of, same_table, votes_file, zip_of
from yishiting.formats import BadRowsError, Names, ReadLimits, ReadOptions, UnknownLayoutError, read_conversation
from yishiting.formats.input_reading import InputReading
from yishiting.formats.problems import ProblemLog
from yishiting.formats.sources import open_source
from yishiting.formats.vote_csv import read_vote_csv
from yishiting.formats.vote_rows import VoteColumns, VoteRows
from yishiting.formats.vote_rows_exact import read_exactly

COLUMNS = VoteColumns("participant", "statement", "vote", "time")
PLAIN = "participant,statement,vote\n1,10,1\n2,10,-1\n1,20,0\n"
PLAIN_ANSWERS = {(1, 10): 1, (2, 10): -1, (1, 20): 0}


def test_a_long_folder_is_read_with_everything_in_it(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, LONG))

    assert answers(conversation) == {("ann", "s1"): 1, ("bo", "s1"): -1, ("ann", "s2"): 0}
    assert (conversation.title, conversation.question) == ("Trees", "What is to be done?")
    assert conversation.statements.ids.tolist() == ["s1", "s2", "s3"]
    assert conversation.statements.texts == ("More trees", "Fewer cars", "Unseen")
    assert conversation.statements.languages == ("en", "en", "")
    assert conversation.statements.authors == ("ann", "", "bo")
    assert dict(conversation.statements.translations) == {"zh": ("多种树", "", "没人看过")}
    assert conversation.notes.layout == "long_csv"


def test_declared_people_are_aligned_with_the_votes(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, LONG))

    assert conversation.tiers is not None
    assert conversation.tiers.tolist() == ["delegation", "open"]
    assert {kind: labels.tolist() for kind, labels in conversation.constituencies.items()} == {"region": ["Africa", ""]}
    assert conversation.notes.n_people_without_votes == 1


def test_without_a_list_of_people_nobody_has_a_tier_or_a_constituency(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, LONG, participants_csv=None))

    assert conversation.tiers is None
    assert conversation.constituencies == {}


def test_people_who_vote_and_are_not_listed_are_open_and_undeclared(tmp_path: Path) -> None:
    conversation = read_conversation(folder_of(tmp_path, LONG, participants_csv="id,tier,region\nbo,verified,Asia\n"))

    assert conversation.tiers is not None
    assert conversation.tiers.tolist() == ["open", "verified"]
    assert conversation.constituencies["region"].tolist() == ["", "Asia"]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.rstrip("\n"),
        PLAIN.replace("\n", "\n\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace(",", " , "),
        PLAIN.replace("10", '"10"'),
        PLAIN.replace("1,20,0", "1,20,0.0").replace("1,10,1", "1,10,+1"),
        "extra,vote,statement,participant\nx,1,10,1\ny,-1,10,2\nz,0,20,1\n",
    ],
    ids=["plain", "crlf", "cr", "no last line end", "blank lines", "bom", "blanks", "quotes", "spellings", "columns"],
)
def test_spellings_of_the_same_file_give_the_same_votes(tmp_path: Path, content: str) -> None:
    assert answers(read_conversation(votes_file(tmp_path / "votes.csv", content))) == PLAIN_ANSWERS


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings_of_the_same_folder_give_the_same_conversation(tmp_path: Path, encoding: str) -> None:
    files = {name: content.encode(encoding) for name, content in LONG.items()}

    conversation = read_conversation(folder_of(tmp_path / "coded", files))

    plain = read_conversation(folder_of(tmp_path / "plain", LONG))
    assert same_table(conversation.table, plain.table)
    assert conversation.statements.translations == plain.statements.translations


def test_the_last_row_counts_without_a_time(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "v.csv", "participant,statement,vote\n1,1,1\n2,1,0\n1,1,-1\n")

    conversation = read_conversation(file)

    assert answers(conversation) == {(1, 1): -1, (2, 1): 0}
    assert (conversation.notes.n_votes_read, conversation.notes.n_superseded) == (3, 1)
    assert conversation.notes.first_vote is None


@pytest.mark.parametrize(
    ("early", "late", "moment"),
    [
        ("1700000000", "1700000001", datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)),
        ("1700000000000", "1700000001000", datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)),
        ("2023-11-14 22:13:20", "2023-11-14T22:13:21", datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)),
        ("2023-11-14T22:13:20Z", "2023-11-15T00:13:21+02:00", datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)),
        ("1950-01-01", "1950-01-02", datetime(1950, 1, 2, tzinfo=UTC)),
        ("-20", "-10", datetime(1969, 12, 31, 23, 59, 50, tzinfo=UTC)),
    ],
)
def test_the_last_vote_by_time_counts(tmp_path: Path, early: str, late: str, moment: datetime) -> None:
    file = votes_file(tmp_path / "v.csv", f"participant,statement,vote,time\n1,1,1,{late}\n1,1,-1,{early}\n")

    conversation = read_conversation(file)

    assert answers(conversation) == {(1, 1): 1}
    assert conversation.notes.last_vote == moment


def test_weights_belong_to_people_and_the_last_row_decides(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "v.csv", "participant,statement,vote,weight\n1,1,1,3\n2,1,1,0.5\n1,2,1,2\n")

    assert read_conversation(file).table.weights.tolist() == [2.0, 0.5]


@pytest.mark.parametrize(
    ("ids", "kind", "expected"),
    [
        (("1", "2"), "i", [1, 2]),
        (("-5", "7"), "i", [-5, 7]),
        (("007", "7"), "U", ["007", "7"]),
        (("9007199254740993", "9007199254740992"), "i", [9007199254740992, 9007199254740993]),
        (("9223372036854775807", "9223372036854775806"), "i", [9223372036854775806, 9223372036854775807]),
        (("9223372036854775808", "1"), "U", ["1", "9223372036854775808"]),
        (("1", "x"), "U", ["1", "x"]),
        (("1.5", "1"), "U", ["1", "1.5"]),
        (("议", "事"), "U", ["事", "议"]),
        (("'=1+1", "b"), "U", ["=1+1", "b"]),
    ],
)
def test_ids_keep_their_identity(tmp_path: Path, ids: tuple[str, str], kind: str, expected: list[object]) -> None:
    rows = "".join(f"{one},1,1\n" for one in ids)

    table = read_conversation(votes_file(tmp_path / "v.csv", f"participant,statement,vote\n{rows}")).table

    assert table.participant_ids.dtype.kind == kind
    assert table.participant_ids.tolist() == expected


def test_an_id_with_a_line_break_in_quotes_is_one_id(tmp_path: Path) -> None:
    file = votes_file(tmp_path / "v.csv", 'participant,statement,vote\n"an\nn",1,1\nbo,1,-1\n')

    assert answers(read_conversation(file)) == {("an\nn", 1): 1, ("bo", 1): -1}


def test_moderated_statements_of_the_long_layout_are_left_out(tmp_path: Path) -> None:
    statements = "id,text,moderated\ns1,More trees,1\ns2,Spam,-1\n"

    conversation = read_conversation(folder_of(tmp_path, LONG, statements_csv=statements))

    assert conversation.table.statement_ids.tolist() == ["s1"]
    assert (conversation.notes.n_statements_moderated_out, conversation.notes.n_votes_on_moderated) == (1, 1)


@pytest.mark.parametrize(
    ("name", "content"), [("summary.csv", "topic,T\nsimulated,true\n"), ("conversation.toml", "simulated = true\n")]
)
def test_either_mark_makes_a_conversation_simulated(tmp_path: Path, name: str, content: str) -> None:
    files = {name_: text for name_, text in LONG.items() if name_ != "summary.csv"} | {name: content}

    assert read_conversation(folder_of(tmp_path, files)).is_simulated


def test_names_are_read_by_language(tmp_path: Path) -> None:
    content = """
    generator = "some program"
    title = {en = "Trees", zh = "树"}
    question.en = "Which trees?"
    [constituencies.region]
    en = "Region"
    [constituencies.region.labels."Africa"]
    zh = "非洲国家"
    """

    names = read_conversation(folder_of(tmp_path, {**LONG, "conversation.toml": content})).names

    assert (names.title, names.question) == ({"en": "Trees", "zh": "树"}, {"en": "Which trees?"})
    assert (names.kinds, names.labels) == ({"region": {"en": "Region"}}, {"region": {"Africa": {"zh": "非洲国家"}}})


def test_without_the_file_there_are_no_names(tmp_path: Path) -> None:
    assert read_conversation(folder_of(tmp_path, LONG)).names == Names()


def test_a_real_conversation_is_not_called_simulated(tmp_path: Path) -> None:
    assert not read_conversation(folder_of(tmp_path, LONG)).is_simulated


def test_a_zip_of_the_long_layout_reads_the_same(tmp_path: Path) -> None:
    archive = read_conversation(zip_of(tmp_path / "trees.zip", LONG))

    assert same_table(archive.table, read_conversation(folder_of(tmp_path / "f", LONG)).table)


def test_progress_is_told_up_to_the_size_of_the_file(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    file = votes_file(tmp_path / "v.csv", PLAIN)

    read_conversation(file, progress=lambda *step: told.append(step))

    assert told[-1] == ("v.csv", len(PLAIN), len(PLAIN))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_csv_and_parquet_side_by_side_are_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {**LONG, "votes.parquet": b"PAR1"})

    with pytest.raises(UnknownLayoutError, match=r"must hold one list of votes, got votes.csv and votes.parquet"):
        read_conversation(folder)


def test_a_column_of_names_is_no_constituency(tmp_path: Path) -> None:
    people = "id,email\n" + "".join(f"{one},{one}@example.org\n" for one in ("ann", "bo", "cy"))
    options = ReadOptions(limits=ReadLimits(labels=2))

    with pytest.raises(BadRowsError, match=r"participants.csv line 1: `email` must be a constituency with at most 2"):
        read_conversation(folder_of(tmp_path, LONG, participants_csv=people), options)


CELLS = st.sampled_from(["1", "2", "-1", "0", " 7", "007", "x", '"a,b"', '"a\nb"', "é", "'=1", "9223372036854775808"])
VOTES = st.sampled_from(["1", "0", "-1"])


def both_ways(file: Path) -> tuple[VoteRows, VoteRows]:
    options = ReadOptions()
    fast, exact = (InputReading(open_source(file, options.limits), options, ProblemLog()) for _ in range(2))
    return read_vote_csv(fast, file.name, COLUMNS, None), read_exactly(exact, file.name, COLUMNS, None)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, VOTES, st.integers(-(10**12), 10**12), st.integers(1, 9)), min_size=1),
    line_end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_fast_and_exact_readers_agree(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, int, int]],
    line_end: str,
    encoding: str,
) -> None:
    lines = ["participant,statement,vote,time,weight", *(",".join(map(str, row)) for row in rows)]
    file = tmp_path_factory.mktemp("both") / "v.csv"
    file.write_bytes(line_end.join(lines).encode(encoding))

    fast, exact = both_ways(file)

    assert same_table(fast.table(), exact.table())
    assert fast.time_span() == exact.time_span()


def test_many_blocks_are_read_as_one_file(tmp_path: Path) -> None:
    n_rows = 400_000  # about 5 MB, more than a block
    random = np.random.default_rng(5)
    people, statements = random.integers(0, 90_000, n_rows), random.integers(0, 300, n_rows)
    votes = random.integers(-1, 2, n_rows)
    rows = zip(people.tolist(), statements.tolist(), votes.tolist(), strict=True)
    file = votes_file(
        tmp_path / "v.csv", "participant,statement,vote\n" + "".join(f"{p},{s},{v}\n" for p, s, v in rows)
    )

    conversation = read_conversation(file)

    last = dict(zip(zip(people.tolist(), statements.tolist(), strict=True), votes.tolist(), strict=True))
    assert answers(conversation) == last
