"""The reader's language: sentences by gettext, numbers and dates by the language's own habits."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_timezone_name
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from yishiting.report.errors import UnknownLanguageError

if TYPE_CHECKING:
    import datetime
    from importlib.resources.abc import Traversable

# The language as a caller writes it, and as the catalogue's folder and Babel name it. English is the source.
LANGUAGES = {"en": "en", "zh-hans": "zh_Hans"}
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Language:
    """One interface language; make it with `language_of`, which refuses those without a catalogue."""

    code: str
    locale_name: str

    @cached_property
    def locale(self) -> Locale:
        """The language's habits for numbers and dates."""
        return Locale.parse(self.locale_name)

    @cached_property
    def tag(self) -> str:
        """The tag for ``lang`` attributes, such as "zh-Hans"."""
        return self.locale_name.replace("_", "-")

    @cached_property
    def direction(self) -> str:
        """Direction of its script: "ltr" or "rtl"."""
        return str(self.locale.text_direction)

    @cached_property
    def translations(self) -> NullTranslations:
        """The catalogue; the source language needs none."""
        return NullTranslations() if self.code == SOURCE_LANGUAGE else _catalogue(self.locale_name)

    def gettext(self, message: str) -> str:
        """One message in this language."""
        return self.translations.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """One message in the plural form that ``count`` asks for."""
        return self.translations.ngettext(singular, plural, count)

    def number(self, value: float) -> str:
        """A count with the language's grouping: 49443 becomes "49,443"."""
        return _decimal(self.locale_name, round(float(value)))

    def percent(self, share: float) -> str:
        """A share in whole percent. Only an exact 0 or 1 is shown as 0 % or 100 %."""
        whole = round(100 * float(share))
        if 0 < share < 1:
            whole = min(max(whole, 1), 99)
        return _percent(self.locale_name, whole)

    def percent_range(self, low: float, high: float) -> str:
        """An interval in whole percent: "71%–80%"."""
        return self.gettext("%(low)s–%(high)s") % {"low": self.percent(low), "high": self.percent(high)}

    def moment(self, when: datetime.datetime) -> str:
        """A date and time with weekday and zone, to the minute."""
        day = format_date(when, "full", locale=self.locale)
        time = format_time(when, "short", locale=self.locale)
        zone = get_timezone_name(when, "short", locale=self.locale)
        return f"{day} {time} {zone}"

    def language_name(self, tag: str) -> str:
        """Name of another language in this one; the tag itself where it is not known."""
        try:
            name = Locale.parse(tag.replace("-", "_")).get_display_name(self.locale)
        except (UnknownLocaleError, ValueError):
            return tag
        return name or tag


def language_of(code: str) -> Language:
    """Find the language named ``code`` ("en", "zh-hans").

    Raises
    ------
    UnknownLanguageError
        There is no catalogue for it.
    """
    folder = LANGUAGES.get(code.lower())
    if folder is None:
        raise UnknownLanguageError(f"`language` must be one of {', '.join(LANGUAGES)}, got {code!r}")
    return Language(code.lower(), folder)


@cache
def _catalogue(folder: str) -> GNUTranslations:
    return read_catalogue(files("yishiting.report") / "locale" / folder / "LC_MESSAGES", folder)


def read_catalogue(folder: Traversable, locale_name: str) -> GNUTranslations:
    """Read ``report.po`` where it is there, as in a working tree, else ``report.mo``, as in an installation.

    A working tree so never shows a compiled copy that is older than its source.
    """
    source = folder / "report.po"
    if not source.is_file():
        return GNUTranslations(io.BytesIO((folder / "report.mo").read_bytes()))
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=locale_name))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _percent(locale_name: str, whole: int) -> str:
    return str(format_percent(whole / 100, locale=locale_name))


@cache
def _decimal(locale_name: str, value: int) -> str:
    return str(format_decimal(value, locale=locale_name))
