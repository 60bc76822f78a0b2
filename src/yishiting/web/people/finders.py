"""Find people's things by their addresses."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from yishiting.web.people.models import (
    Appointment,
    ConstituencyKind,
    Delegation,
    Invitation,
    OutboxMail,
    Seat,
    Upload,
)

_LARGEST_KEY = 2**63 - 1


def find_delegation(slug: str) -> Delegation:
    """Give the delegation of an address."""
    return get_object_or_404(Delegation.objects.select_related("participant"), slug=slug)


def find_kind(slug: str) -> ConstituencyKind:
    """Give the kind of constituency of an address."""
    return get_object_or_404(ConstituencyKind, slug=slug)


def find_seat(pk: int) -> Seat:
    """Give a seat."""
    return get_object_or_404(Seat.objects.select_related("delegation", "account"), pk=_key(pk))


def find_appointment(pk: int) -> Appointment:
    """Give an appointment."""
    return get_object_or_404(Appointment.objects.select_related("account", "host", "forum"), pk=_key(pk))


def find_invitation(pk: int) -> Invitation:
    """Give an invitation."""
    return get_object_or_404(Invitation.objects.select_related("delegation", "host", "forum"), pk=_key(pk))


def find_mail(pk: int) -> OutboxMail:
    """Give a message of the outbox."""
    return get_object_or_404(OutboxMail, pk=_key(pk))


def find_upload(pk: int) -> Upload:
    """Give an uploaded file."""
    return get_object_or_404(Upload, pk=_key(pk))


def _key(pk: int) -> int:
    if pk > _LARGEST_KEY:  # no column holds it
        raise Http404
    return pk
