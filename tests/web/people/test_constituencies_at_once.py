"""A kind of constituency is deleted in the moment when somebody is put into it: one comes first, and none breaks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tests.web.at_once import wait_until_somebody_waits
from tests.web.cast import Cast, make_cast
from yishiting.web.content import Content
from yishiting.web.deliberation.actions import imported_kinds
from yishiting.web.people.actions.constituencies import Value, change_kind, delete_kind, set_memberships
from yishiting.web.people.actions.importing import import_delegations
from yishiting.web.people.errors import PlanChangedError
from yishiting.web.people.importing.plan import make_plan
from yishiting.web.people.models import Account, Constituency, ConstituencyKind, Delegation, Membership, Participant
from yishiting.web.people.uploads import keep_upload

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)

Result = TypeVar("Result")


@pytest.fixture
def cast() -> Cast:
    """The cast, committed."""
    return make_cast()


@pytest.fixture
def kind(cast: Cast) -> ConstituencyKind:  # noqa: ARG001 - asked for the assembly around it
    """A kind with two values, to which nobody belongs."""
    made = ConstituencyKind.objects.create(slug="size", name=Content.of("en", "Size"))
    for slug in ("small", "large"):
        Constituency.objects.create(kind=made, slug=slug, name=Content.of("en", slug))
    return made


def _first_then(first: Callable[[], object], second: Callable[[], Result]) -> Result:
    """Do the first in a transaction that ends only when the second one, in a thread, waits for it."""

    def run() -> Result:
        try:
            return second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            running = pool.submit(run)
            wait_until_somebody_waits()
        return running.result(timeout=60)


def _organiser(cast: Cast) -> Account:
    assert cast.people.organiser.account is not None
    return cast.people.organiser.account


def _joining(kind: ConstituencyKind) -> Callable[[], None]:
    person = Participant.objects.get(cookie_key="c" * 32)
    small = kind.constituencies.get(slug="small")
    return lambda: set_memberships(participant=person, constituencies=[small])


def test_kind_is_not_deleted_under_somebody_who_just_joined(cast: Cast, kind: ConstituencyKind) -> None:
    by = _organiser(cast)
    assert _first_then(_joining(kind), lambda: delete_kind(kind=kind, by=by)) is False
    assert Membership.objects.filter(kind=kind).count() == 1


def test_who_joins_a_kind_that_is_just_deleted_belongs_nowhere(cast: Cast, kind: ConstituencyKind) -> None:
    by = _organiser(cast)
    _first_then(lambda: delete_kind(kind=kind, by=by), _joining(kind))
    assert not ConstituencyKind.objects.filter(slug="size").exists()
    assert not Participant.objects.get(cookie_key="c" * 32).memberships.exists()


def test_value_is_not_deleted_under_somebody_who_just_joined(cast: Cast, kind: ConstituencyKind) -> None:
    by, large = _organiser(cast), [Value("large", Content.of("en", "large"))]
    kept = _first_then(_joining(kind), lambda: change_kind(kind=kind, by=by, name=kind.name, values=large))
    assert [each.slug for each in kept] == ["small"]
    assert kind.constituencies.count() == 2


def test_who_joins_a_value_that_is_just_deleted_belongs_nowhere(cast: Cast, kind: ConstituencyKind) -> None:
    by, large = _organiser(cast), [Value("large", Content.of("en", "large"))]
    _first_then(lambda: change_kind(kind=kind, by=by, name=kind.name, values=large), _joining(kind))
    assert not Membership.objects.filter(kind=kind).exists()


def test_two_who_delete_the_same_kind_both_have_deleted_it(cast: Cast, kind: ConstituencyKind) -> None:
    by, same = _organiser(cast), ConstituencyKind.objects.get(slug="size")
    assert _first_then(lambda: delete_kind(kind=kind, by=by), lambda: delete_kind(kind=same, by=by)) is True


def test_import_into_a_kind_that_is_just_deleted_changes_nothing(cast: Cast, kind: ConstituencyKind) -> None:
    by, now = _organiser(cast), timezone.now()
    upload = keep_upload(text="delegation,name_en,size\ninstitute,Institute,small\n", by=by, now=now)
    fingerprint = make_plan(upload.text, now).fingerprint

    def take() -> str:
        try:
            import_delegations(upload=upload, by=by, fingerprint=fingerprint, now=now)
        except PlanChangedError:
            return "changed"
        return "imported"

    assert _first_then(lambda: delete_kind(kind=kind, by=by), take) == "changed"
    assert not Delegation.objects.filter(slug="institute").exists()


def test_conversation_with_a_kind_that_is_just_deleted_makes_it_anew(cast: Cast, kind: ConstituencyKind) -> None:
    by = _organiser(cast)

    def find() -> ConstituencyKind:
        with transaction.atomic():
            return imported_kinds._kind("size", {})  # noqa: SLF001 - the rest of the import takes long

    found = _first_then(lambda: delete_kind(kind=kind, by=by), find)
    assert found == ConstituencyKind.objects.get(slug="size")
