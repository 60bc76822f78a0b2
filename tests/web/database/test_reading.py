"""Pages that only show something read through a connection that cannot write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from yishiting.web.database.reading import ReadingMiddleware, reading_only

if TYPE_CHECKING:
    from django.http import HttpRequest

transactional = pytest.mark.django_db(transaction=True)


def _used_for_reading(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(Session.objects.all().db)


@pytest.mark.parametrize(("method", "alias"), [("GET", b"reading"), ("HEAD", b"reading"), ("POST", b"default")])
def test_only_pages_that_show_something_use_it(method: str, alias: bytes) -> None:
    response = ReadingMiddleware(_used_for_reading)(RequestFactory().generic(method, "/"))

    assert response.content == alias


def test_the_next_request_of_the_thread_starts_afresh() -> None:
    middleware = ReadingMiddleware(_used_for_reading)
    middleware(RequestFactory().get("/"))

    assert Session.objects.all().db == "default"


@transactional
def test_what_was_just_written_is_read() -> None:
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())

    with reading_only():
        assert Session.objects.count() == 1


@transactional
def test_a_page_may_still_write_its_session() -> None:
    with reading_only():
        session, _ = Session.objects.get_or_create(session_key="b", defaults={"expire_date": timezone.now()})
        session.session_data = "changed"
        session.save()

    assert Session.objects.get().session_data == "changed"


@transactional
def test_the_reading_connection_cannot_be_written_through() -> None:
    with pytest.raises(DatabaseError, match=r"read-?only"):
        Session.objects.using("reading").create(session_key="c", session_data="", expire_date=timezone.now())

    assert not Session.objects.exists()


@transactional
def test_a_transaction_sees_what_it_wrote_itself() -> None:
    with reading_only(), transaction.atomic():
        Session.objects.create(session_key="d", session_data="", expire_date=timezone.now())

        assert Session.objects.count() == 1
