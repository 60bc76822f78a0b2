"""Acts at the desk: each leaves a row with it or not at all, no row ever changes, and two roles may read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction

from yishiting.formats.programme import DocumentKind
from yishiting.web.comments.actions.moderation import Seen, Verdict, decide_comments, undo_decisions
from yishiting.web.comments.actions.settings import set_comments
from yishiting.web.comments.models import Comment
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.life import (
    CannotOpenError,
    change_deliberation,
    close_deliberation,
    delete_deliberation,
    make_deliberation,
    open_deliberation,
    stop_statements,
    take_statements_again,
)
from yishiting.web.deliberation.actions.publishing import publish_result
from yishiting.web.deliberation.actions.statements import (
    accept_statement,
    add_statements,
    reject_statement,
    remove_statement,
    translate_statement,
)
from yishiting.web.desk.actions.acts import LooseActError, What, record_act
from yishiting.web.desk.models import Act
from yishiting.web.people.actions.appointments import appoint, dismiss
from yishiting.web.people.actions.constituencies import Value, change_kind, delete_kind, make_kind
from yishiting.web.people.actions.delegations import change_delegation, make_delegation
from yishiting.web.people.actions.importing import import_delegations
from yishiting.web.people.actions.invitations import (
    VERIFICATION,
    Guest,
    accept_invitation,
    invite,
    revoke_invitation,
)
from yishiting.web.people.actions.outbox import delete_mail, empty_outbox
from yishiting.web.people.actions.seats import end_seat
from yishiting.web.people.importing.plan import make_plan
from yishiting.web.people.models import Account, OutboxMail, Seat
from yishiting.web.people.uploads import keep_upload
from yishiting.web.programme.actions.assembly import change_assembly
from yishiting.web.programme.actions.documents import BroughtFile, add_document, change_document, remove_document
from yishiting.web.programme.actions.forums import (
    change_forum,
    delete_forum,
    make_forum,
    publish_forum,
    withdraw_forum,
)
from yishiting.web.programme.actions.hosts import change_host, delete_host, make_host
from yishiting.web.programme.actions.rooms import change_room, delete_room, make_room
from yishiting.web.programme.actions.sessions import (
    cancel_session,
    change_session,
    delete_session,
    make_session,
    publish_session,
    restore_session,
    withdraw_session,
)
from yishiting.web.programme.actions.speakers import change_speaker, delete_speaker, make_speaker
from yishiting.web.sample_assembly.removal import remove_sample

if TYPE_CHECKING:
    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NAME = Content.of("en", "Name")


def _me(cast: Cast) -> Account:
    account = cast.people.organiser.account
    assert account is not None
    return account


def _since(first: int) -> list[str]:
    return list(Act.objects.filter(pk__gt=first).order_by("pk").values_list("what", flat=True))


def _life_of_a_deliberation(cast: Cast, by: Account) -> None:
    made = make_deliberation(forum=cast.forums.own, by=by, values={"question": NAME, "slug": "new"}, now=NOW)
    change_deliberation(deliberation=made, by=by, values={"order": 7}, now=NOW)
    added = add_statements(
        deliberation=made, texts=[Content.of("en", "One."), Content.of("en", "Two.")], by=by, now=NOW
    )
    translate_statement(statement=added.added[0], by=by, language="fr", text="Un.", now=NOW)
    open_deliberation(deliberation=made, by=by, now=NOW)
    remove_statement(statement=added.added[1], by=by, reason="off_topic", now=NOW)
    accept_statement(statement=added.added[1], by=by, now=NOW)
    stop_statements(deliberation=made, by=by, now=NOW)
    take_statements_again(deliberation=made, by=by, now=NOW)
    close_deliberation(deliberation=made, by=by, now=NOW)
    publish_result(deliberation=made, by=by, now=NOW)
    publish_result(deliberation=made, by=by, now=NOW)  # is meant already
    reject_statement(statement=cast.statements["own-open", "waiting-of-open"], by=by, reason="off_topic", now=NOW)
    delete_deliberation(deliberation=cast.deliberations["own-draft"], by=by, now=NOW)


def _assembly_and_forums(cast: Cast, by: Account) -> None:  # noqa: ARG001 - asked for the assembly
    change_assembly(by=by, values={"title": NAME})
    host = make_host(by=by, name=NAME, slug="third")
    change_host(host=host, by=by, name=NAME, order=3)
    delete_host(host=host, by=by)
    forum = make_forum(by=by, values={"slug": "new-forum", "title": NAME}, now=NOW)
    change_forum(forum=forum, by=by, values={"order": 3})
    publish_forum(forum=forum, by=by)
    withdraw_forum(forum=forum, by=by)
    delete_forum(forum=forum, by=by)
    remove_sample(by=by)


def _programme(cast: Cast, by: Account) -> None:
    room, speaker = make_room(by=by, values={"name": NAME}), make_speaker(by=by, values={"name": NAME})
    change_room(room=room, by=by, values={"order": 2})
    change_speaker(speaker=speaker, by=by, values={"about": NAME})
    times = {"begins_at": NOW, "ends_at": NOW + timedelta(hours=1)}
    session = make_session(by=by, forum=cast.forums.own, values={"title": NAME, **times}, now=NOW)
    draft = make_session(by=by, forum=None, values={"title": NAME}, now=NOW)
    change_session(session=session, by=by, values={"room": room}, now=NOW)
    brought, said = BroughtFile(SimpleUploadedFile("a.txt", b"Words"), DocumentKind.TEXT), {"title": NAME}
    document = add_document(session=session, by=by, brought=brought, values=said, now=NOW)
    change_document(document=document, by=by, brought=None, values={"order": 2}, now=NOW)
    remove_document(document=document, by=by, now=NOW)
    publish_session(session=session, by=by, now=NOW)
    cancel_session(session=session, by=by, now=NOW)
    restore_session(session=session, by=by, now=NOW)
    withdraw_session(session=session, by=by, now=NOW)
    delete_session(session=draft, by=by)
    change_session(session=session, by=by, values={"room": None}, now=NOW)
    delete_room(room=room, by=by)
    delete_speaker(speaker=speaker, by=by)


def _people(cast: Cast, by: Account) -> None:
    made = make_delegation(by=by, name=NAME, slug="third-party", now=NOW)
    change_delegation(delegation=made, by=by, name=NAME, constituencies=[])
    upload = keep_upload(text="delegation,name:en\nislands,Islands\n", by=by, now=NOW)
    import_delegations(upload=upload, by=by, fingerprint=make_plan(upload.text, NOW).fingerprint, now=NOW)
    kind = make_kind(by=by, slug="size", name=NAME, values=[Value("small", NAME)])
    change_kind(kind=kind, by=by, name=NAME, values=[])
    delete_kind(kind=kind, by=by)
    outsider = cast.people.outsider.account
    assert outsider is not None
    appointment = appoint(account=outsider, role="chair", forum=cast.forums.own, by=by, now=NOW)
    appoint(account=outsider, role="chair", forum=cast.forums.own, by=by, now=NOW)  # has it already
    dismiss(appointment=appointment, by=by, now=NOW)
    link, _token = invite(by=by, gives=VERIFICATION, guest=Guest("Guest", "guest@example.org"), now=NOW)
    revoke_invitation(invitation=link, by=by, now=NOW)
    revoke_invitation(invitation=link, by=by, now=NOW)  # has no force any more
    accept_invitation(token=invite(by=by, gives=VERIFICATION, now=NOW)[1], account=outsider, now=NOW)
    end_seat(seat=Seat.objects.filter(ended_at=None)[0], by=by, now=NOW)
    mails = [OutboxMail.objects.create(to=f"{name}@example.org", subject="x", body="x") for name in "ab"]
    delete_mail(mail=mails[0], by=by)
    empty_outbox(by=by)


def _comments(cast: Cast, by: Account) -> None:
    comment = cast.comments["public-waiting"]
    set_comments(chosen={"most_links": 1}, by=by, now=NOW)
    set_comments(chosen={"most_links": 1}, by=by, now=NOW)  # is so already

    def decide(status: str, *, reason: str = "") -> str:
        comment.refresh_from_db()
        verdict = Verdict(Comment.Status(status), reason)
        return decide_comments(seen=[Seen.of(comment)], verdict=verdict, by=by, now=NOW).batch

    undo_decisions(batch=decide("rejected", reason="off_topic"), by=by, now=NOW)
    decide("accepted")
    decide("accepted")  # is so already, and nobody has reported it
    Comment.objects.filter(pk=comment.pk).update(n_reports=1)
    decide("accepted")
    decide("removed", reason="insult")
    undo_decisions(batch="none", by=by, now=NOW)


SCENES = {
    _life_of_a_deliberation: [
        What.DELIBERATION_MADE,
        What.DELIBERATION_CHANGED,
        What.STATEMENTS_ADDED,
        What.STATEMENT_TRANSLATED,
        What.DELIBERATION_OPENED,
        What.STATEMENT_REMOVED,
        What.STATEMENT_ACCEPTED,
        What.STATEMENTS_STOPPED,
        What.STATEMENTS_TAKEN,
        What.DELIBERATION_CLOSED,
        What.RESULT_ASKED_FOR,
        What.STATEMENT_REJECTED,
        What.DELIBERATION_DELETED,
    ],
    _assembly_and_forums: [
        What.ASSEMBLY_CHANGED,
        What.HOST_MADE,
        What.HOST_CHANGED,
        What.HOST_DELETED,
        What.FORUM_MADE,
        What.FORUM_CHANGED,
        What.FORUM_PUBLISHED,
        What.FORUM_WITHDRAWN,
        What.FORUM_DELETED,
        What.SAMPLE_REMOVED,
    ],
    _programme: [
        What.ROOM_MADE,
        What.SPEAKER_MADE,
        What.ROOM_CHANGED,
        What.SPEAKER_CHANGED,
        What.SESSION_MADE,
        What.SESSION_MADE,
        What.SESSION_CHANGED,
        What.DOCUMENT_ADDED,
        What.DOCUMENT_CHANGED,
        What.DOCUMENT_REMOVED,
        What.SESSION_PUBLISHED,
        What.SESSION_CANCELLED,
        What.SESSION_RESTORED,
        What.SESSION_WITHDRAWN,
        What.SESSION_DELETED,
        What.SESSION_CHANGED,
        What.ROOM_DELETED,
        What.SPEAKER_DELETED,
    ],
    _comments: [
        What.COMMENTS_SET,
        What.COMMENT_REJECTED,
        What.COMMENT_DECISIONS_UNDONE,
        What.COMMENT_ACCEPTED,
        What.COMMENT_REPORTS_SETTLED,
        What.COMMENT_REMOVED,
    ],
    _people: [
        What.DELEGATION_MADE,
        What.DELEGATION_CHANGED,
        What.DELEGATIONS_IMPORTED,
        What.KIND_MADE,
        What.KIND_CHANGED,
        What.KIND_DELETED,
        What.ROLE_GIVEN,
        What.ROLE_TAKEN,
        What.INVITATION_MADE,
        What.INVITATION_REVOKED,
        What.INVITATION_MADE,
        What.INVITATION_ACCEPTED,
        What.SEAT_ENDED,
        What.MAIL_DELETED,
        What.OUTBOX_EMPTIED,
    ],
}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__.strip("_"))
def test_each_act_leaves_one_row_that_names_who_did_it(cast: Cast, scene: object) -> None:
    me = _me(cast)

    scene(cast, me)  # type: ignore[operator] # one of the functions above

    assert _since(0) == [str(what) for what in SCENES[scene]]  # type: ignore[index] # the same
    others = Act.objects.exclude(by_id=me.pk).values_list("what", flat=True)
    assert list(others) == ([What.INVITATION_ACCEPTED] if scene is _people else [])


# How the names of acts begin that are met in a test of their own.
ELSEWHERE = {
    "hall.": "tests/web/exhibition/test_entries.py",
    "link.": "tests/web/exhibition/test_entries.py",
    "exhibitor.": "tests/web/exhibition/test_entries.py",
    "exhibit.": "tests/web/exhibition/test_entries.py",
    "representative.": "tests/web/exhibition/test_entries.py",
    "exhibitors.": "tests/web/exhibition/test_import.py",
    "release.": "tests/web/press/test_release_actions.py",
    "accreditation.": "tests/web/press/test_accreditation.py",
    "addressee.": "tests/web/press/test_questions.py",
    "question.": "tests/web/press/test_question_life.py",
}


def test_every_kind_of_act_is_met_in_these_scenes_or_elsewhere() -> None:
    met = {what for scene in SCENES.values() for what in scene}

    # Imported votes: tests/web/deliberation/test_importing.py; failed messages: tests/web/people/test_sending.py.
    others = {What.VOTES_IMPORTED, What.MAIL_TRIED_AGAIN}
    assert set(What) - met == others | {what for what in What if what.startswith(tuple(ELSEWHERE))}


def test_no_row_holds_a_name_an_address_or_a_token(cast: Cast) -> None:
    me = _me(cast)
    link, token = invite(by=me, gives=VERIFICATION, guest=Guest("Ada Guest", "ada@example.org"), now=NOW)
    outsider = cast.people.outsider.account
    assert outsider is not None
    appoint(account=outsider, role="auditor", by=me, now=NOW)

    rows = str(list(Act.objects.values()))

    assert f"invitation {link.pk}" in rows
    for secret in (token, link.token_hash, "Ada", "ada@example.org", outsider.name, str(outsider.email)):
        assert secret not in rows


def test_an_act_that_fails_leaves_no_row(cast: Cast) -> None:
    cast.deliberations["own-draft"].statements.all().delete()

    with pytest.raises(CannotOpenError):
        open_deliberation(deliberation=cast.deliberations["own-draft"], by=_me(cast), now=NOW)

    assert _since(0) == []


@pytest.mark.django_db(transaction=True)
def test_act_and_row_are_one_transaction() -> None:
    make_host(by=None, name=NAME, slug="kept")

    with transaction.atomic():
        make_host(by=None, name=NAME, slug="lost")
        transaction.set_rollback(True)

    assert list(Act.objects.values_list("thing", flat=True)) == ["kept"]


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused() -> None:
    with pytest.raises(LooseActError):
        record_act(by=None, what=What.SAMPLE_REMOVED)

    assert not Act.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE desk_act SET thing = 'x'", "DELETE FROM desk_act", "TRUNCATE desk_act"])
def test_the_database_refuses_to_change_or_delete_a_row(change: str) -> None:
    record_act(by=None, what=What.HOST_MADE, thing="kept")
    if connection.vendor == "sqlite" and change.startswith("TRUNCATE"):
        pytest.skip("SQLite knows no TRUNCATE")

    with pytest.raises((IntegrityError, DatabaseError), match="only added"), transaction.atomic():
        connection.cursor().execute(change)

    assert list(Act.objects.values_list("thing", flat=True)) == ["kept"]


@pytest.mark.django_db
def test_no_row_takes_the_place_of_another() -> None:
    record_act(by=None, what=What.HOST_MADE, thing="kept")
    change = {
        "sqlite": "INSERT OR REPLACE INTO desk_act (id, what, thing, details, made_at) VALUES (%s, 'x', 'x', '{}', %s)",
        "postgresql": (
            "INSERT INTO desk_act (id, what, thing, details, made_at) VALUES (%s, 'x', 'x', '{}', %s)"
            " ON CONFLICT (id) DO UPDATE SET thing = 'x'"
        ),
    }[connection.vendor]

    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        connection.cursor().execute(change, [Act.objects.get().pk, NOW])

    assert list(Act.objects.values_list("thing", flat=True)) == ["kept"]


def test_rows_outlive_what_they_point_at(cast: Cast) -> None:
    draft, gone = cast.deliberations["own-draft"], Account.objects.create_user(name="Gone")
    change_deliberation(deliberation=draft, by=gone, values={"order": 7}, now=NOW)
    number = draft.pk

    delete_deliberation(deliberation=draft, by=None, now=NOW)
    gone_number = gone.pk
    gone.delete()

    changed = Act.objects.get(what=What.DELIBERATION_CHANGED)
    assert (changed.deliberation_id, changed.by_id, changed.thing) == (number, gone_number, "own-draft")
    page = cast.people.organiser.client().get("/desk/acts/").content.decode()
    assert f"account {gone_number}, which is gone" in page
