"""Hosts and forums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.choices import ManyChoices
from yishiting.web.content_forms import offer_languages
from yishiting.web.programme.models import Forum, Host
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Iterable

SLUG_HELP = _(
    "Small letters, digits and hyphens; it stands in addresses and stays. Left empty, one is made of the title."
)
ORDER_HELP = _("Smaller numbers stand first.")


class HostForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """A host's name; its address only while it is new."""

    class Meta:
        model = Host
        fields = ("name", "slug", "order")
        labels = {"name": _("Name"), "slug": _("Short name"), "order": _("Place in the list")}
        help_texts = {"slug": SLUG_HELP, "order": ORDER_HELP}

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)
        _settle_slug(self, is_fixed=self.instance.pk is not None)

    def clean_slug(self) -> str:
        """Make one of the name where none was chosen."""
        return self.cleaned_data["slug"] or _made(self, "name", "host")


class ForumForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """What a forum is about, and whose it is; only organisers say whose."""

    class Meta:
        model = Forum
        fields = ("title", "slug", "about", "hosts", "order")
        labels = {
            "title": _("Title"),
            "slug": _("Short name"),
            "about": _("About"),
            "hosts": _("Hosts"),
            "order": _("Place in the list"),
        }
        help_texts = {
            "about": _("What is discussed here, and by whom."),
            "slug": SLUG_HELP,
            "hosts": _("Their staff can see and change this forum."),
            "order": ORDER_HELP,
        }
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"hosts": forms.CheckboxSelectMultiple}
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"hosts": ManyChoices}

    def __init__(self, *args: Any, languages: Iterable[str], names_hosts: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)
        _settle_slug(self, is_fixed=self.instance.is_published)
        if not names_hosts:
            del self.fields["hosts"]

    def clean_slug(self) -> str:
        """Make one of the title where none was chosen."""
        return self.cleaned_data["slug"] or self.instance.slug or _made(self, "title", "forum")


def _settle_slug(form: forms.ModelForm[Any], *, is_fixed: bool) -> None:
    if is_fixed:
        del form.fields["slug"]
    else:
        form.fields["slug"].required = False


def _made(form: forms.ModelForm[Any], title: str, kind: str) -> str:
    model = form._meta.model  # noqa: SLF001 - Django's own name for it
    return fresh_slug(form.cleaned_data[title], kind, model.objects.all()) if title in form.cleaned_data else ""
