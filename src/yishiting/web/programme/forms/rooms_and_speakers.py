"""Rooms and speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.content_forms import offer_languages
from yishiting.web.programme.models import Room, Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence


class RoomForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """A room."""

    class Meta:
        model = Room
        fields = ("name", "place", "order")
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name"),
            "place": _("Where it is"),
            "order": _("Place in the list"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "place": _("Building, floor, or how one finds it."),
            "order": _("Smaller numbers stand first, in lists and in the grid."),
        }

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)


class SpeakerForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """Somebody who speaks."""

    class Meta:
        model = Speaker
        fields = ("name", "affiliation", "position", "about")
        labels: ClassVar[dict[str, Any]] = {
            "name": pgettext_lazy("a person", "Name"),
            "affiliation": _("Organisation"),
            "position": _("Position"),
            "about": _("About"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("As it stands in the programme, in each language in which it is written differently."),
            "affiliation": _("For whom they speak; it stands beside the name."),
            "position": _("What they are there."),
            "about": _("A few sentences for the speaker's page. It is public once one of their sessions is."),
        }

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)
