"""A transcript says what was said, in the same bytes each time, and nothing that was said acts on it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from yishiting.formats.transcript import Pair, Said, Source, Transcript, clean, write_docx, write_markdown

if TYPE_CHECKING:
    from docx.document import Document as _Document

RELEASE = Source(Said("Minutes of the first day", "en"), "https://chamber.example/press/releases/minutes/")
RESULT = Source(Said("开放数据", "zh-hans"), "https://chamber.example/deliberations/data/results/1/")
FIRST = Pair(
    "Question 1",
    "Ada Sample (Gazette) to the secretariat, 09:10",
    Said("When will the minutes be public?", "en"),
    "The secretariat, aloud at 10:20",
    Said("Tomorrow.\nAt noon.\n\nThe annex comes later.", "en"),
    (RELEASE, RESULT),
)
SECOND = replace(
    FIRST,
    heading="Question 2",
    question=Said("会议记录何时公布？", "zh-hans"),
    answer=Said("明天。", "zh-hans"),
    sources=(RESULT,),
)
TRANSCRIPT = Transcript(
    title="Press conference",
    language="en",
    facts=("Assembly of tests", "4 July 2026"),
    pairs=(FIRST, SECOND),
    sources_heading="What the answers rest on",
    nothing="No answer yet.",
    as_of=datetime(2026, 7, 4, 12, tzinfo=UTC),
)
HOSTILE = (
    "# A heading",
    "Title\n=====",
    "Sub\n---",
    "[click](https://evil.example)",
    "<https://evil.example> and https://evil.example and www.evil.example",
    "![x](y) <b>bold</b> <!-- &lt;",
    "1. one\n2) two\n- three\n+ four\n* five\n> six",
    "    code\n\tcode\n```\nfence\n```",
    "a\x00b\x0bc\x1bd\ud800e\ufffef\u202egnp\u2066",
    "a | b\n--- | ---\n1 | 2",
    "[1]: https://evil.example\n[x][1]",
    "***",
    "back\\slash \\# `code` ~~gone~~ $x$ :smile: @all",
    "&copy; &#35; x",
    "",
)


def test_markdown_reads_as_it_was_said() -> None:
    text = write_markdown(TRANSCRIPT)

    assert text.startswith("# Press conference\n\nAssembly of tests\n\n4 July 2026\n\n## Question 1\n\n")
    assert "> When will the minutes be public?\n" in text
    assert "Tomorrow.\\\nAt noon.\n\nThe annex comes later. \\[1\\] \\[2\\]\n" in text
    assert text.endswith(
        "## What the answers rest on\n\n1. Minutes of the first day: <https://chamber.example/press/releases/minutes/>\n"
        "2. 开放数据: <https://chamber.example/deliberations/data/results/1/>\n"
    )


def _kinds(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return [each.type for token in tokens for each in (token, *(token.children or ()))]


def _spoken(text: str) -> Transcript:
    said = Said(text, "en")
    pair = replace(FIRST, question=said, answer=said, asked=text, heading=text, sources=())
    return replace(TRANSCRIPT, title=text, facts=(text,), pairs=(pair,))


_OURS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close"),
    *("inline", "text", "text_special", "hardbreak"),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_was_said_becomes_markdown(text: str) -> None:
    _is_plain(text)


@settings(max_examples=150)
@given(st.text(st.sampled_from("#*_`[]()<>!|~-+=.:/\\&@$ \n\t1aé中www"), max_size=30))
def test_no_combination_of_signs_becomes_markdown(text: str) -> None:
    _is_plain(text)


def _is_plain(text: str) -> None:
    written = write_markdown(_spoken(text))
    assert set(_kinds(written)) <= _OURS
    answer = "\n".join(" ".join(line.split(" ")) for line in clean(text).split("\n") if line.strip())
    tokens = MarkdownIt("commonmark").parse(written)
    shown = "".join(
        "\n" if each.type == "hardbreak" else each.content
        for token in tokens
        if token.type == "inline"
        for each in token.children or ()
    )
    for line in answer.split("\n"):
        assert line.strip() in shown


def _styles(document: _Document) -> list[str]:
    return [str(each.style.name) if each.style else "" for each in document.paragraphs]


def test_docx_can_be_opened_and_says_all() -> None:
    document = Document(io.BytesIO(write_docx(TRANSCRIPT)))
    texts = [paragraph.text for paragraph in document.paragraphs]

    assert texts[:4] == ["Press conference", "Assembly of tests", "4 July 2026", "Question 1"]
    assert "Tomorrow.\nAt noon." in texts
    assert texts[-3:] == [
        "What the answers rest on",
        "1. Minutes of the first day https://chamber.example/press/releases/minutes/",
        "2. 开放数据 https://chamber.example/deliberations/data/results/1/",
    ]
    assert [name for name in _styles(document) if name.startswith(("Title", "Heading"))] == [
        "Title",
        *["Heading 1"] * 3,
    ]


def test_docx_names_languages_and_faces_and_nobody() -> None:
    document = Document(io.BytesIO(write_docx(replace(TRANSCRIPT, language="zh-hans"))))
    normal = document.styles["Normal"].element.rPr
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text == "会议记录何时公布？"]

    assert normal.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert normal.rFonts.get(qn("w:eastAsia")) == "SimSun"
    assert [run._r.get_or_add_rPr().find(qn("w:lang")).get(qn("w:val")) for run in runs] == ["zh-CN"]  # noqa: SLF001 - the file itself
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == TRANSCRIPT.as_of.replace(tzinfo=properties.created.tzinfo)


def test_docx_holds_no_macro_and_nothing_from_elsewhere() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(TRANSCRIPT))) as archive:
        names = archive.namelist()
        related = "".join(archive.read(name).decode() for name in names if name.endswith(".rels"))

    assert not [name for name in names if "vba" in name.lower() or name.endswith(".bin")]
    assert "External" not in related


def test_the_same_transcript_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_docx(TRANSCRIPT)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert write_docx(TRANSCRIPT) == first
    assert write_markdown(TRANSCRIPT) == write_markdown(TRANSCRIPT)


@pytest.mark.parametrize("text", HOSTILE)
def test_docx_bears_anything(text: str) -> None:
    document = Document(io.BytesIO(write_docx(_spoken(text))))

    styled = zip(_styles(document), document.paragraphs, strict=True)
    headings = [each.text for style, each in styled if style == "Heading 1"]
    assert headings == [clean(text)]


def test_without_pairs_it_says_so() -> None:
    empty = replace(TRANSCRIPT, pairs=())

    assert write_markdown(empty).endswith("No answer yet.\n")
    assert [each.text for each in Document(io.BytesIO(write_docx(empty))).paragraphs][-1] == "No answer yet."
