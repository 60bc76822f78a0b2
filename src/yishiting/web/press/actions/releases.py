"""Make, change, issue, recall, correct, withdraw and delete releases.

Whether a release is public yet is decided here, on the row as it stands inside the transaction: two people at the desk,
or one of them and the end of an embargo, may come at the same moment.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.press.models import Correction, Release
from yishiting.web.programme.actions.columns import write_columns
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.content import Content
    from yishiting.web.people.models import Account

# Who changes a release in the last minute of its embargo could be overtaken by it on the way to the disk: somebody
# would have read words that no correction tells of.
LAST_MINUTE = timedelta(minutes=1)
_WORDS = ("title", "lead", "text")


class ReleaseStateError(ValueError):
    """What was asked for does not fit the state of the release; its sentence is for the press desk."""


@transaction.atomic
def make_release(*, by: Account | None, values: Mapping[str, Any], now: datetime) -> Release:
    """Make a draft that only the press desk sees. Without "slug" in ``values`` one is made of the title."""
    release = Release(made_by=by, made_at=now, changed_at=now)
    release.slug = values.get("slug") or fresh_slug(values["title"], "release", Release.objects.all())
    write_columns(release, {name: value for name, value in values.items() if name != "slug"})
    record_act(by=by, what=What.RELEASE_MADE, thing=release.slug, now=now)
    return release


@transaction.atomic
def change_release(*, release: Release, by: Account | None, values: Mapping[str, Any], now: datetime) -> Release:
    """Change a release that nobody outside the press desk has seen; its address stays.

    Raises `ReleaseStateError` once it is public, or is going to be within a minute.
    """
    fresh = _locked(release)
    _require_unseen(fresh, now)
    fresh.changed_at = now
    write_columns(fresh, values)
    record_act(by=by, what=What.RELEASE_CHANGED, thing=fresh.slug, details={"settings": sorted(values)}, now=now)
    return fresh


@transaction.atomic
def issue_release(*, release: Release, by: Account | None, embargo_until: datetime | None, now: datetime) -> Release:
    """Let a draft go: public at once, or at the end of its embargo.

    Raises `ReleaseStateError` for an embargo that is over, and for what has been issued before.
    """
    fresh = _locked(release)
    if fresh.issued_at is not None:
        raise ReleaseStateError(_("It has been issued already."))
    if embargo_until is not None and embargo_until <= now:
        raise ReleaseStateError(_("The end of the embargo must lie in the future."))
    fresh.issued_at, fresh.embargo_until = now, embargo_until
    fresh.save(update_fields=["issued_at", "embargo_until"])
    until = {} if embargo_until is None else {"embargo_until": embargo_until.isoformat(timespec="minutes")}
    record_act(by=by, what=What.RELEASE_ISSUED, thing=fresh.slug, details=until, now=now)
    return fresh


@transaction.atomic
def recall_release(*, release: Release, by: Account | None, now: datetime) -> Release:
    """Make an issued release a draft again while its embargo holds. Raises `ReleaseStateError` once it is over."""
    fresh = _locked(release)
    _require_unseen(fresh, now)
    if fresh.issued_at is None:
        return fresh
    fresh.issued_at = fresh.embargo_until = None
    fresh.save(update_fields=["issued_at", "embargo_until"])
    record_act(by=by, what=What.RELEASE_RECALLED, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def correct_release(
    *, release: Release, by: Account | None, note: Content, values: Mapping[str, Any], now: datetime
) -> Release:
    """Give a public release other words; the old ones are kept, and ``note`` says on its page what was corrected.

    Raises `ReleaseStateError` for a release that is not public, and where nothing would be different.
    """
    fresh = _locked(release)
    _require_public(fresh, now)
    words = {name: values[name] for name in _WORDS if name in values}
    before = {name: getattr(fresh, name) for name in _WORDS}
    if all(before[name] == new for name, new in words.items()):
        raise ReleaseStateError(_("Nothing is different from what stands there now."))
    correction = Correction(release=fresh, note=note, **before, made_by=by, made_at=now)
    correction.full_clean()
    correction.save()
    fresh.changed_at = now
    write_columns(fresh, words)
    record_act(by=by, what=What.RELEASE_CORRECTED, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def withdraw_release(*, release: Release, by: Account | None, because: Content, now: datetime) -> Release:
    """Take a public release's words away from everybody; its page stays, with ``because``.

    Raises `ReleaseStateError` for a release that is not public.
    """
    fresh = _locked(release)
    _require_public(fresh, now)
    fresh.withdrawn_at, fresh.changed_at = now, now
    write_columns(fresh, {"withdrawn_because": because})
    record_act(by=by, what=What.RELEASE_WITHDRAWN, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def delete_release(*, release: Release, by: Account | None, now: datetime) -> None:
    """Delete a draft. Raises `ReleaseStateError` for what has been issued: it is made a draft first, or withdrawn."""
    fresh = _locked(release)
    _require_unseen(fresh, now)
    if fresh.issued_at is not None:
        raise ReleaseStateError(_("It has been issued under embargo: make it a draft again first."))
    fresh.delete()
    record_act(by=by, what=What.RELEASE_DELETED, thing=fresh.slug, now=now)


def is_in_last_minute(release: Release, now: datetime) -> bool:
    """Tell whether an embargo ends so soon that nothing about the release is changed any more."""
    appears_at = release.appears_at
    return appears_at is not None and now < appears_at <= now + LAST_MINUTE


def _locked(release: Release) -> Release:
    return Release.objects.select_for_update(of=("self",)).get(pk=release.pk)


def _require_unseen(fresh: Release, now: datetime) -> None:
    if fresh.withdrawn_at is not None:
        raise ReleaseStateError(_("It has been withdrawn: what was said about it stays as it is."))
    if fresh.is_public_at(now):
        raise ReleaseStateError(_("It has become public in the meantime: it can be corrected or withdrawn now."))
    if is_in_last_minute(fresh, now):
        raise ReleaseStateError(_("It becomes public within a minute: after that it can be corrected or withdrawn."))


def _require_public(fresh: Release, now: datetime) -> None:
    if fresh.withdrawn_at is not None:
        raise ReleaseStateError(_("It has been withdrawn already."))
    if not fresh.is_public_at(now):
        raise ReleaseStateError(_("It is not public: it can be changed without a correction."))
