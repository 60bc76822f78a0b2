"""A small council that answers on record has a result, and nobody who answers for themselves can be told from it."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.deliberation.polls import NOW, clock, make_poll, two_camps
from tests.web.deliberation.test_shielding import Case, make_case
from yishiting.web.deliberation.actions.publishing import publish_result
from yishiting.web.deliberation.actions.voting import Answer, cast_vote, withdraw_vote
from yishiting.web.deliberation.analysis.live import LiveDeliberation
from yishiting.web.deliberation.analysis.publication import publish_next
from yishiting.web.deliberation.analysis.shielding import EVERYBODY_ELSE, WITHHELD
from yishiting.web.deliberation.models import (
    Deliberation,
    LiveResult,
    Phase,
    PublicationJob,
    PublishedResult,
    Statement,
)
from yishiting.web.deliberation.queries.enough import (
    FEWEST_ON_RECORD,
    FEWEST_PEOPLE,
    missing_for_a_result,
    missing_now,
    too_few_to_enter,
)
from yishiting.web.people.models import CountedAs, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tests.web.deliberation.polls import Poll

    Truths = NDArray[np.bool_]

ON_RECORD: dict[str, Any] = {"admits_delegations": True, "is_on_record": True}
ALONE = ON_RECORD | {"admits_verified": False, "admits_open": False}
pytestmark = pytest.mark.django_db


def _everybody(n_people: int, n_statements: int = 1) -> NDArray[np.int64]:
    return np.where(np.arange(n_people * n_statements).reshape(n_people, n_statements) % 3, 1, -1)


def _published(poll: Poll) -> PublishedResult:
    Deliberation.objects.filter(pk=poll.deliberation.pk).update(phase=Phase.CLOSED)
    publish_result(deliberation=poll.deliberation, by=None, now=clock())
    assert publish_next(clock(1))
    return PublishedResult.objects.latest("pk")


@pytest.mark.parametrize("n_statements", [1, 3])
@pytest.mark.parametrize("n_delegations", [FEWEST_ON_RECORD, 5])
def test_a_council_of_a_few_delegations_on_record_has_its_result(n_delegations: int, n_statements: int) -> None:
    poll = make_poll(_everybody(n_delegations, n_statements), ["delegation"], regions=["africa", "asia"], **ALONE)

    result = _published(poll)

    assert (result.n_participants, result.n_votes) == (n_delegations, n_delegations * n_statements)
    for address in (f"results/{result.number}/", f"results/{result.number}/statements/"):
        page = Client().get(f"/deliberations/{poll.deliberation.slug}/{address}")
        assert page.status_code == 200
    assert Client().get(f"/deliberations/{poll.deliberation.slug}/results/1/files/statements.csv").status_code == 200


def test_two_delegations_are_no_council() -> None:
    poll = make_poll(_everybody(2, 3), ["delegation"], phase=Phase.CLOSED, **ALONE)
    publish_result(deliberation=poll.deliberation, by=None, now=clock())

    publish_next(clock(1))

    assert PublicationJob.objects.get().failure == "too_few"
    assert missing_now(poll.deliberation) == "A result needs answers from 3 delegations; 2 so far."


@pytest.mark.parametrize("n_delegations", [5, 9])
def test_delegations_that_answer_anonymously_still_need_ten(n_delegations: int) -> None:
    anonymous = ALONE | {"is_on_record": False}
    poll = make_poll(_everybody(n_delegations, 6), ["delegation"], phase=Phase.CLOSED, **anonymous)
    publish_result(deliberation=poll.deliberation, by=None, now=clock())

    publish_next(clock(1))

    assert not PublishedResult.objects.exists()
    assert str(n_delegations) in missing_now(poll.deliberation)


@pytest.mark.parametrize("tier", [Tier.VERIFIED, Tier.OPEN])
@pytest.mark.parametrize("n_private", [1, FEWEST_PEOPLE - 1])
def test_a_few_people_beside_a_council_change_nothing_of_its_result(tier: str, n_private: int) -> None:
    alone = make_poll(_everybody(5, 4), ["delegation"], **ON_RECORD)
    tiers = ["delegation"] * 5 + [tier] * n_private
    beside = make_poll(np.vstack([_everybody(5, 4), np.ones((n_private, 4), dtype=np.int64)]), tiers, **ON_RECORD)

    first, second = _published(alone), _published(beside)

    assert (second.n_participants, second.n_votes) == (5, 20)
    for part in ("statements", "sets", "groups"):
        assert second.analysis[part] == first.analysis[part]


@pytest.mark.parametrize("tier", [Tier.VERIFIED, Tier.OPEN])
def test_ten_enter_together(tier: str) -> None:
    votes = np.vstack([_everybody(5, 4), two_camps(FEWEST_PEOPLE, 4, share=1.0)])
    poll = make_poll(votes, ["delegation"] * 5 + [tier] * FEWEST_PEOPLE, **ON_RECORD)

    assert _published(poll).n_participants == 5 + FEWEST_PEOPLE


def test_whose_answers_all_went_to_removed_statements_does_not_make_the_ten_full() -> None:
    votes = np.vstack([_everybody(5, 4), two_camps(FEWEST_PEOPLE, 4, share=1.0)])
    votes[5, :3] = 9  # one of the ten has answered the last statement only, which is then removed
    poll = make_poll(votes, ["delegation"] * 5 + ["verified"] * FEWEST_PEOPLE, **ON_RECORD)
    Statement.objects.filter(pk=poll.statements[3].pk).update(status=Statement.Status.REMOVED)

    assert _published(poll).n_participants == 5


def test_the_live_result_moves_when_the_tenth_answers_and_when_one_of_ten_withdraws() -> None:
    votes = np.vstack([_everybody(5, 4), two_camps(FEWEST_PEOPLE, 4, share=1.0)])
    votes[-1] = 9
    poll = make_poll(votes, ["delegation"] * 5 + ["open"] * FEWEST_PEOPLE, **ON_RECORD)
    live, last = LiveDeliberation.of(poll.deliberation), poll.participants[-1]

    def people(seconds: int) -> int:
        live.keep_up(poll.deliberation, clock(seconds))
        return LiveResult.objects.get().n_participants

    seen = [people(10)]
    cast_vote(participant=last, statement=poll.statements[0], answer=Answer(1), account=None, now=NOW)
    seen.append(people(20))
    withdraw_vote(participant=last, statement=poll.statements[0], account=None, now=NOW)
    seen.append(people(30))

    assert seen == [5, 5 + FEWEST_PEOPLE, 5]


def test_what_is_missing_counts_people_as_the_result_would() -> None:
    votes = np.vstack([_everybody(2, 2), _everybody(FEWEST_PEOPLE, 2)])
    poll = make_poll(votes, ["delegation"] * 2 + ["verified"] * FEWEST_PEOPLE, **ON_RECORD)
    assert missing_now(poll.deliberation) == ""

    CountedAs.objects.create(participant=poll.participants[-1], deliberation=poll.deliberation, tier=Tier.OPEN)

    assert missing_now(poll.deliberation) == "A result needs answers from 10 people; 2 so far."


@given(st.booleans(), *[st.integers(0, 40)] * 3, st.integers(1, 60))
def test_no_result_is_ever_made_of_a_few_private_people(
    is_on_record: bool,
    delegations: int,
    verified: int,
    open_: int,
    n_votes: int,
) -> None:
    deliberation = Deliberation(is_on_record=is_on_record)
    counts = {"delegation": delegations, "verified": verified, "open": open_}
    out = too_few_to_enter(deliberation, counts)
    entering = {tier: n for tier, n in counts.items() if n and tier not in out}

    if missing_for_a_result(deliberation, entering, n_votes):
        return

    private = {tier: n for tier, n in entering.items() if not (is_on_record and tier == Tier.DELEGATION)}
    assert sum(private.values()) == 0 or sum(private.values()) >= FEWEST_PEOPLE
    if is_on_record:
        assert all(n >= FEWEST_PEOPLE for n in private.values())


# -- Subtraction: everybody knows how each delegation has answered, and where each person belongs ---------------------


def _members(case: Case) -> dict[int, Truths]:
    """Who is in each set that is shown, by its row. Nobody knows who is in an opinion group: those are left out."""
    tiers, regions = np.asarray(case.conversation.tiers), case.conversation.constituencies["region"]
    members: dict[int, Truths] = {}
    for row, one in enumerate(case.shown.analysis.support.sets):
        if one.kind == "overall":
            members[row] = case.is_counted
        elif one.kind == "tier":
            members[row] = tiers == one.label
        elif one.kind == "constituency" and one.label != EVERYBODY_ELSE:
            members[row] = case.is_counted & (regions == one.label)
    named = [row for row, one in enumerate(case.shown.analysis.support.sets) if one.kind == "constituency"]
    for row in named:
        if row not in members:
            others = [members[each] for each in named if each in members and each != row]
            members[row] = case.is_counted & ~np.any([np.zeros_like(case.is_counted), *others], axis=0)
    return members


def _sums(case: Case, rows: list[int]) -> Iterator[tuple[int, ...]]:
    """Rows that can be added up: any of one kind."""
    sets = case.shown.analysis.support.sets
    for kind in ("overall", "tier", "constituency"):
        mine = [row for row in rows if sets[row].kind == kind]
        yield from chain.from_iterable(combinations(mine, size) for size in range(1, len(mine) + 1))


PLACES = st.sampled_from(["africa", "asia", "europe", ""])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(PLACES, min_size=3, max_size=40),
    st.lists(PLACES, max_size=30),
    st.lists(PLACES, max_size=30),
    st.integers(0, 2**31),
    st.sampled_from([0.4, 0.9]),
)
def test_less_the_public_answers_no_sum_of_tallies_is_about_a_few_people(
    councils: list[str], verified: list[str], open_: list[str], seed: int, share: float
) -> None:
    kept = [(place, "delegation") for place in councils]
    for tier, places in (("verified", verified), ("open", open_)):
        kept += [(place, tier) for place in places] if len(places) >= FEWEST_PEOPLE else []  # as they enter
    votes = two_camps(len(kept), 6, seed, share=share)
    votes[:, 0] = votes[0] = 1  # everybody, and every statement, has an answer
    case = make_case([place for place, _ in kept], [tier for _, tier in kept], is_on_record=True, votes=votes)
    support, answered = case.shown.analysis.support, votes != 9
    members = _members(case)

    for statement in range(6):
        private = answered[:, statement] & case.is_private
        shown = [row for row in members if support.n_agree[row, statement] != WITHHELD]
        for row in shown:
            tallies = sum(int(getattr(support, name)[row, statement]) for name in ("n_agree", "n_disagree", "n_pass"))
            assert tallies == int((members[row] & answered[:, statement]).sum())
        figures = [np.any([members[row] for row in rows], axis=0) for rows in _sums(case, shown)]
        for larger in figures:
            for smaller in [np.zeros_like(larger), *figures]:
                if not (smaller & ~larger).any():
                    n_left = int((private & larger & ~smaller).sum())
                    assert n_left == 0 or n_left >= FEWEST_PEOPLE
