"""Make, change and delete those to whom questions are put."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.press.models import Addressee
from yishiting.web.press.refusals import AddresseeInUseError
from yishiting.web.programme.actions.columns import write_columns
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yishiting.web.people.models import Account


@transaction.atomic
def make_addressee(*, by: Account | None, values: Mapping[str, Any], answering: Iterable[Account] = ()) -> Addressee:
    """Make one; ``answering`` are the accounts that answer for them."""
    addressee = Addressee(slug=fresh_slug(values["name"], "addressee", Addressee.objects.all()))
    write_columns(addressee, values)
    addressee.answering.set(answering)
    record_act(by=by, what=What.ADDRESSEE_MADE, thing=addressee.slug)
    return addressee


@transaction.atomic
def change_addressee(
    *, addressee: Addressee, by: Account | None, values: Mapping[str, Any], answering: Iterable[Account]
) -> Addressee:
    """Change what is said about one, and who answers; published answers keep the name under which they were given."""
    fresh = Addressee.objects.select_for_update(no_key=True).get(pk=addressee.pk)
    write_columns(fresh, values)
    fresh.answering.set(answering)
    record_act(by=by, what=What.ADDRESSEE_CHANGED, thing=fresh.slug)
    return fresh


@transaction.atomic
def delete_addressee(*, addressee: Addressee, by: Account | None) -> None:
    """Delete one to whom nothing was put. Raises `AddresseeInUseError`."""
    # Whoever asks them something holds this row: a question is either seen here, or refused there.
    fresh = Addressee.objects.select_for_update().get(pk=addressee.pk)
    if fresh.questions.exists():
        raise AddresseeInUseError
    fresh.delete()
    record_act(by=by, what=What.ADDRESSEE_DELETED, thing=fresh.slug)
