from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

from setup.catalogues import compile_catalogues

if TYPE_CHECKING:
    from pathlib import Path

_CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "consensus"
msgstr "共识"

#, fuzzy
msgid "statement"
msgstr "声明"
"""


def test_a_catalogue_is_compiled_without_its_unsure_entries(tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "words.po").write_text(_CATALOGUE, encoding="utf-8")

    assert compile_catalogues(tmp_path) == 1

    words = gettext.translation("words", tmp_path / "locale", ["zh_Hans"])
    assert words.gettext("consensus") == "共识"
    assert words.gettext("statement") == "statement"
