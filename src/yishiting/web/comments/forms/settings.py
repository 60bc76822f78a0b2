"""The rules for comments, as the organiser sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.comments.actions.settings import CHOICES

if TYPE_CHECKING:
    from yishiting.web.comments.models import CommentSettings

LONGEST_EDIT = 24 * 60
MOST_LINKS = 50


class CommentSettingsForm(forms.Form):
    """Whether comments are taken, and which of them wait."""

    is_open = forms.BooleanField(
        label=_("Comments can be written"),
        required=False,
        help_text=_("Without it nothing new can be written; what stands there stays."),
    )
    holds_open_participants = forms.BooleanField(
        label=_("Comments of people without an account wait"),
        required=False,
        help_text=_("Somebody at the desk reads them before everybody does."),
    )
    holds_everybody = forms.BooleanField(
        label=_("All comments wait"),
        required=False,
        help_text=_("For hours in which too much comes at once."),
    )
    edit_minutes = forms.IntegerField(
        label=_("Minutes in which an author may change a comment"),
        min_value=0,
        max_value=LONGEST_EDIT,
        help_text=_("Short, so that nobody answers to something else than what stands there. 0: never."),
    )
    most_links = forms.IntegerField(
        label=_("Links in a comment"),
        min_value=0,
        max_value=MOST_LINKS,
        help_text=_("One with more of them waits."),
    )

    @classmethod
    def showing(cls, settings: CommentSettings) -> CommentSettingsForm:
        """Show what holds."""
        return cls(initial={name: getattr(settings, name) for name in CHOICES})
