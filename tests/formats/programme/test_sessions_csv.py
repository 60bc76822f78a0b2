from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.programme.strategies import ZONES
from yishiting.formats.programme import (
    Expected,
    Guest,
    SessionRow,
    columns_of,
    read_sessions_csv,
    write_sessions_csv,
)

LANGUAGES = ("en", "zh-hans")
ZONE = "Asia/Shanghai"
HEADER = "session,forum,room,begins,ends,languages,title_en,title_zh-hans,chairs,speakers"
ROW = (
    "opening,governance,hall-a,2026-07-04 09:00,2026-07-04 10:30,en zh-hans,Opening,开幕式,li-na,"
    '"Omar Haddad | Example University; zhao-min"'
)


def _read(*lines: str, header: str = HEADER) -> list[tuple[str, str, str, Expected]]:
    faults = read_sessions_csv("\n".join((header, *lines)), LANGUAGES, ZONE).faults
    return [(fault.place, fault.field, fault.got, fault.expected) for fault in faults]


def test_a_line_is_read() -> None:
    read = read_sessions_csv(f"{HEADER}\n{ROW}\n", LANGUAGES, ZONE)

    assert read.faults == ()
    assert read.rows == (
        SessionRow(
            line=2,
            slug="opening",
            texts={"title_en": "Opening", "title_zh-hans": "开幕式"},
            forum="governance",
            room="hall-a",
            languages=("en", "zh-hans"),
            begins_at=datetime(2026, 7, 4, 1, 0, tzinfo=UTC),
            ends_at=datetime(2026, 7, 4, 2, 30, tzinfo=UTC),
            chairs=(Guest("li-na"),),
            speakers=(Guest("Omar Haddad", "Example University"), Guest("zhao-min")),
        ),
    )


@pytest.mark.parametrize("moment", ["2026/7/4 9:00", "2026-07-04T09:00", "2026.07.04 09:00:00", "2026-07-04  9:00"])
def test_moments_are_read_as_table_programs_write_them(moment: str) -> None:
    [row] = read_sessions_csv(f"session,begins,ends\na,{moment},2026-07-04 10:00", LANGUAGES, ZONE).rows

    assert row.begins_at == datetime(2026, 7, 4, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_in_any_order_between_any_separator_are_read(separator: str) -> None:
    text = f"\ufeffTITLE_EN{separator}session\r\nOpening{separator}opening\r\n{separator}\r\n"

    assert read_sessions_csv(text, LANGUAGES, ZONE).rows == (SessionRow(2, "opening", {"title_en": "Opening"}),)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Opening Day", ("2", "session", "Opening Day", Expected.SLUG)),
        (",governance", ("2", "session", "", Expected.SLUG)),
        ("a,,,4.7.2026,2026-07-04 10:00", ("2", "begins", "4.7.2026", Expected.MOMENT)),
        ("a,,,2026-02-30 09:00,", ("2", "begins", "2026-02-30 09:00", Expected.MOMENT)),
        ("a,,,2026-07-04 09:00,", ("2", "ends", "", Expected.BOTH_TIMES)),
        ("a,,,,2026-07-04 09:00", ("2", "begins", "", Expected.BOTH_TIMES)),
        ("a,,,2026-07-04 09:00,2026-07-04 09:00", ("2", "ends", "2026-07-04 09:00", Expected.LATER)),
        ("a,,,,,English", ("2", "languages", "english", Expected.LANGUAGES)),
        ("a,,,,,,,,,,too many", ("2", "", "11", Expected.CELLS)),
        ('a,"b', ("2", "", "unexpected end of data", Expected.QUOTES)),
    ],
)
def test_a_line_with_a_fault_is_named(line: str, fault: tuple[str, str, str, Expected]) -> None:
    assert _read(line) == [fault]


def test_every_fault_is_told_and_the_other_lines_are_read() -> None:
    read = read_sessions_csv(f"{HEADER}\nNo!,,,soon,later\n{ROW}", LANGUAGES, ZONE)

    assert [fault.field for fault in read.faults] == ["session", "begins", "ends"]
    assert [row.slug for row in read.rows] == ["opening"]
    assert str(read.faults[1]) == "2: `begins` must be a day and time such as 2026-07-04 09:00, got soon"


