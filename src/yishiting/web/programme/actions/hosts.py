"""Make, change and delete hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.programme.models import Host

if TYPE_CHECKING:
    from yishiting.web.content import Content
    from yishiting.web.people.models import Account


class HostInUseError(ValueError):
    """A host that has forums or staff is not deleted along with them."""


@transaction.atomic
def make_host(*, by: Account | None, name: Content, slug: str, order: int = 0) -> Host:
    """Make a host."""
    host = Host(name=name, slug=slug, order=order)
    host.full_clean()
    host.save()
    record_act(by=by, what=What.HOST_MADE, thing=slug)
    return host


@transaction.atomic
def change_host(*, host: Host, by: Account | None, name: Content, order: int) -> Host:
    """Change a host's name and place in the order; its address stays."""
    host.name, host.order = name, order
    host.full_clean()
    host.save(update_fields=["name", "order"])
    record_act(by=by, what=What.HOST_CHANGED, thing=host.slug)
    return host


@transaction.atomic
def delete_host(*, host: Host, by: Account | None) -> None:
    """Delete a host. Raises `HostInUseError` while it has forums or staff."""
    host = Host.objects.select_for_update().get(pk=host.pk)
    if host.forums.exists() or host.appointments.exists():
        raise HostInUseError(_("It still has forums or staff: take those away first."))
    host.delete()
    record_act(by=by, what=What.HOST_DELETED, thing=host.slug)
