from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from yishiting.web.content import Content
from yishiting.web.deliberation.models import Deliberation, Phase, Statement, Vote, VoteEntry
from yishiting.web.people.actions.claiming import claim
from yishiting.web.people.actions.participants import join_as_open, participant_for_account, verify
from yishiting.web.people.models import Account, Membership, Participant, Tier
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from tests.web.cast import Cast

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
KEY = "k" * 32
# For each statement: the browser's answer and the account's, each with its minute, or none.
ANSWER = st.none() | st.tuples(st.sampled_from([-1, 0, 1]), st.integers(0, 9))
ANSWERS = st.lists(st.tuples(ANSWER, ANSWER), min_size=1, max_size=6)


def _answer(participant: Participant, statement: Statement, given: tuple[int, int] | None) -> None:
    if given is None:
        return
    moment = NOW + timedelta(minutes=given[1])
    Vote.objects.create(participant=participant, statement=statement, value=given[0], answered_at=moment)
    VoteEntry.objects.create(
        participant=participant,
        statement=statement,
        deliberation_id=statement.deliberation_id,
        value=given[0],
        made_at=moment,
    )


def _statements(number: int, phase: Phase = Phase.OPEN) -> list[Statement]:
    forum, _ = Forum.objects.get_or_create(slug="forum")
    deliberation = Deliberation.objects.create(forum=forum, slug=f"question-{phase}", phase=phase)
    return [
        Statement.objects.create(
            deliberation=deliberation,
            number=each,
            fingerprint=str(each),
            text=Content.of("en", str(each)),
            status=Statement.Status.ACCEPTED,
            origin=Statement.Origin.SEED,
        )
        for each in range(1, number + 1)
    ]


def _replayed() -> dict[tuple[int, int], int]:
    """The votes that stand when the history is told from its beginning."""
    standing: dict[tuple[int, int], int] = {}
    for entry in VoteEntry.objects.order_by("pk"):
        pair = (entry.participant_id, entry.statement_id)
        if entry.value is None:
            del standing[pair]
        else:
            standing[pair] = entry.value
    return standing


class TestClaimLaws(TestCase):
    @given(answers=ANSWERS)
    @settings(max_examples=40, deadline=None)
    def test_later_answer_stands_nothing_is_lost_and_the_history_tells_the_same(
        self, answers: list[tuple[tuple[int, int] | None, tuple[int, int] | None]]
    ) -> None:
        account = Account.objects.create_user()
        own = participant_for_account(account=account, now=NOW)
        before = join_as_open(cookie_key=KEY, address="192.0.2.1", now=NOW)
        statements = _statements(len(answers))
        for statement, (browsers, accounts) in zip(statements, answers, strict=True):
            _answer(before, statement, browsers)
            _answer(own, statement, accounts)
        told = list(VoteEntry.objects.order_by("pk").values())

        claimed = claim(account=account, cookie_key=KEY, now=NOW + timedelta(hours=1))

        assert claimed is not None
        assert claimed.participant == own
        wanted = {}
        for statement, (browsers, accounts) in zip(statements, answers, strict=True):
            both = [answer for answer in (accounts, browsers) if answer is not None]
            if both:
                wanted[own.pk, statement.pk] = max(both, key=lambda answer: answer[1])[0]
        assert {(vote.participant_id, vote.statement_id): vote.value for vote in Vote.objects.all()} == wanted
        assert _replayed() == wanted
        assert list(VoteEntry.objects.order_by("pk").values())[: len(told)] == told
        assert claimed.n_taken + claimed.n_later == sum(browsers is not None for browsers, _ in answers)
        assert claim(account=account, cookie_key=KEY, now=NOW) is None


@pytest.mark.usefixtures("db")
def test_account_without_answers_becomes_the_participant_itself() -> None:
    before = join_as_open(cookie_key=KEY, address="192.0.2.1", now=NOW)
    _answer(before, _statements(1, Phase.PUBLISHED)[0], (1, 0))
    told = list(VoteEntry.objects.values())
    account = Account.objects.create_user()

    claimed = claim(account=account, cookie_key=KEY, now=NOW)

    assert claimed is not None
    assert (claimed.participant.pk, claimed.n_taken) == (before.pk, 1)
    before.refresh_from_db()
    assert (before.account, before.cookie_key) == (account, None)
    assert list(VoteEntry.objects.values()) == told


