"""The part of the cast that is the press room: releases and questions in each of their states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from tests.web.words import text_of
from yishiting.web.content import Content
from yishiting.web.press.models import Accreditation, Addressee, Question, Release

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.people.models import Account
    from yishiting.web.programme.models import Session

RELEASES = ("draft", "embargoed", "public", "withdrawn")
QUESTIONS = tuple(Question.Status.values)


@dataclass(frozen=True)
class Press:
    """Releases and questions by their state. The journalist asked them all; the spokesperson answers for all."""

    addressee: Addressee
    accreditation: Accreditation
    releases: dict[str, Release]
    questions: dict[str, Question]


def make_press(accounts: Mapping[str, Account], session: Session) -> Press:
    """Put everything into the database."""
    addressee = Addressee.objects.create(slug="secretariat", name=text_of("addressee"))
    addressee.answering.add(accounts["spokesperson"])
    accreditation = Accreditation.objects.create(
        account=accounts["journalist"], name="Journalist", outlet="Gazette", status=Accreditation.Status.GRANTED
    )
    releases = {name: _release(name) for name in RELEASES}
    questions = {
        status: _question(number, Question.Status(status), addressee, accounts["journalist"], session)
        for number, status in enumerate(QUESTIONS, start=1)
    }
    return Press(
        addressee,
        accreditation,
        dict(zip(releases, Release.objects.bulk_create(releases.values()), strict=True)),
        dict(zip(questions, Question.objects.bulk_create(questions.values()), strict=True)),
    )


def _release(name: str) -> Release:
    now = timezone.now()
    # A withdrawn one keeps its title on its page, and no other of its words.
    words = text_of("words withdrawn" if name == "withdrawn" else f"release {name}")
    return Release(
        slug=f"release-{name}",
        title=text_of(f"release {name}"),
        lead=words,
        text=words,
        issued_at=None if name == "draft" else now - timedelta(hours=2),
        embargo_until=now + timedelta(days=1) if name == "embargoed" else None,
        withdrawn_at=now - timedelta(hours=1) if name == "withdrawn" else None,
    )


def _question(
    number: int, status: Question.Status, addressee: Addressee, asked_by: Account, session: Session
) -> Question:
    now = timezone.now()
    is_answered = status in (Question.Status.ANSWERED, Question.Status.PUBLISHED)
    return Question(
        number=number,
        text=text_of(f"question of the press {status}"),
        addressee=addressee,
        session=session,
        asked_by=asked_by,
        asker_name="Journalist",
        asker_outlet="Gazette",
        status=status,
        answer=text_of(f"answer {status}") if is_answered else Content(),
        answered_at=now if is_answered else None,
        published_at=now if status == Question.Status.PUBLISHED else None,
    )
