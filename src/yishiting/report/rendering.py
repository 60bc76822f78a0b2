"""Templates of the report. They are kept a language: compiling them costs more than filling them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from yishiting.report.language import Language
    from yishiting.report.voice import Voice


def render(voice: Voice, template: str, **words: object) -> Markup:
    """Fill one template; everything that is not markup already is escaped."""
    text = _environment(voice.language).get_template(template).render(voice=voice, **words)
    return Markup(text.strip())  # noqa: S704 - written by our templates, which escape


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("yishiting.report"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install: Any = environment
    install.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)
    return environment
