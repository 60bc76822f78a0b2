"""Questions as journalists, spokespeople, the press desk and everybody may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from yishiting.web.deliberation.models import Phase, PublishedResult
from yishiting.web.press.models import Addressee, Citation, Question, Release, Second, public_at
from yishiting.web.programme.models import PUBLIC, Session
from yishiting.web.similar_texts import TextIndex, says_enough

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.people.models import Account

Status = Question.Status
# What journalists may read; the answer only of published ones.
SEEN_BY_JOURNALISTS = (Status.ACCEPTED, Status.ANSWERED, Status.PUBLISHED)
MOST_SIMILAR = 5

_index = TextIndex()


@dataclass(frozen=True)
class Wanted:
    """Which questions are asked for; what is empty limits nothing."""

    addressee: str = ""
    session: str = ""


@dataclass(frozen=True)
class Citations:
    """What an answer rests on, as far as everybody may see it."""

    releases: list[Release]
    results: list[PublishedResult]

    def __bool__(self) -> bool:
        return bool(self.releases or self.results)


def told(questions: QuerySet[Question], account: Account | None = None) -> QuerySet[Question]:
    """Add what lists say of a question: ``n_seconds``, ``is_seconded`` by this account, the session if it is public."""
    of_question = Second.objects.filter(question=OuterRef("pk")).order_by()
    counted = of_question.values("question").annotate(n=Count("pk")).values("n")
    n_seconds = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    is_seconded = Exists(of_question.filter(account=account if account is None else account.pk))
    # A session that is not public any more is not named.
    session = Prefetch("session", Session.objects.filter(PUBLIC).defer("about"))
    found = questions.select_related("addressee").prefetch_related(session)
    return found.annotate(n_seconds=n_seconds, is_seconded=is_seconded)


def open_questions(account: Account, wanted: Wanted) -> QuerySet[Question]:
    """List what was accepted and is not answered in public: those with the most seconds first, then the oldest."""
    found = Question.objects.filter(status__in=(Status.ACCEPTED, Status.ANSWERED))
    return told(_only(found, wanted), account).order_by("-n_seconds", "number")  # type: ignore[misc] # annotated by `told`


def own_questions(account: Account, wanted: Wanted) -> QuerySet[Question]:
    """List what somebody has asked, the latest first, with what has become of it."""
    return told(_only(Question.objects.filter(asked_by=account), wanted), account).order_by("-number")


def published_questions(wanted: Wanted) -> QuerySet[Question]:
    """List published pairs of question and answer, the latest first."""
    found = Question.objects.filter(status=Status.PUBLISHED)
    return told(_only(found, wanted)).order_by("-published_at", "-number")


def published_answers(limit: int) -> list[Question]:
    """Give the latest published pairs of question and answer."""
    return list(published_questions(Wanted())[:limit])


def answers_changed_at() -> datetime | None:
    """Tell when the last pair was published, of those that are."""
    moment: datetime | None = Question.objects.filter(status=Status.PUBLISHED).aggregate(last=Max("published_at"))[
        "last"
    ]
    return moment


def questions_to_answer(account: Account) -> QuerySet[Question]:
    """List what is put to those for whom an account answers: unanswered ones first, by seconds."""
    asked = Question.objects.filter(addressee__answering=account, status__in=SEEN_BY_JOURNALISTS)
    unanswered = told(asked).annotate(is_answered=~Q(status=Status.ACCEPTED))
    return unanswered.order_by("is_answered", "-n_seconds", "number")  # type: ignore[misc] # annotated by `told`


def n_to_answer(account: Account) -> int:
    """Count the questions that wait for an answer of an account."""
    return Question.objects.filter(addressee__answering=account, status=Status.ACCEPTED).count()


def answers_for_somebody(account: Account) -> bool:
    """Tell whether an account answers for anybody."""
    return Addressee.objects.filter(answering=account).exists()


def desk_questions(status: str, wanted: Wanted) -> QuerySet[Question]:
    """List all questions in one status for the press desk; the oldest first while they wait for something."""
    found = Question.objects.filter(status=status) if status in Status.values else Question.objects.all()
    waits = status in (Status.WAITING, Status.ACCEPTED, Status.ANSWERED)
    return told(_only(found, wanted)).order_by("number" if waits else "-number")


def counts_by_status(wanted: Wanted) -> dict[str, int]:
    """Count questions by how far they have come."""
    counts = {value: Count("pk", Q(status=value)) for value in Status.values}
    return dict(_only(Question.objects.all(), wanted).aggregate(**counts))


def one_told(question: Question, account: Account | None) -> Question:
    """Give one question with what lists say of it."""
    return told(Question.objects.filter(pk=question.pk), account).get()


def addressees_asked(questions: QuerySet[Question]) -> QuerySet[Addressee]:
    """Give those to whom some questions are put, for a filter."""
    return Addressee.objects.filter(pk__in=questions.order_by().values("addressee"))


def sessions_asked_for(questions: QuerySet[Question]) -> QuerySet[Session]:
    """Give the public sessions for which some questions were asked, for a filter."""
    asked = questions.order_by().values("session")
    return Session.objects.filter(PUBLIC, pk__in=asked).only("slug", "title", "begins_at").order_by("begins_at", "slug")


def with_addressees() -> QuerySet[Addressee]:
    """List addressees for the desk, each with those who answer and with how many questions were put to them."""
    found = Addressee.objects.annotate(n_questions=Count("questions", distinct=True))
    return found.prefetch_related("answering").order_by("order", "slug")


def citable_releases(now: datetime) -> QuerySet[Release]:
    """Give the releases that everybody may read, the latest first."""
    named = Release.objects.filter(public_at(now)).only("slug", "title", "issued_at", "embargo_until")
    return named.order_by("-issued_at", "-pk")


def citable_results() -> QuerySet[PublishedResult]:
    """Give the published results that everybody may see."""
    seen = PublishedResult.objects.filter(deliberation__forum__is_published=True)
    seen = seen.exclude(deliberation__phase=Phase.DRAFT).select_related("deliberation")
    # Without what was found, which is large.
    named = ("number", "made_at", "deliberation__slug", "deliberation__question", "deliberation__order")
    return seen.only(*named).order_by("deliberation__order", "deliberation__slug", "-number")


def citations_of(questions: Iterable[Question], now: datetime) -> dict[int, Citations]:
    """Give what answers rest on, by question; what is under embargo, withdrawn or hidden is not among it."""
    cited = list(Citation.objects.filter(question__in=[each.pk for each in questions]).order_by("pk"))
    releases = citable_releases(now).in_bulk([each.release_id for each in cited if each.release_id])
    results = citable_results().in_bulk([each.result_id for each in cited if each.result_id])
    found: dict[int, Citations] = {}
    for each in cited:
        mine = found.setdefault(each.question_id, Citations([], []))
        if each.release_id in releases:
            mine.releases.append(releases[each.release_id])
        elif each.result_id in results:
            mine.results.append(results[each.result_id])
    return found


def similar_questions(text: str, now: datetime, *, besides: int = 0) -> list[Question]:
    """Give accepted and published questions that ask about the same, the nearest first, with their seconds."""
    if not says_enough(text):
        return []
    seen = Question.objects.filter(status__in=SEEN_BY_JOURNALISTS)
    version = tuple(seen.order_by().aggregate(Count("pk"), Max("pk"), Max("made_at")).values())
    _index.bring_up_to_date(version, lambda: seen.order_by().values_list("pk", "text"), now)
    found = [key for key in _index.nearest(text) if key != besides]
    standing = told(seen).in_bulk(found)
    return [standing[key] for key in found if key in standing][:MOST_SIMILAR]


def _only(questions: QuerySet[Question], wanted: Wanted) -> QuerySet[Question]:
    if wanted.addressee:
        questions = questions.filter(addressee__slug=wanted.addressee)
    if wanted.session:
        questions = questions.filter(session__in=Session.objects.filter(PUBLIC, slug=wanted.session))
    return questions
