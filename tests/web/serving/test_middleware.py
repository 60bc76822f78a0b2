"""What every request passes before and after the pages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from yishiting.web.database.disk_faults import FaultRecord
from yishiting.web.serving import acknowledging
from yishiting.web.serving.acknowledging import AcknowledgingOnlyWhatLasts
from yishiting.web.serving.body_limit import BodyLimitMiddleware, accepts_upload
from yishiting.web.serving.public_address import PublicAddressMiddleware
from yishiting.web.serving.request_log import RequestLogMiddleware
from yishiting.web.serving.static_files import gather_static_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIEnvironment

    from pytest_django.fixtures import Settings

PUBLIC = "https://chamber.example.org"


def _tell_address(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.build_absolute_uri("/invitation"))


@pytest.fixture
def public(settings: Settings) -> None:
    settings.PUBLIC_URL = PUBLIC
    settings.ALLOWED_HOSTS = ["chamber.example.org"]


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("host", ["chamber.example.org", "chamber.example.org:8080", "CHAMBER.example.org:1"])
def test_links_never_follow_the_host_header(host: str) -> None:
    answer = PublicAddressMiddleware(_tell_address)(RequestFactory().get("/", headers={"host": host}))

    assert answer.content.decode() == f"{PUBLIC}/invitation"


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("host", ["evil.example", "localhost", "chamber.example.org.evil.example", "127.0.0.1:8000"])
def test_a_foreign_host_is_refused(host: str) -> None:
    with pytest.raises(DisallowedHost):
        PublicAddressMiddleware(_tell_address)(RequestFactory().get("/", headers={"host": host}))


def test_on_the_machine_itself_a_request_keeps_its_port() -> None:
    answer = PublicAddressMiddleware(_tell_address)(RequestFactory().get("/", headers={"host": "localhost:8123"}))

    assert answer.content == b"http://localhost:8123/invitation"


def _page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


@accepts_upload
def _import(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("import")


@pytest.mark.parametrize(
    ("view", "size", "status"),
    [(_page, 2_000_000, None), (_page, 2_000_001, 413), (_import, 64_000_000, None), (_import, 64_000_001, 413)],
)
@pytest.mark.django_db
def test_only_imports_may_be_large(view: object, size: int, status: int | None) -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=str(size))
    assert callable(view)

    answer = BodyLimitMiddleware(_page).process_view(request, view, (), {})

    assert (answer.status_code if answer else None) == status


@pytest.mark.django_db
def test_every_page_carries_the_headers_of_a_strict_site() -> None:
    headers = Client().get("/").headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))

    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]


def _application(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"your vote is kept"]


def _answer_of(application: AcknowledgingOnlyWhatLasts) -> tuple[str, bytes]:
    statuses: list[str] = []

    def start_response(status: str, _headers: object, _error: object = None) -> None:
        statuses.append(status)

    body = b"".join(application(RequestFactory().get("/").environ, start_response))  # type: ignore[arg-type]
    assert len(statuses) == 1
    return statuses[0], body


def test_nothing_is_acknowledged_after_an_error_of_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    record = FaultRecord()
    monkeypatch.setattr(acknowledging, "FAULTS", record)
    application = AcknowledgingOnlyWhatLasts(_application)
    assert _answer_of(application) == ("200 OK", b"your vote is kept")

    record.note("disk I/O error")

    assert _answer_of(application)[0] == "503 Service Unavailable"


def test_an_answer_is_held_back_when_the_disk_fails_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    record = FaultRecord()
    monkeypatch.setattr(acknowledging, "FAULTS", record)

    def fails_meanwhile(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        record.note("disk I/O error")
        return _application(environ, start_response)

    status, body = _answer_of(AcknowledgingOnlyWhatLasts(fails_meanwhile))

    assert (status, b"kept" in body.split(b"may not be ")[0]) == ("503 Service Unavailable", False)


def test_the_request_log_shows_no_key(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.REQUEST_LOG = True
    with caplog.at_level(logging.INFO, "yishiting.requests"):
        RequestLogMiddleware(_page)(RequestFactory().get("/invitation/8f3a-secret?code=secret"))

    assert len(caplog.records) == 1
    assert "secret" not in caplog.text


def test_the_request_log_is_off_unless_asked_for() -> None:
    with pytest.raises(MiddlewareNotUsed):
        RequestLogMiddleware(_page)


def test_static_files_are_gathered_only_when_they_changed(settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"

    assert gather_static_files()
    assert not gather_static_files()
    (source / "one.css").write_text("a { color: blue }")
    assert gather_static_files()
