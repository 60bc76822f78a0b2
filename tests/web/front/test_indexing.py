"""The law of the index: after any changes and one run, it holds exactly what is public, with today's words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.web.words import text_of, word_of
from yishiting.web.content import Content
from yishiting.web.deliberation.models import Statement
from yishiting.web.exhibition.models import Exhibit, Exhibitor
from yishiting.web.front.actions.indexing import bring_up_to_date
from yishiting.web.front.duties import LONGEST_PAUSE, SHORTEST_PAUSE, index
from yishiting.web.front.models import SearchEntry
from yishiting.web.front.queries.index import candidates
from yishiting.web.front.queries.sources import SOURCES, Row
from yishiting.web.front.words import terms_of, words_of
from yishiting.web.press.models import Question, Release
from yishiting.web.programme.models import Forum, Session, Speaker

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "reading"])


def expected(now: datetime) -> dict[tuple[str, int], tuple[str, str]]:
    """Make the index anew, straight from what is public."""
    return {
        (row.kind, row.pk): (
            words_of(row.texts[0].texts.values()),
            words_of(text for each in row.texts[1:] for text in each.texts.values()),
        )
        for source in SOURCES.values()
        for row in map(Row.of, source.rows(source.public(now)))
    }


def kept() -> dict[tuple[str, int], tuple[str, str]]:
    return {(each.kind, each.thing): (each.title_words, each.words) for each in SearchEntry.objects.all()}


def run(now: datetime | None = None) -> None:
    now = now or timezone.now()
    bring_up_to_date(now=now)
    assert kept() == expected(now)
    again = bring_up_to_date(now=now)
    assert (again.n_written, again.n_gone) == (0, 0)


CHANGES: dict[str, Callable[[Cast], object]] = {
    "a forum is withdrawn with all that is in it": lambda _: Forum.objects.update(is_published=False),
    "a forum is published": lambda _: Forum.objects.update(is_published=True),
    "a statement is removed": lambda _: Statement.objects.update(status=Statement.Status.REMOVED),
    "statements are accepted": lambda _: Statement.objects.filter(status=Statement.Status.REJECTED).update(
        status=Statement.Status.ACCEPTED
    ),
    "a title changes": lambda _: Session.objects.update(title=text_of("changed")),
    "a translation is added": lambda _: Speaker.objects.update(about=Content.of("en", "Poet", zh_hans="诗人")),
    "a release is withdrawn": lambda _: Release.objects.filter(issued_at__isnull=False).update(
        withdrawn_at=timezone.now()
    ),
    "an answer is taken back": lambda _: Question.objects.update(status=Question.Status.WAITING),
    "an exhibitor is hidden": lambda _: Exhibitor.objects.update(is_published=False),
    "exhibits are deleted": lambda _: Exhibit.objects.all().delete(),
    "the index is lost": lambda _: SearchEntry.objects.all().delete(),
    "entries are of nothing": lambda _: SearchEntry.objects.filter(kind="session").update(kind="nothing"),
    "everything changes at once": lambda _: [
        Forum.objects.update(is_published=False),
        Exhibitor.objects.update(is_published=True, name=text_of("changed")),
        Session.objects.update(is_published=False),
    ],
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_and_one_run_the_index_holds_what_is_public(cast: Cast, change: str) -> None:
    run()

    CHANGES[change](cast)

    run()


def test_slices_and_batches_make_no_difference(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yishiting.web.front.actions.indexing._READ_AT_ONCE", 2)
    monkeypatch.setattr("yishiting.web.front.actions.indexing._WRITTEN_AT_ONCE", 3)
    run()
    Forum.objects.filter(pk=cast.forums.own.pk).update(is_published=False)

    run()


def test_an_embargoed_release_enters_when_its_embargo_is_over(cast: Cast) -> None:
    now, key = timezone.now(), ("release", cast.press.releases["embargoed"].pk)

    run(now)
    assert key not in kept()
    run(now + timedelta(days=2))
    assert key in kept()


def test_what_the_database_finds_follows_every_write(cast: Cast) -> None:
    speaker = cast.speakers["public"]
    word, other = word_of("speaker public"), "zirkonium"
    run()
    assert candidates(terms_of(word)) == {"speaker": [speaker.pk]}

    Speaker.objects.filter(pk=speaker.pk).update(name=Content.of("en", other), about=Content())
    run()

    assert candidates(terms_of(other)) == {"speaker": [speaker.pk]}
    assert candidates(terms_of(word)) == {}
    SearchEntry.objects.all().delete()
    assert candidates(terms_of(other)) == {}


@pytest.mark.usefixtures("cast")
def test_the_duty_rests_as_long_as_what_it_did_allows() -> None:
    assert SHORTEST_PAUSE <= index(timezone.now) <= LONGEST_PAUSE
    assert kept() == expected(timezone.now())
