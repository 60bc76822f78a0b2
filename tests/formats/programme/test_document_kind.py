"""What a file is, by what is in it: whatever it is called, and whatever it pretends to be."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from yishiting.formats.programme import DocumentKind, DocumentRefusedError, MacrosError, UnknownKindError, kind_of

_HEAD = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def _zipped(**entries: str) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return file.getvalue()


def _office(*parts: str, head: str = _HEAD, **more: str) -> bytes:
    kinds = "".join(f'<Override PartName="/p{n}" ContentType="{part}"/>' for n, part in enumerate(parts))
    return _zipped(**{"[Content_Types].xml": f"{head}{kinds}</Types>"}, **more)


def _picture(name: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, name)
    return file.getvalue()


def _word() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def _damaged(data: bytes, place: int, other: bytes) -> bytes:
    written = bytearray(data)
    begin = place % len(written)
    written[begin : begin + len(other)] = other
    return bytes(written)


_PACKED_AT = 30 + len("[Content_Types].xml")
_WORD, _SLIDES, _TABLE = (
    _MAIN.format(name) for name in ("wordprocessingml.document", "presentationml.presentation", "spreadsheetml.sheet")
)
TAKEN = {
    "PDF": b"%PDF-1.7\n%%EOF",
    "DOCX": _word(),
    "PPTX": _office(_SLIDES),
    "XLSX": _office(_TABLE),
    "ODT": _zipped(mimetype="application/vnd.oasis.opendocument.text"),
    "ODP": _zipped(mimetype="application/vnd.oasis.opendocument.presentation"),
    "ODS": _zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "PNG": _picture("PNG"),
    "JPEG": _picture("JPEG"),
    "TEXT": "# 标题\n\n正文\n".encode(),
}
REFUSED = {
    "a program": b"MZ\x90\x00\x03",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "text of another encoding": "正文".encode("gb18030"),
    "text with a zero": b"a\x00b",
    "an archive of anything": _zipped(a="b"),
    "an empty archive": b"PK\x05\x06" + bytes(18),
    "an archive that begins like one with entries": b"PK\x03\x04PK\x05\x06" + bytes(12) + b"\x04" + bytes(5),
    "an archive that cannot be unpacked": _damaged(_office(_WORD), _PACKED_AT, b"\xff" * 6),
    "an archive with names in no encoding": _zipped(é="").replace("é".encode(), b"\xff\xff"),
    "an archive that points before its beginning": _damaged(_office(_WORD), -6, b"\xff" * 4),
    "a list of parts in small letters": _zipped(**{"[content_types].xml": "<a/>"}),
    "an archive cut off": _word()[:-30],
    "an archive behind a picture": _picture("PNG")[1:] + _word(),
    "two documents in one": _office(_WORD, _TABLE),
    "a list of parts that declares": _office(_WORD, head='<!DOCTYPE a [<!ENTITY b "c">]><Types>'),
    "a list of parts that is none": _zipped(**{"[Content_Types].xml": "{}"}),
    "a list of parts that fills memory": _zipped(**{"[Content_Types].xml": " " * 3_000_000}),
    "another OpenDocument": _zipped(mimetype="application/vnd.oasis.opendocument.database"),
}
WITH_MACROS = {
    "Word with macros": _office("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "a macro part among others": _office(_WORD, "application/vnd.ms-office.vbaProject"),
    "written in capitals": _office(_WORD, "APPLICATION/VND.MS-OFFICE.VBAPROJECT"),
    "written as characters by number": _office(_WORD, "application/vnd.ms-office.vba&#80;roject"),
    "a macro sheet": _office(_TABLE, "application/vnd.ms-excel.macrosheet+xml"),
    "a control": _office(_WORD, "application/vnd.ms-office.activeX+xml"),
    "Visual Basic without a part": _office(_WORD, word__vbaProject_dot_bin="x"),
    "OpenDocument with Basic": _zipped(mimetype="application/vnd.oasis.opendocument.text", Basic__script="x"),
    "OpenDocument with scripts": _zipped(mimetype="application/vnd.oasis.opendocument.text", Scripts__python__a="x"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_is_known_by_its_content(name: str) -> None:
    file = io.BytesIO(TAKEN[name])

    assert kind_of(file) is DocumentKind[name]
    assert file.tell() == 0


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused(name: str) -> None:
    with pytest.raises(UnknownKindError):
        kind_of(io.BytesIO(REFUSED[name]))


@pytest.mark.parametrize("name", WITH_MACROS)
def test_what_would_run_is_refused(name: str) -> None:
    with pytest.raises(MacrosError):
        kind_of(io.BytesIO(WITH_MACROS[name]))


@given(st.sampled_from(sorted(TAKEN)), st.data())
def test_a_damaged_file_is_a_kind_or_refused(name: str, data: st.DataObject) -> None:
    whole = bytearray(TAKEN[name])
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        whole[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))

    try:
        found = kind_of(io.BytesIO(bytes(whole[:cut])))
    except DocumentRefusedError:
        return
    assert isinstance(found, DocumentKind)
