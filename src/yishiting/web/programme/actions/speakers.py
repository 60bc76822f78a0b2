"""Make, change and delete speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.programme.actions.columns import without_slug, write_columns
from yishiting.web.programme.models import Speaker
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.people.models import Account


class SpeakerInUseError(ValueError):
    """A speaker who appears in sessions is not deleted."""


@transaction.atomic
def make_speaker(*, by: Account | None, values: Mapping[str, Any]) -> Speaker:
    """Make a speaker. Without "slug" one is made of the name."""
    speaker = Speaker(slug=values.get("slug") or fresh_slug(values["name"], "speaker", Speaker.objects.all()))
    write_columns(speaker, without_slug(values))
    record_act(by=by, what=What.SPEAKER_MADE, thing=speaker.slug)
    return speaker


@transaction.atomic
def change_speaker(*, speaker: Speaker, by: Account | None, values: Mapping[str, Any]) -> Speaker:
    """Change what is said about a speaker."""
    fresh = Speaker.objects.select_for_update().get(pk=speaker.pk)
    write_columns(fresh, without_slug(values))
    record_act(by=by, what=What.SPEAKER_CHANGED, thing=fresh.slug)
    return fresh


@transaction.atomic
def delete_speaker(*, speaker: Speaker, by: Account | None) -> None:
    """Delete a speaker. Raises `SpeakerInUseError` while they appear in a session."""
    fresh = Speaker.objects.select_for_update().get(pk=speaker.pk)
    if fresh.appearances.exists():
        raise SpeakerInUseError(_("They appear in sessions: take them out of those first."))
    fresh.delete()
    record_act(by=by, what=What.SPEAKER_DELETED, thing=fresh.slug)
