from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import REAL_DATA, real_data_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_unset_means_that_there_are_no_real_conversations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REAL_DATA, raising=False)

    assert real_data_folder() is None


def test_a_folder_that_is_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REAL_DATA, str(tmp_path))

    with pytest.raises(pytest.UsageError, match=f"^{REAL_DATA} must name a folder that holds polis-open-data, got "):
        real_data_folder()


def test_a_folder_that_is_there_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "polis-open-data").mkdir()
    monkeypatch.setenv(REAL_DATA, str(tmp_path))

    assert real_data_folder() == tmp_path / "polis-open-data"
