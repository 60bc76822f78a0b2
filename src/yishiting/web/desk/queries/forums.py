"""The forums at whose desk somebody works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.permissions.decision import may
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from yishiting.web.permissions.actor import Actor


def my_forums(actor: Actor) -> list[Forum]:
    """List them in their order."""
    return [forum for forum in Forum.objects.all() if may("forum.desk", actor, forum)]
