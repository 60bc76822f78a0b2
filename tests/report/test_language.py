from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import yishiting.report
from yishiting.report import UnknownLanguageError, language_of
from yishiting.report.language import read_catalogue

CATALOGUE = Path(yishiting.report.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "report.po"


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownLanguageError, match="`language` must be one of en, zh-hans, got 'tlh'"):
        language_of("tlh")


def test_messages_are_in_the_language() -> None:
    assert language_of("en").gettext("What divides") == "What divides"
    assert language_of("zh-hans").gettext("What divides") == "分歧所在"


def test_english_has_a_singular() -> None:
    assert language_of("en").ngettext("%(people)s person", "%(people)s people", 1) == "%(people)s person"
    assert language_of("zh-hans").ngettext("%(people)s person", "%(people)s people", 1) == "%(people)s人"


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (2 / 3, "67%"), (0.999, "99%"), (1.0, "100%")]
)
def test_only_a_whole_share_is_shown_as_nothing_or_everything(share: float, shown: str) -> None:
    assert language_of("en").percent(share) == shown


def test_a_moment_names_weekday_and_zone() -> None:
    moment = datetime.datetime(2026, 7, 4, 9, 30, tzinfo=datetime.UTC)

    assert language_of("zh-hans").moment(moment) == "2026年7月4日星期六 09:30 UTC"
    assert language_of("en").moment(moment).replace("\u202f", " ") == "Saturday, July 4, 2026 9:30 AM UTC"


def test_another_language_is_named_in_the_readers_own() -> None:
    assert language_of("en").language_name("zh-Hant") == "Chinese (Traditional)"
    assert language_of("en").language_name("x-private") == "x-private"


def test_an_installation_reads_the_compiled_catalogue(tmp_path: Path) -> None:
    with CATALOGUE.open("rb") as source, (tmp_path / "report.mo").open("wb") as compiled:
        write_mo(compiled, read_po(source))

    assert read_catalogue(tmp_path, "zh_Hans").gettext("What divides") == "分歧所在"


def test_a_working_tree_reads_the_source_catalogue_even_beside_an_older_copy(tmp_path: Path) -> None:
    (tmp_path / "report.po").write_bytes(CATALOGUE.read_bytes())
    (tmp_path / "report.mo").write_bytes(b"stale")

    assert read_catalogue(tmp_path, "zh_Hans").gettext("What divides") == "分歧所在"
