"""The table: who may do what, with which things, in which of their states. What does not stand here is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from yishiting.web.comments.models import Comment
from yishiting.web.deliberation.models import ANSWERING, Phase, Statement
from yishiting.web.permissions.roles import COMMENT_DESK, FORUM_DESK, MODERATION_DESK, PRESS_DESK, VOTERS, Role
from yishiting.web.press.models import Question

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from django.db.models import TextChoices

Kind = Literal[
    "site",
    "forum",
    "session",
    "deliberation",
    "statement",
    "release",
    "question",
    "exhibitor",
    "exhibit",
    "comment",
]
# Kinds of things that go from hand to hand, and what may have become of one.
STATUSES: dict[Kind, type[TextChoices]] = {
    "statement": Statement.Status,
    "question": Question.Status,
    "comment": Comment.Status,
}

Status = Statement.Status
ALWAYS = frozenset(Phase)
FROM_OPENING = ALWAYS - {Phase.DRAFT}
BEFORE_THE_END = ALWAYS - {Phase.CLOSED, Phase.PUBLISHED}
ANY_STATUS = frozenset(Status)
ASKED = Question.Status
SAID = Comment.Status
ANYONE = frozenset({Role.ANYONE})
ACCOUNT = frozenset({Role.ACCOUNT})
ORGANISER = frozenset({Role.ORGANISER})
AUTHOR = frozenset({Role.AUTHOR})


@dataclass(frozen=True)
class Grant:
    """These roles may, while the thing is in one of these phases and has one of these statuses (`None`: any).

    A forum or an exhibitor is in the phase "open" when it is published, a session or an exhibit when it and what it
    belongs to are, else in "draft". A release is a draft until its embargo is over, then open, and closed once it is
    withdrawn. A question is always open; a comment is in the phase of what it is about. Of the site phases say nothing.
    """

    roles: AbstractSet[Role]
    during: AbstractSet[Phase] = ALWAYS
    having: AbstractSet[str] | None = None


@dataclass(frozen=True)
class Row:
    """One action on one kind of thing. Who may not ``see`` the thing is told that there is none."""

    on: Kind
    grants: tuple[Grant, ...]


def _site(*roles: AbstractSet[Role]) -> Row:
    return Row("site", tuple(Grant(each) for each in roles))


def _session(roles: AbstractSet[Role]) -> Row:
    return Row("session", (Grant(roles),))


def _exhibitor(roles: AbstractSet[Role]) -> Row:
    return Row("exhibitor", (Grant(roles),))


def _exhibit(roles: AbstractSet[Role]) -> Row:
    return Row("exhibit", (Grant(roles),))


def _release(during: AbstractSet[Phase] = ALWAYS) -> Row:
    return Row("release", (Grant(PRESS_DESK, during),))


def _question(roles: AbstractSet[Role], *having: ASKED) -> Row:
    return Row("question", (Grant(roles, having=frozenset(having) or None),))


def _comment(roles: AbstractSet[Role], *having: SAID) -> Row:
    return Row("comment", (Grant(roles, having=frozenset(having) or None),))


def _desk(roles: AbstractSet[Role], during: AbstractSet[Phase] = ALWAYS) -> Row:
    return Row("deliberation", (Grant(roles, during),))


SEE: dict[Kind, str] = {
    "forum": "forum.see",
    "session": "session.see",
    "deliberation": "deliberation.see",
    "statement": "statement.see",
    "release": "release.see",
    "question": "question.see",
    "exhibitor": "exhibitor.see",
    "exhibit": "exhibit.see",
    "comment": "comment.see",
}

TABLE: dict[str, Row] = {
    # The site
    "site.see": _site(ANYONE),
    "site.sign_in": _site(ANYONE),
    "invitation.accept": _site(ANYONE),
    "account.manage": _site(ACCOUNT),
    # Whoever knows the address, which is a key.
    "agenda.feed": _site(ANYONE),
    "delegation.speak_for": _site(ACCOUNT),
    "desk.see": _site(MODERATION_DESK | PRESS_DESK),
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
    "programme.see_desk": _site(MODERATION_DESK),
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
    # The press room
    "press.see_desk": _site(PRESS_DESK),
    "accreditation.request": _site(ACCOUNT),
    "accreditation.decide": _site(PRESS_DESK),
    "addressee.manage": _site(PRESS_DESK),
    "release.make": _site(PRESS_DESK),
    "release.see": Row("release", (Grant(ANYONE, FROM_OPENING), Grant(PRESS_DESK))),
    "release.desk": _release(),
    "release.change": _release({Phase.DRAFT}),
    "release.issue": _release({Phase.DRAFT}),
    # Back to a draft, as long as nobody outside has seen it.
    "release.recall": _release({Phase.DRAFT}),
    "release.correct": _release({Phase.OPEN}),
    "release.withdraw": _release({Phase.OPEN}),
    "release.delete": _release({Phase.DRAFT}),
    "release.comment": Row("release", (Grant(ANYONE, {Phase.OPEN}),)),
    "question.ask": _site({Role.JOURNALIST}),
    "question.see_all": _site(PRESS_DESK | {Role.JOURNALIST}),
    # Put to those for whom one answers; nobody else finds anything there.
    "question.see_mine": _site(ACCOUNT),
    "question.see": Row(
        "question",
        (
            Grant(ANYONE, having={ASKED.PUBLISHED}),
            Grant({Role.JOURNALIST}, having={ASKED.ACCEPTED, ASKED.ANSWERED, ASKED.PUBLISHED}),
            Grant({Role.SPOKESPERSON}, having={ASKED.ACCEPTED, ASKED.ANSWERED, ASKED.PUBLISHED}),
            Grant(AUTHOR),
            Grant(PRESS_DESK),
        ),
    ),
    "question.second": _question({Role.JOURNALIST}, ASKED.ACCEPTED),
    "question.withdraw": _question(AUTHOR, ASKED.WAITING, ASKED.ACCEPTED),
    "question.answer": _question(PRESS_DESK | {Role.SPOKESPERSON}, ASKED.ACCEPTED, ASKED.ANSWERED),
    "question.see_answer_before": _question(PRESS_DESK | {Role.SPOKESPERSON}),
    "question.desk": _question(PRESS_DESK),
    "question.accept": _question(PRESS_DESK, ASKED.WAITING, ASKED.REJECTED),
    "question.reject": _question(PRESS_DESK, ASKED.WAITING, ASKED.ACCEPTED),
    "question.publish": _question(PRESS_DESK, ASKED.ANSWERED),
    "question.take_back": _question(PRESS_DESK, ASKED.PUBLISHED),
    "podium.lead": _site(PRESS_DESK),
    "question.call": _question(PRESS_DESK, ASKED.ACCEPTED),
    # The exhibition
    "exhibition.manage": _site(ORGANISER),
    "exhibition.look_after": _site(ACCOUNT),
    "exhibitor.see": Row("exhibitor", (Grant(ANYONE, FROM_OPENING), Grant(ORGANISER | {Role.EXHIBITOR}))),
    "exhibitor.favour": Row("exhibitor", (Grant(ANYONE, FROM_OPENING),)),
    "exhibitor.desk": _exhibitor(ORGANISER | {Role.EXHIBITOR}),
    "exhibitor.change": _exhibitor(ORGANISER | {Role.EXHIBITOR}),
    "exhibitor.place": _exhibitor(ORGANISER),
    "exhibitor.publish": _exhibitor(ORGANISER),
    "exhibitor.delete": _exhibitor(ORGANISER),
    "exhibitor.manage_people": _exhibitor(ORGANISER),
    "exhibit.make": _exhibitor(ORGANISER | {Role.EXHIBITOR}),
    "exhibit.see": Row("exhibit", (Grant(ANYONE, FROM_OPENING), Grant(ORGANISER | {Role.EXHIBITOR}))),
    "exhibit.change": _exhibit(ORGANISER | {Role.EXHIBITOR}),
    "exhibit.publish": _exhibit(ORGANISER),
    "exhibit.delete": _exhibit(ORGANISER | {Role.EXHIBITOR}),
    "exhibit.comment": Row("exhibit", (Grant(ANYONE, {Phase.OPEN}),)),
    # Comments
    "comments.moderate": _site(COMMENT_DESK),
    "comments.set": _site(ORGANISER),
    "comment.see": Row(
        "comment",
        (
            Grant(ANYONE, FROM_OPENING, {SAID.ACCEPTED}),
            Grant(AUTHOR, FROM_OPENING),
            Grant(COMMENT_DESK),
        ),
    ),
    "comment.reply": Row("comment", (Grant(ANYONE, {Phase.OPEN}, {SAID.ACCEPTED}),)),
    "comment.report": Row("comment", (Grant(ANYONE, FROM_OPENING, {SAID.ACCEPTED}),)),
    "comment.recommend": Row("comment", (Grant(ACCOUNT, FROM_OPENING, {SAID.ACCEPTED}),)),
    "comment.change": Row("comment", (Grant(AUTHOR, {Phase.OPEN}, {SAID.WAITING, SAID.ACCEPTED}),)),
    "comment.withdraw": _comment(AUTHOR, SAID.WAITING, SAID.ACCEPTED),
    "comment.desk": _comment(COMMENT_DESK),
    "comment.accept": _comment(COMMENT_DESK, SAID.WAITING, SAID.REJECTED, SAID.REMOVED),
    "comment.reject": _comment(COMMENT_DESK, SAID.WAITING),
    "comment.remove": _comment(COMMENT_DESK, SAID.ACCEPTED),
    # Reports were looked at, and the comment stays.
    "comment.settle": _comment(COMMENT_DESK, SAID.ACCEPTED),
}

# Without https off this machine nobody signs in and nobody is signed in: there are no such pages.
OF_ACCOUNTS = frozenset(
    {
        "site.sign_in",
        "invitation.accept",
        "account.manage",
        "delegation.speak_for",
        "accreditation.request",
        "question.see_mine",
        "exhibition.look_after",
    }
)
