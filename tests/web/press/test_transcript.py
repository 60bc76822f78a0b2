"""The transcript of a press conference holds its published pairs, and nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from docx import Document
from pytest_django.asserts import assertContains, assertNotContains

from tests.web.press.asking import MINUTE, NOW, accepted, journalist
from tests.web.words import word_of
from yishiting.web.content import Content
from yishiting.web.press.actions.answers import Answer, publish_answer, write_answer
from yishiting.web.press.actions.podium import call_question
from yishiting.web.press.models import Citation, Question

if TYPE_CHECKING:
    from tests.web.cast import Cast

PLACE = "/press/conferences/session-assembly-public/"


def _texts(cast: Cast, language: str = "en") -> str:
    answer = cast.people.anonymous.client().get(f"{PLACE}transcript.docx", {"language": language})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="session-assembly-public.docx"'
    return "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)


@pytest.mark.parametrize("language", ["en", "zh-hans", "no-such"])
def test_published_pairs_are_in_both_files_and_nothing_else(cast: Cast, language: str) -> None:
    markdown = cast.people.anonymous.client().get(f"{PLACE}transcript.md", {"language": language})
    docx = _texts(cast, language)

    for status in Question.Status.values:
        for word in (word_of(f"question of the press {status}"), word_of(f"answer {status}")):
            assert (word in docx) == (status == "published")
            (assertContains if status == "published" else assertNotContains)(markdown, word)


def test_citations_are_listed_once_and_what_is_under_embargo_is_not(cast: Cast) -> None:
    question, releases = cast.press.questions["published"], cast.press.releases
    Citation.objects.bulk_create(Citation(question=question, release=each) for each in releases.values())

    docx = _texts(cast)

    assert word_of("release public") in docx
    assert not [name for name in ("draft", "embargoed", "withdrawn") if word_of(f"release {name}") in docx]


def test_pairs_stand_in_the_order_in_which_they_were_called(cast: Cast) -> None:
    Question.objects.all().delete()
    session = cast.sessions["assembly-public"]
    first, second, written = (
        accepted(cast, f"What about {name}?", journalist(name, "Post"), session=session) for name in ("Ada", "Bo", "Cy")
    )
    for question, minutes in ((second, 1), (first, 2)):
        call_question(question=question, by=None, now=NOW + MINUTE * minutes)
        aloud = Answer(Content.of("en", "Yes."), Content(), given_at=NOW + MINUTE * minutes)
        write_answer(question=question, by=None, answer=aloud, now=timezone.now())
    write_answer(question=written, by=None, answer=Answer(Content.of("en", "No."), Content()), now=NOW)
    for question in (written, first, second):
        publish_answer(question=question, by=None, now=NOW)

    lines = [line for line in _texts(cast).split("\n") if line.startswith("What about")]
    assert lines == ["What about Bo?", "What about Ada?", "What about Cy?"]
    assert "Ada (Post) to" in _texts(cast)


def test_a_session_without_answers_says_so(cast: Cast) -> None:
    Question.objects.all().delete()

    assert "No answer has been published yet." in _texts(cast)
