"""The table: who may do what, with which things, in which of their states. What does not stand here is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from yishiting.web.deliberation.models import ANSWERING, Phase, Statement
from yishiting.web.permissions.roles import FORUM_DESK, MODERATION_DESK, VOTERS, Role

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

Kind = Literal["site", "forum", "session", "deliberation", "statement"]

Status = Statement.Status
ALWAYS = frozenset(Phase)
FROM_OPENING = ALWAYS - {Phase.DRAFT}
BEFORE_THE_END = ALWAYS - {Phase.CLOSED, Phase.PUBLISHED}
ANY_STATUS = frozenset(Status)
ANYONE = frozenset({Role.ANYONE})
ACCOUNT = frozenset({Role.ACCOUNT})
ORGANISER = frozenset({Role.ORGANISER})
AUTHOR = frozenset({Role.AUTHOR})


@dataclass(frozen=True)
class Grant:
    """These roles may, while the deliberation is in one of these phases and the statement has one of these statuses.

    A forum is in the phase "open" when it is published, a session when it and its forum are, else in "draft"; of the
    site phases say nothing.
    """

    roles: AbstractSet[Role]
    during: AbstractSet[Phase] = ALWAYS
    having: AbstractSet[Status] = ANY_STATUS


@dataclass(frozen=True)
class Row:
    """One action on one kind of thing. Who may not ``see`` the thing is told that there is none."""

    on: Kind
    grants: tuple[Grant, ...]


def _site(*roles: AbstractSet[Role]) -> Row:
    return Row("site", tuple(Grant(each) for each in roles))


def _session(roles: AbstractSet[Role]) -> Row:
    return Row("session", (Grant(roles),))


def _desk(roles: AbstractSet[Role], during: AbstractSet[Phase] = ALWAYS) -> Row:
    return Row("deliberation", (Grant(roles, during),))


SEE = {"forum": "forum.see", "session": "session.see", "deliberation": "deliberation.see", "statement": "statement.see"}

TABLE: dict[str, Row] = {
    # The site
    "site.see": _site(ANYONE),
    "site.sign_in": _site(ANYONE),
    "invitation.accept": _site(ANYONE),
    "account.manage": _site(ACCOUNT),
    # Whoever knows the address, which is a key.
    "agenda.feed": _site(ANYONE),
    "delegation.speak_for": _site(ACCOUNT),
    "desk.see": _site(MODERATION_DESK),
    "desk.set_up_assembly": _site(ORGANISER),
    "desk.manage_people": _site(ORGANISER),
    "desk.see_people": _site(ORGANISER),
    "desk.see_outbox": _site(ORGANISER),
    "desk.see_acts": _site(ORGANISER | {Role.AUDITOR}),
    # Forums
    "forum.see": Row("forum", (Grant(ANYONE, FROM_OPENING), Grant(MODERATION_DESK))),
    "forum.desk": Row("forum", (Grant(MODERATION_DESK),)),
    "forum.make": _site(ORGANISER),
    "forum.change": Row("forum", (Grant(ORGANISER | {Role.STAFF}),)),
    "forum.publish": Row("forum", (Grant(ORGANISER | {Role.STAFF}),)),
    "deliberation.make": Row("forum", (Grant(FORUM_DESK),)),
    # The programme. A session of no forum is the whole assembly's: there only the assembly's own roles count.
    "programme.manage": _site(ORGANISER),
    "programme.manage_speakers": _site(FORUM_DESK),
    "programme.publish": _site(FORUM_DESK),
    "session.see": Row("session", (Grant(ANYONE, FROM_OPENING), Grant(MODERATION_DESK))),
    "session.star": Row("session", (Grant(ANYONE, FROM_OPENING),)),
    "session.desk": _session(MODERATION_DESK),
    "session.make": Row("forum", (Grant(FORUM_DESK),)),
    "session.change": _session(FORUM_DESK),
    "session.publish": _session(FORUM_DESK),
    "session.delete": _session(FORUM_DESK),
    # Reading a deliberation
    "deliberation.see": Row("deliberation", (Grant(ANYONE, FROM_OPENING), Grant(MODERATION_DESK))),
    "result.see": Row("deliberation", (Grant(ANYONE, FROM_OPENING), Grant(MODERATION_DESK))),
    "result.see_before_answering": Row(
        "deliberation",
        (
            Grant(ANYONE, {Phase.CLOSED, Phase.PUBLISHED}),
            Grant({Role.JOURNALIST, Role.AUDITOR}, FROM_OPENING),
            Grant(MODERATION_DESK),
        ),
    ),
    "result.download": Row("deliberation", (Grant(ANYONE, FROM_OPENING), Grant(MODERATION_DESK))),
    "matrix.download": Row("deliberation", (Grant({Role.ORGANISER, Role.AUDITOR}, FROM_OPENING),)),
    # Where the deliberation announced it before its opening; elsewhere there is no such file to find.
    "matrix.download_announced": Row("deliberation", (Grant(ANYONE, {Phase.PUBLISHED}),)),
    "moderation.see_record": Row("deliberation", (Grant(ANYONE, FROM_OPENING), Grant(MODERATION_DESK))),
    # Taking part in one
    "answer.give": Row("deliberation", (Grant(VOTERS, ANSWERING),)),
    "answer.see_own": Row("deliberation", (Grant(VOTERS, FROM_OPENING),)),
    "constituency.declare": Row("deliberation", (Grant({Role.OPEN, Role.VERIFIED}, ANSWERING),)),
    "statement.put_forward": Row("deliberation", (Grant(VOTERS, {Phase.OPEN}),)),
    # Its desk
    "deliberation.desk": _desk(MODERATION_DESK),
    "deliberation.change": _desk(FORUM_DESK, ALWAYS - {Phase.PUBLISHED}),
    "deliberation.import": _desk(FORUM_DESK, ANSWERING | {Phase.DRAFT}),
    "deliberation.import_votes": _desk(ORGANISER, {Phase.DRAFT}),
    "deliberation.open": _desk(FORUM_DESK, {Phase.DRAFT}),
    "deliberation.stop_statements": _desk(FORUM_DESK, {Phase.OPEN}),
    "deliberation.take_statements_again": _desk(FORUM_DESK, {Phase.VOTES_ONLY}),
    "deliberation.close": _desk(FORUM_DESK, ANSWERING),
    "deliberation.publish": _desk(FORUM_DESK, {Phase.CLOSED, Phase.PUBLISHED}),
    "deliberation.delete": _desk(ORGANISER | {Role.STAFF}, {Phase.DRAFT}),
    "deliberation.show_in_hall": _desk(MODERATION_DESK, FROM_OPENING),
    "moderation.see_queue": _desk(MODERATION_DESK),
    # Statements
    "statement.see": Row(
        "statement",
        (
            Grant(ANYONE, FROM_OPENING, {Status.ACCEPTED}),
            Grant(AUTHOR, FROM_OPENING),
            Grant(MODERATION_DESK),
        ),
    ),
    "statement.answer": Row("statement", (Grant(VOTERS, ANSWERING, {Status.ACCEPTED}),)),
    "statement.accept": Row(
        "statement",
        (
            # After the end nobody could answer a newly accepted one; a removal made by mistake can always be undone.
            Grant(MODERATION_DESK, BEFORE_THE_END, ANY_STATUS - {Status.ACCEPTED}),
            Grant(MODERATION_DESK, ALWAYS, {Status.REMOVED}),
        ),
    ),
    "statement.reject": Row("statement", (Grant(MODERATION_DESK, ALWAYS, {Status.WAITING}),)),
    "statement.remove": Row("statement", (Grant(MODERATION_DESK, ALWAYS, {Status.ACCEPTED}),)),
    "statement.translate": Row("statement", (Grant(MODERATION_DESK),)),
}

# Without https off this machine nobody signs in and nobody is signed in: there are no such pages.
OF_ACCOUNTS = frozenset({"site.sign_in", "invitation.accept", "account.manage", "delegation.speak_for"})
