"""Write down what was done at the desk: the one place where that happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from yishiting.web.desk.models import Act

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.people.models import Account

    Details = Mapping[str, str | int | list[str]]

What = Act.What


class LooseActError(RuntimeError):
    """An act is written down in the transaction that does it, or it could stand there without having happened."""


def record_act(
    *,
    by: Account | None,
    what: Act.What,
    thing: Deliberation | str = "",
    details: Details | None = None,
    about: Account | None = None,
    now: datetime | None = None,
) -> None:
    """Add one act to the transaction that is open. ``thing`` and ``details`` hold short names and numbers only.

    Raises `LooseActError` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise LooseActError(f"`{what}` was to be written down outside a transaction")
    moment = {} if now is None else {"made_at": now}
    Act.objects.create(
        by_id=None if by is None else by.pk,
        what=what,
        thing=thing if isinstance(thing, str) else thing.slug,
        details=dict(details or {}),
        about_id=None if about is None else about.pk,
        deliberation_id=None if isinstance(thing, str) else thing.pk,
        **moment,
    )
