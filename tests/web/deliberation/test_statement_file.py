"""Statements from a CSV file: good rows come through, every bad one is named with its line and column."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.content import Content
from yishiting.web.deliberation.statement_file import MOST_ROWS, StatementFile, read_statement_file

LETTERS = st.text(st.characters(whitelist_categories=["L"], max_codepoint=0x9FFF), min_size=2, max_size=40)


def _written(rows: list[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def _found(file: StatementFile) -> list[tuple[int, str]]:
    return [(bad.line, bad.field) for bad in file.bad]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_spreadsheets_in_any_usual_encoding_are_read(encoding: str) -> None:
    data = "text,language,text_en\n应设立登记系统。,zh,There should be a register.\n".encode(encoding)

    file = read_statement_file(data, "en")

    texts = {"zh-hans": "应设立登记系统。", "en": "There should be a register."}
    assert ([row.text for row in file.good], file.bad) == ([Content("zh-hans", texts)], ())


def test_every_bad_row_is_named_and_the_others_come_through() -> None:
    rows = [
        ["text", "language", "text_zh-hans"],
        ["AI should be tested.", "", ""],
        ["", "", ""],
        ["x" * 281, "", ""],
        ["AI should be tested!", "", ""],
        ["Another statement", "klingon", ""],
        ["A third statement", "", "坏\u202e字"],
        ["too", "many", "cells", "here"],
        ["The last statement", "", "最后一条"],
    ]

    file = read_statement_file(_written(rows), "en")

    assert [row.line for row in file.good] == [2, 9]
    assert _found(file) == [(4, "text"), (5, "text"), (6, "language"), (7, "text_zh-hans"), (8, "")]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    data = b'text\n"one statement\nover two lines"\n\nx\n'

    file = read_statement_file(data, "en")

    assert ([row.line for row in file.good], _found(file)) == ([2], [(5, "text")])


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"", "text"),
        (b"sentence\nAI is good.\n", "text"),
        (b"text,text\na,b\n", "text"),
        (b"\x81\xff\xfe\xff", ""),
        (b'text\n"never closed', ""),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, field: str) -> None:
    file = read_statement_file(data, "en")

    assert (file.good, [bad.field for bad in file.bad]) == ((), [field])


def test_a_formula_that_was_made_harmless_is_read_back() -> None:
    file = read_statement_file(_written([["text"], ["'=SUM of all votes"]]), "en")

    assert file.good[0].text.original == "=SUM of all votes"


def test_more_rows_than_anybody_answers_are_refused() -> None:
    rows = [["text"], *([f"Statement {chr(97 + n % 26) * 3} {n}"] for n in range(MOST_ROWS + 1))]

    file = read_statement_file(_written(rows), "en")

    assert (len(file.good), len(file.bad)) == (MOST_ROWS, 1)


@given(st.lists(LETTERS, unique_by=str.casefold, max_size=8))
def test_good_rows_come_through_in_their_order(texts: list[str]) -> None:
    file = read_statement_file(_written([["text"], *([f"{text} {'x' * n}x"] for n, text in enumerate(texts))]), "en")

    assert [row.line for row in file.good] == list(range(2, len(texts) + 2))


@given(st.binary(max_size=300))
def test_any_bytes_at_all_give_an_answer(data: bytes) -> None:
    file = read_statement_file(data, "en")

    assert all(row.text.original for row in file.good)
