"""Where every address can lead: for each finder the things it may find, with what the table should say about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.web.cast import STATEMENTS, Cast, Person, make_cast
from tests.web.permissions import around
from tests.web.permissions.published import PUBLISHED, publish_results
from tests.web.permissions.reference import PAGE, reading_of
from tests.web.permissions.told import roles_told
from tests.web.words import word_of
from yishiting.web.deliberation.models import Phase
from yishiting.web.deliberation.result_files import PARTICIPANTS, STATEMENTS_TABLE
from yishiting.web.people.models import Appointment, Invitation, OutboxMail, Upload
from yishiting.web.people.rules import hash_of
from yishiting.web.permissions.decision import Case
from yishiting.web.permissions.table import TABLE
from yishiting.web.programme.models import Agenda, Star

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tests.web.permissions.routes import Route
    from yishiting.web.programme.models import Session

READING = reading_of(PAGE.read_text(encoding="utf-8"))
FORUMS = ("own", "hidden", "others", "others_hidden")
# Deliberations whose statements are visited one by one; the others differ from these in nothing that the table reads.
_WITH_STATEMENTS = ("own-draft", "own-open", "own-votes_only", "own-closed", "hidden-open", "others-open", "open-only")
MISSING = "missing"
_TOKEN = "0" * 32
_NO_KEY = 987_654_321


@dataclass(frozen=True)
class Spot:
    """One thing that an address can lead to: ``told`` is its name in plain words, or `MISSING`."""

    told: str
    named: dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """The cast, and the things of the desk that are nobody's."""

    cast: Cast
    invitation: Invitation
    mail: OutboxMail
    upload: Upload
    agenda: Agenda

    def spots(self, route: Route) -> list[Spot]:
        """Give what an address leads to; fails on one that nobody has told this about."""
        if not route.arguments:
            return [Spot("site", {})]
        found = _FINDERS.get(route.finder) or _WITHOUT_FINDER.get(route.name)
        if found is None:
            raise LookupError(f"{route.name} ({route.path}): tell tests/web/permissions/stage.py what it can lead to")
        return found(self)

    @cached_property
    def hidden_words(self) -> dict[str, frozenset[str]]:
        """Words that somebody of the cast may not read anywhere, by their name."""
        words = list(self._words())
        return {who.name: frozenset(word for word, thing in words if not _sees(who, thing)) for who in self.cast.people}

    def _words(self) -> Iterable[tuple[str, str]]:
        for name in FORUMS:
            yield word_of(f"forum {name}"), f"forum {name}"
        for name in self.cast.deliberations:
            yield word_of(f"question {name}"), f"deliberation {name}"
            yield word_of(f"background {name}"), f"deliberation {name}"
        for name in self.cast.sessions:
            yield word_of(f"session {name}"), f"session {name}"
        for name in self.cast.speakers:
            yield word_of(f"speaker {name}"), f"speaker {name}"
        for where, name in self.cast.statements:
            yield word_of(f"statement {where} {name}"), f"statement {where} {name}"
        yield from around.words()


def make_stage() -> Stage:
    """Put everything into the database."""
    cast = make_cast()
    publish_results(cast)
    later = timezone.now() + timedelta(days=7)
    invitation = Invitation.objects.create(
        token_hash=hash_of(_TOKEN),
        gives=Invitation.Gives.SEAT,
        delegation=cast.delegation,
        name="Guest",
        expires_at=later,
    )
    mail = OutboxMail.objects.create(to="guest@example.org", subject="Welcome", body="Come in.")
    upload = Upload.objects.create(uploaded_by_id=cast.people.organiser.pk, text="delegation,name\n")
    return Stage(cast, invitation, mail, upload, _starred_all(cast))


def _starred_all(cast: Cast) -> Agenda:
    """Make the agenda of somebody who had starred every session before some of them became hidden."""
    agenda = Agenda.objects.create(account_id=cast.people.outsider.pk, feed_key=_TOKEN)
    Star.objects.bulk_create(Star(agenda=agenda, session=each) for each in cast.sessions.values())
    return agenda


def expected(action: str, who: Person, told: str) -> str:
    """Decide as the page for people reads, from what is told about the person and the thing."""
    kind = TABLE[action].on
    told = "site" if kind == "site" else told
    case = Case(roles_told(who.name, told), who.account is not None, *_state_of(told))
    return READING.decision(action, case)


