from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.web.deliberation.polls import cast, clock, make_poll, real_poll, two_camps
from yishiting.formats import read_conversation
from yishiting.report import ResultSections
from yishiting.web.deliberation.actions.publishing import (
    CLAIM_LASTS,
    MOST_TRIES,
    LostClaimError,
    claim_publication,
    publish_result,
    release_publications,
    store_publication,
)
from yishiting.web.deliberation.analysis.publication import publish, publish_next
from yishiting.web.deliberation.analysis.sealing import sealed
from yishiting.web.deliberation.models import Deliberation, Phase, PublicationJob, PublishedResult, Statement
from yishiting.web.deliberation.result_files import ANNOUNCED_MATRIX, MATRIX
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.deliberation.polls import Poll

pytestmark = pytest.mark.django_db


def published(poll: Poll, seconds: float = 0) -> PublishedResult:
    publish_result(deliberation=poll.deliberation, by=None, now=clock(seconds))
    assert publish_next(clock(seconds))
    job = PublicationJob.objects.filter(deliberation=poll.deliberation)[0]
    assert (job.state, job.failure) == ("done", "")
    assert job.result is not None
    return job.result


def test_a_result_is_asked_for_computed_and_stored_with_its_files() -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)

    result = published(poll)

    poll.deliberation.refresh_from_db()
    assert (result.number, poll.deliberation.phase) == (1, Phase.PUBLISHED)
    assert ResultSections.from_dict(result.sections["zh-hans"]).language == "zh-hans"
    assert [file.name for file in result.files.all()] == [
        "analysis.json",
        "matrix.zip",
        "participants.csv",
        "report-en.html",
        "report-zh-hans.html",
        "statements.csv",
    ]
    assert not publish_next(clock(1))


def test_equal_votes_give_an_equal_result_whoever_came_first() -> None:
    votes = two_camps(60, 12)
    first = published(make_poll(votes, phase=Phase.CLOSED))
    second = published(make_poll(votes[::-1], phase=Phase.CLOSED))

    assert first.analysis["statements"] == second.analysis["statements"]
    assert first.analysis["support"] == second.analysis["support"]


def test_results_of_a_deliberation_have_one_fingerprint_while_no_vote_changes() -> None:
    poll = make_poll(two_camps(60, 12), phase=Phase.CLOSED)
    first, second = published(poll), published(poll, 10)
    cast(poll, 0, 0, 0)

    third = published(poll, 20)

    assert first.input_hash == second.input_hash != third.input_hash


def test_equal_votes_in_another_chamber_have_another_fingerprint() -> None:
    votes = two_camps(60, 12)

    hashes = {published(make_poll(votes, phase=Phase.CLOSED)).input_hash for _ in range(2)}

    assert len(hashes) == 2


def test_whoever_holds_the_matrix_gets_the_same_fingerprint(tmp_path: Path) -> None:
    poll = make_poll(two_camps(60, 12), tiers=["verified", "open"], regions=["africa", "asia"], phase=Phase.CLOSED)
    result = published(poll)
    packed = bytes(result.files.get(name=MATRIX).content)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)

    read = read_conversation(tmp_path)

    assert sealed(read.table.fingerprint(), result.input_salt) == result.input_hash
    assert sorted(set(read.constituencies["region"].tolist())) == ["africa", "asia"]


def test_an_announced_matrix_says_nothing_of_tiers_and_constituencies(tmp_path: Path) -> None:
    poll = make_poll(
        two_camps(60, 12), tiers=["verified", "open"], regions=["africa"], phase=Phase.CLOSED, is_matrix_public=True
    )
    result = published(poll)
    with zipfile.ZipFile(io.BytesIO(bytes(result.files.get(name=ANNOUNCED_MATRIX).content))) as archive:
        archive.extractall(tmp_path)

    read = read_conversation(tmp_path)

    assert sealed(read.table.fingerprint(), result.input_salt) == result.input_hash
    assert (read.tiers, dict(read.constituencies)) == (None, {})


def test_a_second_result_gets_the_next_number_and_the_first_stays() -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    first = published(poll)
    Statement.objects.filter(pk=poll.statements[0].pk).update(status=Statement.Status.REMOVED)

    second = published(poll, 10)

    assert (first.number, second.number) == (1, 2)
    assert second.input_hash != first.input_hash
    assert PublishedResult.objects.get(number=1).input_hash == first.input_hash


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.OPEN, Phase.VOTES_ONLY])
def test_nothing_is_published_before_the_end(phase: Phase) -> None:
    poll = make_poll(two_camps(12, 6), phase=phase)

    with pytest.raises(NotNowError):
        publish_result(deliberation=poll.deliberation, by=None, now=clock())

    assert not PublicationJob.objects.exists()


