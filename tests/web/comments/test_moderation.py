"""Moderation: what is decided, once, about comments as they were seen; what is taken back; what the pages say."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.at_once import at_once
from tests.web.comments.made_comments import (
    NOW,
    a_browser,
    a_release,
    an_account,
    nothing_waits,
    remark,
    reply,
    words,
)
from yishiting.web.comments.actions.moderation import (
    MOST_AT_ONCE,
    Decided,
    Seen,
    UnknownReasonError,
    Verdict,
    decide_comments,
    undo_decisions,
)
from yishiting.web.comments.actions.reporting import report_comment
from yishiting.web.comments.actions.writing import edit_comment, withdraw_comment
from yishiting.web.comments.models import Comment, Decision, Report
from yishiting.web.comments.visitor import Visitor
from yishiting.web.desk.actions.acts import What
from yishiting.web.desk.models import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.cast import Cast
    from yishiting.web.press.models import Release

Status = Comment.Status
ACCEPT, REJECT = Verdict(Status.ACCEPTED), Verdict(Status.REJECTED, "off_topic", "Not here.")
REMOVE = Verdict(Status.REMOVED, "insult")


def _decide(verdict: Verdict, *comments: Comment, minutes: int = 1) -> Decided:
    seen = [Seen.of(comment) for comment in comments]
    return decide_comments(seen=seen, verdict=verdict, by=None, now=NOW + timedelta(minutes=minutes))


def _undo(decided: Decided, minutes: int = 2) -> Decided:
    return undo_decisions(batch=decided.batch, by=None, now=NOW + timedelta(minutes=minutes))


def _fresh(comment: Comment) -> tuple[str, str, str]:
    now = Comment.objects.get(pk=comment.pk)
    return now.status, now.reason, now.note


@pytest.fixture
def release(db: None) -> Release:  # noqa: ARG001 - the database must be there
    return a_release()


@pytest.fixture
def waiting(release: Release) -> Comment:
    return remark(release, a_browser("a" * 32))


@pytest.fixture
def public(release: Release) -> Comment:
    return remark(release, an_account("writer"), "Something else is said here")


# -- Deciding --------------------------------------------------------------------------------------------------------


def test_accepting_makes_public_and_leaves_a_row_and_an_act(waiting: Comment) -> None:
    decided = _decide(ACCEPT, waiting)

    assert decided.done == (waiting.pk,)
    assert _fresh(waiting) == ("accepted", "", "")
    [decision] = Decision.objects.values_list("status_before", "reason_before", "status", "batch")
    assert decision == ("waiting", "no_account", "accepted", decided.batch)
    [act] = Act.objects.values_list("what", "details")
    assert act == (What.COMMENT_ACCEPTED, {"comments": [str(waiting.pk)]})


def test_refusing_keeps_reason_and_note(waiting: Comment) -> None:
    _decide(REJECT, waiting)
    assert _fresh(waiting) == ("rejected", "off_topic", "Not here.")


@pytest.mark.parametrize(
    "verdict", [Verdict(Status.REJECTED), Verdict(Status.REMOVED, "held_links"), Verdict(Status.ACCEPTED, "insult")]
)
def test_a_refusal_needs_a_reason_of_the_policy_and_nothing_else_has_one(waiting: Comment, verdict: Verdict) -> None:
    with pytest.raises(UnknownReasonError):
        _decide(verdict, waiting)


def test_replies_are_counted_as_they_come_and_go(public: Comment) -> None:
    answer = reply(public, a_browser("b" * 32), "I think so too")
    counts = []
    for verdict in (ACCEPT, REMOVE, ACCEPT):
        answer.refresh_from_db()
        _decide(verdict, answer)
        public.refresh_from_db()
        counts.append(public.n_replies)
    assert counts == [1, 0, 1]


def test_a_decision_settles_the_reports(public: Comment) -> None:
    report_comment(comment=public, visitor=a_browser("b" * 32), reason="insult", note="", now=NOW)
    public.refresh_from_db()

    settled = _decide(ACCEPT, public)

    assert settled.done == (public.pk,)
    public.refresh_from_db()
    assert (public.status, public.n_reports) == ("accepted", 0)
    assert not Report.objects.filter(settled_at=None).exists()
    assert Act.objects.get().what == What.COMMENT_REPORTS_SETTLED
    assert _decide(ACCEPT, public).done == ()  # there is nothing to decide any more

    _undo(settled)
    public.refresh_from_db()
    assert (public.status, public.n_reports) == ("accepted", 1)
    assert Report.objects.filter(settled_at=None).count() == 1


def test_a_report_that_came_after_a_decision_stays_when_it_is_taken_back(public: Comment) -> None:
    report_comment(comment=public, visitor=a_browser("b" * 32), reason="insult", note="", now=NOW)
    settled = _decide(ACCEPT, Comment.objects.get(pk=public.pk))
    report_comment(comment=public, visitor=a_browser("c" * 32), reason="insult", note="", now=NOW)

    _undo(settled)

    public.refresh_from_db()
    assert public.n_reports == Report.objects.filter(settled_at=None).count() == 2


# -- Two at the desk, and an author who changes words -----------------------------------------------------------------


def test_the_second_moderator_changes_nothing_and_is_told(waiting: Comment) -> None:
    _decide(REJECT, waiting)
    second = _decide(ACCEPT, waiting)  # on a page that was loaded before
    assert (second.done, second.overtaken) == ((), (waiting.pk,))
    assert _fresh(waiting)[0] == "rejected"


def test_words_that_were_changed_meanwhile_are_not_made_public(waiting: Comment) -> None:
    shown = Seen.of(waiting)
    author = a_browser("a" * 32)
    edit_comment(comment=waiting, visitor=author, words=words("Buy this"), now=NOW + timedelta(seconds=30))
    decided = decide_comments(seen=[shown], verdict=ACCEPT, by=None, now=NOW)
    assert decided.overtaken == (waiting.pk,)
    assert _fresh(waiting)[0] == "waiting"


def test_one_that_is_overtaken_keeps_no_other_back(waiting: Comment, public: Comment) -> None:
    gone = Seen(10**12, "waiting")
    seen = [Seen.of(waiting), Seen(public.pk, "waiting"), gone]
    decided = decide_comments(seen=seen, verdict=REJECT, by=None, now=NOW)
    assert decided.done == (waiting.pk,)
    assert set(decided.overtaken) == {public.pk, gone.pk}


@pytest.mark.django_db(transaction=True)
def test_of_many_moderators_at_once_one_decides() -> None:
    comment = remark(a_release(), a_browser("a" * 32))
    seen = Seen.of(comment)

    def decide(verdict: Verdict) -> Callable[[], int]:
        return lambda: len(decide_comments(seen=[seen], verdict=verdict, by=None, now=timezone.now()).done)

    assert sum(at_once([decide(ACCEPT), decide(REJECT)] * 4)) == 1
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_bulk_decisions_over_the_same_threads_do_not_lock_each_other_out() -> None:
    nothing_waits()
    release = a_release()
    remarks = [remark(release, an_account(f"writer{n}"), f"Remark number {n}") for n in range(4)]
    replies = [reply(each, an_account(f"replier{n}"), f"Reply {n}") for n, each in enumerate(remarks)]
    all_seen = [Seen.of(Comment.objects.get(pk=each.pk)) for each in (*remarks, *replies)]

    def remove(seen: list[Seen]) -> Callable[[], int]:
        return lambda: len(decide_comments(seen=seen, verdict=REMOVE, by=None, now=timezone.now()).done)

    assert sum(at_once([remove(all_seen), remove(all_seen[::-1])] * 2)) == len(all_seen)
    assert set(Comment.objects.values_list("status", "n_replies")) == {("removed", 0)}


# -- Undoing ---------------------------------------------------------------------------------------------------------


def test_undoing_puts_everything_back_and_stands_in_the_record(release: Release) -> None:
    comments = [remark(release, a_browser(f"{n:032}"), f"Remark number {n}") for n in range(3)]
    before = [_fresh(each) for each in comments]

    undone = _undo(_decide(REJECT, *comments))

    assert set(undone.done) == {each.pk for each in comments}
    assert [_fresh(each) for each in comments] == before == [("waiting", "no_account", "")] * 3
    assert Decision.objects.exclude(undoes=None).count() == 3
    assert list(Act.objects.order_by("pk").values_list("what", flat=True)) == [
        What.COMMENT_REJECTED,
        What.COMMENT_DECISIONS_UNDONE,
    ]


def test_undoing_gives_back_reason_and_note_of_the_decision_before(waiting: Comment) -> None:
    _decide(REJECT, waiting)
    waiting.refresh_from_db()
    _undo(_decide(ACCEPT, waiting, minutes=2), minutes=3)
    assert _fresh(waiting) == ("rejected", "off_topic", "Not here.")


def test_what_was_decided_or_changed_since_is_not_undone(waiting: Comment, public: Comment) -> None:
    decided = _decide(ACCEPT, waiting)
    waiting.refresh_from_db()
    _decide(REMOVE, waiting, minutes=2)
    assert _undo(decided, 3).overtaken == (waiting.pk,)

    removed = _decide(REMOVE, public)
    _undo(removed)
    assert _undo(removed, 3).done == ()  # twice is once

    accepted = _decide(ACCEPT, remark(_release_of(public), a_browser("c" * 32), "Third remark"))
    withdraw_comment(comment=Comment.objects.get(pk=accepted.done[0]), now=NOW + timedelta(minutes=4))
    assert _undo(accepted, 5).done == ()


def _release_of(comment: Comment) -> Release:
    assert comment.release is not None
    return comment.release


def test_one_whose_author_has_written_another_stays_away(public: Comment) -> None:
    removed = _decide(REMOVE, public)
    again = remark(_release_of(public), _same_author(public), "A second try, in other words")
    undone = _undo(removed)
    assert (undone.done, undone.replaced) == ((), (public.pk,))
    assert (_fresh(public)[0], _fresh(again)[0]) == ("removed", "accepted")


def _same_author(comment: Comment) -> Visitor:
    return Visitor(comment.author.account, address="192.0.2.1")


@pytest.mark.parametrize("batch", ["", "no such batch"])
def test_undoing_nothing_is_nothing(waiting: Comment, batch: str) -> None:
    assert undo_decisions(batch=batch, by=None, now=NOW) == Decided("", ())
    assert _fresh(waiting)[0] == "waiting"
    assert not Act.objects.exists()


# -- Pages -----------------------------------------------------------------------------------------------------------


def _tokens(page: str) -> list[str]:
    return re.findall(r'name="comment" value="([^"]+)"', page)


def test_many_are_declined_at_once_and_the_page_offers_to_undo(cast: Cast) -> None:
    desk = cast.people.organiser.client()
    tokens = _tokens(desk.get("/desk/comments/?place=waiting").content.decode())
    n_waiting = Comment.objects.filter(status="waiting").count()
    assert len(tokens) == n_waiting > 1

    done = desk.post("/desk/comments/", {"comment": tokens, "do": "reject", "reason": "insult"}, follow=True)
    page = done.content.decode()
    assert not Comment.objects.filter(status="waiting").exists()
    [batch] = set(re.findall(r'name="batch" value="([^"]+)"', page))

    assert desk.post("/desk/comments/undo/", {"batch": batch}).status_code == 302
    assert Comment.objects.filter(status="waiting").count() == n_waiting


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"do": "accept"}, "Please tick at least one comment."),
        ({"do": "reject", "comment": "1/waiting/"}, "Please choose a reason of the policy"),
        ({"comment": "1/waiting/"}, "Please press one of the buttons."),
        ({"do": "accept", "comment": "1;drop"}, "Please load it again."),
        ({"do": "accept", "comment": ["1/waiting/"] * (MOST_AT_ONCE + 1)}, f"At most {MOST_AT_ONCE} comments at once."),
        ({"do": "reject", "comment": "1/waiting/", "reason": "because"}, "because"),
    ],
)
def test_what_cannot_be_decided_is_said(cast: Cast, sent: dict[str, object], says: str) -> None:
    answer = cast.people.organiser.client().post("/desk/comments/", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_second_moderator_reads_that_somebody_was_quicker(cast: Cast) -> None:
    desk = cast.people.organiser.client()
    comment = cast.comments["public-waiting"]
    token = f"{comment.pk}/waiting/"
    desk.post("/desk/comments/", {"comment": token, "do": "accept"})
    page = desk.post("/desk/comments/", {"comment": token, "do": "reject", "reason": "insult"}, follow=True)
    assert "1 comment was left as it is" in page.content.decode()
    assert _fresh(comment)[0] == "accepted"


def test_one_comment_is_declined_with_the_reason_that_its_hold_suggests(cast: Cast) -> None:
    comment = cast.comments["public-waiting"]
    Comment.objects.filter(pk=comment.pk).update(reason="held_contact")
    desk, where = cast.people.organiser.client(), f"/desk/comments/{comment.pk}/reject/"
    page = desk.get(where).content.decode()
    assert re.search(r'value="private"[^>]*checked', page)
    [seen] = re.findall(r'name="seen" value="([^"]+)"', page)
    assert desk.post(where, {"seen": seen, "reason": "private", "note": "No numbers."}).status_code == 302
    assert _fresh(comment) == ("rejected", "private", "No numbers.")
    assert desk.post(where, {"seen": seen, "reason": "private"}).status_code == 409


def test_the_desk_says_what_waits_to_those_who_moderate(cast: Cast) -> None:
    n_waiting = Comment.objects.filter(status="waiting").count()
    page = cast.people.organiser.client().get("/desk/").content.decode()
    assert re.search(rf'/desk/comments/[^>]*><span class="waits-count">{n_waiting}</span>', page)


@pytest.mark.parametrize("who", ["moderator", "other_moderator"])
def test_who_moderates_one_forum_sees_and_decides_nothing_here(cast: Cast, who: str) -> None:
    comment = cast.comments["public-waiting"]
    desk = getattr(cast.people, who).client()
    sent = {"comment": f"{comment.pk}/waiting/", "do": "accept"}
    batch = _decide(REJECT, cast.comments["exhibit-waiting"]).batch
    pages = [desk.get(f"/desk/comments/?done={batch}"), desk.post("/desk/comments/", sent)]
    desk.post("/desk/comments/undo/", {"batch": batch})
    for page in pages:
        assert comment.text not in page.content.decode()
        assert 'name="batch"' not in page.content.decode()
    assert _fresh(comment)[0] == "waiting"
    assert _fresh(cast.comments["exhibit-waiting"])[0] == "rejected"
    assert "/desk/comments/" not in desk.get("/desk/").content.decode()


def _n_queries(cast: Cast, address: str) -> int:
    client = cast.people.organiser.client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("n", [1, 3])
def test_the_queue_asks_the_database_as_often_for_three_as_for_one(cast: Cast, n: int) -> None:
    keep = list(Comment.objects.filter(status="waiting").order_by("pk")[:n])
    Comment.objects.filter(status="waiting").exclude(pk__in=[each.pk for each in keep]).update(status="withdrawn")
    assert _n_queries(cast, "/desk/comments/?place=waiting") == 11


# -- Against a plain model -------------------------------------------------------------------------------------------

_MOVES = {
    ("waiting", "accept"): "accepted",
    ("waiting", "reject"): "rejected",
    ("accepted", "remove"): "removed",
    ("rejected", "accept"): "accepted",
    ("removed", "accept"): "accepted",
}
_VERDICTS = {"accept": ACCEPT, "reject": REJECT, "remove": REMOVE}
_EVENTS = st.lists(
    st.tuples(st.sampled_from([*_VERDICTS, "undo"]), st.sets(st.integers(0, 2), min_size=1), st.booleans()), max_size=7
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_EVENTS)
def test_whatever_is_decided_in_whatever_order_the_statuses_are_those_of_a_plain_model(
    release: Release, events: list[tuple[str, set[int], bool]]
) -> None:
    Comment.objects.all().delete()
    comments = [remark(release, a_browser(f"{n:032}"), f"Remark number {n}") for n in range(3)]
    history: list[list[str]] = [["waiting"] for _ in comments]  # of each, what it was and is
    shown = [Seen.of(each) for each in comments]  # on a page that was loaded before everything
    last: Decided | None = None
    changed: set[int] = set()

    for minutes, (event, which, is_stale) in enumerate(events):
        now = NOW + timedelta(minutes=minutes + 1)
        if event == "undo":
            done = undo_decisions(batch=last.batch if last else "", by=None, now=now).done
            assert set(done) == {comments[n].pk for n in changed}
            for n in changed:
                history[n].append(history[n][-2])
            last, changed = None, set()
            continue
        fresh = [Seen.of(each) for each in Comment.objects.order_by("pk")]
        seen = [(shown if is_stale else fresh)[n] for n in sorted(which)]
        last = decide_comments(seen=seen, verdict=_VERDICTS[event], by=None, now=now)
        true = {n for n in which if (history[n][-1], event) in _MOVES and (not is_stale or history[n][-1] == "waiting")}
        assert set(last.done) == {comments[n].pk for n in true}
        for n in true:
            history[n].append(_MOVES[history[n][-1], event])
        changed = true
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == [each[-1] for each in history]
    assert Decision.objects.count() == sum(len(each) - 1 for each in history)
