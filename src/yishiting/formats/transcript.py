"""A press conference as a document: what was asked and answered, as Word file and as Markdown.

The same transcript gives the same bytes. Nothing that was said acts on the document: what XML cannot hold is left out,
and Markdown's own signs are written so that they stay signs.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

# All that XML 1.0 allows; marks that turn the direction of what follows would turn our own words, too.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINES = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#&!|~$@]|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
_BEGINS_SOMETHING = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
# Word and others have these; where one is missing, another of its kind stands in.
_FACE, _EAST_ASIAN_FACE = "Cambria", "SimSun"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # zip knows nothing earlier
_XML_LANGUAGES = {"en": "en-GB", "zh-hans": "zh-CN", "zh-hant": "zh-TW"}


@dataclass(frozen=True)
class Said:
    """Words in their own language, named as a web page names it: "en", "zh-hans"."""

    text: str
    language: str


@dataclass(frozen=True)
class Source:
    """What an answer rests on, and where it can be found."""

    title: Said
    address: str


@dataclass(frozen=True)
class Pair:
    """A question and its answer; ``heading``, ``asked`` and ``answered`` are in the document's language."""

    heading: str
    asked: str
    question: Said
    answered: str
    answer: Said
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Transcript:
    """A whole press conference. ``facts`` are lines under the title; ``as_of`` is when the last pair was published.

    ``sources_heading`` stands above the list of all sources, ``nothing`` in place of pairs where there are none.
    """

    title: str
    language: str
    facts: tuple[str, ...]
    pairs: tuple[Pair, ...]
    sources_heading: str
    nothing: str
    as_of: datetime


def write_markdown(transcript: Transcript) -> str:
    """Write it as Markdown (CommonMark); every word of a question or an answer is plain text in it."""
    numbers = _numbered(transcript.pairs)
    blocks = [f"# {_one_line(transcript.title)}", *(_paragraph(fact) for fact in transcript.facts)]
    for pair in transcript.pairs:
        blocks += [f"## {_one_line(pair.heading)}", _paragraph(pair.asked)]
        blocks.append("\n".join(f"> {line}" if line else ">" for line in _paragraph(pair.question.text).split("\n")))
        blocks += [_paragraph(pair.answered), _paragraph(pair.answer.text + _marks(pair, numbers))]
    if not transcript.pairs:
        blocks.append(_paragraph(transcript.nothing))
    if numbers:
        blocks.append(f"## {_one_line(transcript.sources_heading)}")
        listed = (f"{n}. {_one_line(each.title.text)}: {_address(each.address)}" for each, n in numbers.items())
        blocks.append("\n".join(listed))
    return "\n\n".join(block for block in blocks if block) + "\n"


def write_docx(transcript: Transcript) -> bytes:
    """Write it for a word processor: headings, who and when, words in their language, sources at the end."""
    from docx import Document

    document = Document()
    _set_up(document, transcript)
    document.add_heading(clean(transcript.title), 0)
    for fact in transcript.facts:
        document.add_paragraph(clean(fact))
    numbers = _numbered(transcript.pairs)
    for pair in transcript.pairs:
        _add_pair(document, pair, numbers)
    if not transcript.pairs:
        document.add_paragraph(clean(transcript.nothing))
    if numbers:
        document.add_heading(clean(transcript.sources_heading), 1)
        for source, number in numbers.items():
            paragraph = document.add_paragraph(f"{number}. ")
            _add_words(paragraph, source.title)
            paragraph.add_run(f" {clean(source.address)}")
    written = io.BytesIO()
    document.save(written)
    return _without_times(written.getvalue())


def clean(text: str) -> str:
    """Leave out what no XML document may hold, and what turns the direction of writing; one kind of line break."""
    return _TURNING.sub("", _NOT_IN_XML.sub("", _LINES.sub("\n", text)))


def _numbered(pairs: Iterable[Pair]) -> dict[Source, int]:
    """Number the sources as they are met; one that is cited twice has one number."""
    found = dict.fromkeys(source for pair in pairs for source in pair.sources)
    return {source: number for number, source in enumerate(found, start=1)}


def _marks(pair: Pair, numbers: dict[Source, int]) -> str:
    return "".join(f" [{numbers[source]}]" for source in pair.sources)


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Cut a text into paragraphs of lines, without blank ones."""
    lines: list[str] = []
    for line in [*(each.strip() for each in clean(text).split("\n")), ""]:
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []


# -- Markdown ---------------------------------------------------------------------------------------------------------


def _paragraph(text: str) -> str:
    """Write plain text; a line break stays one."""
    return "\n\n".join("\\\n".join(_escaped(line) for line in lines) for lines in _paragraphs(text))


def _one_line(text: str) -> str:
    return _escaped(" ".join(clean(text).split()))


def _escaped(line: str) -> str:
    """Write one line so that no sign in it means anything, nor the line as a whole."""
    signs = _SIGNS.sub(lambda found: "\\" + found[0], line)
    return _BEGINS_SOMETHING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", signs)


def _address(address: str) -> str:
    return f"<{address}>" if _ADDRESS.fullmatch(address) else _one_line(address)


# -- Word -------------------------------------------------------------------------------------------------------------


def _set_up(document: Any, transcript: Transcript) -> None:  # noqa: ANN401 - python-docx has no public type for it
    """Settle faces, language and properties; nobody is named as the author."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Quote"):
        _set_faces(document.styles[name])
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), transcript.language)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.language = clean(transcript.title)[:255], _xml_language(transcript.language)
    properties.created = properties.modified = transcript.as_of
    properties.revision = 1


def _set_faces(style: Any) -> None:  # noqa: ANN401 - the same
    from docx.oxml.ns import qn

    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(faces.attrib):  # a face of the theme would win over ours
        del faces.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        faces.set(qn(name), _FACE)
    faces.set(qn("w:eastAsia"), _EAST_ASIAN_FACE)


def _set_language(properties: Any, language: str) -> None:  # noqa: ANN401 - the same
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    # One element of a kind: what stood there goes.
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), _xml_language(language))
    element.set(qn("w:eastAsia"), _xml_language(language) if language.startswith(("zh", "ja", "ko")) else "zh-CN")
    properties.append(element)


def _xml_language(code: str) -> str:
    return _XML_LANGUAGES.get(code, code)


def _add_pair(document: Any, pair: Pair, numbers: dict[Source, int]) -> None:  # noqa: ANN401 - the same
    document.add_heading(clean(pair.heading), 1)
    document.add_paragraph(clean(pair.asked)).paragraph_format.keep_with_next = True
    for lines in _paragraphs(pair.question.text):
        _add_words(document.add_paragraph(style="Quote"), Said("\n".join(lines), pair.question.language))
    document.add_paragraph(clean(pair.answered)).paragraph_format.keep_with_next = True
    paragraph = None
    for lines in _paragraphs(pair.answer.text):
        paragraph = document.add_paragraph()
        _add_words(paragraph, Said("\n".join(lines), pair.answer.language))
    if pair.sources and paragraph is not None:
        paragraph.add_run(_marks(pair, numbers)).font.superscript = True


def _add_words(paragraph: Any, said: Said) -> None:  # noqa: ANN401 - the same
    run = paragraph.add_run(clean(said.text))
    _set_language(run._r.get_or_add_rPr(), said.language)  # noqa: SLF001 - python-docx's way to a run's properties


def _without_times(content: bytes) -> bytes:
    """Pack again with one date for all parts: an archive holds when it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return packed.getvalue()
