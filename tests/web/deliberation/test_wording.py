"""While people answer, the question stays as it was asked; what translations become stands in the public record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.web.words import text_of
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.life import FixedAtOpeningError, change_deliberation
from yishiting.web.deliberation.models import Deliberation, WordingEntry
from yishiting.web.people.models import Account

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
OPENED = ("own-open", "own-votes_only", "own-closed")


def _others(was: Content) -> dict[str, Content]:
    """Contents that are not the same text in its own language."""
    return {
        "other words": Content(was.language, {**was.texts, was.language: "Something else?"}),
        "other language": Content("zh-hans", was.texts),
        "nothing": Content(),
        "one letter": Content(was.language, {**was.texts, was.language: was.original + "."}),
    }


@pytest.mark.parametrize("how", _others(Content.of("en", "x")))
@pytest.mark.parametrize("part", WordingEntry.Part.values)
@pytest.mark.parametrize("name", OPENED)
def test_the_original_cannot_be_changed_once_people_answer(cast: Cast, name: str, part: str, how: str) -> None:
    deliberation = cast.deliberations[name]
    was = getattr(deliberation, part)

    with pytest.raises(FixedAtOpeningError) as refused:
        change_deliberation(deliberation=deliberation, by=None, values={part: _others(was)[how], "order": 7}, now=NOW)

    fresh = Deliberation.objects.get(pk=deliberation.pk)
    assert (refused.value.names, getattr(fresh, part), fresh.order) == ((part,), was, 0)
    assert not WordingEntry.objects.exists()


def test_in_a_draft_the_wording_is_free_and_not_recorded(cast: Cast) -> None:
    other = Content.of("zh-hans", "另一个问题？")

    change_deliberation(deliberation=cast.deliberations["own-draft"], by=None, values={"question": other}, now=NOW)

    assert Deliberation.objects.get(slug="own-draft").question == other
    assert not WordingEntry.objects.exists()


def test_translations_added_corrected_and_taken_out_are_recorded_with_their_date(cast: Cast) -> None:
    deliberation, organiser = cast.deliberation, cast.people.organiser.account
    question, background = deliberation.question, deliberation.background
    values = {
        "question": question.with_translation("zh-hans", "改过的译文").with_translation("fr", "Que faire ?"),
        "background": background.with_translation("zh-hans", ""),
    }

    change_deliberation(deliberation=deliberation, by=organiser, values=values, now=NOW)

    rows = WordingEntry.objects.order_by("pk").values_list("part", "language", "before", "after", "made_by", "made_at")
    me = organiser.pk if organiser else 0
    assert list(rows) == [
        ("question", "fr", "", "Que faire ?", me, NOW),
        ("question", "zh-hans", question.texts["zh-hans"], "改过的译文", me, NOW),
        ("background", "zh-hans", background.texts["zh-hans"], "", me, NOW),
    ]


def test_the_same_wording_leaves_no_entry(cast: Cast) -> None:
    values = {"question": cast.deliberation.question, "order": 7}

    change_deliberation(deliberation=cast.deliberation, by=None, values=values, now=NOW)

    assert not WordingEntry.objects.exists()


def test_a_background_that_was_missing_is_added_once_and_recorded(cast: Cast) -> None:
    Deliberation.objects.filter(pk=cast.deliberation.pk).update(background=Content())
    added = Content.of("en", "Facts.")

    change_deliberation(deliberation=cast.deliberation, by=None, values={"background": added}, now=NOW)

    assert [(each.before, each.after) for each in WordingEntry.objects.all()] == [("", "Facts.")]
    with pytest.raises(FixedAtOpeningError):
        change_deliberation(
            deliberation=cast.deliberation, by=None, values={"background": Content.of("en", "Other.")}, now=NOW
        )


def _save(cast: Cast, **changes: str) -> Response:
    """Send the settings page as a browser would; a box that is left out was not sent."""
    texts = text_of("question own-open").texts
    sent = {
        **{f"question_{code}": text for code, text in texts.items()},
        **{f"background_{code}": text for code, text in text_of("background own-open").texts.items()},
        "question_original": "en",
        "background_original": "en",
        "fit_on": "trusted",
        "moderation": "before",
        "own_answers_needed": "7",
        "order": "0",
        **changes,
    }
    client = cast.people.organiser.client()
    return client.post(
        "/desk/deliberations/own-open/change/", {name: value for name, value in sent.items() if value != "-"}
    )


def test_the_form_takes_a_translation_and_keeps_the_original(cast: Cast) -> None:
    was = cast.deliberation.question

    answer = _save(cast, **{"question_zh-hans": "改过的译文", "question_original": "zh-hans"})

    assert answer.status_code == 302
    assert Deliberation.objects.get(slug="own-open").question == was.with_translation("zh-hans", "改过的译文")


def test_the_form_says_so_when_the_original_was_changed(cast: Cast) -> None:
    was = cast.deliberation.question

    answer = _save(cast, question_en="Something else?")

    assert answer.status_code == 422
    assert "is the original and stays as it is" in answer.content.decode()
    assert Deliberation.objects.get(slug="own-open").question == was


def test_an_original_that_was_not_sent_stays(cast: Cast) -> None:
    was = cast.deliberation.question

    assert _save(cast, question_en="-").status_code == 302

    assert Deliberation.objects.get(slug="own-open").question == was


def test_the_box_of_the_original_cannot_be_written_in_once_opened(cast: Cast) -> None:
    client = cast.people.organiser.client()

    pages = [client.get(f"/desk/deliberations/own-{phase}/change/").content.decode() for phase in ("draft", "open")]

    assert [page.count(" readonly>") for page in pages] == [0, 2]


def test_everybody_reads_what_was_changed_and_not_who_changed_it(cast: Cast) -> None:
    changed = cast.deliberation.question.with_translation("zh-hans", "改过的<译文>")
    organiser = cast.people.organiser.account
    change_deliberation(deliberation=cast.deliberation, by=organiser, values={"question": changed}, now=NOW)

    page = cast.people.anonymous.client().get("/deliberations/own-open/moderation/").content.decode()

    assert "改过的&lt;译文&gt;" in page
    assert text_of("question own-open").texts["zh-hans"] in page
    assert str(Account.objects.get(pk=organiser.pk if organiser else 0)) not in page


@pytest.mark.parametrize("n_entries", [1, 3])
def test_the_record_costs_the_same_with_more_entries(
    cast: Cast, n_entries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.people.anonymous.client()
    for number in range(n_entries):
        changed = cast.deliberation.question.with_translation("zh-hans", f"译文 {number}")
        change_deliberation(deliberation=cast.deliberation, by=None, values={"question": changed}, now=NOW)
    client.get("/deliberations/own-open/moderation/")

    with django_assert_num_queries(5):
        client.get("/deliberations/own-open/moderation/")
