"""Pages on which journalists ask and second, and on which the press desk decides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.web.press.asking import NOW, accepted, asker, journalist, published
from yishiting.web.content import Content
from yishiting.web.press.actions.questions import MOST_WAITING, second_question
from yishiting.web.press.models import Addressee, Question
from yishiting.web.press.queries.conferences import press_conferences, sessions_to_ask_for
from yishiting.web.press.queries.questions import similar_questions
from yishiting.web.programme.models import Session

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast
    from yishiting.web.press.queries.accreditation import Asker

LIST, NEW, DESK = "/press/questions/", "/press/questions/new/", "/desk/press/questions/"
ASKED = {"addressee": "secretariat", "text": "When will the minutes be public?", "language": "en"}


@pytest.fixture
def ada(cast: Cast) -> Client:
    return cast.people.journalist.client()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return cast.people.press_officer.client()


def _session(begins_in: float, **more: object) -> Session:
    begins = timezone.now() + timedelta(hours=begins_in)
    slug = f"at-{begins_in}".replace(".", "-").replace("--", "-minus-")
    values = {"title": Content.of("en", slug), "is_published": True, "ends_at": begins + timedelta(hours=1), **more}
    return Session.objects.create(slug=slug, begins_at=begins, **values)


def test_a_question_waits_and_stands_among_ones_own(ada: Client) -> None:
    session = _session(1, kind=Content.of("en", "Press conference"))
    page = ada.post(NEW, {**ASKED, "session": session.slug}, follow=True)

    question = Question.objects.order_by("-number")[0]
    assertContains(page, "The press desk has not looked at it yet.")
    assert (question.status, question.session, question.asker_name, question.asker_outlet) == (
        "waiting",
        session,
        "Journalist",
        "Gazette",
    )
    assertContains(ada.get(LIST, {"show": "mine"}), ASKED["text"])
    assertNotContains(ada.get(LIST), ASKED["text"])


def test_what_is_similar_is_shown_before_it_is_asked(cast: Cast, ada: Client) -> None:
    other = accepted(cast, "When are the minutes going to be public?", journalist("Bo", "Post"))

    first = ada.post(NEW, ASKED)

    assertContains(first, "Second this one instead")
    assertContains(first, other.text.original)
    assert Question.objects.filter(text__texts__en=ASKED["text"]).count() == 0
    ada.post(NEW, {**ASKED, "is_new": "on"})
    assert Question.objects.filter(text__texts__en=ASKED["text"]).count() == 1


def test_while_typing_similar_ones_and_the_count_come(cast: Cast, ada: Client) -> None:
    accepted(cast, "会议记录何时公布？", journalist("Bo"))

    page = ada.post("/press/questions/similar/", {"text": "会议记录什么时候公布"})

    assertContains(page, "会议记录何时公布？")
    assertContains(page, "20 / 600")


def test_what_waits_or_was_rejected_is_similar_to_nothing(cast: Cast) -> None:
    texts = {status: cast.press.questions[status].text.original for status in Question.Status.values}
    found = {status for status, text in texts.items() if cast.press.questions[status] in similar_questions(text, NOW)}

    assert found == {"accepted", "answered", "published"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "required"),
        ({"text": "?!"}, "Please write a question"),
        ({"text": "字" * 301}, "At most 600 characters, got 602"),
        ({"text": "ab\u202ecd"}, "turns the direction"),
        ({"addressee": "nobody"}, "valid choice"),
        ({"session": "own-unpublished"}, "valid choice"),
        ({"language": "tlh"}, "valid choice"),
    ],
)
def test_a_bad_question_is_named_and_kept_in_the_box(ada: Client, wrong: dict[str, str], sentence: str) -> None:
    _session(1)
    before = Question.objects.count()

    assertContains(ada.post(NEW, {**ASKED, **wrong}), sentence, status_code=422)
    assert Question.objects.count() == before


def test_offered_are_sessions_of_today_and_later(cast: Cast) -> None:
    Session.objects.all().update(is_published=False)
    now = timezone.now().replace(hour=12, minute=0)
    press, other, ended, past = (
        _session(begins_in, kind=Content.of("zh-hans", kind), ends_at=now + timedelta(hours=begins_in + 1))
        for begins_in, kind in ((24, "新闻发布会"), (30, "论坛"), (-0.5, "论坛"), (-48, "新闻发布会"))
    )
    Session.objects.filter(pk=ended.pk).update(begins_at=now - timedelta(hours=1), ends_at=now - timedelta(minutes=1))
    _session(48, is_cancelled=True)

    assert sessions_to_ask_for(cast.assembly, now) == ([press], [ended, other])
    assert set(press_conferences()) == {press, past}


def test_a_session_with_questions_counts_as_a_press_conference(cast: Cast) -> None:
    assert cast.sessions["assembly-public"] in press_conferences()
    Question.objects.exclude(status__in=("waiting", "rejected", "withdrawn")).delete()
    assert cast.sessions["assembly-public"] not in press_conferences()


def test_a_second_is_given_and_taken_back_from_the_list(cast: Cast, ada: Client) -> None:
    question = accepted(cast, "When?", journalist("Bo"))
    address = f"{LIST}{question.number}/second/"

    assertRedirects(ada.post(address, {"from": "list"}), LIST)
    assertContains(ada.get(LIST), "Take my second back")
    assertContains(ada.get(LIST), "seconded by 1 other")
    assertRedirects(ada.post(address, {"back": "on"}), f"{LIST}{question.number}/")
    assert not question.seconds.exists()


def test_most_wanted_stand_first_and_filters_narrow(cast: Cast, ada: Client) -> None:
    Question.objects.all().delete()
    texts = ("First asked?", "Most wanted?")
    first, wanted = (accepted(cast, text, journalist(text)) for text in texts)
    second_question(question=wanted, account=asker(cast.people.outsider).account, now=NOW)
    wanted.addressee = Addressee.objects.create(slug="other", name=Content.of("en", "Other"))
    wanted.save()

    assert list(ada.get(LIST).context["page"]) == [wanted, first]
    assert list(ada.get(LIST, {"addressee": "secretariat"}).context["page"]) == [first]
    assertContains(ada.get(LIST, {"session": "no-such"}), "No question here fits the filter.")


def test_journalists_see_no_answer_before_it_is_published(cast: Cast, ada: Client) -> None:
    answered = cast.press.questions["answered"]
    other = journalist("Bo")
    answered.asked_by = other.account
    answered.save()

    page = ada.get(f"{LIST}{answered.number}/")
    assertContains(page, answered.text.original)
    assertNotContains(page, answered.answer.original)


def test_ones_own_can_be_withdrawn_until_it_is_answered(cast: Cast, ada: Client) -> None:
    waiting, answered = cast.press.questions["waiting"], cast.press.questions["answered"]

    assertContains(ada.get(f"{LIST}{waiting.number}/withdraw/"), "Withdraw your question?")
    assertRedirects(ada.post(f"{LIST}{waiting.number}/withdraw/"), f"{LIST}{waiting.number}/")
    assert ada.post(f"{LIST}{answered.number}/withdraw/").status_code == 409
    waiting.refresh_from_db()
    assert waiting.status == "withdrawn"


def test_the_desk_accepts_and_refuses_with_a_reason_that_the_journalist_reads(
    cast: Cast, ada: Client, officer: Client
) -> None:
    waiting = cast.press.questions["waiting"]
    address = f"{DESK}{waiting.number}/"

    assertContains(officer.get(DESK), waiting.text.original)
    assertRedirects(officer.post(f"{address}accept/"), address)
    assertContains(officer.post(f"{address}reject/", {"reason": "dull"}), "valid choice", status_code=422)
    assertRedirects(officer.post(f"{address}reject/", {"reason": "unclear", "note": "Which minutes?"}), DESK)
    assertContains(ada.get(f"{LIST}{waiting.number}/"), "Which minutes?")
    assertContains(ada.get(f"{LIST}{waiting.number}/"), "Cannot be understood")
    assertRedirects(officer.post(f"{address}accept/", {"from": "list"}), DESK)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.note) == ("accepted", "")


def test_an_addressee_stays_while_questions_are_put_to_it(officer: Client) -> None:
    delete = "/desk/press/addressees/secretariat/delete/"

    assertContains(officer.post(delete), "it has to stay", status_code=409)
    Question.objects.all().delete()
    assertRedirects(officer.post(delete), "/desk/press/addressees/")


def test_accounts_that_answer_are_named_by_address(cast: Cast, officer: Client) -> None:
    new, auditor = "/desk/press/addressees/new/", cast.people.auditor.account
    assert auditor is not None
    EmailAddress.objects.get_or_create(user=auditor, email="auditor@example.org", defaults={"verified": True})
    words = {"name_en": "The chair", "order": "1"}

    refused = officer.post(new, {**words, "added": "auditor@example.org\nnobody@example.org"})
    assertContains(refused, "No account has confirmed this address: nobody@example.org", status_code=422)
    officer.post(new, {**words, "added": " Auditor@example.org \n\n"})
    made = Addressee.objects.get(slug="the-chair")
    assert list(made.answering.all()) == [auditor]
    officer.post("/desk/press/addressees/the-chair/change/", words)
    assert not made.answering.exists()


def test_the_policy_says_each_reason_and_the_limit(cast: Cast) -> None:
    page = cast.people.anonymous.client().get("/press/questions/policy/")

    assertContains(page, "Asked already")
    assertContains(page, f"may have {MOST_WAITING} questions waiting")


def _published(cast: Cast, text: str, by: Asker, session: Session) -> Question:
    return published(accepted(cast, text, by, session=session))


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_lists(cast: Cast, n: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    Question.objects.all().delete()
    for number in range(n):
        for text, ends in (("What about", accepted), ("And", _published)):
            ends(cast, f"{text} {'abc'[number]}?", journalist(text), session=cast.sessions["assembly-public"])
    ada, officer, anyone = (getattr(cast.people, who).client() for who in ("journalist", "press_officer", "anonymous"))

    for client, address, n_queries in (
        (ada, LIST, 10),
        (officer, f"{DESK}?status=accepted", 12),
        (anyone, "/press/answers/", 6),
        (anyone, "/press/conferences/session-assembly-public/", 5),
    ):
        client.get(address)
        with django_assert_num_queries(n_queries, info=address):
            assert client.get(address).status_code == 200
