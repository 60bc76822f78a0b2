"""Decisions at the desk."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishiting.web.comments.actions.moderation import MOST_AT_ONCE, Seen, Verdict
from yishiting.web.comments.models import Comment
from yishiting.web.comments.policy import reason_choices

LONGEST_NOTE = 500
_SEEN = re.compile(r"([0-9]{1,18})/([a-z]{1,10})/([0-9T:.+-]{0,40})", re.ASCII)
Status = Comment.Status

# What a button says, and what it decides.
VERDICTS = {
    "accept": Status.ACCEPTED,
    "settle": Status.ACCEPTED,
    "reject": Status.REJECTED,
    "remove": Status.REMOVED,
}


def written_seen(comment: Comment) -> str:
    """Write down how a comment looks now, for a form to carry."""
    seen = Seen.of(comment)
    return f"{seen.pk}/{seen.status}/{seen.edited_at}"


def read_seen(written: str) -> Seen:
    """Read what a form carried. Raises `ValidationError`."""
    found = _SEEN.fullmatch(written)
    if found is None:
        raise ValidationError(_("This page sent something that it had not been given. Please load it again."), "seen")
    return Seen(int(found[1]), found[2], found[3])


class DecisionForm(forms.Form):
    """One decision about the comments that were ticked."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("For declining and removing. Its author sees it, and it stands in the public record."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note to the author"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=gettext_lazy("If you like. Only its author and the desk can read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data, *args, **kwargs)
        self.fields["reason"].choices = [("", _("No reason")), *reason_choices()]  # type: ignore[attr-defined] # a choice
        self.sent = data

    def clean(self) -> dict[str, Any]:
        """Hold the ticked comments, the button and the reason together."""
        cleaned = super().clean() or {}
        do = self.sent.get("do", "")
        ticked = self.sent.getlist("comment")[: MOST_AT_ONCE + 1]
        if do not in VERDICTS:
            raise ValidationError(_("Please press one of the buttons."), "do")
        if not ticked:
            raise ValidationError(_("Please tick at least one comment."), "none")
        if len(ticked) > MOST_AT_ONCE:
            raise ValidationError(_("At most %d comments at once.") % MOST_AT_ONCE, "many")
        if VERDICTS[do] == Status.ACCEPTED:
            cleaned["reason"] = ""
        elif not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Please choose a reason of the policy: the author is told."))
        return {**cleaned, "seen": [read_seen(each) for each in ticked]}

    def verdict(self) -> Verdict:
        """Give what was decided."""
        chosen = self.cleaned_data
        return Verdict(VERDICTS[self.sent["do"]], chosen["reason"], chosen["note"])


class RefusalForm(forms.Form):
    """Why one comment is not accepted or is removed."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Note to the author"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=gettext_lazy("If you like. Only its author and the desk can read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reason_choices()  # type: ignore[attr-defined] # a choice

    def clean_seen(self) -> Seen:
        """Read how the comment looked."""
        return read_seen(self.cleaned_data["seen"])
