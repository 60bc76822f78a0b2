"""Documents of sessions: brought at the desk, saved by whoever sees the session."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.web.programme.made_sessions import at, make_assembly, make_session
from yishiting.formats.programme import DocumentKind
from yishiting.web.content import Content
from yishiting.web.programme.actions import documents as actions
from yishiting.web.programme.actions.documents import BroughtFile, TooManyDocumentsError, add_document, change_document
from yishiting.web.programme.document_names import safe_name, unused_name
from yishiting.web.programme.models import Document, DocumentSlice, Session

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
TITLE = {"title": Content.of("en", "Slides")}
PDF = b"%PDF-1.7 " + b"x" * 40


def _brought(data: bytes = PDF, name: str = "slides.pdf", kind: DocumentKind = DocumentKind.PDF) -> BroughtFile:
    return BroughtFile(SimpleUploadedFile(name, data), kind)


def _add(session: Session, data: bytes = PDF, **named: Any) -> Document:  # noqa: ANN401 - any of `_brought`
    return add_document(session=session, by=None, brought=_brought(data, **named), values=TITLE, now=NOW)


def _address(document: Document) -> str:
    return f"/sessions/{document.session.slug}/documents/{document.pk}/{document.name}"


def _read(client: Client, document: Document, **headers: str) -> Any:  # noqa: ANN401 - Django's own
    return client.get(_address(document), headers=headers)


@given(st.text(), st.sampled_from(DocumentKind))
def test_a_name_is_a_plain_name_of_its_kind(given_name: str, kind: DocumentKind) -> None:
    name = safe_name(given_name, kind)

    assert name.endswith(kind.endings)
    assert len(name.encode()) <= 255
    assert not name.startswith((".", "-", " "))
    assert not set(name) & set('/\\:*?"<>|%#')
    assert {unicodedata.category(each) for each in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()
    assert safe_name(name, kind) == name


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("Slides of the panel.PDF", "Slides of the panel.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Papers\\演讲稿.pdf", "演讲稿.pdf"),
        ("slides\u202efdp.exe", "slidesfdp.pdf"),
        ("page.html", "page.pdf"),
        ("CON.pdf", "document.pdf"),
        ("\n.pdf", "document.pdf"),
    ],
)
def test_a_name_keeps_what_can_be_kept(given_name: str, name: str) -> None:
    assert safe_name(given_name, DocumentKind.PDF) == name


def test_a_name_that_is_taken_is_numbered_whatever_its_capitals() -> None:
    assert unused_name("Slides.pdf", ["slides.PDF", "slides-2.pdf"]) == "Slides-3.pdf"


@pytest.mark.django_db
@pytest.mark.parametrize("n_bytes", [9, 10, 11, 35])
def test_what_was_brought_comes_back(n_bytes: int, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SLICE_BYTES", 10)
    make_assembly()
    data = (PDF * 2)[:n_bytes]

    document = _add(make_session("panel", at("09:00")), data)
    page = _read(client, document)

    assert b"".join(page) == data
    assert document.slices.count() == -(-n_bytes // 10)
    assert (document.size, document.digest) == (n_bytes, sha256(data).hexdigest())
    told = ("Content-Type", "Content-Length", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    assert [page.headers[name] for name in told] == [
        "application/pdf",
        str(n_bytes),
        'attachment; filename="slides.pdf"',
        "nosniff",
        "no-cache, public",
    ]


@pytest.mark.django_db
def test_who_has_the_file_is_told_so(client: Client) -> None:
    make_assembly()
    document = _add(make_session("panel", at("09:00")))

    again = _read(client, document, if_none_match=f'"{document.digest}"')
    assert (again.status_code, again.content) == (304, b"")

    change_document(document=document, by=None, brought=_brought(PDF + b"new"), values={}, now=NOW)
    page = _read(client, document, if_none_match=f'"{document.digest}"')
    assert (page.status_code, b"".join(page)) == (200, PDF + b"new")


@pytest.mark.django_db
def test_a_name_stands_once_in_a_session() -> None:
    make_assembly()
    session = make_session("panel", at("09:00"))

    names = [_add(session).name for _ in range(3)]

    assert names == ["slides.pdf", "slides-2.pdf", "slides-3.pdf"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.update(name="slides.pdf")


@pytest.mark.django_db
def test_what_is_removed_is_gone_and_the_schedule_is_another(client: Client) -> None:
    make_assembly()
    session = make_session("panel", at("09:00"))
    document = _add(session)
    before = json.loads(client.get("/programme/schedule.json").content)

    address = _address(document)
    actions.remove_document(document=document, by=None, now=at("10:00"))

    after = json.loads(client.get("/programme/schedule.json").content)
    assert not DocumentSlice.objects.exists()
    assert _attachments(before) == [{"title": "Slides", "url": settings.PUBLIC_URL + address, "type": "related"}]
    assert _attachments(after) == []
    assert before["schedule"]["version"] != after["schedule"]["version"]


def _attachments(schedule: Any) -> Any:  # noqa: ANN401 - JSON
    (day,) = schedule["schedule"]["conference"]["days"]
    return day["rooms"][""][0]["attachments"]


@pytest.mark.django_db
def test_a_session_has_room_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_DOCUMENTS", 1)
    make_assembly()
    session = make_session("panel", at("09:00"))
    _add(session)

    with pytest.raises(TooManyDocumentsError, match="at most 1"):
        _add(session)


def test_the_desk_brings_changes_and_removes(cast: Cast) -> None:
    client, session = cast.people.staff.client(), cast.sessions["own-unpublished"]
    desk = f"/desk/sessions/{session.slug}/"
    session.documents.all().delete()

    added = client.post(
        f"{desk}documents/new/", {"file": SimpleUploadedFile("a.exe", b"Words"), "title_en": "A", "order": 1}
    )
    assert added.headers["Location"] == desk
    document = session.documents.get()
    assert (document.name, document.media_type, str(document.title)) == ("a.txt", "text/plain", "A")

    client.post(f"{desk}documents/{document.pk}/change/", {"title_en": "B", "language": "en", "order": 1})
    document.refresh_from_db()
    assert (document.name, str(document.title), document.language) == ("a.txt", "B", "en")
    assert b"".join(_read(client, document)) == b"Words"
    assert "B" in client.get(desk).content.decode()

    client.post(f"{desk}documents/{document.pk}/remove/")
    assert not session.documents.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"MZ\x90\x00", "none of the kinds that are taken"),
        (b"", "The submitted file is empty"),
        (None, "This field is required"),
        (b"a" * 21, "at most 0 MB"),
    ],
)
def test_what_is_not_taken_is_said_and_nothing_is_kept(
    data: bytes | None, says: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yishiting.web.programme.forms.documents._LARGEST", 20)
    session = cast.sessions["own-public"]
    n_before = session.documents.count()
    brought = {} if data is None else {"file": SimpleUploadedFile("a.pdf", data)}

    page = cast.people.staff.client().post(
        f"/desk/sessions/{session.slug}/documents/new/", {**brought, "title_en": "A", "order": 1}
    )

    assert page.status_code == 422
    assert says in page.content.decode()
    assert session.documents.count() == n_before
