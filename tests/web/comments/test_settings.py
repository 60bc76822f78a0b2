"""The rules for comments, as the organiser sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.comments.made_comments import NOW
from yishiting.web.comments.actions.settings import set_comments
from yishiting.web.comments.models import CommentSettings
from yishiting.web.comments.queries.rules import comment_settings
from yishiting.web.desk.actions.acts import What
from yishiting.web.desk.models import Act

if TYPE_CHECKING:
    from tests.web.cast import Cast

WHERE = "/desk/comments/settings/"
SENT = {"is_open": "on", "holds_everybody": "on", "edit_minutes": "5", "most_links": "0"}


@pytest.mark.django_db
def test_before_anything_is_chosen_comments_are_open_and_strangers_wait() -> None:
    rules = comment_settings()
    assert (rules.is_open, rules.holds_open_participants, rules.holds_everybody) == (True, True, False)
    assert not CommentSettings.objects.exists()


@pytest.mark.django_db
def test_what_changes_is_named_in_the_act_and_nothing_else() -> None:
    set_comments(chosen={"edit_minutes": 5, "most_links": 2}, by=None, now=NOW)
    set_comments(chosen={"edit_minutes": 5}, by=None, now=NOW)
    assert comment_settings().edit_minutes == 5
    assert list(Act.objects.values_list("what", "details")) == [(What.COMMENTS_SET, {"settings": ["edit_minutes"]})]


def test_the_organiser_sets_them_on_a_page(cast: Cast) -> None:
    desk = cast.people.organiser.client()
    assert desk.get(WHERE).status_code == 200
    assert desk.post(WHERE, SENT).status_code == 302
    rules = comment_settings()
    assert (rules.is_open, rules.holds_open_participants, rules.holds_everybody) == (True, False, True)
    assert (rules.edit_minutes, rules.most_links) == (5, 0)


@pytest.mark.parametrize("wrong", [{"edit_minutes": "-1"}, {"edit_minutes": "1441"}, {"most_links": "many"}])
def test_what_cannot_be_set_is_said_beside_its_field(cast: Cast, wrong: dict[str, str]) -> None:
    answer = cast.people.organiser.client().post(WHERE, SENT | wrong)
    assert answer.status_code == 422
    assert 'class="field-error"' in answer.content.decode() or "error-summary" in answer.content.decode()
    assert not CommentSettings.objects.exists()


def test_the_policy_says_what_holds_now(cast: Cast) -> None:
    reader = cast.people.outsider.client()
    before = reader.get("/comments/policy/").content.decode()
    set_comments(chosen={"holds_open_participants": False, "holds_everybody": True}, by=None, now=NOW)
    after = reader.get("/comments/policy/").content.decode()
    assert ["Written without an account" in page for page in (before, after)] == [True, False]
    assert ["Every comment waits" in page for page in (before, after)] == [False, True]
