"""What a start says about the assembly: the ready one is made when there is none, and an organiser is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from yishiting.web.people.actions.invitations import make_organiser_link
from yishiting.web.people.models import Appointment
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yishiting.web.serving.duty import Clock


def make_assembly_ready(clock: Clock) -> Iterator[str]:
    """Make the ready assembly in a new chamber, unless the operator wants it empty."""
    if Assembly.objects.exists():
        return
    if not settings.WITH_SAMPLE:
        Assembly.objects.create(pk=1)
        return
    from yishiting.web.sample_assembly.filling import fill

    fill(now=clock())
    yield "A sample assembly is inside, all of it invented; the desk has a button that removes it."


def let_organiser_in(clock: Clock) -> Iterator[str]:
    """Print a one-time link as long as nobody is organiser."""
    is_organised = Appointment.objects.filter(role=Appointment.Role.ORGANISER, account__is_active=True).exists()
    if is_organised or settings.INSECURE_LAN:
        return
    token = make_organiser_link(now=clock())
    yield f"Become its organiser, once, within a day: {settings.PUBLIC_URL}/invitation/{token}/"
