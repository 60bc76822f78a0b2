from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.web.deliberation.polls import cast, clock, make_poll, real_poll, two_camps
from yishiting.engine import Rule, analyse
from yishiting.web.deliberation.analysis.duties import LiveResults
from yishiting.web.deliberation.analysis.following import OVERLAP, Follower
from yishiting.web.deliberation.analysis.live import LiveDeliberation
from yishiting.web.deliberation.models import Deliberation, LiveResult, Phase, Statement, VoteEntry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.deliberation.polls import Poll

pytestmark = pytest.mark.django_db

DELEGATIONS = {"tiers": ["delegation"], "admits_delegations": True}


def live(poll: Poll) -> LiveResult:
    return LiveResult.objects.get(deliberation=poll.deliberation)


def tallies(poll: Poll) -> list[int]:
    return [live(poll).analysis["turnout"][name] for name in ("n_agree", "n_disagree", "n_pass")]


def unanswered(votes: np.ndarray[tuple[int, int], np.dtype[np.int64]], n: int) -> list[tuple[int, int]]:
    return list(zip(*(where.tolist()[:n] for where in np.nonzero(votes == 9)), strict=True))


def of_different_people(votes: np.ndarray[tuple[int, int], np.dtype[np.int64]], n: int) -> list[tuple[int, int]]:
    """One unanswered statement of each of the first ``n`` people who have one."""
    return list(dict(reversed(unanswered(votes, votes.size))).items())[:n]


def test_the_first_look_stores_a_result() -> None:
    poll = make_poll(two_camps(40, 12))

    assert LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())

    stored = live(poll)
    assert (stored.revision, stored.n_participants) == (1, 40)
    assert stored.last_entry == VoteEntry.objects.order_by("-pk")[0].pk
    assert set(stored.sections) == {"en", "zh-hans", "made_of"}


def test_a_new_vote_makes_the_next_revision_and_nothing_new_makes_none() -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes)
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())
    before = tallies(poll)
    assert not known.keep_up(poll.deliberation, clock(5))

    cast(poll, *unanswered(votes, 1)[0], 0)

    assert known.keep_up(poll.deliberation, clock(6))
    assert live(poll).revision == 2
    assert tallies(poll) == [before[0], before[1], before[2] + 1]


@pytest.mark.parametrize(
    ("people", "too_soon", "soon_enough"), [(40, 1.9, 2.1), (2_500, 2.4, 2.6)], ids=["a few people", "many people"]
)
def test_without_new_votes_the_more_people_take_part_the_less_often_they_are_looked_at(
    people: int, too_soon: float, soon_enough: float
) -> None:
    poll = make_poll(two_camps(people, 4))
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())
    Deliberation.objects.filter(pk=poll.deliberation.pk).update(is_sample=not poll.deliberation.is_sample)
    poll.deliberation.refresh_from_db()

    assert not known.keep_up(poll.deliberation, clock(too_soon))
    assert known.keep_up(poll.deliberation, clock(soon_enough))


def test_a_withdrawn_vote_is_taken_out() -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes)
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())
    person, statement = (int(where[0]) for where in np.nonzero(votes == 1))
    before = tallies(poll)

    cast(poll, person, statement, None)
    known.keep_up(poll.deliberation, clock(1))

    assert tallies(poll) == [before[0] - 1, *before[1:]]


def test_only_accepted_statements_count_and_one_that_is_removed_goes_without_a_new_vote() -> None:
    poll = make_poll(two_camps(40, 12))
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())
    assert live(poll).analysis["statements"]["ids"] == list(range(1, 13))

    Statement.objects.filter(pk=poll.statements[4].pk).update(status=Statement.Status.REMOVED)

    assert known.keep_up(poll.deliberation, clock(3))
    assert live(poll).analysis["statements"]["ids"] == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]


def test_an_entry_that_appears_below_one_that_was_read_is_not_missed() -> None:
    poll = make_poll(two_camps(12, 6, share=0.5))
    last = cast(poll, 0, 0, 1)
    late_pk = last.pk
    last.delete()
    VoteEntry.objects.create(
        pk=late_pk + 1,
        deliberation=poll.deliberation,
        participant=poll.participants[1],
        statement=poll.statements[1],
        value=1,
    )
    follower = Follower(poll.deliberation.pk)
    follower.catch_up(clock())
    assert late_pk not in follower.ballots.entry

    VoteEntry.objects.create(
        pk=late_pk,
        deliberation=poll.deliberation,
        participant=poll.participants[0],
        statement=poll.statements[0],
        value=-1,
    )

    assert follower.catch_up(clock(29))
    assert late_pk in follower.ballots.entry
    assert not follower.catch_up(clock(31))


def test_old_entries_are_read_once_even_by_a_worker_that_has_just_begun() -> None:
    poll = make_poll(two_camps(12, 6))
    follower = Follower(poll.deliberation.pk)
    follower.catch_up(clock(2 * OVERLAP.total_seconds()))
    VoteEntry.objects.filter(deliberation=poll.deliberation).delete()

    assert not follower.catch_up(clock(2 * OVERLAP.total_seconds() + 1))
    assert len(follower.ballots)


def test_what_is_settled_is_not_read_again() -> None:
    poll = make_poll(two_camps(12, 6))
    follower = Follower(poll.deliberation.pk)
    follower.catch_up(clock())
    follower.catch_up(clock(OVERLAP.total_seconds() + 1))
    VoteEntry.objects.filter(deliberation=poll.deliberation).delete()

    assert not follower.catch_up(clock(2 * OVERLAP.total_seconds() + 2))
    assert len(follower.ballots)


