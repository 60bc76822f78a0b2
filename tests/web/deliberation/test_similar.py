"""Statements that say about the same are found, in any language and quickly; others are not."""

from __future__ import annotations

import random
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from yishiting.sample.design import load_deliberation
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.statements import accept_statement, add_statements, remove_statement
from yishiting.web.deliberation.queries.similar import similar_statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast
    from yishiting.web.deliberation.models import Statement

NOW = timezone.now()
NEW = "/deliberations/own-open/statements/new/"
SIMILAR = "/deliberations/own-open/statements/similar/"


def add(cast: Cast, texts: Sequence[Content]) -> tuple[Statement, ...]:
    return add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=NOW).added


@pytest.fixture
def sample(cast: Cast) -> tuple[Statement, ...]:
    design = load_deliberation("governance")
    return add(cast, [Content.of("en", each.text.en, zh_hans=each.text.zh) for each in design.statements])


@pytest.fixture
def browser(cast: Cast) -> Client:
    return cast.people.newcomer.client()


def found(cast: Cast, text: str) -> list[str]:
    return [each.text.texts["en"] for each in similar_statements(cast.deliberation, text, NOW)]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Governments should list the AI they use", "Governments should publish a list of the AI systems they use."),
        ("existing laws are sufficient for AI", "Existing laws are enough for most uses of AI."),
        ("OBSERVERS should get papers", "Observers should receive all meeting papers in their own language."),
        ("政府应公布使用的人工智能系统清单", "Governments should publish a list of the AI systems they use."),
        ("有约束力的条约更好", "Binding treaties are better than voluntary commitments."),
        ("我们需要国际人工智能机构", "A new international agency for AI is needed."),
    ],
)
def test_same_thought_in_other_words_is_found(cast: Cast, text: str, nearest: str) -> None:
    assert found(cast, text)[0] == nearest


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "text", ["Cats are nice", "猫很可爱", "We need more cooperation", "AI should be banned", "xyz", "?!", "Ок, да"]
)
def test_other_thoughts_find_nothing(cast: Cast, text: str) -> None:
    assert found(cast, text) == []


@pytest.mark.parametrize(
    ("standing", "written"),
    [
        ("Наблюдатели должны получать документы на своём языке", "Наблюдатели должны получать все документы"),
        ("يجب أن تكون الأنظمة قابلة للتفسير", "يجب أن تكون كل الأنظمة قابلة للتفسير"),
        ("データは自由に国境を越えるべきだ", "データは国境を越えるべきだ"),
        ("Les lois actuelles suffisent", "Les lois actuelles ne suffisent pas"),
    ],
)
def test_any_language_is_found(cast: Cast, standing: str, written: str) -> None:
    [statement] = add(cast, [Content.of("xx", standing)])

    assert similar_statements(cast.deliberation, written, NOW) == [statement]


def test_only_what_stands_is_found(cast: Cast) -> None:
    [statement] = add(cast, [Content.of("en", "Observers should speak first")])
    assert similar_statements(cast.deliberation, "observers should speak", NOW) == [statement]

    remove_statement(statement=statement, by=None, reason="unclear", now=NOW)
    assert similar_statements(cast.deliberation, "observers should speak", NOW) == []

    accept_statement(statement=statement, by=None, now=timezone.now())
    assert similar_statements(cast.deliberation, "observers should speak", NOW) == [statement]


def test_two_thousand_statements_take_less_than_fifty_milliseconds(cast: Cast) -> None:
    words = [word for each in load_deliberation("governance").statements for word in each.text.en.split()]
    dice = random.Random(0)  # noqa: S311 - made-up sentences
    add(cast, [Content.of("en", " ".join(dice.choices(words, k=16))) for _each in range(2000)])
    texts = [" ".join(dice.choices(words, k=20)) for _each in range(9)]
    similar_statements(cast.deliberation, texts[0], NOW)

    took = []
    for text in texts:
        start = perf_counter()
        similar_statements(cast.deliberation, text, NOW)
        took.append(perf_counter() - start)

    assert sorted(took)[len(took) // 2] < 0.05


@pytest.mark.usefixtures("sample")
def test_while_typing_similar_ones_and_the_count_come(cast: Cast, browser: Client) -> None:
    reply = browser.post(SIMILAR, {"text": "Governments should list the AI they use"})

    assertContains(reply, "Answer this one instead")
    assertContains(reply, 'name="is_new" value="on"')
    assertContains(reply, "39 / 280")
    assert not cast.deliberation.statements.filter(author__cookie_key="n" * 32).exists()


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [("字" * 141, "282 / 280"), ("a\u202eb", "turns the direction"), ("x" * 1_000_000, "At most 280"), ("", "0 / 280")],
)
def test_while_typing_what_is_wrong_is_said(browser: Client, text: str, sentence: str) -> None:
    assertContains(browser.post(SIMILAR, {"text": text}), sentence)


