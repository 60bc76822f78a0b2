"""What tests of the press room share."""

from __future__ import annotations

import pytest

from yishiting.web.similar_texts import TextIndex


@pytest.fixture(autouse=True)
def index_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds the questions of another, whose keys are given out again once they are taken back."""
    monkeypatch.setattr("yishiting.web.press.queries.questions._index", TextIndex())
