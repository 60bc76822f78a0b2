"""The life of a release: who may still change it is decided on the row as it stands, and every step leaves an act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from yishiting.web.content import Content
from yishiting.web.desk.actions.acts import What
from yishiting.web.desk.models import Act
from yishiting.web.press.actions.releases import (
    LAST_MINUTE,
    ReleaseStateError,
    change_release,
    correct_release,
    delete_release,
    issue_release,
    make_release,
    recall_release,
    withdraw_release,
)
from yishiting.web.press.models import Correction, Release

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORDS = {"title": Content.of("en", "A title"), "lead": Content(), "text": Content.of("en", "Text.")}
NOTE = Content.of("en", "A name was misspelt.")
OTHER = {**WORDS, "text": Content.of("en", "Other text.")}


def made(*, issued: bool = True, until: datetime | None = None, withdrawn: bool = False) -> Release:
    """Make a release in the state that is wanted."""
    release = make_release(by=None, values=WORDS, now=NOW)
    if issued:
        release = issue_release(release=release, by=None, embargo_until=until, now=NOW)
    return withdraw_release(release=release, by=None, because=NOTE, now=NOW) if withdrawn else release


def _acts() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("what", flat=True))


def test_a_life_leaves_an_act_for_each_step() -> None:
    release = made(issued=False)
    change_release(release=release, by=None, values=OTHER, now=NOW)
    issue_release(release=release, by=None, embargo_until=NOW + HOUR, now=NOW)
    recall_release(release=release, by=None, now=NOW)
    recall_release(release=release, by=None, now=NOW)  # is a draft already
    issue_release(release=release, by=None, embargo_until=None, now=NOW)
    correct_release(release=release, by=None, note=NOTE, values=WORDS, now=NOW + HOUR)
    withdraw_release(release=release, by=None, because=NOTE, now=NOW + HOUR)
    delete_release(release=made(issued=False), by=None, now=NOW)

    assert _acts() == [
        What.RELEASE_MADE,
        What.RELEASE_CHANGED,
        What.RELEASE_ISSUED,
        What.RELEASE_RECALLED,
        What.RELEASE_ISSUED,
        What.RELEASE_CORRECTED,
        What.RELEASE_WITHDRAWN,
        What.RELEASE_MADE,
        What.RELEASE_DELETED,
    ]


def test_states_follow_each_other() -> None:
    states = Release.State
    until = NOW + HOUR
    embargoed = made(until=until)

    assert made(issued=False).state_at(NOW) == states.DRAFT
    assert [embargoed.state_at(when) for when in (NOW, until - timedelta(microseconds=1), until)] == [
        states.EMBARGOED,
        states.EMBARGOED,
        states.PUBLIC,
    ]
    assert made(withdrawn=True).state_at(NOW) == states.WITHDRAWN


# What a release is -> what can be done with it; everything else is refused and changes nothing.
_STEPS: dict[str, Callable[[Release], object]] = {
    "change": lambda release: change_release(release=release, by=None, values=OTHER, now=NOW),
    "issue": lambda release: issue_release(release=release, by=None, embargo_until=None, now=NOW),
    "recall": lambda release: recall_release(release=release, by=None, now=NOW),
    "correct": lambda release: correct_release(release=release, by=None, note=NOTE, values=OTHER, now=NOW),
    "withdraw": lambda release: withdraw_release(release=release, by=None, because=NOTE, now=NOW),
    "delete": lambda release: delete_release(release=release, by=None, now=NOW),
}
_POSSIBLE: dict[str, tuple[Callable[[], Release], set[str]]] = {
    "draft": (lambda: made(issued=False), {"change", "issue", "recall", "delete"}),
    "embargoed": (lambda: made(until=NOW + HOUR), {"change", "recall"}),
    "public": (made, {"correct", "withdraw"}),
    "withdrawn": (lambda: made(withdrawn=True), set()),
}


@pytest.mark.parametrize("state", _POSSIBLE)
@pytest.mark.parametrize("step", _STEPS)
def test_each_step_is_possible_in_its_states_alone(state: str, step: str) -> None:
    make, possible = _POSSIBLE[state]
    release = make()
    before, acts = Release.objects.values().get(pk=release.pk), _acts()

    if step in possible:
        _STEPS[step](release)
        return
    with pytest.raises(ReleaseStateError):
        _STEPS[step](release)
    assert Release.objects.values().get(pk=release.pk) == before
    assert _acts() == acts
    assert not Correction.objects.exists()


def test_whoever_holds_an_old_row_is_told_that_it_is_public_by_now() -> None:
    draft = made(issued=False)
    seen_by_the_other = Release.objects.get(pk=draft.pk)
    issue_release(release=draft, by=None, embargo_until=None, now=NOW)

    with pytest.raises(ReleaseStateError, match="public in the meantime"):
        change_release(release=seen_by_the_other, by=None, values=OTHER, now=NOW)

    assert str(Release.objects.get().text) == "Text."


@pytest.mark.parametrize("step", ["change", "recall"])
@pytest.mark.parametrize(
    ("before_the_end", "is_possible"),
    [(LAST_MINUTE + timedelta(seconds=1), True), (LAST_MINUTE, False), (timedelta(0), False), (-HOUR, False)],
)
def test_nothing_changes_in_the_last_minute_before_the_end_of_an_embargo(
    step: str, before_the_end: timedelta, *, is_possible: bool
) -> None:
    release = made(until=NOW + 2 * HOUR)
    Release.objects.update(issued_at=NOW - HOUR, embargo_until=NOW + before_the_end)

    if is_possible:
        _STEPS[step](release)
    else:
        with pytest.raises(ReleaseStateError, match="public"):
            _STEPS[step](release)


@pytest.mark.parametrize("until", [NOW, NOW - HOUR])
def test_an_embargo_ends_in_the_future(until: datetime) -> None:
    with pytest.raises(ReleaseStateError, match="future"):
        issue_release(release=made(issued=False), by=None, embargo_until=until, now=NOW)

    assert Release.objects.get().issued_at is None


def test_a_correction_keeps_the_words_before_it() -> None:
    release = made()

    corrected = correct_release(release=release, by=None, note=NOTE, values=OTHER, now=NOW + HOUR)

    kept = Correction.objects.get()
    assert (kept.title, kept.lead, kept.text) == tuple(WORDS.values())
    assert (kept.note, kept.made_at) == (NOTE, NOW + HOUR)
    assert corrected.text == OTHER["text"]


def test_a_correction_that_changes_nothing_is_refused() -> None:
    with pytest.raises(ReleaseStateError, match="Nothing is different"):
        correct_release(release=made(), by=None, note=NOTE, values=WORDS, now=NOW)


def test_a_correction_without_a_note_changes_nothing() -> None:
    release = made()

    with pytest.raises(ValidationError), transaction.atomic():
        correct_release(release=release, by=None, note=Content(), values=OTHER, now=NOW)

    assert str(Release.objects.get().text) == "Text."
    assert not Correction.objects.exists()


def test_addresses_are_made_of_titles_and_stay() -> None:
    first, second = made(), made()
    chinese = make_release(by=None, values={**WORDS, "title": Content.of("zh-hans", "新闻稿")}, now=NOW)

    change_release(release=chinese, by=None, values=WORDS, now=NOW)

    assert (first.slug, second.slug) == ("a-title", "a-title-2")
    assert Release.objects.get(pk=chinese.pk).slug == "release"


def test_the_database_knows_no_draft_that_was_withdrawn() -> None:
    release = made(issued=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(withdrawn_at=NOW)