def test_a_restarted_worker_leaves_an_unchanged_result_as_it_is_and_goes_on() -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes)
    LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())

    restarted = LiveDeliberation.of(poll.deliberation)

    assert not restarted.keep_up(poll.deliberation, clock(1))
    assert live(poll).revision == 1
    cast(poll, *unanswered(votes, 1)[0], 1)
    assert restarted.keep_up(poll.deliberation, clock(2))
    assert live(poll).revision == 2


def test_another_wording_is_noticed_after_a_restart() -> None:
    poll = make_poll(two_camps(40, 12))
    LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())
    statement = poll.statements[0]
    statement.text = statement.text.with_translation("zh-hans", "换了一种说法")
    statement.save()

    assert LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock(1))
    assert "换了一种说法" in live(poll).sections["zh-hans"]["agreed"]


def test_too_few_people_make_no_result_and_take_an_earlier_one_away() -> None:
    poll = make_poll(two_camps(10, 12))
    known = LiveDeliberation.of(poll.deliberation)
    assert known.keep_up(poll.deliberation, clock())

    for statement in range(12):
        cast(poll, 0, statement, None)
    known.keep_up(poll.deliberation, clock(1))

    assert not LiveResult.objects.exists()


@pytest.mark.parametrize(("n_new", "is_shown"), [(4, False), (5, True)])
def test_delegations_off_the_record_enter_five_at_a_time(n_new: int, is_shown: bool) -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes, **DELEGATIONS)  # type: ignore[arg-type]
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())
    before = tallies(poll)

    for pair in of_different_people(votes, n_new):
        cast(poll, *pair, 0)

    assert known.keep_up(poll.deliberation, clock(1)) == is_shown
    assert tallies(poll) == [*before[:2], before[2] + (n_new if is_shown else 0)]


@pytest.mark.parametrize(("n_delegations", "is_shown"), [(1, False), (2, False), (3, True)])
def test_votes_of_one_or_two_delegations_wait_for_a_third(n_delegations: int, is_shown: bool) -> None:
    poll = make_poll(two_camps(40, 12), **DELEGATIONS)  # type: ignore[arg-type]
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())

    for statement in range(12):
        for delegation in range(n_delegations):
            cast(poll, delegation, statement, 0)

    assert known.keep_up(poll.deliberation, clock(1)) == is_shown


def test_a_vote_to_and_fro_is_no_new_vote() -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes, **DELEGATIONS)  # type: ignore[arg-type]
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())

    for _again in range(3):
        for pair in unanswered(votes, 1):
            cast(poll, *pair, 0)
            cast(poll, *pair, None)

    assert not known.keep_up(poll.deliberation, clock(1))


def test_other_peoples_votes_do_not_carry_held_back_ones_along() -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes, tiers=["delegation", "verified"], admits_delegations=True)
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())
    before = tallies(poll)
    pairs = unanswered(votes, 80)
    for pair in [pair for pair in pairs if pair[0] % 2 == 0][:4]:
        cast(poll, *pair, 0)
    for pair in [pair for pair in pairs if pair[0] % 2][:6]:
        cast(poll, *pair, 0)

    assert known.keep_up(poll.deliberation, clock(1))
    assert tallies(poll) == [*before[:2], before[2] + 6]


@pytest.mark.parametrize("restarts", [False, True])
def test_closing_lets_every_vote_count_and_a_restart_lets_none_slip_out(restarts: bool) -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes, **DELEGATIONS)  # type: ignore[arg-type]
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())
    before = tallies(poll)
    person, statement = (int(where[0]) for where in np.nonzero(votes == 1))
    cast(poll, person, statement, 0)
    cast(poll, *unanswered(votes, 1)[0], 0)
    if restarts:
        known = LiveDeliberation.of(poll.deliberation)
    assert not known.keep_up(poll.deliberation, clock(1))
    assert tallies(poll) == before

    Deliberation.objects.update(phase=Phase.CLOSED)
    poll.deliberation.refresh_from_db()

    assert known.keep_up(poll.deliberation, clock(3))
    assert tallies(poll) == [before[0] - 1, before[1], before[2] + 2]


def test_delegations_on_record_enter_at_once() -> None:
    votes = two_camps(40, 12)
    poll = make_poll(votes, is_on_record=True, **DELEGATIONS)  # type: ignore[arg-type]
    known = LiveDeliberation.of(poll.deliberation)
    known.keep_up(poll.deliberation, clock())

    cast(poll, *unanswered(votes, 1)[0], 0)

    assert known.keep_up(poll.deliberation, clock(1))


def test_the_duty_follows_what_is_open_or_closed_and_forgets_the_rest() -> None:
    polls = {phase: make_poll(two_camps(20, 6), phase=phase) for phase in Phase}
    duty = LiveResults()

    duty.keep_up(clock)

    found = set(LiveResult.objects.values_list("deliberation__phase", flat=True))
    assert found == {Phase.OPEN, Phase.VOTES_ONLY, Phase.CLOSED}
    Deliberation.objects.filter(pk=polls[Phase.OPEN].deliberation.pk).delete()
    duty.keep_up(clock)


def test_a_real_conversation_gives_what_the_engine_gives(real_conversations: Path) -> None:
    poll, table = real_poll(real_conversations / "vtaiwan.uberx", fit_on="everybody")
    expected = analyse(table, rule=Rule(fit_on="everybody"))

    LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())

    stored = live(poll)
    assert (stored.n_votes, stored.n_participants) == (table.n_votes, table.n_participants)
    assert stored.analysis["statements"]["verdicts"] == list(expected.verdicts)
    assert np.allclose(stored.analysis["support"]["share"][0], expected.support.share[0], atol=2e-4)
