"""What people change about their own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yishiting.web.people.models import Account


def rename_account(*, account: Account, name: str) -> None:
    """Change how somebody is greeted and shown at the desk."""
    account.name = name
    account.save(update_fields=["name"])