@pytest.mark.usefixtures("db")
def test_what_has_been_counted_for_the_last_time_stays_as_it_was_counted() -> None:
    account = Account.objects.create_user()
    participant_for_account(account=account, now=NOW)
    before = join_as_open(cookie_key=KEY, address="192.0.2.1", now=NOW)
    for phase in (Phase.CLOSED, Phase.PUBLISHED):
        _answer(before, _statements(1, phase)[0], (1, 0))
    told, votes = list(VoteEntry.objects.values()), list(Vote.objects.values())
    claim(account=account, cookie_key=KEY, now=NOW)
    assert (list(VoteEntry.objects.values()), list(Vote.objects.values())) == (told, votes)


@pytest.mark.usefixtures("db")
def test_foreign_and_empty_keys_claim_nothing() -> None:
    account = Account.objects.create_user()
    join_as_open(cookie_key=KEY, address="192.0.2.1", now=NOW)
    assert claim(account=account, cookie_key="", now=NOW) is None
    assert claim(account=account, cookie_key="x" * 32, now=NOW) is None


def test_statements_and_constituencies_come_over(cast: Cast) -> None:
    verified, key = cast.people.verified.account, cast.people.open.cookie_key
    assert verified is not None
    before = Participant.objects.get(cookie_key=key)
    Membership.objects.create(participant=before, kind=cast.africa.kind, constituency=cast.africa)
    claimed = claim(account=verified, cookie_key=key, now=NOW)
    assert claimed is not None
    assert claimed.participant.memberships.get().constituency == cast.africa
    assert cast.statements["own-open", "accepted-of-open"].author == before
    assert Statement.objects.get(pk=cast.statements["own-open", "accepted-of-open"].pk).author == claimed.participant


def test_page_offers_the_claim_and_forgets_the_cookie(cast: Cast) -> None:
    client = cast.people.outsider.client()
    client.cookies.update(cast.people.open.client().cookies)
    assert client.get("/account/").context["page"].n_claimable > 0
    response = client.post("/account/claim/")
    assert response.cookies["participant"].value == ""
    assert client.get("/account/").context["page"].n_claimable == 0
    assert Participant.objects.get(account=cast.people.outsider.account).votes.exists()


# -- Tiers ------------------------------------------------------------------------------------------------------------


def test_tier_follows_the_assemblys_rule_and_never_falls(cast: Cast) -> None:
    from allauth.account.models import EmailAddress

    from yishiting.web.programme.models import Assembly

    account = cast.people.outsider.account
    assert account is not None
    EmailAddress.objects.create(user=account, email=account.email, verified=True)
    assert participant_for_account(account=account, now=NOW).tier == Tier.OPEN
    Assembly.objects.update(verification=Assembly.Verification.EMAIL)
    assert participant_for_account(account=account, now=NOW).tier == Tier.VERIFIED
    Assembly.objects.update(verification=Assembly.Verification.INVITATION)
    assert participant_for_account(account=account, now=NOW).tier == Tier.VERIFIED


@pytest.mark.usefixtures("db")
def test_unconfirmed_address_verifies_nobody_and_an_invitation_does() -> None:
    from allauth.account.models import EmailAddress

    from yishiting.web.programme.models import Assembly

    Assembly.objects.create(pk=1, verification=Assembly.Verification.EMAIL)
    account = Account.objects.create_user("a@example.org")
    EmailAddress.objects.create(user=account, email="a@example.org", verified=False)
    assert participant_for_account(account=account, now=NOW).tier == Tier.OPEN
    assert verify(account=account, now=NOW).tier == Tier.VERIFIED
    assert Participant.objects.count() == 1


@pytest.mark.usefixtures("db")
def test_same_key_same_seed() -> None:
    first = join_as_open(cookie_key=KEY, address="192.0.2.1", now=NOW)
    assert join_as_open(cookie_key=KEY, address="192.0.2.1", now=NOW) == first
    other = join_as_open(cookie_key="x" * 32, address="192.0.2.1", now=NOW)
    assert 0 <= first.seed < 2**31
    assert other.seed != first.seed
