"""Put the invented press room into the database. Nothing of it is ever sent to anybody."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from yishiting.web.content import Content
from yishiting.web.people.models import Account, Appointment
from yishiting.web.press.actions.answers import name_with_position
from yishiting.web.press.models import Accreditation, Addressee, Citation, Correction, Question, Release, Second
from yishiting.web.sample_assembly import words
from yishiting.web.sample_assembly.press.questions import ADDRESSEES, CONFERENCE, JOURNALISTS, QUESTIONS, STATUS
from yishiting.web.sample_assembly.press.releases import CONTACT, RELEASES
from yishiting.web.sample_assembly.programme.making import first_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.programme.models import Forum, Session
    from yishiting.web.sample_assembly.press.questions import JournalistWords, QuestionWords
    from yishiting.web.sample_assembly.press.releases import ReleaseWords

_ASKED_FOR_ACCESS = timedelta(days=7)
_GRANTED = timedelta(days=6)


def make_press_room(forums: Mapping[str, Forum], sessions: Mapping[str, Session], now: datetime) -> dict[str, Release]:
    """Make releases, addressees, journalists and their questions."""
    releases = _make_releases(forums, now)
    accounts = _make_journalists(now)
    addressees = {
        each.slug: each
        for each in Addressee.objects.bulk_create(
            Addressee(**vars(said), order=order, is_sample=True) for order, said in enumerate(ADDRESSEES)
        )
    }
    questions = Question.objects.bulk_create(
        _question(said, number, accounts[said.by], addressees[said.to], sessions, now)
        for number, said in enumerate(QUESTIONS, start=1)
    )
    pairs = list(zip(QUESTIONS, questions, strict=True))
    Second.objects.bulk_create(
        Second(question=question, account=accounts[place], made_at=now - said.ago / 2)
        for said, question in pairs
        for place in said.seconds
    )
    Citation.objects.bulk_create(
        Citation(question=question, release=releases[slug]) for said, question in pairs for slug in said.cites
    )
    return releases


def _make_releases(forums: Mapping[str, Forum], now: datetime) -> dict[str, Release]:
    made = Release.objects.bulk_create(_release(said, forums, now) for said in RELEASES)
    releases = {each.slug: each for each in made}
    Correction.objects.bulk_create(
        Correction(
            release=releases[said.slug],
            note=said.correction.note,
            title=_as_it_was(said.title, said.correction.was),
            lead=said.lead,
            text=_as_it_was(said.text, said.correction.was),
            made_at=now - said.correction.ago,
        )
        for said in RELEASES
        if said.correction
    )
    return releases


def _release(said: ReleaseWords, forums: Mapping[str, Forum], now: datetime) -> Release:
    issued_at = now - said.ago
    return Release(
        slug=said.slug,
        title=said.title,
        lead=said.lead,
        text=said.text,
        forum=forums[said.forum] if said.forum else None,
        contact=CONTACT,
        issued_at=issued_at,
        embargo_until=_moment(said.embargo, now) if said.embargo else None,
        mailed_at=issued_at,  # as if it had been: whoever subscribes gets nothing of the sample
        is_sample=True,
        made_at=issued_at - timedelta(hours=4),
        changed_at=now - said.correction.ago if said.correction else issued_at,
    )


def _moment(when: tuple[int, int, int], now: datetime) -> datetime:
    day, hour, minute = when
    return datetime.combine(first_day(now) + timedelta(days=day), time(hour, minute), ZoneInfo(words.TIME_ZONE))


def _as_it_was(content: Content, was: Mapping[str, tuple[str, str]]) -> Content:
    return Content(content.language, {code: text.replace(*was[code]) for code, text in content.texts.items()})


def _make_journalists(now: datetime) -> list[Account]:
    """Make accounts without an address and without a way in, and what they asked for."""
    accounts = Account.objects.bulk_create(
        Account(
            name=said.name,
            language=said.language,
            password=make_password(None),
            is_active=False,
            joined_at=now - _ASKED_FOR_ACCESS,
        )
        for said in JOURNALISTS
    )
    pairs = list(zip(JOURNALISTS, accounts, strict=True))
    Accreditation.objects.bulk_create(_accreditation(said, account, now) for said, account in pairs)
    Appointment.objects.bulk_create(
        Appointment(account=account, role=Appointment.Role.JOURNALIST, made_at=now - _GRANTED)
        for said, account in pairs
        if said.has_role
    )
    return accounts


def _accreditation(said: JournalistWords, account: Account, now: datetime) -> Accreditation:
    return Accreditation(
        account=account,
        name=said.name,
        outlet=said.outlet,
        place=said.place,
        about=said.about,
        language=said.language,
        status=Accreditation.Status.GRANTED if said.has_role else Accreditation.Status.WAITING,
        is_sample=True,
        made_at=now - (_ASKED_FOR_ACCESS if said.has_role else timedelta(hours=7)),
        decided_at=now - _GRANTED if said.has_role else None,
    )


def _question(
    said: QuestionWords,
    number: int,
    by: Account,
    to: Addressee,
    sessions: Mapping[str, Session],
    now: datetime,
) -> Question:
    is_answered = said.status in {STATUS.ANSWERED, STATUS.PUBLISHED}
    answered_at = now - said.answered_ago if is_answered else None
    journalist = JOURNALISTS[said.by]
    return Question(
        number=number,
        text=said.text,
        addressee=to,
        session=sessions[CONFERENCE] if said.is_for_conference else None,
        asked_by=by,
        asker_name=journalist.name,
        asker_outlet=journalist.outlet,
        status=said.status,
        reason=said.reason,
        note=said.note,
        answer=said.answer,
        answerer_name=name_with_position(to) if is_answered else Content(),
        answered_at=answered_at,
        published_at=answered_at if said.status == STATUS.PUBLISHED else None,
        is_sample=True,
        made_at=now - said.ago,
    )
