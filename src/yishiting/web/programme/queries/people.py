"""Who chairs a forum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.people.models import Appointment

if TYPE_CHECKING:
    from yishiting.web.programme.models import Forum


def chairs_of(forum: Forum) -> list[str]:
    """Give the names of a forum's chairs; a chair who has told no name is not named by e-mail address."""
    chairs = Appointment.objects.filter(forum=forum, role=Appointment.Role.CHAIR, account__is_active=True)
    return [name for name in chairs.order_by("made_at").values_list("account__name", flat=True) if name]