def _sees(who: Person, thing: str) -> bool:
    kind = thing.partition(" ")[0]
    if kind == "speaker":  # everybody sees those of public sessions; this one appears in one that is not
        may_name_them = expected("programme.manage_speakers", who, "site") == "allowed"
        return thing == "speaker public" or may_name_them or _sees(who, "session own-unpublished")
    if kind == "words":  # of a release that was withdrawn
        return expected("release.desk", who, "release withdrawn") == "allowed"
    if kind == "answer":  # of a question: before it is published, for those who write and check it
        question = thing.replace("answer", "question", 1)
        is_out = thing.endswith(" published") and expected("question.see", who, question) == "allowed"
        return is_out or expected("question.see_answer_before", who, question) == "allowed"
    return expected(f"{kind}.see", who, thing) == "allowed"


def _state_of(told: str) -> tuple[Phase | None, str | None]:
    kind, _, name = told.partition(" ")
    if kind == "site":
        return None, None
    if kind == "forum":
        return (Phase.DRAFT if "hidden" in name else Phase.OPEN), None
    if kind == "session":
        return (Phase.DRAFT if "hidden" in name or "unpublished" in name else Phase.OPEN), None
    if kind in around.STATES:
        return around.STATES[kind](name)
    where, _, statement = name.partition(" ")
    phase = where.partition("-")[2]
    state = Phase(phase) if phase in set(Phase) else Phase.OPEN
    return Phase.DRAFT if "hidden" in where else state, STATEMENTS[statement][0] if statement else None


def _forums(stage: Stage) -> list[Spot]:
    things = [Spot(f"forum {name}", {"slug": getattr(stage.cast.forums, name).slug}) for name in FORUMS]
    return [*things, Spot(MISSING, {"slug": "no-such-forum"})]


def _sessions(stage: Stage) -> list[Spot]:
    things = [Spot(f"session {name}", {"slug": each.slug}) for name, each in stage.cast.sessions.items()]
    return [*things, Spot(MISSING, {"slug": "no-such-session"})]


def _documents(*, with_name: bool = False) -> Callable[[Stage], list[Spot]]:
    def named(session: Session) -> dict[str, Any]:
        document = session.documents.get()
        name = {"name": document.name} if with_name else {}
        return {"slug": session.slug, "pk": document.pk, **name}

    def spots(stage: Stage) -> list[Spot]:
        things = {name: named(each) for name, each in stage.cast.sessions.items()}
        first = things["own-public"]
        astray = [Spot(MISSING, {**first, "pk": _NO_KEY}), Spot(MISSING, {**first, "slug": "no-such-session"})]
        return [*(Spot(f"session {name}", each) for name, each in things.items()), *astray]

    return spots


def _public_speakers(stage: Stage) -> list[Spot]:
    seen, unseen = (stage.cast.speakers[name].slug for name in ("public", "unseen"))
    missing = [Spot(MISSING, {"slug": slug}) for slug in (unseen, "no-such-speaker")]
    return [Spot("site", {"slug": seen}), *missing]


def _deliberations(stage: Stage) -> list[Spot]:
    things = [Spot(f"deliberation {name}", {"slug": each.slug}) for name, each in stage.cast.deliberations.items()]
    return [*things, Spot(MISSING, {"slug": "no-such-question"})]


def _statements(stage: Stage) -> list[Spot]:
    things = [
        Spot(f"statement {where} {name}", {"slug": each.deliberation.slug, "number": each.number})
        for (where, name), each in stage.cast.statements.items()
        if where in _WITH_STATEMENTS
    ]
    astray = {"slug": stage.cast.deliberation.slug, "number": 99}
    return [*things, Spot(MISSING, astray), Spot(MISSING, {"slug": "no-such-question", "number": 1})]


def _results(*, name: str = "") -> Callable[[Stage], list[Spot]]:
    of_file = {"name": name} if name else {}

    def spots(stage: Stage) -> list[Spot]:
        there = [("deliberation " + each, stage.cast.deliberations[each].slug, 1) for each in PUBLISHED]
        astray = [(MISSING, "own-published", 9), (MISSING, "own-open", 1), (MISSING, "no-such-question", 1)]
        return [Spot(told, {"slug": slug, "number": number, **of_file}) for told, slug, number in there + astray]

    return spots


def _site(name: str, key: Callable[[Stage], Any], missing: Any) -> Callable[[Stage], list[Spot]]:  # noqa: ANN401 - a key
    return lambda stage: [Spot("site", {name: key(stage)}), Spot(MISSING, {name: missing})]


