"""Write a content in a form: one box per language, in one field.

The language in which a text was first written stays its own as long as there is a text in it; the other boxes hold
translations. A text in a language that is no longer offered is kept and shown.
"""

# Django hands whatever it has to fields and widgets.
# ruff: noqa: ANN401

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import Content, interface_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.datastructures import MultiValueDict
    from django.utils.safestring import SafeString

_LONGEST_LINE = 200  # longer texts are written in a box of several lines
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_ORIGINAL = "original"
# Marks that turn the direction of everything after them, and control characters; line breaks and tabs are looked at
# apart. Zero-width joiners stay: Persian, Hindi and emoji are written with them.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DROPPED = re.compile("[\u200b\u2060\ufeff]")


def language_name(code: str) -> str:
    """Give a language's name in itself; its code where nobody has told it."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def tidy(text: str, *, is_long: bool) -> str:
    """Take blanks and invisible marks away that people paste along; a short text becomes one line."""
    text = _DROPPED.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if is_long else " ".join(text.split())


class ContentWidget(forms.Widget):
    """A box per language; ``languages`` come first, then whatever other languages the text has."""

    use_fieldset = True

    def __init__(self, languages: Iterable[str], *, is_long: bool, longest: int) -> None:
        super().__init__()
        self.languages = tuple(languages)
        self.is_long = is_long
        self.longest = longest
        self.kept = Content()

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - Django's own
    ) -> SafeString:
        """Draw the boxes."""
        return render_to_string("forms/content.html", self.get_context(name, value, dict(attrs or {})))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give what the template draws."""
        content = value if isinstance(value, Content) else Content(language="")
        identity = (attrs or {}).get("id") or name
        codes = (*self.languages, *(code for code in content.texts if code not in self.languages))
        boxes = [
            {
                "name": f"{name}_{code}",
                "id": f"{identity}_{code}",
                "language": code,
                "language_name": language_name(code),
                "text": content.texts.get(code, ""),
                "is_original": code == content.language and bool(content),
                "is_fixed": code == self.kept.language and bool(self.kept),
            }
            for code in codes
        ]
        original = {"name": f"{name}_{_ORIGINAL}", "value": content.language}
        return {"boxes": boxes, "original": original, "id": identity, "widget": self, "attrs": attrs or {}}

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any] | Mapping[str, Any],  # noqa: ARG002 - Django's own
        name: str,
    ) -> Content:
        """Collect the texts that were sent; the original's language is the one named if there is a text in it."""
        prefix = f"{name}_"
        codes = (key.removeprefix(prefix) for key in data if key.startswith(prefix))
        texts = {
            code: words
            for code in sorted(codes, key=self._place)
            if self._is_offered(code) and (words := tidy(str(data[prefix + code]), is_long=self.is_long))
        }
        if self.kept and prefix + self.kept.language not in data:
            texts[self.kept.language] = self.kept.original
        likely = (
            self.kept.language if self.kept else str(data.get(prefix + _ORIGINAL, "")),
            get_language() or "",
            *texts,
        )
        return Content(next((code for code in likely if code in texts), get_language() or "en"), texts)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002 - Django's own
        """Tell whether no box at all was sent."""
        return not any(key.startswith(f"{name}_") for key in data)

    def id_for_label(self, id_: str) -> str:  # noqa: ARG002 - Django's own
        """Nothing: each box has its own label."""
        return ""

    def _is_offered(self, code: str) -> bool:
        return code in self.languages or (_CODE.fullmatch(code) is not None and language_name(code) != code)

    def _place(self, code: str) -> tuple[int, str]:
        return (self.languages.index(code) if code in self.languages else len(self.languages), code)


class ContentFormField(forms.Field):
    """One content; every text at most ``longest`` characters, plain text."""

    def __init__(self, *, longest: int = 280, languages: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.longest = longest
        is_long = longest > _LONGEST_LINE
        kwargs["widget"] = ContentWidget(languages or interface_languages(), is_long=is_long, longest=longest)
        for unused in ("encoder", "decoder", "max_length"):
            kwargs.pop(unused, None)
        super().__init__(**kwargs)

    def offer(self, languages: Iterable[str]) -> None:
        """Set the languages in which a text may be written."""
        self.widget.languages = tuple(languages)

    def keep_original(self, content: Content) -> None:
        """Let only translations be written: the text in its own language stays, and so does that language."""
        self.widget.kept = content

    def clean(self, value: Any) -> Content:
        """Refuse an empty text where one is needed, texts that are too long, and characters that act."""
        content = value if isinstance(value, Content) else Content()
        if self.required and not content:
            raise ValidationError(_("Please write something here."), code="required")
        for code, text in content.texts.items():
            self._require_plain(language_name(code), text)
        kept = self.widget.kept
        if kept and not content.keeps_original_of(_tidied(kept, is_long=self.widget.is_long)):
            raise ValidationError(
                _("The text in %(language)s is the original and stays as it is; translations may be changed."),
                code="fixed",
                params={"language": language_name(kept.language)},
            )
        return Content(kept.language, {**content.texts, kept.language: kept.original}) if kept else content

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether a text is another than before."""
        return bool(initial != data)

    def _require_plain(self, language: str, text: str) -> None:
        if len(text) > self.longest:
            raise ValidationError(
                _("%(language)s: at most %(limit)s characters, got %(got)s."),
                code="long",
                params={"language": language, "limit": self.longest, "got": len(text)},
            )
        if found := _REFUSED.search(text):
            raise ValidationError(
                _("%(language)s: plain text only; there is an invisible control character (%(code)s) in it."),
                code="control",
                params={"language": language, "code": f"U+{ord(found[0]):04X}"},
            )


def _tidied(content: Content, *, is_long: bool) -> Content:
    return Content(content.language, {code: tidy(text, is_long=is_long) for code, text in content.texts.items()})


class ContentForm(forms.Form):
    """A form whose contents are written in the assembly's languages; give it ``languages``."""

    def __init__(self, *args: Any, languages: Iterable[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_languages(self, languages)


def offer_languages(form: forms.BaseForm, languages: Iterable[str] | None) -> None:
    """Set the languages of every content in a form; `None` leaves the interface's."""
    for field in form.fields.values():
        if languages is not None and isinstance(field, ContentFormField):
            field.offer(languages)
