"""What a release says, when it becomes public, what was corrected in it, why it was withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.content_forms import ContentForm, ContentFormField, offer_languages
from yishiting.web.people.text import require_plain
from yishiting.web.press.models import Release
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.programme.models import Assembly

_MOMENT = "%Y-%m-%dT%H:%M"
_MARKDOWN = _(
    "Markdown: an empty line between paragraphs, ## before a heading, - before each point of a list, > before a "
    "quotation, [words](https://…) for a link, **words** for what matters."
)
LONGEST_EMBARGO = timedelta(days=366)


class _WordsForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """Title, lead and text, each in the assembly's languages and those it is written in already."""

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, dict.fromkeys((*assembly.languages, *self.instance.languages)))


class ReleaseForm(_WordsForm):
    """A release that nobody outside the press desk has seen, new or changed."""

    contact = forms.CharField(
        label=_("Contact"),
        max_length=200,
        required=False,
        validators=[require_plain],
        help_text=_("Who answers journalists, and how: a name, an address, a telephone number."),
    )

    class Meta:
        model = Release
        fields = ("title", "lead", "text", "forum", "contact")
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Title"),
            "lead": _("Lead"),
            "text": _("Text"),
            "forum": _("Forum"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "lead": _("The news in two sentences: it stands in lists, in the feed and in e-mails."),
            "text": _MARKDOWN,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        forum, field = self.instance.forum, self.fields["forum"]
        if forum is not None and not forum.is_published:
            del self.fields["forum"]  # it stays, and its name is not for everybody at the press desk
        elif isinstance(field, forms.ModelChoiceField):
            field.queryset = Forum.objects.filter(is_published=True)
            field.empty_label = _("none: the whole assembly")


class CorrectionForm(_WordsForm):
    """Other words for a public release, and what is different about them."""

    note = ContentFormField(
        longest=500,
        label=_("What was corrected"),
        help_text=_("In a sentence for readers: it stands on the page with today's date."),
    )
    field_order = ("note", "title", "lead", "text")

    class Meta:
        model = Release
        fields = ("title", "lead", "text")
        labels: ClassVar[dict[str, Any]] = {"title": _("Title"), "lead": _("Lead"), "text": _("Text")}
        help_texts: ClassVar[dict[str, Any]] = {"text": _MARKDOWN}

    def words(self) -> dict[str, Any]:
        """Give the new words, without the note."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class IssueForm(forms.Form):
    """When a release becomes public: at once, or at the end of an embargo on the assembly's clocks."""

    embargo_until = forms.DateTimeField(
        label=_("Embargo until"),
        required=False,
        input_formats=[_MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )

    def __init__(self, *args: Any, assembly: Assembly, now: datetime, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.zone, self.now = ZoneInfo(assembly.time_zone), now
        self.fields["embargo_until"].help_text = (
            _("On the assembly's clocks (%s). Empty: it becomes public at once.") % assembly.time_zone
        )

    def clean_embargo_until(self) -> datetime | None:
        """Read it on the assembly's clocks; it lies in the future, and within a year."""
        if self.cleaned_data["embargo_until"] is None:
            return None
        given: datetime = self.cleaned_data["embargo_until"].replace(tzinfo=None)
        here = self.now.astimezone(self.zone).replace(tzinfo=None)
        if given > here + LONGEST_EMBARGO:
            raise ValidationError(_("An embargo lasts a year at most."), code="far")
        until = given.replace(tzinfo=self.zone)
        if until <= self.now:
            raise ValidationError(_("The end of the embargo must lie in the future."), code="past")
        return until


class WithdrawalForm(ContentForm):
    """Why a release is withdrawn."""

    because = ContentFormField(
        longest=500,
        label=_("Why it is withdrawn"),
        help_text=_("In a sentence for readers: it stands on the page, with the title and today's date."),
    )