def _pictures(stage: Stage) -> list[Spot]:
    things = [
        Spot(f"exhibit {name}", {"slug": each.exhibit.slug, "digest": each.digest})
        for name, each in stage.cast.exhibition.pictures.items()
    ]
    return [*things, Spot(MISSING, {"slug": "exhibit-own-public", "digest": "0" * 64})]


def _around(kind: str, things: Callable[[Cast], Mapping[str, Any]], key: str = "slug") -> Callable[[Stage], list[Spot]]:
    """Give every thing of a kind in the press room, the exhibition or among the comments, and one that is not there."""

    def spots(stage: Stage) -> list[Spot]:
        there = [Spot(f"{kind} {name}", {key: getattr(each, key)}) for name, each in things(stage.cast).items()]
        return [*there, Spot(MISSING, {key: "no-such-thing" if key == "slug" else _NO_KEY})]

    return spots


_FINDERS: dict[str, Callable[[Stage], list[Spot]]] = {
    "find_release": _around("release", lambda cast: cast.press.releases),
    "find_question": _around("question", lambda cast: cast.press.questions, "number"),
    "find_press_conference": lambda stage: [
        Spot("site", {"slug": stage.cast.sessions["assembly-public"].slug}),
        *(Spot(MISSING, {"slug": slug}) for slug in (stage.cast.sessions["own-unpublished"].slug, "no-such-session")),
    ],
    "find_exhibitor": _around("exhibitor", lambda cast: cast.exhibition.exhibitors),
    "find_exhibit": _around("exhibit", lambda cast: cast.exhibition.exhibits),
    "find_exhibit_of_picture": _pictures,
    "find_comment": _around("comment", lambda cast: cast.comments, "pk"),
    "find_addressee": _site("slug", lambda stage: stage.cast.press.addressee.slug, "no-such-addressee"),
    "find_accreditation": _site("pk", lambda stage: stage.cast.press.accreditation.pk, _NO_KEY),
    "find_hall": _site("slug", lambda stage: stage.cast.exhibition.hall.slug, "no-such-hall"),
    "find_link": _site("slug", lambda stage: stage.cast.exhibition.link.slug, "no-such-link"),
    "find_forum": _forums,
    "find_session": _sessions,
    "find_document": _documents(),
    "find_document_file": _documents(with_name=True),
    "find_room": _site("slug", lambda stage: stage.cast.room.slug, "no-such-room"),
    "find_speaker": _site("slug", lambda stage: stage.cast.speakers["unseen"].slug, "no-such-speaker"),
    "find_public_speaker": _public_speakers,
    "find_deliberation": _deliberations,
    "find_statement": _statements,
    "find_published": _results(),
    "find_public_file": _results(name=STATEMENTS_TABLE),
    "find_file_with_answers": _results(name=PARTICIPANTS),
    "find_announced_matrix": _results(),
    "find_host": _site("slug", lambda stage: stage.cast.host.slug, "no-such-host"),
    "find_delegation": _site("slug", lambda stage: stage.cast.delegation.slug, "no-such-party"),
    "find_kind": _site("slug", lambda stage: stage.cast.africa.kind.slug, "no-such-kind"),
    "find_seat": _site("pk", lambda stage: stage.cast.delegation.seats.order_by("pk")[0].pk, _NO_KEY),
    "find_appointment": _site(
        "pk", lambda stage: Appointment.objects.get(account=stage.cast.people.auditor.account).pk, _NO_KEY
    ),
    "find_invitation": _site("pk", lambda stage: stage.invitation.pk, _NO_KEY),
    "find_mail": _site("pk", lambda stage: stage.mail.pk, _NO_KEY),
    "find_agenda": _site("feed_key", lambda stage: stage.agenda.feed_key, "1" * 32),
    "find_upload": _site("pk", lambda stage: stage.upload.pk, _NO_KEY),
}

# Addresses without a finder: what they hold is looked up by the view itself.
_WITHOUT_FINDER: dict[str, Callable[[Stage], list[Spot]]] = {
    "invitation": _site("token", lambda _stage: _TOKEN, "1" * 32),
    "account_reset_password_from_key": lambda _stage: [Spot("site", {"uidb36": "1", "key": "no-such-key"})],
    "mfa_remove_webauthn": lambda _stage: [Spot("site", {"pk": _NO_KEY})],
    "mfa_edit_webauthn": lambda _stage: [Spot("site", {"pk": _NO_KEY})],
}

_WORD = re.compile(rb"quokka[0-9a-f]{10}")


def words_in(body: bytes) -> frozenset[str]:
    """Find the words of the cast's things in a page."""
    return frozenset(word.decode() for word in _WORD.findall(body))
