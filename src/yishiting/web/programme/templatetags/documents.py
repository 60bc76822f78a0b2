"""What a document is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from yishiting.formats.programme import DocumentKind
from yishiting.web.content_forms import language_name

if TYPE_CHECKING:
    from yishiting.web.programme.models import Document

register = template.Library()

_WORDS = {
    DocumentKind.PDF: _("PDF"),
    DocumentKind.DOCX: _("Word document (DOCX)"),
    DocumentKind.PPTX: _("slides (PPTX)"),
    DocumentKind.XLSX: _("table (XLSX)"),
    DocumentKind.ODT: _("text document (ODT)"),
    DocumentKind.ODP: _("slides (ODP)"),
    DocumentKind.ODS: _("table (ODS)"),
    DocumentKind.PNG: _("picture (PNG)"),
    DocumentKind.JPEG: _("picture (JPEG)"),
    DocumentKind.TEXT: _("plain text"),
}
_KINDS = {kind.media_type: words for kind, words in _WORDS.items()}


@register.filter
def document_facts(document: Document) -> str:
    """Say what kind of file it is, how large, and in which language."""
    facts = format_html("{} · {}", _KINDS[document.media_type], filesizeformat(document.size))
    if not document.language:
        return facts
    name = language_name(document.language)
    return format_html('{} · <span lang="{}">{}</span>', facts, document.language, name)
