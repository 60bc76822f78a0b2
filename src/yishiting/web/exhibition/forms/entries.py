"""Exhibitors and exhibits, as their representatives and organisers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from yishiting.web.choices import ManyChoices
from yishiting.web.content_forms import language_name, offer_languages
from yishiting.web.exhibition.forms.places import ORDER_HELP
from yishiting.web.exhibition.models import Exhibit, Exhibitor
from yishiting.web.form_sections import Section
from yishiting.web.people.text import one_line, require_plain
from yishiting.web.programme.models import PUBLIC, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from yishiting.web.programme.models import Assembly

_PLACE = ("hall", "booth", "links")
_NUMBER = r"^[0-9+()/., -]*$"


class WebAddressField(forms.URLField):
    """An address that a browser opens, and nothing else."""

    default_validators = [URLValidator(schemes=("http", "https")), require_plain]

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(assume_scheme="https", **kwargs)


class ExhibitorForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """An exhibitor; ``places`` adds where it stands and to which links it belongs, which organisers say."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which somebody at the booth explains what is shown."),
    )
    website = WebAddressField(label=_("Website"), required=False, max_length=300)
    contact_phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        validators=[RegexValidator(_NUMBER, _("Only digits, blanks and the signs + ( ) - / . , stand in a number."))],
        help_text=_("Everybody sees it."),
    )
    booth = forms.CharField(
        label=_("Booth"), required=False, max_length=20, validators=[require_plain], help_text=_("Such as A12.")
    )

    class Meta:
        model = Exhibitor
        fields = ("name", "about", "languages", "website", "contact_email", "contact_phone", "hall", "booth", "links")
        labels: ClassVar[dict[str, Any]] = {
            "name": pgettext_lazy("an organisation", "Name"),
            "about": _("About"),
            "contact_email": _("E-mail address for visitors"),
            "hall": _("Hall"),
            "links": _("Links of the industry chain"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "about": _("Who you are and what you show, in a few sentences."),
            "contact_email": _("Everybody sees it."),
        }
        widgets: ClassVar[dict[str, Any]] = {"links": forms.CheckboxSelectMultiple}
        field_classes: ClassVar[dict[str, Any]] = {"links": ManyChoices}

    def __init__(self, *args: Any, assembly: Assembly, places: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, assembly.languages)
        _offer_spoken(self, assembly.languages)
        _offer_nowhere(self)
        if not places:
            for name in _PLACE:
                del self.fields[name]

    def clean_booth(self) -> str:
        """Write it on one line."""
        return one_line(self.cleaned_data["booth"])


class PlaceForm(ExhibitorForm):
    """Where an exhibitor stands, and to which links it belongs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, places=True, **kwargs)
        for name in set(self.fields) - set(_PLACE):
            del self.fields[name]


class SessionChoices(ManyChoices):
    """Chooses public sessions, each named with day and time on the assembly's clocks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        self.zone = ZoneInfo("UTC")
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: Model) -> str:
        """Name one."""
        session = obj if isinstance(obj, Session) else Session()
        if session.begins_at is None:
            return str(session)
        # Not within the string below: what is to be translated is not found there.
        shape = pgettext("date format of a session in a list", "D j M, H:i")
        return f"{date_format(session.begins_at.astimezone(self.zone), shape)} {session}"


class ExhibitForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """An exhibit; sessions can be chosen among the public ones, and those that are not public stay as they are."""

    sessions = SessionChoices(
        Session.objects.none(),
        label=_("Sessions about it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They stand on the exhibit's page, and the exhibit stands on theirs."),
    )

    class Meta:
        model = Exhibit
        fields = ("title", "about", "link", "order", "sessions")
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Title"),
            "about": _("About"),
            "link": _("Link of the industry chain"),
            "order": _("Place in the list"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "about": _("What it is, what it does, and what one can try at the booth."),
            "order": ORDER_HELP,
        }

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, assembly.languages)
        _offer_nowhere(self)
        sessions = self.fields["sessions"]
        if isinstance(sessions, SessionChoices):
            sessions.zone = ZoneInfo(assembly.time_zone)
            sessions.queryset = Session.objects.filter(PUBLIC).defer("about").order_by("begins_at", "slug")

    def clean_sessions(self) -> list[Session]:
        """Keep those that are not public now beside the chosen ones."""
        kept = self.instance.sessions.exclude(PUBLIC) if self.instance.pk else ()
        return [*self.cleaned_data["sessions"], *kept]

    @property
    def sections(self) -> list[Section]:
        """The fields as the page shows them; sessions are many."""
        first = Section(_("The exhibit"), [self[name] for name in ("title", "about", "link", "order")])
        is_folded = not (self["sessions"].value() or self["sessions"].errors)
        return [first, Section(_("Sessions about it"), [self["sessions"]], is_folded=is_folded)]


class RepresentativeForm(forms.Form):
    """An address whose owner is to look after an entry."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Whoever has an account here with this address, and has confirmed it, looks after the entry."),
    )


def _offer_spoken(form: forms.ModelForm[Any], languages: Sequence[str]) -> None:
    codes = dict.fromkeys((*languages, *form.instance.languages))
    field = form.fields["languages"]
    if isinstance(field, forms.MultipleChoiceField):
        field.choices = [(code, language_name(code)) for code in codes]


def _offer_nowhere(form: forms.ModelForm[Any]) -> None:
    """Say what leaving a choice open means."""
    for name, words in (("hall", _("not settled yet")), ("link", _("none"))):
        field = form.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = words
