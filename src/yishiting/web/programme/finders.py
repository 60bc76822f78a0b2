"""Find the assembly's parts by their addresses."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from yishiting.web.programme.models import PUBLIC, Agenda, Document, Forum, Host, Room, Session, Speaker


def find_forum(slug: str) -> Forum:
    """Give the forum of an address, or answer that there is none."""
    return get_object_or_404(Forum, slug=slug)


def find_host(slug: str) -> Host:
    """Give the host of an address, or answer that there is none."""
    return get_object_or_404(Host, slug=slug)


def find_session(slug: str) -> Session:
    """Give the session of an address, or answer that there is none."""
    return get_object_or_404(Session.objects.select_related("forum", "room"), slug=slug)


def find_document(slug: str, pk: int) -> Document:
    """Give a document of a session, or answer that there is none."""
    return get_object_or_404(Document.objects.select_related("session__forum"), session__slug=slug, pk=pk)


def find_document_file(slug: str, pk: int, name: str) -> Document:
    """Give the document whose file an address names, or answer that there is none."""
    return get_object_or_404(Document.objects.select_related("session__forum"), session__slug=slug, pk=pk, name=name)


def find_room(slug: str) -> Room:
    """Give the room of an address, or answer that there is none."""
    return get_object_or_404(Room, slug=slug)


def find_speaker(slug: str) -> Speaker:
    """Give the speaker of an address at the desk, or answer that there is none."""
    return get_object_or_404(Speaker, slug=slug)


def find_public_speaker(slug: str) -> Speaker:
    """Give the speaker of an address if one of their sessions is public; else answer that there is none."""
    seen = Session.objects.filter(PUBLIC).values("pk")
    return get_object_or_404(Speaker.objects.filter(sessions__in=seen).distinct(), slug=slug)


def find_agenda(feed_key: str) -> Agenda:
    """Give the agenda of a calendar feed's address, or answer that there is none."""
    return get_object_or_404(Agenda, feed_key=feed_key)
