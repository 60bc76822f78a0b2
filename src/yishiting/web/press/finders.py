"""Find the press room's things by their addresses."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from yishiting.web.press.models import Accreditation, Addressee, Question, Release
from yishiting.web.programme.models import PUBLIC, Session


def find_release(slug: str) -> Release:
    """Give the release of an address, or answer that there is none."""
    return get_object_or_404(Release.objects.select_related("forum"), slug=slug)


def find_accreditation(pk: int) -> Accreditation:
    """Give the request of an address, or answer that there is none."""
    return get_object_or_404(Accreditation.objects.select_related("account", "decided_by"), pk=pk)


def find_addressee(slug: str) -> Addressee:
    """Give the addressee of an address, or answer that there is none."""
    return get_object_or_404(Addressee, slug=slug)


def find_question(number: int) -> Question:
    """Give the question of an address, or answer that there is none."""
    return get_object_or_404(Question.objects.select_related("addressee"), number=number)


def find_press_conference(slug: str) -> Session:
    """Give the session of an address if everybody may see it, or answer that there is none."""
    return get_object_or_404(Session.objects.filter(PUBLIC).select_related("forum", "room"), slug=slug)
