"""Tables of exhibitors: what is written is read, and whatever stands there is read or told."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishiting.formats.exhibition import (
    ExhibitorRow,
    ExhibitRow,
    Expected,
    columns_of,
    read_exhibitors_csv,
    write_exhibitors_csv,
)

LANGUAGES = ("en", "zh-hans")
HEADER = (
    "exhibitor,name_en,name_zh-hans,hall,booth,links,languages,website,contact_email,contact_phone,representatives,"
    "published,exhibit,exhibit_title_en,exhibit_link,exhibit_published"
)
ROW = (
    "heron,Heron Works,苍鹭工坊,hall-a,A12,Chips; data ；chips,en zh-hans,https://heron.example,info@heron.example,"
    '+00 1,"Li@heron.example, omar@heron.example",Yes,wing,A wing,data,no'
)


def _faults(*lines: str, header: str = HEADER) -> list[tuple[int, str, str, Expected]]:
    faults = read_exhibitors_csv("\n".join((header, *lines)), LANGUAGES).faults
    return [(fault.line, fault.column, fault.got, fault.expected) for fault in faults]


def test_a_line_is_read() -> None:
    read = read_exhibitors_csv(f"{HEADER}\n{ROW}\n", LANGUAGES)

    assert read.faults == ()
    assert read.rows == (
        ExhibitorRow(
            line=2,
            slug="heron",
            texts={"name_en": "Heron Works", "name_zh-hans": "苍鹭工坊"},
            hall="hall-a",
            booth="A12",
            links=("Chips", "data", "chips"),
            languages=("en", "zh-hans"),
            website="https://heron.example",
            contact_email="info@heron.example",
            contact_phone="+00 1",
            representatives=("li@heron.example", "omar@heron.example"),
            is_published=True,
            exhibit=ExhibitRow("wing", {"title_en": "A wing"}, "data", is_published=False),
        ),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_in_any_order_between_any_separator_are_read(separator: str) -> None:
    text = f"\ufeffNAME_ZH{separator}Booth\r\n苍鹭{separator}A1\r\n{separator}\r\n"

    assert read_exhibitors_csv(text, LANGUAGES).rows == (ExhibitorRow(2, texts={"name_zh-hans": "苍鹭"}, booth="A1"),)


@pytest.mark.parametrize(("cell", "is_so"), [("YES", True), ("是", True), ("1", True), ("No", False), ("否", False)])
def test_yes_and_no_are_read_as_people_write_them(cell: str, is_so: bool) -> None:
    [row] = read_exhibitors_csv(f"exhibitor,published\na,{cell}", LANGUAGES).rows

    assert row.is_published is is_so


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Heron Works", (2, "exhibitor", "Heron Works", Expected.SLUG)),
        (",,,hall-a", (2, "exhibitor", "", Expected.SOME_NAME)),
        ("a,,,,,,English", (2, "languages", "english", Expected.LANGUAGES)),
        ("a,,,,,,,,,,,perhaps", (2, "published", "perhaps", Expected.YES_OR_NO)),
        ("a,,,,,,,,,,,,A wing", (2, "exhibit", "A wing", Expected.SLUG)),
        ("a,,,,,,,,,,,,,,,maybe", (2, "exhibit_published", "maybe", Expected.YES_OR_NO)),
        ("a,,,,,,,,,,,,,,,,too many", (2, "", "17", Expected.CELLS)),
        ('a,"b', (2, "", "unexpected end of data", Expected.QUOTES)),
    ],
)
def test_a_line_with_a_fault_is_named(line: str, fault: tuple[int, str, str, Expected]) -> None:
    assert _faults(line) == [fault]


def test_every_fault_is_told_and_the_other_lines_are_read() -> None:
    read = read_exhibitors_csv(f"{HEADER}\nNo!,,,,,,,,,,,soon\n{ROW}", LANGUAGES)

    assert [fault.column for fault in read.faults] == ["exhibitor", "published"]
    assert [row.slug for row in read.rows] == ["heron"]
    assert str(read.faults[1]) == "line 2: `published` must be yes or no, got soon"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", Expected.HEADER),
        ("hall,booth", Expected.HEADER),
        ("exhibitor,name_xx", Expected.COLUMN),
        ("exhibitor,hall,Hall", Expected.COLUMN_ONCE),
        ("name_zh,name_zh-hans", Expected.COLUMN_ONCE),
        ("exhibitor," + "x" * 140_000, Expected.QUOTES),
    ],
)
def test_a_header_that_cannot_be_read_leaves_no_rows(header: str, expected: Expected) -> None:
    read = read_exhibitors_csv(f"{header}\nheron,x", LANGUAGES)

    assert read.rows == ()
    assert expected in [fault.expected for fault in read.faults]


def test_more_lines_than_any_exhibition_has_are_left_out() -> None:
    read = read_exhibitors_csv("exhibitor\n" + "".join(f"e-{n}\n" for n in range(10_001)), LANGUAGES)

    assert len(read.rows) == 10_000
    assert [fault.expected for fault in read.faults] == [Expected.ROWS]


def test_what_a_spreadsheet_would_run_is_written_as_text() -> None:
    written = write_exhibitors_csv([ExhibitorRow(0, "a", {"name_en": "=1+1"}, contact_phone="+86 10")], LANGUAGES)

    [_, cells] = csv.reader(io.StringIO(written.removeprefix("\ufeff")))
    assert {"'=1+1", "'+86 10"} <= set(cells)
    [row] = read_exhibitors_csv(written, LANGUAGES).rows
    assert (row.texts, row.contact_phone) == ({"name_en": "=1+1"}, "+86 10")


_PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20).map(str.strip)
_CELL = _PLAIN.filter(bool)
_ANY = _CELL | st.just("")
_NAMES = st.lists(_CELL.filter(lambda text: not set(text) & set(";；")), max_size=3, unique=True).map(tuple)
_ADDRESSES = st.lists(st.from_regex(r"[a-z]{1,5}@[a-z]{1,5}\.example", fullmatch=True), max_size=2, unique=True)
_SLUG = st.from_regex(r"[a-z0-9-]{1,80}", fullmatch=True)
_TRUTH = st.sampled_from((None, True, False))


def _texts(*starts: str) -> st.SearchStrategy[dict[str, str]]:
    columns = [start + code for start in starts for code in LANGUAGES]
    return st.dictionaries(st.sampled_from(columns), _CELL, max_size=4)


_EXHIBITS = st.none() | st.builds(ExhibitRow, _SLUG, _texts("title_", "about_"), _ANY, _TRUTH)
_ROWS = st.lists(
    st.builds(
        ExhibitorRow,
        st.just(0),
        _SLUG,
        _texts("name_", "about_"),
        _ANY,
        _ANY,
        _NAMES,
        st.lists(st.sampled_from(("en", "zh-hans", "fr")), unique=True).map(tuple),
        _ANY,
        _ANY,
        _ANY,
        _ADDRESSES.map(tuple),
        _TRUTH,
        _EXHIBITS,
    ),
    max_size=4,
)


@given(_ROWS)
def test_a_table_written_and_read_is_the_same(rows: list[ExhibitorRow]) -> None:
    read = read_exhibitors_csv(write_exhibitors_csv(rows, LANGUAGES), LANGUAGES)

    assert read.faults == ()
    assert [{**vars(row), "line": 0} for row in read.rows] == [vars(row) for row in rows]


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    for fault in read_exhibitors_csv(f"exhibitor,published,exhibit\n{text}", LANGUAGES).faults:
        assert " must be " in str(fault)


def test_every_column_stands_in_every_language_once() -> None:
    columns = columns_of(LANGUAGES)

    assert len(columns) == len(set(columns)) == 21
