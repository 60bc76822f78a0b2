from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yishiting.web.content import Content
from yishiting.web.deliberation.models import Deliberation, Statement, Vote

if TYPE_CHECKING:
    from tests.web.cast import Cast

PAGES = ("", "statements/", "queue/")


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_the_desk_do_not_follow_what_a_delegation_answers(cast: Cast, page: str) -> None:
    # Watching the page while one delegation answers would tell its answer, which is off the record.
    seen = set()
    for value in (1, 0, -1):
        Vote.objects.update_or_create(
            participant=cast.delegation.participant, statement=cast.statement, defaults={"value": value}
        )
        shown = cast.people.moderator.client().get(f"/desk/deliberations/own-open/{page}")
        assert shown.status_code == 200
        seen.add(shown.text.split("<main")[1])

    assert len({_without_keys(text) for text in seen}) == 1


def test_the_list_of_statements_says_how_many_have_answered(cast: Cast) -> None:
    n_answers = Vote.objects.filter(statement=cast.statement).count()

    shown = cast.people.moderator.client().get("/desk/deliberations/own-open/statements/").text

    assert f'data-name="Answers">{n_answers}<' in shown


@pytest.mark.parametrize("is_on_record", [False, True])
@pytest.mark.parametrize(
    ("page", "status"), [("queue/", "waiting"), ("statements/", "waiting"), ("statements/", "accepted")]
)
def test_who_put_a_statement_forward_is_named_only_on_record(
    cast: Cast, page: str, status: str, *, is_on_record: bool
) -> None:
    Deliberation.objects.filter(pk=cast.deliberation.pk).update(is_on_record=is_on_record)
    Statement.objects.create(
        deliberation=cast.deliberation,
        number=900,
        text=Content.of("en", "A statement from a delegation"),
        fingerprint="from-a-delegation",
        origin=Statement.Origin.PARTICIPANT,
        status=status,
        author=cast.delegation.participant,
    )

    shown = cast.people.moderator.client().get(f"/desk/deliberations/own-open/{page}").text

    assert "A statement from a delegation" in shown
    assert (cast.delegation.name.original in shown) == is_on_record


def _without_keys(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if "csrfmiddlewaretoken" not in line)
