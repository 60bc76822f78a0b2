"""Who writes comments: made with the first one, called as they wish to be called now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.comments.models import Commenter

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.comments.visitor import Visitor


def hold_commenter(visitor: Visitor, now: datetime) -> Commenter:
    """Give somebody's row, locked: what one person sends comes one after the other, also when it is sent twice."""
    known = {"made_at": now}  # nameless until they sign something
    if visitor.account is not None:
        made, _is_new = Commenter.objects.get_or_create(account=visitor.account, defaults=known)
    elif visitor.cookie_key:
        made, _is_new = Commenter.objects.get_or_create(cookie_key=visitor.cookie_key, defaults=known)
    else:
        raise ValueError("`visitor` must have an account or a key, got neither")
    return Commenter.objects.select_for_update(no_key=True).get(pk=made.pk)


def remember_name(commenter: Commenter, *, name: str, place: str) -> None:
    """Keep how somebody wants to be called from now on."""
    if (commenter.name, commenter.place) != (name, place):
        commenter.name, commenter.place = name, place
        commenter.save(update_fields=["name", "place"])
