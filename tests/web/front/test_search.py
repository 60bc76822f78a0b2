"""Search finds words of every script, ranks them, and has an answer to every question."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from tests.web.front.test_words import TEXTS
from yishiting.web.content import Content
from yishiting.web.front.actions.indexing import bring_up_to_date
from yishiting.web.front.queries.search import FIRST_OF_A_KIND, ON_ONE_PAGE, Asked, results_of
from yishiting.web.programme.models import Assembly, Session

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
FAR_AHEAD = timedelta(days=30)


def found(words: str, **more: str) -> dict[str, list[str]]:
    """Search; give the titles of what was found, by kind."""
    results = results_of(Asked.of({"q": words, **more}), timezone.now())
    return {each.source.kind: [re.sub("</?mark>", "", hit.title) for hit in each.hits] for each in results.found}


def indexed(*titles: str, language: str = "en", about: str = "") -> None:
    begins = timezone.now()
    for number, title in enumerate(titles):
        Session.objects.create(
            slug=f"session-{number}",
            title=Content(language, {language: title}),
            about=Content(language, {language: about}),
            begins_at=begins,
            ends_at=begins + timedelta(hours=1),
            is_published=True,
        )
    bring_up_to_date(now=timezone.now())


@pytest.fixture
def assembly() -> Assembly:
    return Assembly.objects.create(pk=1, title=Content.of("en", "Assembly of tests"))


TITLE = "人工智能治理 Open École standards 2030 Управление حوكمة"


@pytest.mark.parametrize(
    "query",
    [
        *("治理", "人工智能", "能", "人", "理"),
        *("open", "OPEN", "ecole", "école", "stand", "open stand", "standards ecole", "2030", "20"),
        *("управ", "حوكمة", "治理 open", "open治理", "“治理”", "open, (standards)", "open's"[:4]),
    ],
)
def test_words_of_every_script_are_found(query: str) -> None:
    indexed(TITLE, "Something else")

    assert found(query) == {"session": [TITLE]}


@pytest.mark.parametrize("query", ["理人", "治安", "pen", "opens", "ope standards", "治理 closed", "2031"])
def test_what_a_text_does_not_hold_is_not_found(query: str) -> None:
    indexed(TITLE)

    assert found(query) == {}


@pytest.mark.usefixtures("assembly")
def test_the_title_weighs_more_than_the_text() -> None:
    indexed("Something about water", about="governance governance and more")
    Session.objects.create(
        slug="other",
        title=Content.of("en", "Governance of rivers"),
        about=Content.of("en", "Nothing else"),
        begins_at=timezone.now(),
        ends_at=timezone.now() + FAR_AHEAD,
        is_published=True,
    )
    bring_up_to_date(now=timezone.now())

    assert found("governance")["session"][0] == "Governance of rivers"


@pytest.mark.usefixtures("assembly")
def test_five_of_a_kind_first_then_all_of_them_by_pages() -> None:
    n = ON_ONE_PAGE + 3
    indexed(*(f"Harbour {number}" for number in range(n)))

    everything = Client().get("/search/?q=harbour").text
    first, second = (Client().get(f"/search/?q=harbour&kind=session&page={page}").text for page in (1, 2))

    assert everything.count('<li class="hit">') == FIRST_OF_A_KIND
    assert "/search/?q=harbour&amp;kind=session" in everything or "?q=harbour&amp;kind=session" in everything
    addresses = [re.findall('href="(/sessions/[^"]+)"', page) for page in (first, second)]
    assert [len(each) for each in addresses] == [ON_ONE_PAGE, 3]
    assert len(set(addresses[0] + addresses[1])) == n


@pytest.mark.usefixtures("assembly")
def test_the_readers_language_is_shown_and_another_language_is_named() -> None:
    Session.objects.create(
        slug="both",
        title=Content.of("en", "Pilot zones", zh_hans="先行试验区"),
        about=Content.of("en", "Rules for trying things out.", zh_hans="关于试点规则。"),
        begins_at=timezone.now(),
        ends_at=timezone.now() + FAR_AHEAD,
        is_published=True,
    )
    bring_up_to_date(now=timezone.now())

    in_english = Client().get("/search/?q=试点").text
    in_chinese = Client().get("/search/?q=试点", headers={"accept-language": "zh-hans"}).text

    assert ">Pilot zones</a>" in in_english
    assert '<p class="hit-piece" lang="zh-hans" dir="auto">关于<mark>试点</mark>规则。</p>' in in_english
    assert ">先行试验区</a>" in in_chinese
    assert '<p class="hit-piece" dir="auto">关于<mark>试点</mark>规则。</p>' in in_chinese


@pytest.mark.usefixtures("assembly")
def test_a_text_cannot_become_markup() -> None:
    indexed("<script>alert(1)</script> harbour")

    page = Client().get("/search/", {"q": 'harbour "><img src=x>'}).text + Client().get("/search/?q=harbour").text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>harbour</mark>" in page


@pytest.mark.usefixtures("assembly")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_any_question_has_an_answer(words: str) -> None:
    answer = Client().get("/search/", {"q": words})

    assert answer.status_code == 200


@pytest.mark.usefixtures("assembly")
@pytest.mark.parametrize(
    "address",
    [
        "/search/",
        "/search/?q=",
        "/search/?q=%00%22%27*",
        "/search/?q=%FF%FE",
        "/search/?q=" + "x" * 5000,
        "/search/?q=a&kind=nothing&page=-1",
        "/search/?q=a&page=99999999999999999999999",
        "/search/?q=OR&kind=session",
        "/search/?q=NEAR(a b)",
        "/search/?q=title_words:a",
    ],
)
def test_a_strange_address_is_answered(address: str) -> None:
    indexed("Anything")

    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("n", [1, 3])
def test_searching_takes_the_same_queries_for_one_and_for_three(
    assembly: Assembly, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert assembly.pk
    indexed(*(f"Harbour {number}" for number in range(n)))

    with django_assert_num_queries(4):  # the assembly, candidates, what may be seen, what is shown
        page = Client().get("/search/?q=harbour").text

    assert page.count('<li class="hit">') == n