def test_a_session_on_two_lines_is_a_fault() -> None:
    assert _read("a", "", "a") == [("4", "session", "a", Expected.ONCE)]


def test_an_hour_that_no_clock_shows_is_a_fault() -> None:
    text = "session,begins,ends\na,2026-03-29 02:30,2026-03-29 05:00"

    assert [fault.field for fault in read_sessions_csv(text, LANGUAGES, "Europe/Zurich").faults] == ["begins"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", Expected.HEADER),
        ("title_en", Expected.HEADER),
        ("session,title_xx", Expected.COLUMN),
        ("session,forum,Forum", Expected.COLUMN_ONCE),
        ("session," + "x" * 140_000, Expected.QUOTES),
    ],
)
def test_a_header_that_cannot_be_read_leaves_no_rows(header: str, expected: Expected) -> None:
    read = read_sessions_csv(f"{header}\nopening,x", LANGUAGES, ZONE)

    assert read.rows == ()
    assert expected in [fault.expected for fault in read.faults]


def test_more_sessions_than_any_assembly_has_are_left_out() -> None:
    read = read_sessions_csv("session\n" + "".join(f"s-{n}\n" for n in range(5_001)), LANGUAGES, ZONE)

    assert len(read.rows) == 5_000
    assert [fault.expected for fault in read.faults] == [Expected.ROWS]


def test_what_a_spreadsheet_would_run_is_written_as_text() -> None:
    written = write_sessions_csv([SessionRow(0, "a", {"title_en": "=1+1"})], LANGUAGES, ZONE)

    [_, cells] = csv.reader(io.StringIO(written.removeprefix("\ufeff")))
    assert "'=1+1" in cells
    assert read_sessions_csv(written, LANGUAGES, ZONE).rows[0].texts == {"title_en": "=1+1"}


_PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20).map(str.strip)
_CELL = _PLAIN.filter(bool)
_NAME = _CELL.filter(lambda text: not set(text) & set(";；|｜"))
_GUESTS = st.lists(st.builds(Guest, _NAME, _NAME | st.just("")), max_size=3, unique_by=lambda guest: guest.name).map(
    tuple
)
# Away from the hours that clocks show twice.
_TIMES = st.integers(0, 3_000).map(lambda days: datetime(2020, 1, 1, 12, 0, tzinfo=UTC) + timedelta(days=days))


@st.composite
def _rows(draw: st.DrawFn) -> tuple[SessionRow, ...]:
    slugs = draw(st.lists(st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True), unique=True, max_size=4))
    rows = []
    for line, slug in enumerate(slugs, start=2):
        begins_at = draw(st.none() | _TIMES)
        rows.append(
            SessionRow(
                line,
                slug,
                draw(st.dictionaries(st.sampled_from(columns_of(LANGUAGES)[6:-3]), _CELL, max_size=4)),
                draw(_CELL | st.just("")),
                draw(_CELL | st.just("")),
                tuple(draw(st.lists(st.sampled_from(("en", "zh-hans", "fr")), unique=True))),
                begins_at,
                begins_at + timedelta(minutes=draw(st.integers(1, 300))) if begins_at else None,
                draw(_GUESTS),
                draw(_GUESTS),
                draw(st.sampled_from(("", "draft", "public"))),
            )
        )
    return tuple(rows)


@given(_rows(), st.sampled_from(ZONES))
def test_a_table_written_and_read_is_the_same(rows: tuple[SessionRow, ...], zone: str) -> None:
    read = read_sessions_csv(write_sessions_csv(rows, LANGUAGES, zone), LANGUAGES, zone)

    assert read.faults == ()
    assert read.rows == rows


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    for fault in read_sessions_csv(f"session,begins\n{text}", LANGUAGES, ZONE).faults:
        assert " must be " in str(fault)
