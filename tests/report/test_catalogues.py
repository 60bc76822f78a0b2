from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import yishiting.report

PACKAGE = Path(yishiting.report.__file__).parent
CATALOGUES = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/report.po"))
_METHODS = [("**.py", "python"), ("templates/**.jinja", "jinja2")]
_OPTIONS = {"templates/**.jinja": {"trim_blocks": "true", "lstrip_blocks": "true"}}


def _messages_in_code() -> set[str]:
    found = extract_from_dir(PACKAGE, method_map=_METHODS, options_map=_OPTIONS)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name, abort_invalid=True)


def _singular(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def unfinished(catalogue: Catalog) -> list[str]:
    """Messages without a translation in every plural form, or marked as a guess."""
    messages = [message for message in catalogue if message.id]
    forms = {_singular(message.id): _forms(message.string) for message in messages}
    fuzzy = {_singular(message.id) for message in messages if message.fuzzy}
    return [message for message, strings in forms.items() if message in fuzzy or not all(strings) or not strings]


def test_there_are_catalogues_and_messages() -> None:
    assert [path.parent.parent.name for path in CATALOGUES] == ["zh_Hans"]
    assert len(_messages_in_code()) > 150


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_message_is_translated_and_none_is_a_guess(path: Path) -> None:
    assert unfinished(_catalogue(path)) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_the_catalogue_holds_exactly_the_messages_of_the_code(path: Path) -> None:
    held = {_singular(message.id) for message in _catalogue(path) if message.id}

    assert held == _messages_in_code()


def misfilled(catalogue: Catalog) -> list[str]:
    """Messages whose translation asks for a word that is not there, or leaves one out that the singular has."""
    found = []
    for message in catalogue:
        ids, strings = _forms(message.id), _forms(message.string)
        needed, known = _words(ids[0]), set().union(*map(_words, ids))
        found += [ids[0] for string in strings if string and ids[0] and not needed <= _words(string) <= known]
    return found


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _words(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_translations_fill_in_the_same_words(path: Path) -> None:
    assert misfilled(_catalogue(path)) == []


def test_a_word_too_few_and_a_word_too_many_are_found() -> None:
    catalogue = Catalog(locale="zh_Hans")
    catalogue.add("Good %(name)s", "好%(name)s")
    catalogue.add("Few %(name)s", "少")
    catalogue.add("Many %(name)s", "多%(name)s%(other)s")
    catalogue.add(("One", "%(count)s many"), ("%(count)s个",))

    assert misfilled(catalogue) == ["Few %(name)s", "Many %(name)s"]


def test_an_untranslated_and_a_fuzzy_message_are_found() -> None:
    catalogue = Catalog(locale="zh_Hans")
    catalogue.add("Done", "好了")
    catalogue.add("Empty", "")
    catalogue.add("Guess", "大概", flags=["fuzzy"])
    catalogue.add(("One", "Many"), ("",))

    assert unfinished(catalogue) == ["Empty", "Guess", "One"]
