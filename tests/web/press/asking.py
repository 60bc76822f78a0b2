"""Questions as tests make them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from yishiting.web.content import Content
from yishiting.web.people.models import Account, Appointment
from yishiting.web.press.actions.answers import Answer, publish_answer, write_answer
from yishiting.web.press.actions.questions import accept_question, ask_question
from yishiting.web.press.queries.accreditation import Asker

if TYPE_CHECKING:
    from tests.web.cast import Cast, Person
    from yishiting.web.press.models import Addressee, Question
    from yishiting.web.programme.models import Session

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANSWER = Answer(Content.of("en", "Yes."), Content())


def journalist(name: str, outlet: str = "") -> Asker:
    """Make somebody who may ask."""
    account = Account.objects.create_user(name=name)
    Appointment.objects.create(account=account, role=Appointment.Role.JOURNALIST)
    return Asker(account, name, outlet)


def asker(person: Person) -> Asker:
    """Somebody of the cast as an asker."""
    assert person.account is not None
    return Asker(person.account, person.name, "")


def asked(cast: Cast, text: str, by: Asker, **more: object) -> Question:
    """Ask something of the secretariat."""
    to: Addressee = cast.press.addressee
    session: Session | None = more.get("session")  # type: ignore[assignment] # what a test gives
    now = more.get("now", NOW)
    return ask_question(asker=by, text=Content.of("en", text), addressee=to, session=session, now=now)  # type: ignore[arg-type] # the same


def accepted(cast: Cast, text: str, by: Asker, **more: object) -> Question:
    """Ask, and have it accepted."""
    return accept_question(question=asked(cast, text, by, **more), by=None, now=NOW)


def published(question: Question, answer: Answer = ANSWER, now: datetime = NOW) -> Question:
    """Answer and publish."""
    write_answer(question=question, by=None, answer=answer, now=now)
    return publish_answer(question=question, by=None, now=now)
