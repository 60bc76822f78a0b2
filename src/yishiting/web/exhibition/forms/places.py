"""Halls and links of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.content_forms import offer_languages
from yishiting.web.exhibition.models import ChainLink, Hall

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER_HELP = _("Smaller numbers stand first.")
_LABELS = {"name": _("Name"), "order": _("Place in the list")}


class _NamedForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)


class HallForm(_NamedForm):
    """A hall."""

    class Meta:
        model = Hall
        fields = ("name", "order")
        labels: ClassVar[dict[str, Any]] = _LABELS
        help_texts: ClassVar[dict[str, Any]] = {"order": ORDER_HELP}


class LinkForm(_NamedForm):
    """A link of the chain."""

    class Meta:
        model = ChainLink
        fields = ("name", "order")
        labels: ClassVar[dict[str, Any]] = _LABELS
        help_texts: ClassVar[dict[str, Any]] = {"order": ORDER_HELP}
