"""Inputs that once led to an error page, to much work, or to somebody else's account."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from yishiting.web.deliberation.models import Statement, Vote
from yishiting.web.deliberation.statement_text import cleaned_line
from yishiting.web.people.models import Account
from yishiting.web.people.queries.accounts import owner_of

if TYPE_CHECKING:
    from tests.web.cast import Cast


def test_a_number_of_ten_thousand_digits_ticks_nothing(cast: Cast) -> None:
    waiting = cast.statements["own-open", "waiting-of-open"]

    response = cast.people.moderator.client().post(
        "/desk/deliberations/own-open/queue/", {"number": ["9" * 10_000, "-1", "\u0663", str(waiting.number)]}
    )

    assert response.status_code == 302
    assert Statement.objects.get(pk=waiting.pk).status == Statement.Status.ACCEPTED


@pytest.mark.parametrize("name", ["%00", "report-en.html%00", "%2e%2e", "a%0d%0aSet-Cookie:x=1"])
@pytest.mark.parametrize("folder", ["files", "answers"])
def test_a_file_of_an_impossible_name_is_not_there(cast: Cast, folder: str, name: str) -> None:
    client = cast.people.auditor.client()

    assert client.get(f"/deliberations/own-published/results/1/{folder}/{name}").status_code == 404


@pytest.mark.parametrize("mark", ["\u200e", "\u200d", "\u061c"])
def test_invisible_marks_cost_no_time(mark: str) -> None:
    begun = time.process_time()

    for _again in range(3):
        with contextlib.suppress(ValidationError):
            cleaned_line("a" + mark * 5_590 + "b")

    assert time.process_time() - begun < 0.2  # it took a second before


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\u200e b", "a b"),
        ("a \u200e\u200fb", "a b"),
        ("a\u200d\u200d\u200db", "a\u200db"),
        ("a\u200c\u200e\u200d", "a"),
        ("\u200e", ""),
        ("a\u200eb", "a\u200eb"),
    ],
)
def test_stray_joiners_go_and_others_stay(raw: str, cleaned: str) -> None:
    assert cleaned_line(raw) == cleaned


@pytest.mark.parametrize("lookalike", ["boss@g\u0131thub.com", "bo\u017fs@github.com"])
@pytest.mark.django_db
def test_a_lookalike_address_owns_nothing(lookalike: str) -> None:
    # In capitals, or in compatibility form, both are the same address.
    EmailAddress.objects.create(user=Account.objects.create_user(), email=lookalike, verified=True)
    owner = Account.objects.create_user()

    assert owner_of("boss@github.com") is None
    EmailAddress.objects.create(user=owner, email="boss@github.com", verified=True)
    assert owner_of("Boss@GitHub.com") == owner


def test_undoing_reaches_no_other_deliberation(cast: Cast) -> None:
    client = cast.people.verified.client()
    others = Statement.objects.get(deliberation=cast.deliberations["others-open"], number=cast.statement.number)
    mine: dict[str, Any] = {"participant": cast.people.verified.actor().participant, "statement": others}
    Vote.objects.update_or_create(**mine, defaults={"value": 1})
    client.post("/deliberations/own-open/respond/", {"statement": cast.statement.number, "vote": 1})

    response = client.post("/deliberations/others-open/respond/undo/", {"statement": cast.statement.number})

    assert response.status_code == 409
    assert Vote.objects.get(**mine).value == 1