@pytest.mark.usefixtures("sample")
def test_without_scripts_similar_ones_are_a_step_of_their_own(cast: Cast, browser: Client) -> None:
    sent = {"text": "Governments should list the AI they use", "language": "en"}

    first = browser.post(NEW, sent)

    assertContains(first, "Mine is different: put it forward")
    assertContains(first, "Answer this one instead")
    assertContains(first, sent["text"])
    assert not cast.deliberation.statements.filter(status="waiting", author__cookie_key="n" * 32).exists()
    second = browser.post(NEW, {**sent, "is_new": "on"})
    assertRedirects(second, "/deliberations/own-open/answers/")
    statement = cast.deliberation.statements.get(author__cookie_key="n" * 32)
    assert (statement.status, statement.text) == ("waiting", Content.of("en", sent["text"]))


@pytest.mark.usefixtures("cast")
def test_author_sees_that_it_waits(browser: Client) -> None:
    page = browser.post(NEW, {"text": "A thought of mine", "language": "en"}, follow=True)

    assertContains(page, "Your statement waits to be looked at")
    assertContains(page, "A thought of mine")
    assertContains(page, "waiting")


def test_same_text_leads_to_the_statement_that_stands(cast: Cast, browser: Client) -> None:
    [statement] = add(cast, [Content.of("en", "Observers should speak first")])

    reply = browser.post(NEW, {"text": "observers should SPEAK first!", "language": "en", "is_new": "on"})

    assertContains(reply, "in the same words", status_code=409)
    assertContains(reply, f"/respond/?statement={statement.number}", status_code=409)


def test_same_text_that_waits_is_said_to_wait(cast: Cast, browser: Client) -> None:
    sent = {"text": "A thought of mine", "language": "en"}
    cast.people.open.client().post(NEW, sent)

    assertContains(browser.post(NEW, sent), "Once it is accepted you can answer it", status_code=409)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "", "language": "en"}, "required"),
        ({"text": "\u200b", "language": "en"}, "Please write a sentence"),
        ({"text": "x" * 1_000_000, "language": "en"}, "At most 280 characters"),
        ({"text": "a\x00bc", "language": "en"}, "Null characters"),
        ({"text": "ab\u202ecd", "language": "en"}, "turns the direction of writing"),
        ({"text": "A thought", "language": "tlh"}, "valid choice"),
        ({"text": "A thought"}, "required"),
    ],
)
def test_bad_statement_is_named_and_kept_in_the_box(
    cast: Cast, browser: Client, sent: dict[str, str], sentence: str
) -> None:
    before = cast.deliberation.statements.count()

    assertContains(browser.post(NEW, sent), sentence, status_code=422)
    assert cast.deliberation.statements.count() == before


def test_markup_and_emoji_are_text(cast: Cast, browser: Client) -> None:
    text = "<b>Robots</b> & people 👩‍🔬 should talk"

    page = browser.post(NEW, {"text": text, "language": "en"}, follow=True)

    assertContains(page, "&lt;b&gt;Robots&lt;/b&gt; &amp; people 👩‍🔬 should talk")
    assertNotContains(page, "<b>Robots")
    assert cast.deliberation.statements.get(author__cookie_key="n" * 32).text.original == text


def test_page_is_not_there_when_nothing_is_taken(cast: Cast, browser: Client) -> None:
    slug = cast.deliberations["own-votes_only"].slug

    assert browser.get(f"/deliberations/{slug}/statements/new/").status_code == 409
    assert browser.post(f"/deliberations/{slug}/statements/new/", {"text": "A thought"}).status_code == 409


@pytest.mark.parametrize("n_more", [1, 3])
def test_queries_while_typing(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, browser: Client, n_more: int
) -> None:
    add(cast, [Content.of("en", f"Observers should speak first {number}") for number in range(n_more)])
    browser.post(SIMILAR, {"text": "Observers should speak"})

    with django_assert_num_queries(4):
        browser.post(SIMILAR, {"text": "Observers should speak"})
