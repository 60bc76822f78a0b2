"""What a session is: title, time, place, people, text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.content_forms import language_name, offer_languages
from yishiting.web.form_sections import Section
from yishiting.web.programme.forms.people_in_order import Directory, PeopleInOrderField
from yishiting.web.programme.models import Forum, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from yishiting.web.programme.models import Assembly, Speaker

_MOMENT = "%Y-%m-%dT%H:%M"
_SECTIONS = (
    (_("What it is"), ("title", "kind", "forum")),
    (_("When and where"), ("begins_at", "ends_at", "room")),
    (_("Who speaks"), ("chairs", "speakers", "languages")),
    (_("What it is about"), ("about",)),
)


def _moment_field(label: _StrPromise) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        input_formats=[_MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )


class SessionForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """A session, new or changed. ``forums`` are those between which this person may move it.

    ``may_be_nobodys`` lets it belong to the whole assembly.
    """

    begins_at = _moment_field(_("Begins"))
    ends_at = _moment_field(_("Ends"))
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With interpretation: all languages in which one can follow it."),
    )

    class Meta:
        model = Session
        fields = ("title", "kind", "forum", "begins_at", "ends_at", "room", "languages", "about")
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Title"),
            "kind": _("Kind"),
            "forum": _("Forum"),
            "room": _("Room"),
            "about": _("About"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "kind": _("In a word or two: keynote, panel, workshop, reception."),
            "forum": _("A session is public when it is published and its forum is."),
            "about": _("What is discussed and what should come out of it."),
        }

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        assembly: Assembly,
        forums: Sequence[Forum] = (),
        may_be_nobodys: bool = False,
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        self.zone = ZoneInfo(assembly.time_zone)
        super().__init__(*args, **kwargs)
        offer_languages(self, assembly.languages)
        self._offer_times(assembly.time_zone)
        self._offer_forums(forums, may_be_nobodys=may_be_nobodys)
        self._offer_spoken(assembly.languages)
        self._offer_rooms()
        self._offer_people()

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:  # noqa: ANN401 - Django's own
        """Show moments on the assembly's clocks."""
        value = super().get_initial_for_field(field, field_name)
        if field_name in ("begins_at", "ends_at") and value is not None:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def clean_begins_at(self) -> datetime | None:
        """Read it on the assembly's clocks."""
        return self._moment("begins_at")

    def clean_ends_at(self) -> datetime | None:
        """Read it on the assembly's clocks."""
        return self._moment("ends_at")

    def clean(self) -> dict[str, Any]:
        """Both times or none, in order; nobody in both parts."""
        cleaned = super().clean() or {}
        if not {"begins_at", "ends_at"} & set(self.errors):
            self._clean_times(cleaned.get("begins_at"), cleaned.get("ends_at"))
        both = [each for each in cleaned.get("chairs", ()) if each in cleaned.get("speakers", ())]
        for each in both:
            message = _("%(name)s is a chair already; each person has one part.")
            self.add_error("speakers", ValidationError(message, code="both", params={"name": each}))
        return cleaned

    @property
    def sections(self) -> list[Section]:
        """The fields as the page shows them."""
        return [Section(title, [self[name] for name in names if name in self.fields]) for title, names in _SECTIONS]

    def _offer_times(self, time_zone: str) -> None:
        for name in ("begins_at", "ends_at"):
            field = self.fields[name]
            field.required = self.instance.is_published
            field.help_text = _("On the assembly's clocks (%s).") % time_zone
        if not self.instance.is_published:
            self.fields["begins_at"].help_text = _("On the assembly's clocks (%s). Empty: not settled yet.") % time_zone

    def _offer_forums(self, forums: Sequence[Forum], *, may_be_nobodys: bool) -> None:
        if len(forums) + may_be_nobodys < 2:
            del self.fields["forum"]
            return
        offered = Forum.objects.filter(pk__in=[each.pk for each in forums])
        help_text = self.fields["forum"].help_text
        self.fields["forum"] = forms.ModelChoiceField(
            offered,
            label=_("Forum"),
            required=not may_be_nobodys,
            empty_label=_("none: the whole assembly") if may_be_nobodys else None,
            help_text=help_text,
        )

    def _offer_spoken(self, languages: Sequence[str]) -> None:
        codes = dict.fromkeys((*languages, *self.instance.languages))
        field = self.fields["languages"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(code, language_name(code)) for code in codes]

    def _offer_rooms(self) -> None:
        field = self.fields["room"]
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = _("not settled yet")

    def _offer_people(self) -> None:
        directory = Directory()
        there: dict[str, list[Speaker]] = {"chair": [], "speaker": []}
        if self.instance.pk:
            for each in self.instance.appearances.select_related("speaker"):
                there[each.part].append(each.speaker)
        self.fields["chairs"] = PeopleInOrderField(
            directory,
            draws_list=True,
            n_empty=1,
            label=pgettext_lazy("of a session", "Chair"),
            help_text=_("Who leads the session."),
        )
        self.fields["speakers"] = PeopleInOrderField(
            directory,
            draws_list=False,
            n_empty=4,
            label=_("Speakers"),
            help_text=_(
                "One person a line, by name; the numbers give the order. More lines appear when you save. "
                "Somebody new is made under “Speakers” first."
            ),
        )
        self.initial["chairs"], self.initial["speakers"] = there["chair"], there["speaker"]

    def _clean_times(self, begins: datetime | None, ends: datetime | None) -> None:
        if (begins is None) != (ends is None):
            missing = "ends_at" if ends is None else "begins_at"
            self.add_error(missing, ValidationError(_("Give both times, or neither."), code="half"))
        elif begins and ends and ends <= begins:
            self.add_error("ends_at", ValidationError(_("It must end after it begins."), code="order"))

    def _moment(self, name: str) -> datetime | None:
        value: datetime | None = self.cleaned_data[name]
        return None if value is None else value.replace(tzinfo=self.zone)


class PublishingForm(forms.Form):
    """Which of several sessions are published."""

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.sessions = {each.slug: each for each in sessions}
        self.fields["sessions"] = forms.MultipleChoiceField(
            choices=[(slug, slug) for slug in self.sessions],
            error_messages={"required": _("Choose at least one session.")},
        )

    @property
    def chosen(self) -> list[Session]:
        """The sessions that were ticked."""
        return [self.sessions[slug] for slug in self.cleaned_data["sessions"]]
