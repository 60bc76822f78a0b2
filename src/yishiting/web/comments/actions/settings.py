"""What the organiser chooses about comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.comments.models import CommentSettings
from yishiting.web.desk.actions.acts import What, record_act

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.people.models import Account

CHOICES = ("is_open", "holds_open_participants", "holds_everybody", "edit_minutes", "most_links")


@transaction.atomic
def set_comments(*, chosen: Mapping[str, bool | int], by: Account | None, now: datetime) -> CommentSettings:
    """Change what was chosen about comments; what waits or is public already stays as it is."""
    CommentSettings.objects.get_or_create(pk=1)
    kept = CommentSettings.objects.select_for_update(no_key=True).get(pk=1)
    changed = [name for name in CHOICES if name in chosen and getattr(kept, name) != chosen[name]]
    for name in changed:
        setattr(kept, name, chosen[name])
    if changed:
        kept.save(update_fields=changed)
        record_act(by=by, what=What.COMMENTS_SET, details={"settings": changed}, now=now)
    return kept
