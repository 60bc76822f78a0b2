"""A tier that rises moves nobody's ballot: two results, compared, must not show what one person has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress

from tests.web.deliberation.polls import cast as cast_vote
from tests.web.deliberation.polls import clock, make_poll, two_camps
from tests.web.deliberation.test_publishing import published
from yishiting.web.deliberation.actions.bulk_votes import store_votes
from yishiting.web.deliberation.analysis.gathering import people_of
from yishiting.web.deliberation.analysis.live import LiveDeliberation
from yishiting.web.deliberation.models import LiveResult, Phase, Vote, VoteEntry
from yishiting.web.desk.queries.participation import participation_in
from yishiting.web.people.actions.claiming import claim
from yishiting.web.people.actions.participants import participant_for_account, verify
from yishiting.web.people.models import Account, Participant, Tier
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from tests.web.cast import Cast
    from tests.web.deliberation.polls import Poll

pytestmark = pytest.mark.django_db
N_PEOPLE = 60


@pytest.fixture
def poll() -> Poll:
    return make_poll(two_camps(N_PEOPLE, 8), tiers=[Tier.VERIFIED, Tier.OPEN], phase=Phase.OPEN)


def _with_account(participant: Participant) -> Account:
    account = Account.objects.create_user()
    participant.account, participant.cookie_key = account, None
    participant.save()
    return account


def _tier_in(poll: Poll, participant: Participant) -> str:
    return people_of([participant.pk], poll.deliberation).tiers[participant.pk]


def test_verifying_somebody_changes_neither_live_nor_published_results(poll: Poll) -> None:
    account = _with_account(poll.participants[1])
    live = LiveDeliberation.of(poll.deliberation)
    live.keep_up(poll.deliberation, clock())
    poll.deliberation.phase = Phase.CLOSED
    poll.deliberation.save()
    first = published(poll)

    verify(account=account, now=clock(60))

    assert Participant.objects.get(account=account).tier == Tier.VERIFIED
    assert not live.keep_up(poll.deliberation, clock(120))
    assert LiveResult.objects.get().revision == 1
    second = published(poll, 180)
    assert second.analysis["support"] == first.analysis["support"]
    assert second.analysis["sets"] == first.analysis["sets"]


def test_whoever_is_verified_counts_so_where_they_had_not_answered(poll: Poll) -> None:
    other = make_poll(two_camps(20, 4), phase=Phase.OPEN)
    account = _with_account(poll.participants[1])
    participant = verify(account=account, now=clock(60))
    store_votes(deliberation=other.deliberation, votes=[(participant.pk, other.statements[0].pk, 1, clock(70))])
    cast_vote(poll, 1, 0, -1)

    assert (_tier_in(poll, participant), _tier_in(other, participant)) == (Tier.OPEN, Tier.VERIFIED)


def test_the_desk_counts_them_as_the_result_does(poll: Poll) -> None:
    assembly = Assembly.objects.get()
    before = participation_in(poll.deliberation, assembly, clock()).tiers
    verify(account=_with_account(poll.participants[1]), now=clock(60))

    assert participation_in(poll.deliberation, assembly, clock(60)).tiers == before


def test_claiming_by_a_verified_account_leaves_the_ballot_where_it_counts(poll: Poll) -> None:
    before = poll.participants[1]
    account = Account.objects.create_user()
    own = verify(account=account, now=clock())
    assert before.cookie_key is not None

    claimed = claim(account=account, cookie_key=before.cookie_key, now=clock(60))

    assert claimed is not None
    assert claimed.n_taken == Vote.objects.filter(participant=own).count() > 0
    assert _tier_in(poll, own) == Tier.OPEN


def test_answers_under_two_tiers_stay_apart_and_nothing_moves(poll: Poll) -> None:
    own, before = poll.participants[0], poll.participants[1]
    account, key = _with_account(own), before.cookie_key
    told = list(VoteEntry.objects.values_list("pk", "participant_id", "value"))
    assert key is not None

    claimed = claim(account=account, cookie_key=key, now=clock(60))

    assert claimed is not None
    assert (claimed.n_taken, claimed.n_later) == (0, 0)
    assert claimed.n_apart == Vote.objects.filter(participant=before).count() > 0
    assert list(VoteEntry.objects.values_list("pk", "participant_id", "value")) == told
    assert (_tier_in(poll, own), _tier_in(poll, before)) == (Tier.VERIFIED, Tier.OPEN)


def test_an_address_that_is_confirmed_raises_nobody_where_they_answered(poll: Poll) -> None:
    participant = poll.participants[1]
    account = _with_account(participant)
    Assembly.objects.update(verification=Assembly.Verification.EMAIL)
    EmailAddress.objects.create(user=account, email="somebody@example.org", verified=True)

    raised = participant_for_account(account=account, now=clock(60))

    assert (raised.tier, _tier_in(poll, raised)) == (Tier.VERIFIED, Tier.OPEN)


def test_the_account_page_says_where_somebody_goes_on_counting_as_open(cast: Cast) -> None:
    client, account = cast.people.outsider.client(), cast.people.outsider.account
    assert account is not None
    client.cookies.update(cast.people.open.client().cookies)
    client.post("/account/claim/")
    before = client.get("/account/").text

    verify(account=account, now=clock(60))

    assert "go on counting as an open participant" not in before
    assert "go on counting as an open participant" in client.get("/account/").text
