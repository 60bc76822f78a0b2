"""A press conference as a file to take home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from yishiting.formats.transcript import write_docx, write_markdown
from yishiting.web.feed_answer import language_asked
from yishiting.web.permissions.guard import permits
from yishiting.web.press.finders import find_press_conference
from yishiting.web.press.queries.transcript import transcript_of
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.formats.transcript import Transcript
    from yishiting.web.programme.models import Session

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@permits("site.see", find_press_conference)
def transcript_docx(request: HttpRequest, session: Session) -> HttpResponse:
    """Give the published pairs for a word processor."""
    return _file(write_docx(_transcript(request, session)), _DOCX, f"{session.slug}.docx")


@permits("site.see", find_press_conference)
def transcript_markdown(request: HttpRequest, session: Session) -> HttpResponse:
    """Give the published pairs as Markdown."""
    text = write_markdown(_transcript(request, session))
    return _file(text.encode(), "text/markdown; charset=utf-8", f"{session.slug}.md")


def _transcript(request: HttpRequest, session: Session) -> Transcript:
    assembly = current_assembly()
    return transcript_of(session, assembly=assembly, language=language_asked(request, assembly), now=timezone.now())


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return HttpResponse(content, content_type=content_type, headers=headers)
