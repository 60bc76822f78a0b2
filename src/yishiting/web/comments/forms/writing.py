"""What somebody says of a thing, how they sign it, and why a comment should go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yishiting.web.comments.actions.writing import Words
from yishiting.web.comments.models import Comment
from yishiting.web.comments.models.comment import LONGEST_COMMENT
from yishiting.web.comments.policy import reason_choices
from yishiting.web.comments.text import LONGEST_NAME, language_of, tidy_comment, tidy_name

if TYPE_CHECKING:
    from yishiting.web.comments.models import Commenter
    from yishiting.web.comments.visitor import Visitor

STANCES = (
    (Comment.Stance.RECOMMENDS, _("I recommend it")),
    (Comment.Stance.ADVISES_AGAINST, _("I do not recommend it")),
)
_LONGEST_NOTE = 300


class TextForm(forms.Form):
    """The words of a reply."""

    text = forms.CharField(
        label=_("Your reply"),
        strip=False,
        help_text=_("Plain text, at most 2,000 characters."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "maxlength": LONGEST_COMMENT}),
    )

    def clean_text(self) -> str:
        """Give plain text."""
        return tidy_comment(self.cleaned_data["text"])

    def words(self) -> Words:
        """Give what was written."""
        data = self.cleaned_data
        language = language_of(data["text"], get_language() or "")
        return Words(data["text"], language, data.get("name", ""), data.get("place", ""), data.get("stance", ""))


class _SignedForm(TextForm):
    """Words, and who says them."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME * 20,
        help_text=_("Stands beside your comments for everybody to read; it need not be your full name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto", "maxlength": LONGEST_NAME}),
    )
    place = forms.CharField(
        label=_("Your place"),
        required=False,
        max_length=LONGEST_NAME * 20,
        help_text=_("Where you are from, in your own words. Nobody checks it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "maxlength": LONGEST_NAME}),
    )

    def clean_name(self) -> str:
        """Give one line that nobody can be called up by."""
        name = tidy_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean_place(self) -> str:
        """Give one line that nobody can be called up by."""
        return tidy_name(self.cleaned_data["place"])


class _WithStance(forms.Form):
    stance = forms.ChoiceField(
        label=_("What do you say to others?"),
        choices=STANCES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whether you recommend it or not.")},
    )


class ReplyForm(_SignedForm):
    """A reply to a comment; several may be open on one page."""

    def __init__(self, *args: Any, to: Comment, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **{**kwargs, "auto_id": f"reply-{to.pk}-%s"})
        self.fields["text"].widget.attrs["autofocus"] = True


class RemarkForm(_SignedForm, _WithStance):
    """A remark on the thing itself: it recommends it or does not, and says why."""

    field_order = ("stance", "text", "name", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your comment")


class RemarkEditForm(TextForm, _WithStance):
    """A remark once more; how it was signed stays."""

    field_order = ("stance", "text")


class ReportForm(forms.Form):
    """Why a comment should go."""

    reason = forms.ChoiceField(label=_("What is wrong with it?"), choices=reason_choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What the desk should know"),
        required=False,
        strip=False,
        help_text=_("Only the desk reads it."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "maxlength": _LONGEST_NOTE}),
    )

    def clean_note(self) -> str:
        """Give plain text of a few lines."""
        raw = self.cleaned_data["note"]
        return tidy_comment(raw, _LONGEST_NOTE) if raw.strip() else ""


def signed(visitor: Visitor, commenter: Commenter | None) -> dict[str, str]:
    """Give how somebody signs: as they did the last time, else with their account's name."""
    if commenter is not None and commenter.name:
        return {"name": commenter.name, "place": commenter.place}
    return {"name": str(visitor.account.name)[:LONGEST_NAME] if visitor.account else ""}
