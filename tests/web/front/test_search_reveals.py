"""Search over all there is: every kind is found in both languages; what is hidden never, not even as a number."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.web.words import word_of
from yishiting.web.front.actions.indexing import bring_up_to_date
from yishiting.web.front.models import SearchEntry
from yishiting.web.front.queries.search import Asked, results_of
from yishiting.web.front.queries.sources import SOURCES
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db(databases=["default", "reading"])


def kinds_found(words: str) -> list[str]:
    return [each.source.kind for each in results_of(Asked.of({"q": words}), timezone.now()).found]


def test_every_kind_is_found_in_both_languages(stage: Stage) -> None:
    bring_up_to_date(now=timezone.now())
    names = {
        "session": "session own-public",
        "speaker": "speaker public",
        "release": "release public",
        "question": "question of the press published",
        "deliberation": "question own-open",
        "statement": "statement own-open seed",
        "exhibitor": "exhibitor own",
        "exhibit": "exhibit own-public",
        "forum": "forum own",
    }
    assert set(names) == set(SOURCES)

    for kind, name in names.items():
        for language, text in (("en", "Text"), ("zh-hans", "文字")):
            answer = stage.cast.people.anonymous.client().get(
                "/search/", {"q": f"{text} {word_of(name)}"}, headers={"accept-language": language}
            )
            assert f'id="{kind}"' in answer.text, name
            assert answer.text.count('<li class="hit">') == 1
            assert f"<mark>{text}</mark>" in answer.text


@pytest.mark.usefixtures("stage")
def test_an_answer_is_found_by_its_words_with_its_question() -> None:
    bring_up_to_date(now=timezone.now())

    assert kinds_found(word_of("answer published")) == ["question"]


def test_nobody_finds_what_is_hidden_even_when_the_index_still_knows_it(stage: Stage) -> None:
    cast = stage.cast
    # The index of a time in which everything was public.
    SearchEntry.objects.bulk_create(
        SearchEntry(kind=source.kind, thing=pk, digest="", title_words="everything", words="")
        for source in SOURCES.values()
        for pk in source.public(timezone.now()).model.objects.values_list("pk", flat=True)
    )

    everybody = [cast.people.anonymous, cast.people.organiser, cast.people.press_officer]
    for who in everybody:
        pages = [who.client().get("/search/", {"q": "everything"}).text]
        pages += [who.client().get("/search/", {"q": "everything", "kind": kind}).text for kind in SOURCES]
        seen = set(re.findall("quokka[0-9a-f]{10}", " ".join(pages)))
        assert seen
        assert not seen & stage.hidden_words[cast.people.anonymous.name]
        for kind, source in SOURCES.items():
            n = source.public(timezone.now()).count()
            assert f'role="status">{n} result' in " ".join(pages), kind


def test_an_embargo_holds_until_its_minute(stage: Stage) -> None:
    release = stage.cast.press.releases["embargoed"]
    assert release.embargo_until
    bring_up_to_date(now=release.embargo_until)
    asked = Asked.of({"q": word_of("release embargoed")})

    assert results_of(asked, release.embargo_until - timedelta(seconds=1)).n == 0
    assert results_of(asked, release.embargo_until).n == 1


@pytest.mark.usefixtures("stage")
def test_what_is_withdrawn_is_gone_at_once() -> None:
    bring_up_to_date(now=timezone.now())
    words = word_of("statement own-open seed")
    assert kinds_found(words) == ["statement"]

    Forum.objects.update(is_published=False)

    assert kinds_found(words) == []


def test_all_kinds_together_take_no_more_queries(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring_up_to_date(now=timezone.now())
    client = stage.cast.people.anonymous.client()

    with django_assert_num_queries(4):
        page = client.get("/search/?q=文字").text

    assert page.count("<section") == len(SOURCES)
