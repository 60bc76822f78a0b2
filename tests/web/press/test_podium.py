"""The podium: who is called first, and that two moderators and a refresh do no harm."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.web.press.asking import MINUTE, NOW, accepted, journalist
from yishiting.web.press.actions.podium import call_question, note_heard, skip_question
from yishiting.web.press.actions.questions import second_question
from yishiting.web.press.models import Question
from yishiting.web.press.queries.podium import in_order, outlet_of, podium

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

PODIUM = "/desk/press/podium/session-assembly-public/"


@pytest.fixture
def gazette(cast: Cast) -> list[Question]:
    """Two questions of one outlet, then one of another; the first has a second."""
    Question.objects.all().delete()
    session = cast.sessions["assembly-public"]
    askers = [journalist("Ada", "Gazette"), journalist("Bo", " gazette "), journalist("Cy", "Post")]
    made = [
        accepted(cast, f"What about {asker.name}?", asker, session=session, now=NOW + MINUTE * place)
        for place, asker in enumerate(askers)
    ]
    second_question(question=made[0], account=askers[2].account, now=NOW)
    return made


def _order(cast: Cast) -> list[str]:
    shown = podium(cast.sessions["assembly-public"], NOW)
    return [each.asker_name for each in (shown.next_one, *shown.later) if each]


def test_what_most_second_comes_first_then_what_is_older(cast: Cast, gazette: list[Question]) -> None:
    assert _order(cast) == ["Ada", "Bo", "Cy"]

    call_question(question=gazette[0], by=None, now=NOW)
    assert _order(cast) == ["Cy", "Bo"], "the other outlet has not been called yet"


def test_what_was_put_off_comes_last_and_a_call_by_mistake_counts_for_nothing(
    cast: Cast, gazette: list[Question]
) -> None:
    call_question(question=gazette[0], by=None, now=NOW)
    skip_question(question=gazette[0], now=NOW)

    assert _order(cast) == ["Bo", "Cy", "Ada"]


@dataclass(frozen=True)
class _Asked:
    number: int
    asker_outlet: str
    n_seconds: int
    made_at: datetime
    skipped_at: datetime | None
    asked_by_id: int = 1


_QUESTIONS = st.lists(
    st.builds(
        _Asked,
        number=st.integers(1, 99),
        asker_outlet=st.sampled_from(["A", "B", ""]),
        n_seconds=st.integers(0, 3),
        made_at=st.integers(0, 3).map(lambda n: NOW + n * MINUTE),
        skipped_at=st.sampled_from([None, NOW, NOW + MINUTE]),
    ),
    unique_by=lambda each: each.number,
)


@given(_QUESTIONS, st.dictionaries(st.sampled_from(["a", "b", "account 1"]), st.integers(0, 2)))
def test_the_rule_as_the_page_says_it(asked: list[_Asked], called: dict[str, int]) -> None:
    times = Counter(called)
    ordered = in_order(asked, times)  # type: ignore[arg-type] # stand in for questions

    assert sorted(each.number for each in ordered) == sorted(each.number for each in asked)
    for first, second in pairwise(ordered):
        if bool(first.skipped_at) != bool(second.skipped_at):
            assert second.skipped_at
        elif not first.skipped_at:
            one, other = (times[outlet_of(each)] for each in (first, second))
            assert one <= other
            if one == other:
                assert (-first.n_seconds, first.made_at) <= (-second.n_seconds, second.made_at)  # type: ignore[attr-defined] # annotated


def test_of_two_calls_the_first_counts(gazette: list[Question]) -> None:
    call_question(question=gazette[0], by=None, now=NOW)
    call_question(question=gazette[0], by=None, now=NOW + timedelta(hours=1))

    assert Question.objects.get(pk=gazette[0].pk).called_at == NOW


def test_answered_aloud_it_waits_to_be_written_down(cast: Cast, gazette: list[Question]) -> None:
    officer, number = cast.people.press_officer.client(), gazette[0].number
    desk = f"/desk/press/questions/{number}/"

    assertRedirects(officer.post(f"{desk}call/"), PODIUM)
    assertContains(officer.get(PODIUM), "Answered aloud, written down later")
    assertRedirects(officer.post(f"{desk}heard/", {"write": "later"}), PODIUM)
    assertContains(officer.get(PODIUM), "Still to be written down")
    assertContains(officer.get("/desk/"), "answer given aloud is to be written down")
    assertRedirects(officer.post(f"{desk}heard/", {"write": "now"}), f"/press/questions/{number}/answer/")
    assertContains(
        officer.get(f"/press/questions/{number}/answer/"), 'name="is_given_aloud" id="id_is_given_aloud" checked'
    )
    skip_question(question=gazette[0], now=NOW)
    assert Question.objects.get(pk=gazette[0].pk).heard_at is not None


def test_a_question_of_no_press_conference_is_not_on_the_podium(cast: Cast, gazette: list[Question]) -> None:
    accepted(cast, "In writing, please?", journalist("Di"))

    assert "Di" not in _order(cast)
    assert len(_order(cast)) == len(gazette)


def test_asking_again_gives_304_until_something_changes(cast: Cast, gazette: list[Question]) -> None:
    officer = cast.people.press_officer.client()
    part = {"HX-Request": "true"}
    etag = officer.get(PODIUM, headers=part).headers["ETag"]

    assert officer.get(PODIUM, headers={**part, "If-None-Match": etag}).status_code == 304
    note_heard(question=gazette[1], now=NOW)  # was not called: nothing happens
    assert officer.get(PODIUM, headers={**part, "If-None-Match": etag}).status_code == 304
    second_question(question=gazette[2], account=journalist("Di").account, now=NOW)
    again = officer.get(PODIUM, headers={**part, "If-None-Match": etag})
    assert again.status_code == 200
    assertNotContains(again, "<html")


def test_similar_ones_stand_beside_the_question_in_front(cast: Cast, gazette: list[Question]) -> None:
    other = accepted(cast, "What about Ada and Bo?", journalist("Di"))

    shown = podium(cast.sessions["assembly-public"], NOW)

    assert gazette[0] not in shown.similar
    assert other in shown.similar


@pytest.mark.parametrize(("n", "n_queries"), [(1, 10), (3, 12)])  # one alone has none that is similar
def test_queries_of_the_podium(
    cast: Cast, gazette: list[Question], n: int, n_queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Question.objects.filter(pk__in=[each.pk for each in gazette[n:]]).delete()
    officer = cast.people.press_officer.client()
    officer.get(PODIUM)

    with django_assert_num_queries(n_queries):
        officer.get(PODIUM)
