"""Tell what kind of document a file is, by its content alone: its name and what a browser says of it prove nothing.

DocumentRefusedError
├── UnknownKindError    no kind that is taken here
└── MacrosError         an office file with programs in it
"""

from __future__ import annotations

import codecs
import re
from enum import Enum
from typing import TYPE_CHECKING
from xml.parsers import expat
from zipfile import ZipFile

if TYPE_CHECKING:
    from typing import BinaryIO


class DocumentRefusedError(ValueError):
    """A file that is not taken."""


class UnknownKindError(DocumentRefusedError):
    """Not one of `DocumentKind`, or a damaged one."""


class MacrosError(DocumentRefusedError):
    """It would run a program on the machine of whoever opens it."""


class DocumentKind(Enum):
    """A kind that is taken: its media type, and the endings that a name may have; the first is its own."""

    PDF = ("application/pdf", ".pdf")
    DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
    PPTX = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx")
    XLSX = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
    ODT = ("application/vnd.oasis.opendocument.text", ".odt")
    ODP = ("application/vnd.oasis.opendocument.presentation", ".odp")
    ODS = ("application/vnd.oasis.opendocument.spreadsheet", ".ods")
    PNG = ("image/png", ".png")
    JPEG = ("image/jpeg", ".jpg", ".jpeg")
    TEXT = ("text/plain", ".txt", ".md")

    @property
    def media_type(self) -> str:
        """Its name in an answer's header."""
        return str(self.value[0])

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings that a name may have."""
        endings: tuple[str, ...] = self.value[1:]
        return endings


_SIGNATURES = {b"%PDF-": DocumentKind.PDF, b"\x89PNG\r\n\x1a\n": DocumentKind.PNG, b"\xff\xd8\xff": DocumentKind.JPEG}
_ZIP = b"PK\x03\x04"
_PARTS = "[Content_Types].xml"
_MOST_ENTRIES = 20_000  # a table of contents alone can fill memory; slides with 1,000 pictures have about 3,000
_LARGEST_LIST = 2_000_000  # bytes of the list of parts, unpacked
_PIECE = 1 << 18
_MAIN_PARTS = {
    f"{kind.media_type}.main+xml": kind for kind in (DocumentKind.DOCX, DocumentKind.PPTX, DocumentKind.XLSX)
}
_OPEN_DOCUMENTS = {kind.media_type.encode(): kind for kind in (DocumentKind.ODT, DocumentKind.ODP, DocumentKind.ODS)}
# Kinds of parts that run: Visual Basic, macro sheets of old Excel, ActiveX controls; then the folders of OpenDocument.
_RUNNING_PART = re.compile("macro|vba|activex")
_RUNNING_NAME = re.compile(r"(basic|scripts)/|(.*/)?(vba[^/]*\.bin|activex/[^/]+)$")
_NEVER_IN_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(file: BinaryIO) -> DocumentKind:
    """Read what a file is, whatever it is called; it is left at its beginning.

    Raises `UnknownKindError` and `MacrosError`.
    """
    file.seek(0)
    begins = file.read(8)
    signed = (kind for signature, kind in _SIGNATURES.items() if begins.startswith(signature))
    kind = next(signed, None) or (_packed(file) if begins.startswith(_ZIP) else _written(file))
    file.seek(0)
    return kind


def _packed(file: BinaryIO) -> DocumentKind:
    try:
        with ZipFile(file) as archive:
            return _office(archive)
    except DocumentRefusedError:
        raise
    except Exception as error:  # damaged archives are met with errors of every kind
        raise UnknownKindError(str(error)) from error


def _office(archive: ZipFile) -> DocumentKind:
    names = archive.namelist()
    if not names:
        raise UnknownKindError("an empty archive")
    if len(names) > _MOST_ENTRIES:
        raise UnknownKindError(f"at most {_MOST_ENTRIES} entries, got {len(names)}")
    if any(_RUNNING_NAME.match(name.lower()) for name in names):
        raise MacrosError
    if names[0] == "mimetype":
        return _known(_OPEN_DOCUMENTS.get(_unpacked(archive, "mimetype")))
    if [name.lower() for name in names].count(_PARTS.lower()) != 1:
        raise UnknownKindError("no list of parts, or several")
    parts = _kinds_of_parts(_unpacked(archive, _PARTS))
    if any(_RUNNING_PART.search(part) for part in parts):
        raise MacrosError
    main = [part for part in parts if part in _MAIN_PARTS]
    return _known(_MAIN_PARTS[main[0]] if len(main) == 1 else None)


def _unpacked(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        data = entry.read(_LARGEST_LIST + 1)
    if len(data) > _LARGEST_LIST:
        raise UnknownKindError(f"{name} is too large")
    return data


def _kinds_of_parts(data: bytes) -> list[str]:
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.StartElementHandler = lambda _name, given: found.append(given.get("ContentType", "").strip().lower())
    parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place
    return found


def _refuse_entities(*_: object) -> None:
    raise UnknownKindError("a list of parts declares nothing")


def _written(file: BinaryIO) -> DocumentKind:
    """Take it for text where all of it is text in UTF-8."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(_PIECE):
            if _NEVER_IN_TEXT.search(decoder.decode(piece)):
                raise UnknownKindError("control characters")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnknownKindError(str(error)) from error
    return DocumentKind.TEXT


def _known(kind: DocumentKind | None) -> DocumentKind:
    if kind is None:
        raise UnknownKindError
    return kind
