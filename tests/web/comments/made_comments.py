"""Comments for tests: written quickly, by as many people as are needed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from yishiting.web.comments.actions.counting import count_status_change, path_below
from yishiting.web.comments.actions.writing import Words, write_remark, write_reply
from yishiting.web.comments.models import Comment, Commenter, CommentSettings
from yishiting.web.comments.subject import Subject
from yishiting.web.comments.visitor import Visitor
from yishiting.web.content import Content
from yishiting.web.people.models import Account
from yishiting.web.press.models import Release

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
Status = Comment.Status


def a_release(name: str = "public") -> Release:
    """Make a public release."""
    title = Content.of("en", "Release about the pilot zones")
    return Release.objects.create(slug=f"release-{name}", title=title, text=title, issued_at=NOW)


def an_account(name: str) -> Visitor:
    """Make an account that comments."""
    return Visitor(Account.objects.create_user(email=f"{name}@example.org", name=name), address="192.0.2.1")


def a_browser(key: str) -> Visitor:
    """Give somebody without an account."""
    return Visitor(cookie_key=key, address="192.0.2.1")


def words(text: str = "Worth reading", stance: str = "recommends") -> Words:
    """Say something."""
    return Words(text, "en", "Somebody", "", stance)


def nothing_waits() -> None:
    """Let everybody's comments be public at once."""
    CommentSettings.objects.update_or_create(pk=1, defaults={"holds_open_participants": False})


def remark(release: Release, by: Visitor, text: str = "Worth reading", now: datetime = NOW) -> Comment:
    """Comment on a release."""
    return write_remark(subject=Subject(release), visitor=by, words=words(text), now=now)


def reply(parent: Comment, by: Visitor, text: str, now: datetime = NOW) -> Comment:
    """Reply to a comment."""
    return write_reply(parent=parent, visitor=by, words=words(text, ""), now=now)


def put(
    release: Release | None,
    author: Commenter,
    parent: Comment | None = None,
    **columns: Any,  # noqa: ANN401 - columns of any kind
) -> Comment:
    """Put a comment in without the rules of writing, with its path and counts."""
    values: dict[str, Any] = {"status": Status.ACCEPTED, "text": "Text", "made_at": NOW, "name": "Somebody", **columns}
    above = (
        {} if parent is None else {"parent": parent, "root_id": parent.root_id or parent.pk, "depth": parent.depth + 1}
    )
    stance = Comment.Stance.RECOMMENDS if parent is None else ""
    made = Comment.objects.create(release=release, author=author, **{"stance": stance, **above, **values})
    if parent is not None:
        made.path = path_below(parent, made.pk)
        made.save(update_fields=["path"])
    count_status_change(comment=made, before=Status.WAITING, after=made.status, now=NOW)
    return made


def an_author(key: str) -> Commenter:
    """Make somebody without an account who has commented."""
    return Commenter.objects.create(cookie_key=key, name=key)
