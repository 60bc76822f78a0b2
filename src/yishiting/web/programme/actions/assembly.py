"""Set the assembly up, and change it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import transaction

from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.people.models import Account

_log = logging.getLogger(__name__)


@transaction.atomic
def change_assembly(*, by: Account | None, values: Mapping[str, Any]) -> Assembly:
    """Write what the assembly is; the first time, this makes it."""
    assembly = Assembly.objects.select_for_update().filter(pk=1).first() or Assembly(pk=1)
    for name, value in values.items():
        setattr(assembly, name, value)
    assembly.full_clean()
    assembly.save()
    _log.info("the assembly was changed by account %s", by.pk if by else "-")
    return assembly
