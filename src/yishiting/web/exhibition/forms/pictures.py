"""Pictures and what is said in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yishiting.web.content_forms import ContentForm, ContentFormField, offer_languages
from yishiting.web.exhibition.drawing import LARGEST_FILE, PictureError, draw
from yishiting.web.exhibition.forms.places import ORDER_HELP
from yishiting.web.exhibition.models import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

    from yishiting.web.exhibition.drawing import Drawn

_ALT = _("What one sees in it")
_ALT_HELP = _("For those who cannot see it, in a sentence: “A robot arm lifts a glass from a table.”")


class PictureField(forms.FileField):
    """One picture; cleaned, it is drawn anew."""

    def clean(self, data: Any, initial: Any = None) -> Drawn:  # noqa: ANN401 - Django's own
        """Draw it, or say why that cannot be done."""
        file: UploadedFile[bytes] = super().clean(data, initial)
        if (file.size or 0) > LARGEST_FILE:
            limit = {"limit": LARGEST_FILE // 1_000_000}
            raise ValidationError(_("The file is larger than %(limit)d MB."), code="large", params=limit)
        try:
            return draw(file.read() or b"")
        except PictureError as error:
            raise ValidationError(str(error), code="picture") from error


class PictureForm(ContentForm):
    """A picture and what one sees in it."""

    picture = PictureField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_(
            "JPEG, PNG, WebP or GIF, at most 10 MB and 40 million pixels. It is drawn anew: where and with what "
            "it was taken is not kept."
        ),
    )
    alt = ContentFormField(label=_ALT, help_text=_ALT_HELP, longest=300)


class PictureWordsForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """What one sees in a picture that is there, and its place."""

    class Meta:
        model = Picture
        fields = ("alt", "order")
        labels: ClassVar[dict[str, Any]] = {"alt": _ALT, "order": _("Place in the list")}
        help_texts: ClassVar[dict[str, Any]] = {"alt": _ALT_HELP, "order": ORDER_HELP}

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)
