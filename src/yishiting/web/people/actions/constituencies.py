"""Declared groupings: kinds, their values, and who belongs to which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.database.holding import read_and_hold
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.models import Constituency, ConstituencyKind, Membership

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yishiting.web.content import Content
    from yishiting.web.people.models import Account, Participant


@dataclass(frozen=True)
class Value:
    """One constituency as it is to be."""

    slug: str
    name: Content


@transaction.atomic
def make_kind(*, by: Account | None, slug: str, name: Content, values: Sequence[Value]) -> ConstituencyKind:
    """Make a kind of constituency with its values, in their order."""
    kind = ConstituencyKind.objects.create(slug=slug, name=name, order=ConstituencyKind.objects.count())
    _put_values(kind, values)
    if by is not None:  # what the first start makes, it says in its own words
        record_act(by=by, what=What.KIND_MADE, thing=slug)
    return kind


@transaction.atomic
def change_kind(*, kind: ConstituencyKind, by: Account, name: Content, values: Sequence[Value]) -> list[Constituency]:
    """Change a kind's name and values. A value that is gone is deleted unless somebody belongs to it; those are kept.

    Gives back the values that were kept although they were to go.
    """
    kind.name = name
    kind.save(update_fields=["name"])  # this also holds the kind, like `_hold`
    _put_values(kind, values)
    gone = kind.constituencies.exclude(slug__in=[value.slug for value in values])
    gone.filter(memberships=None).delete()
    record_act(by=by, what=What.KIND_CHANGED, thing=kind.slug)
    return list(gone)


@transaction.atomic
def delete_kind(*, kind: ConstituencyKind, by: Account) -> bool:
    """Delete a kind that nobody belongs to; `False` when somebody does."""
    if not _hold(kind):  # somebody else was quicker
        return True
    if Membership.objects.filter(kind=kind).exists():
        return False
    kind.delete()
    record_act(by=by, what=What.KIND_DELETED, thing=kind.slug)
    return True


def hold_values(constituencies: Iterable[Constituency]) -> list[Constituency]:
    """Give those constituencies that are still there; till the end of the transaction their kinds are not deleted."""
    wanted = list(constituencies)
    if not wanted:
        return []
    there = Constituency.objects.filter(pk__in=[each.pk for each in wanted]).order_by("kind", "pk")
    kept = {pk for pk, _ in read_and_hold(there.values_list("pk", "kind__slug"))}
    return [each for each in wanted if each.pk in kept]


@transaction.atomic
def set_memberships(*, participant: Participant, constituencies: Iterable[Constituency]) -> None:
    """Put a participant into these constituencies, and out of all others; of one kind the last one counts.

    What the desk has deleted meanwhile is left out, and nothing of what is chosen here is deleted before it stands.
    """
    chosen = {constituency.kind_id: constituency for constituency in hold_values(constituencies)}
    participant.memberships.exclude(kind__in=chosen).delete()
    for kind_id, constituency in chosen.items():
        Membership.objects.update_or_create(
            participant=participant, kind_id=kind_id, defaults={"constituency": constituency}
        )


@transaction.atomic
def declare_constituencies(
    *, participant: Participant, kinds: Iterable[ConstituencyKind], constituencies: Iterable[Constituency]
) -> None:
    """Let somebody say for themselves where they belong, of these kinds only; a kind without an answer is left out."""
    asked = {kind.pk for kind in kinds}
    others = [
        each.constituency for each in participant.memberships.exclude(kind__in=asked).select_related("constituency")
    ]
    mine = [each for each in constituencies if each.kind_id in asked]
    set_memberships(participant=participant, constituencies=[*others, *mine])


def _hold(kind: ConstituencyKind) -> bool:
    # Who puts somebody into a constituency shares its kind's row: this waits for them, and they for this.
    return bool(ConstituencyKind.objects.select_for_update().filter(pk=kind.pk).values_list("pk"))


def _put_values(kind: ConstituencyKind, values: Sequence[Value]) -> None:
    for order, value in enumerate(values):
        Constituency.objects.update_or_create(kind=kind, slug=value.slug, defaults={"name": value.name, "order": order})
