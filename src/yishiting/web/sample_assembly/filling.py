"""Put the ready assembly into an empty chamber."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from yishiting.sample import SampleSettings, simulate
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.bulk_votes import store_votes
from yishiting.web.deliberation.actions.publishing import publish_result
from yishiting.web.deliberation.models import Deliberation, Phase, Statement
from yishiting.web.deliberation.statement_text import fingerprint_of
from yishiting.web.programme.models import Assembly, Forum, Host
from yishiting.web.sample_assembly import words
from yishiting.web.sample_assembly.comments.making import make_comments
from yishiting.web.sample_assembly.exhibition.making import make_exhibition
from yishiting.web.sample_assembly.people import make_people
from yishiting.web.sample_assembly.press.making import make_press_room
from yishiting.web.sample_assembly.programme.making import first_day, make_programme

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.sample import Simulation
    from yishiting.sample.design import Bilingual, StatementDesign
    from yishiting.web.people.models import Participant

_STAGES = {"open": Phase.OPEN, "votes_only": Phase.VOTES_ONLY, "closed": Phase.CLOSED}
_LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True)
class _Moments:
    opened: datetime
    closes: datetime
    now: datetime

    @classmethod
    def of(cls, course: words.Course, now: datetime) -> _Moments:
        today = now.astimezone(ZoneInfo(words.TIME_ZONE))
        morning = today.replace(hour=9, minute=0, second=0, microsecond=0)
        opened, closes = timedelta(days=course.opened_days_ago), timedelta(days=course.closes_in_days, hours=9)
        return cls(morning - opened, morning + closes, now=now)


@transaction.atomic
def fill(*, now: datetime, settings: SampleSettings | None = None) -> Assembly:
    """Make the ready assembly; dates lie around ``now``."""
    assembly = make_conference(now)
    forums = {each.slug: each for each in Forum.objects.all()}
    simulations = {each.design.name: each for each in simulate(settings or SampleSettings())}
    people = make_people(next(iter(simulations.values())).people, now)
    for order, course in enumerate(words.COURSES):
        _make_deliberation(course, forums[course.forum], simulations[course.name], people, now, order)
    return assembly


@transaction.atomic
def make_conference(now: datetime) -> Assembly:
    """Make the assembly with everything around its deliberations: programme, press room, exhibition, comments."""
    assembly = _make_assembly(now)
    forums = _make_forums(now)
    sessions = {each.slug: each for each in make_programme(forums, now)}
    releases = make_press_room(forums, sessions, now)
    make_comments(releases, make_exhibition(sessions, now), now)
    return assembly


def _make_assembly(now: datetime) -> Assembly:
    return Assembly.objects.create(
        pk=1,
        title=words.TITLE,
        theme=words.THEME,
        about=words.ABOUT,
        place=words.PLACE,
        begins_on=first_day(now),
        ends_on=first_day(now) + timedelta(days=1),
        time_zone=words.TIME_ZONE,
        is_sample=True,
    )


def _make_forums(now: datetime) -> dict[str, Forum]:
    hosts = {
        slug: Host.objects.create(slug=slug, name=name, order=order, is_sample=True)
        for order, (slug, name) in enumerate(words.HOSTS)
    }
    forums = {}
    for order, each in enumerate(words.FORUMS):
        forums[each.slug] = Forum.objects.create(
            slug=each.slug,
            title=each.title,
            about=each.about,
            order=order,
            is_published=True,
            is_sample=True,
            made_at=now,
        )
        forums[each.slug].hosts.set([hosts[slug] for slug in each.hosts])
    return forums


def _make_deliberation(
    course: words.Course,
    forum: Forum,
    simulation: Simulation,
    people: list[Participant],
    now: datetime,
    order: int,
) -> None:
    moments = _Moments.of(course, now)
    is_closed = course.stage == "closed"
    deliberation = Deliberation.objects.create(
        forum=forum,
        slug=f"sample-{course.name}",
        question=_content(simulation.design.question, "en"),
        background=words.BACKGROUND,
        phase=_STAGES[course.stage],
        opened_at=moments.opened,
        closes_at=moments.closes,
        closed_at=moments.closes if is_closed else None,
        is_sample=True,
        is_of_ready_assembly=True,
        order=order,
        made_at=moments.opened,
    )
    statements = _make_statements(deliberation, simulation.design.statements, moments)
    _cast(deliberation, simulation, (people, statements), moments)
    if course.stage == "open":
        _put_forward_lately(deliberation, now)
    if is_closed:
        publish_result(deliberation=deliberation, by=None, now=now)


def _make_statements(
    deliberation: Deliberation, designs: tuple[StatementDesign, ...], moments: _Moments
) -> list[Statement]:
    lasts = timedelta(days=10)  # the simulation's own measure: people come and statements appear within ten days
    made = []
    for number, design in enumerate(designs, start=1):
        text = _content(design.text, design.language)
        moment = moments.opened + lasts * design.opens / 100
        made.append(
            Statement(
                deliberation=deliberation,
                number=number,
                text=text,
                fingerprint=fingerprint_of(text.original),
                origin=Statement.Origin.PARTICIPANT if design.opens else Statement.Origin.SEED,
                status=Statement.Status.ACCEPTED,
                made_at=moment,
                decided_at=moment,
            )
        )
    return Statement.objects.bulk_create(made)


def _put_forward_lately(deliberation: Deliberation, now: datetime) -> None:
    first = deliberation.statements.count() + 1
    Statement.objects.bulk_create(
        Statement(
            deliberation=deliberation,
            number=number,
            text=text,
            fingerprint=fingerprint_of(text.original),
            origin=Statement.Origin.PARTICIPANT,
            status=Statement.Status.WAITING,
            made_at=now - timedelta(hours=3 * (first + len(words.WAITING) - number)),
        )
        for number, text in enumerate(words.WAITING, start=first)
    )


def _cast(
    deliberation: Deliberation,
    simulation: Simulation,
    keys: tuple[list[Participant], list[Statement]],
    moments: _Moments,
) -> None:
    (people, statements), votes = keys, simulation.votes
    latest = min(moments.now, moments.closes)
    columns = (votes.participant.tolist(), votes.statement.tolist(), votes.vote.tolist(), votes.seconds.tolist())
    rows = [
        (people[person].pk, statements[place].pk, value, min(moments.opened + timedelta(seconds=seconds), latest))
        for person, place, value, seconds in zip(*columns, strict=True)
    ]
    store_votes(deliberation=deliberation, votes=rows)


def _content(text: Bilingual, language: str) -> Content:
    return Content(_LANGUAGES[language], {"en": text.en, "zh-hans": text.zh})
