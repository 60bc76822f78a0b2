"""What the frame around every page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the assembly's name and what this visitor is offered; nothing is read before a template asks."""
    if not hasattr(request, "actor"):
        return {"insecure_lan": settings.INSECURE_LAN, "assembly": SimpleLazyObject(current_assembly)}
    actor = actor_of(request)
    return {
        "actor": actor,
        "assembly": SimpleLazyObject(current_assembly),
        "has_desk": SimpleLazyObject(lambda: may("desk.see", actor)),
        "sees_acts": SimpleLazyObject(lambda: may("desk.see_acts", actor)),
        "insecure_lan": settings.INSECURE_LAN,
    }
