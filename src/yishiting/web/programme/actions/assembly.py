"""Set the assembly up, and change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.people.models import Account


@transaction.atomic
def change_assembly(*, by: Account | None, values: Mapping[str, Any]) -> Assembly:
    """Write what the assembly is; the first time, this makes it."""
    assembly = Assembly.objects.select_for_update().filter(pk=1).first() or Assembly(pk=1)
    for name, value in values.items():
        setattr(assembly, name, value)
    assembly.full_clean()
    assembly.save()
    record_act(by=by, what=What.ASSEMBLY_CHANGED, details={"settings": sorted(values)})
    return assembly
