"""The conference around the sample: an exhibition, a press room and comments, marked as invented, and gone with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.db.models import Count
from django.test import Client
from PIL import Image

from yishiting.web.comments.actions.counting import comments_above
from yishiting.web.comments.models import Comment, Commenter, Decision, Recommendation, Report
from yishiting.web.comments.policy import HOLDS
from yishiting.web.comments.policy import REASONS as COMMENT_REASONS
from yishiting.web.content import Content
from yishiting.web.exhibition.models import PUBLIC_EXHIBIT, ChainLink, Exhibit, Exhibitor, Hall, Picture, Representative
from yishiting.web.people.models import Account, Appointment, OutboxMail
from yishiting.web.press.actions.mailing import send_releases
from yishiting.web.press.models import Accreditation, Addressee, Citation, Question, Release, public_at
from yishiting.web.press.policy import REASONS as PRESS_REASONS
from yishiting.web.programme.models import Assembly, Forum, Session
from yishiting.web.sample_assembly import words
from yishiting.web.sample_assembly.filling import make_conference
from yishiting.web.sample_assembly.removal import remove_sample

if TYPE_CHECKING:
    from collections.abc import Iterator


NOW = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
MARKED = (Hall, ChainLink, Exhibitor, Exhibit, Release, Addressee, Accreditation, Question, Commenter)


@pytest.fixture
def sample(db: None) -> Assembly:  # noqa: ARG001 - asked for the database
    return make_conference(NOW)


def _texts() -> Iterator[Content]:
    yield from (hall.name for hall in Hall.objects.all())
    yield from (link.name for link in ChainLink.objects.all())
    for exhibitor in Exhibitor.objects.all():
        yield from (exhibitor.name, exhibitor.about)
    for exhibit in Exhibit.objects.all():
        yield from (exhibit.title, exhibit.about)
    for picture in Picture.objects.all():
        yield picture.alt
    for release in Release.objects.all():
        yield from (release.title, release.lead, release.text)
    for addressee in Addressee.objects.all():
        yield addressee.name
    for question in Question.objects.filter(answered_at__isnull=False):
        yield from (question.text, question.answer, question.answerer_name)


@pytest.mark.usefixtures("sample")
def test_everything_is_marked_as_sample_and_stands_in_both_languages() -> None:
    for model in MARKED:
        assert model._default_manager.exists()  # noqa: SLF001 - Django's public name
        assert not model._default_manager.filter(is_sample=False).exists()  # noqa: SLF001

    assert {tuple(sorted(text.texts)) for text in _texts()} == {("en", "zh-hans")}
    assert all(str(each.name).endswith("(sample)") for each in Exhibitor.objects.all())
    assert all(each.name.endswith(("(sample)", "（示范）")) for each in Commenter.objects.all())
    outlets = Accreditation.objects.values_list("outlet", flat=True)
    assert all(each.endswith(("(sample)", "（示范）")) for each in outlets)


@pytest.mark.usefixtures("sample")
def test_sixty_exhibitors_stand_along_the_chain_each_in_a_booth_of_its_own() -> None:
    booths = list(Exhibitor.objects.values_list("hall", "booth"))

    assert (Exhibitor.objects.count(), Hall.objects.count(), ChainLink.objects.count()) == (60, 3, 7)
    assert len(set(booths)) == 60
    assert all(each.n >= 7 for each in ChainLink.objects.annotate(n=Count("exhibitors")))
    assert not Exhibitor.objects.filter(links=None).exists()
    assert Exhibit.objects.filter(PUBLIC_EXHIBIT, published_at__lt=NOW).count() == Exhibit.objects.count() == 91
    abouts = [each.about.texts[code] for each in Exhibit.objects.all() for code in ("en", "zh-hans")]
    assert len(set(abouts)) == len(abouts)


@pytest.mark.usefixtures("sample")
def test_many_exhibits_belong_to_sessions_of_every_forum() -> None:
    related = Session.objects.exclude(exhibits=None)

    assert Exhibit.objects.exclude(sessions=None).count() > 40
    assert {each.slug for each in Forum.objects.filter(sessions__in=related)} == {each.slug for each in words.FORUMS}


@pytest.mark.usefixtures("sample")
def test_a_few_exhibits_have_small_pictures_with_words() -> None:
    pictures = list(Picture.objects.select_related("file"))

    assert len(pictures) == len({each.digest for each in pictures}) == 23
    for each in pictures:
        image, thumbnail = (Image.open(BytesIO(bytes(data))) for data in (each.file.image, each.file.thumbnail))
        assert (image.format, image.size, thumbnail.size) == (
            "WEBP",
            (each.width, each.height),
            (each.small_width, each.small_height),
        )
        assert len(each.file.image) < 60_000
        assert each.alt.texts["en"].startswith("Abstract sample drawing: ")


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_one_release_waits_for_the_closing_and_one_was_corrected(db: None, hour: int) -> None:  # noqa: ARG001
    now = NOW.replace(hour=hour)
    make_conference(now)
    closing = Session.objects.get(slug="closing").begins_at
    tomorrow = now.astimezone(ZoneInfo(words.TIME_ZONE)).date() + timedelta(days=1)

    [embargoed] = Release.objects.exclude(public_at(now))

    assert closing is not None
    assert embargoed.embargo_until == closing > now
    assert closing.astimezone(ZoneInfo(words.TIME_ZONE)).date() == tomorrow
    assert Release.objects.filter(public_at(now)).count() == 4
    [corrected] = Release.objects.exclude(corrections=None)
    correction = corrected.corrections.get()
    assert correction.title.texts != corrected.title.texts
    assert all(correction.text.texts[code] != corrected.text.texts[code] for code in ("en", "zh-hans"))


@pytest.mark.usefixtures("sample")
def test_questions_are_in_every_state_and_answers_say_what_they_rest_on() -> None:
    questions = list(Question.objects.all())
    published = [each for each in questions if each.status == Question.Status.PUBLISHED]

    assert [each.number for each in questions] == [*range(1, 10)]
    assert {each.status for each in questions} == {*Question.Status} - {Question.Status.WITHDRAWN}
    assert len(published) == 5
    assert {each.addressee.slug for each in published} == set(Addressee.objects.values_list("slug", flat=True))
    assert Citation.objects.values("question").distinct().count() == 4
    assert all(each.made_at < each.answered_at <= NOW for each in published if each.answered_at)
    assert {each.reason for each in questions} <= {"", *PRESS_REASONS}
    assert not Question.objects.filter(seconds__account=None).filter(seconds__isnull=False).exists()
    assert Accreditation.objects.filter(status=Accreditation.Status.WAITING).count() == 2


@pytest.mark.usefixtures("sample")
def test_comments_go_deep_and_their_counts_are_true() -> None:
    comments = {each.pk: each for each in Comment.objects.all()}
    below = dict.fromkeys(comments, 0)
    for each in comments.values():
        if each.status == Comment.Status.ACCEPTED:
            for key in comments_above(each):
                below[key] += 1

    assert 35 <= len(comments) <= 45
    assert max(each.depth for each in comments.values()) == 3
    assert {each.pk: each.n_replies for each in comments.values()} == below
    for each in Comment.objects.annotate(likes=Count("recommendations", distinct=True), told=Count("reports")):
        assert (each.n_recommendations, each.n_reports) == (each.likes, each.told)
    assert {each.stance for each in comments.values()} == {"", *Comment.Stance}
    assert all(each.parent is None or each.parent.made_at < each.made_at for each in comments.values())
    assert {each.reason for each in comments.values()} <= {"", *COMMENT_REASONS, *HOLDS}


@pytest.mark.usefixtures("sample")
def test_the_moderation_desk_has_something_to_do_and_something_on_record() -> None:
    [removed] = Comment.objects.filter(status=Comment.Status.REMOVED)

    assert Comment.objects.filter(status=Comment.Status.WAITING).count() == 3
    assert Report.objects.get().comment.status == Comment.Status.ACCEPTED
    assert Decision.objects.get().comment == removed
    assert (removed.reason, bool(removed.note)) == ("advertising", True)
    assert not Recommendation.objects.filter(account__commenter__is_sample=False).exists()


@pytest.mark.usefixtures("sample")
def test_nobody_invented_can_sign_in_or_be_written_to() -> None:
    accounts = Account.objects.all()

    assert accounts.count() == 11
    assert not any(each.is_active or each.email or each.has_usable_password() for each in accounts)
    assert set(Appointment.objects.values_list("role", flat=True)) == {Appointment.Role.JOURNALIST}


@pytest.mark.usefixtures("sample")
def test_nothing_of_it_is_sent_to_anybody() -> None:
    account = Account.objects.create_user("reader@example.org")
    EmailAddress.objects.create(user=account, email="reader@example.org", verified=True, primary=True)
    Accreditation.objects.create(
        account=account, name="R", outlet="O", status=Accreditation.Status.GRANTED, wants_releases=True
    )

    for moment in (NOW, NOW + timedelta(days=1), NOW + timedelta(days=2)):
        send_releases(now=moment)

    assert not OutboxMail.objects.exists()
    assert not Release.objects.filter(mailed_at=None).exists()


@pytest.mark.usefixtures("sample")
def test_what_somebody_real_exhibits_stays_with_its_hall_and_its_links() -> None:
    hall, link = Hall.objects.get(slug="river-hall"), ChainLink.objects.get(slug="safety")
    ours = Exhibitor.objects.create(slug="ours", name=Content.of("en", "Ours"), hall=hall)
    ours.links.add(link)
    Exhibit.objects.create(
        slug="thing", exhibitor=ours, title=Content.of("en", "Thing"), link=ChainLink.objects.get(slug="data")
    )
    beside = Exhibitor.objects.get(slug="quietfan-racks")
    Exhibit.objects.create(slug="beside", exhibitor=beside, title=Content.of("en", "Beside"))
    looked_after = Exhibitor.objects.get(slug="notary-of-provenance")
    Representative.objects.create(exhibitor=looked_after, email="real@example.org")

    remove_sample(by=None)

    kept = {("ours", False), ("quietfan-racks", False), ("notary-of-provenance", False)}
    assert set(Exhibitor.objects.values_list("slug", "is_sample")) == kept
    assert set(Exhibit.objects.values_list("slug", "is_sample")) == {
        ("thing", False),
        ("beside", False),
        ("the-stamp-and-the-stamped", False),
    }
    assert {each.slug for each in Hall.objects.all()} == {"north-hall", "river-hall"}
    # Also those of the two that stay.
    assert {each.slug for each in ChainLink.objects.all()} == {"computing", "data", "applications", "safety"}
    assert not any(model._default_manager.filter(is_sample=True).exists() for model in MARKED)  # noqa: SLF001


@pytest.mark.usefixtures("sample")
def test_a_real_question_stays_with_whom_it_was_put_to_and_what_its_answer_rests_on() -> None:
    addressee = Addressee.objects.get(slug="hua-luoyi")
    release = Release.objects.get(slug="a-closed-question-can-be-read")
    conference = Session.objects.get(slug="press-conference")
    question = Question.objects.create(
        number=10,
        text=Content.of("en", "Why?"),
        addressee=addressee,
        session=conference,
        asker_name="A",
        asker_outlet="B",
    )
    Citation.objects.create(question=question, release=release)
    Release.objects.create(
        slug="own",
        title=Content.of("en", "Own"),
        text=Content.of("en", "Own"),
        forum=Forum.objects.get(slug="industry"),
    )

    remove_sample(by=None)

    kept = Question.objects.get()
    assert (kept, kept.addressee, kept.session) == (question, addressee, None)
    assert kept.citations.get().release == release
    assert {(each.slug, each.is_sample) for each in Release.objects.all()} == {("own", False), (release.slug, False)}
    assert {each.slug for each in Forum.objects.all()} == {"industry", "governance"}
    assert list(Addressee.objects.values_list("slug", "is_sample")) == [("hua-luoyi", False)]
    # What invented readers wrote under it is gone, and so are they.
    assert (Comment.objects.count(), Commenter.objects.count(), Account.objects.count()) == (0, 0, 0)


@pytest.mark.usefixtures("sample")
def test_real_comments_on_it_go_with_it_and_are_counted_before() -> None:
    exhibit = Exhibit.objects.filter(comments=None)[0]
    account = Account.objects.create_user("reader@example.org")
    reader = Commenter.objects.create(account=account, name="Real")
    Comment.objects.create(exhibit=exhibit, author=reader, text="Seen.", status=Comment.Status.ACCEPTED)
    Appointment.objects.create(account=account, role=Appointment.Role.ORGANISER)
    client = Client()
    client.force_login(account)

    page = client.get("/desk/start-own/").text
    remove_sample(by=None)

    assert "1 comment on them was written by somebody who is not invented" in page
    assert (Comment.objects.count(), Commenter.objects.get(), Account.objects.get()) == (0, reader, account)
