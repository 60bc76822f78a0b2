"""Make, change, publish and withdraw forums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.deliberation.models import Phase
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.programme.actions.columns import write_columns
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.people.models import Account


class ForumInUseError(ValueError):
    """A forum in which people have answered is neither withdrawn nor deleted."""


@transaction.atomic
def make_forum(*, by: Account | None, values: Mapping[str, Any], now: datetime) -> Forum:
    """Make a forum that only the desk sees."""
    forum = Forum(made_at=now)
    _write(forum, values)
    record_act(by=by, what=What.FORUM_MADE, thing=forum.slug, now=now)
    return forum


@transaction.atomic
def change_forum(*, forum: Forum, by: Account | None, values: Mapping[str, Any]) -> Forum:
    """Change what a forum is called, what it is about, and whose it is."""
    fresh = _locked(forum)
    _write(fresh, values)
    record_act(by=by, what=What.FORUM_CHANGED, thing=fresh.slug, details={"settings": sorted(values)})
    return fresh


@transaction.atomic
def publish_forum(*, forum: Forum, by: Account | None) -> Forum:
    """Show a forum to everybody."""
    return _shown(_locked(forum), by, is_published=True)


@transaction.atomic
def withdraw_forum(*, forum: Forum, by: Account | None) -> Forum:
    """Hide a forum again. Raises `ForumInUseError` once one of its deliberations has been opened."""
    fresh = _locked(forum)
    if fresh.deliberations.exclude(phase=Phase.DRAFT).exists():
        raise ForumInUseError(_("People have answered in it: a forum with an opened deliberation stays public."))
    return _shown(fresh, by, is_published=False)


@transaction.atomic
def delete_forum(*, forum: Forum, by: Account | None) -> None:
    """Delete a forum. Raises `ForumInUseError` while it holds deliberations or sessions."""
    fresh = _locked(forum)
    if fresh.sessions.exists():
        raise ForumInUseError(_("It still holds sessions: move or delete them first."))
    if fresh.deliberations.exists():
        raise ForumInUseError(_("It still holds deliberations: delete their drafts first."))
    fresh.delete()
    record_act(by=by, what=What.FORUM_DELETED, thing=fresh.slug)


def _locked(forum: Forum) -> Forum:
    return Forum.objects.select_for_update().get(pk=forum.pk)


def _write(forum: Forum, values: Mapping[str, Any]) -> None:
    values = dict(values)
    hosts = values.pop("hosts", None)
    write_columns(forum, values)
    if hosts is not None:
        forum.hosts.set(hosts)


def _shown(forum: Forum, by: Account | None, *, is_published: bool) -> Forum:
    forum.is_published = is_published
    forum.save(update_fields=["is_published"])
    what = What.FORUM_PUBLISHED if is_published else What.FORUM_WITHDRAWN
    record_act(by=by, what=what, thing=forum.slug)
    return forum