def test_asking_twice_means_one_publication() -> None:
    poll = make_poll(two_camps(12, 6), phase=Phase.CLOSED)

    jobs = {publish_result(deliberation=poll.deliberation, by=None, now=clock(second)).pk for second in (0, 1)}

    assert len(jobs) == 1


def test_a_publication_is_claimed_once_and_again_when_its_worker_was_lost() -> None:
    poll = make_poll(two_camps(12, 6), phase=Phase.CLOSED)
    publish_result(deliberation=poll.deliberation, by=None, now=clock())

    assert claim_publication(now=clock(1)) is not None
    assert claim_publication(now=clock(2)) is None
    assert claim_publication(now=clock(2) + CLAIM_LASTS) is not None
    release_publications()
    assert claim_publication(now=clock(3)) is not None


@pytest.mark.parametrize("is_noticed_at_once", [True, False])
def test_a_publication_that_takes_its_worker_down_is_given_up(
    caplog: pytest.LogCaptureFixture, *, is_noticed_at_once: bool
) -> None:
    poll = make_poll(two_camps(12, 6), phase=Phase.CLOSED)
    fatal = publish_result(deliberation=poll.deliberation, by=None, now=clock())
    other = publish_result(
        deliberation=make_poll(two_camps(12, 6), phase=Phase.CLOSED).deliberation, by=None, now=clock()
    )
    now = clock()
    for _ in range(MOST_TRIES):
        claimed = claim_publication(now=now)
        assert claimed is not None
        assert claimed.pk == fatal.pk
        # Here the worker dies. A new one releases what it finds; another one waits until the claim is too old.
        if is_noticed_at_once:
            release_publications()
        now += CLAIM_LASTS + timedelta(seconds=1)

    following = claim_publication(now=now)

    fatal.refresh_from_db()
    assert following is not None
    assert following.pk == other.pk
    assert (fatal.state, fatal.failure, fatal.tries) == ("failed", "gave_up", MOST_TRIES)
    assert f"publication-{fatal.pk} ({poll.deliberation.slug}) was cut off 3 times: given up" in caplog.text
    assert publish_result(deliberation=poll.deliberation, by=None, now=now).tries == 0


def test_who_has_lost_the_claim_stores_nothing() -> None:
    poll = make_poll(two_camps(40, 6), phase=Phase.CLOSED)
    publish_result(deliberation=poll.deliberation, by=None, now=clock())
    lost = claim_publication(now=clock(1))
    assert lost is not None
    release_publications()
    claim_publication(now=clock(2))

    with pytest.raises(LostClaimError):
        publish(lost, clock(3))

    assert not PublishedResult.objects.exists()
    assert Deliberation.objects.get().phase == Phase.CLOSED


def test_a_publication_that_fails_says_why_and_can_be_asked_for_again() -> None:
    poll = make_poll(two_camps(4, 6), phase=Phase.CLOSED)
    publish_result(deliberation=poll.deliberation, by=None, now=clock())

    assert publish_next(clock(1))

    job = PublicationJob.objects.get()
    assert (job.state, job.failure) == ("failed", "too_few")
    assert publish_result(deliberation=poll.deliberation, by=None, now=clock(2)).pk != job.pk


def test_a_broken_publication_is_told_to_the_desk(caplog: pytest.LogCaptureFixture) -> None:
    poll = make_poll(two_camps(12, 6), phase=Phase.CLOSED, rule={"support_threshold": 2})
    publish_result(deliberation=poll.deliberation, by=None, now=clock())

    publish_next(clock(1))

    job = PublicationJob.objects.get()
    # The exception's own words are for the operator alone, who finds them under the name that the desk shows.
    assert (job.failure, job.is_in_log) == ("broke", True)
    assert f"publication-{job.pk}: publishing the result of" in caplog.text
    assert "InvalidSettingError: `support_threshold` must be between" in caplog.text


def test_a_stored_result_cannot_be_stored_twice() -> None:
    poll = make_poll(two_camps(12, 6), phase=Phase.CLOSED)
    result = published(poll)
    job = PublicationJob.objects.get()

    with pytest.raises(LostClaimError):
        store_publication(job=job, result=result, files=[], now=clock(1))


def test_a_real_conversation_is_published_as_another_chamber_would(real_conversations: Path) -> None:
    folder = real_conversations / "vtaiwan.uberx"
    first = published(real_poll(folder, phase=Phase.CLOSED)[0])
    second = published(real_poll(folder, phase=Phase.CLOSED)[0])

    assert first.analysis["statements"]["verdicts"] == second.analysis["statements"]["verdicts"]
    assert np.array_equal(first.analysis["support"]["share"], second.analysis["support"]["share"])
