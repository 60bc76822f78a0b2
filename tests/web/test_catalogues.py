"""Everything that the chamber says is said in every language, and nothing is said that no catalogue knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation

from setup.messages import CHAMBER, LANGUAGES, catalogue_of_code, catalogue_path, updated

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Message

TEMPLATES = sorted(CHAMBER.glob("**/templates/**/*.html")) + sorted(CHAMBER.glob("**/templates/**/*.txt"))


def _catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def _keys(catalogue: Catalog) -> set[tuple[str, str]]:
    return {(_forms(message.id)[0], message.context or "") for message in catalogue if message.id}


def _forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(each) for each in text] if isinstance(text, list | tuple) else []


def unfinished(catalogue: Catalog) -> list[str]:
    """Messages without a translation in every plural form, or marked as a guess."""
    return [_forms(each.id)[0] for each in catalogue if each.id and (each.fuzzy or not _is_whole(each))]


def _is_whole(message: Message) -> bool:
    strings = _forms(message.string)
    return bool(strings) and all(strings)


def misfilled(catalogue: Catalog) -> list[str]:
    """Messages whose translation asks for a word that is not there, or leaves one out that every form has."""
    found = []
    for message in catalogue:
        ids = _forms(message.id)
        known, needed = set().union(*map(_holes, ids)), set.intersection(*map(_holes, ids or [""]))
        found += [ids[0] for each in _forms(message.string) if message.id and not needed <= _holes(each) <= known]
    return found


def _holes(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_exactly_what_the_chamber_says(language: str) -> None:
    assert _keys(_catalogue(language)) == _keys(catalogue_of_code()), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated_and_nothing_is_a_guess(language: str) -> None:
    assert unfinished(_catalogue(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_in_the_same_words(language: str) -> None:
    assert misfilled(_catalogue(language)) == []


def test_a_missing_a_guessed_and_a_misfilled_translation_are_found() -> None:
    catalogue = Catalog(locale="zh_Hans")
    catalogue.add("Done %(name)s", "好了%(name)s")
    catalogue.add("Empty", "")
    catalogue.add("Guess", "大概", flags=["fuzzy"])
    catalogue.add("Few %(name)s", "少")
    catalogue.add("Many %(name)s", "多%(name)s%(other)s")
    catalogue.add(("%(count)s vote", "%(count)s votes"), ("%(count)s 次表态",))

    assert unfinished(catalogue) == ["Empty", "Guess"]
    assert misfilled(catalogue) == ["Few %(name)s", "Many %(name)s"]


def test_messages_of_code_and_templates_are_collected(tmp_path: Path) -> None:
    folder = tmp_path / "press" / "templates" / "press"
    folder.mkdir(parents=True)
    (tmp_path / "press" / "forms.py").write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext\n"
        "label = _('Name')\nwords = ngettext('%(n)s item', '%(n)s items', 2)\n",
        encoding="utf-8",
    )
    (folder / "page.html").write_text(
        "<h1>(a [bracket {% translate 'Title' %}</h1>\n    <p>{% blocktranslate trimmed %}\n  Dear {{ name }}\n"
        "{% endblocktranslate %}\n  {% include 'x.html' with label=_('Label') %}\n",
        encoding="utf-8",
    )

    assert {key for key, _ in _keys(catalogue_of_code(tmp_path))} == {
        "Name",
        "%(n)s item",
        "Title",
        "Dear %(name)s",
        "Label",
    }


def test_an_update_keeps_translations_drops_what_is_gone_and_guesses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Kept"\nmsgstr "留"\n\n'
        'msgid "Gone away"\nmsgstr "去"\n',
        encoding="utf-8",
    )
    template = Catalog()
    template.add("Kept")
    template.add("Gone  away")

    catalogue = updated(path, "zh_Hans", template)

    assert {each.id: each.string or "" for each in catalogue if each.id} == {"Kept": "留", "Gone  away": ""}
    assert not catalogue.obsolete


# What stands between tags, and what attributes say to people.
_SAID_IN = re.compile(r"""(?:alt|aria-label|aria-description|placeholder|title|content)=("[^"]*"|'[^']*')""")
_TRANSLATED = re.compile(
    r"{%-?\s*(blocktranslate|blocktrans|comment)\b.*?{%-?\s*end\1\s*%}"
    r"|<(code|pre)\b[^>]*>[^<]*</\2>"  # what is typed as it stands, such as names of columns
    r"|{%\s*block page_class\s*%}.*?{%\s*endblock\s*%}",  # names of styles
    re.DOTALL,
)
_MACHINERY = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<!DOCTYPE[^>]*>|<(style|script)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMES = {"Yishiting", "议事厅", "CSV", "JSON", "ZIP", "schedule", "json", "xml", "csv", "ics"}  # and files' names
_NOT_WORDS = re.compile(r"^(width=|text/|[{\[])|initial-scale|^(light dark|no-?referrer)$")


def bare_words(template: str) -> list[str]:
    """Find words in a template that no catalogue can translate."""
    text = _MACHINERY.sub(" ", _TRANSLATED.sub(" ", template))
    attributes = [each[1:-1] for each in _SAID_IN.findall(text) if not _NOT_WORDS.search(each[1:-1])]
    plain = re.sub(r"&#?\w+;", " ", _TAG.sub(" ", text))
    return [word for part in (plain, *attributes) for word in _WORD.findall(part) if word not in _NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(CHAMBER)))
def test_templates_hold_no_words_outside_translate_tags(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ("<p>{% translate 'Hello' %}</p>", []),
        ("{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %} there", ["there"]),
        ("<img alt='A map'>", ["map"]),
        ('<img alt="{% translate "A map" %}">', []),
        ("<p>你好</p>", ["你好"]),
        ("{# a remark #}<!-- and another -->{% comment %}x yz{% endcomment %}", []),
        ("<meta name='viewport' content='width=device-width, initial-scale=1'>", []),
    ],
)
def test_bare_words_are_found(template: str, words: list[str]) -> None:
    assert bare_words(template) == words


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "tag", "word"), [("zh-CN", "zh-Hans", "登录"), ("en", "en", "Sign in")])
def test_the_chamber_speaks_the_language_that_a_browser_asks_for(asked: str, tag: str, word: str) -> None:
    page = Client().get("/", headers={"accept-language": asked}).content.decode()

    assert f'lang="{tag}"'.lower() in page.lower()
    assert word in page


@pytest.mark.parametrize("language", ["zh-hans"])
def test_what_packages_say_is_translated_too(language: str) -> None:
    said = ["The email address and/or password you specified are not correct.", "This field is required."]

    with translation.override(language):
        assert [message for message in said if translation.gettext(message) == message] == []
