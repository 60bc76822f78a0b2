from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.report.conversations import analysis_of, conversation_of, divided_votes
from yishiting.report import language_of
from yishiting.report.map_chart import SIGNS, UNSEEN, map_chart
from yishiting.report.map_geometry import MOST_DOTS, map_geometry
from yishiting.report.vega_bundle import cache_folder, vega_bundle
from yishiting.report.voice import Voice

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from yishiting.report.map_chart import MapChart


def _chart(n_participants: int) -> tuple[Voice, MapChart]:
    conversation = conversation_of(divided_votes(n_participants, 9), ["A statement."])
    voice = Voice(language_of("en"), conversation, analysis_of(conversation))
    return voice, map_chart(voice, map_geometry(voice.analysis), (4, 2))


def _people(chart: MapChart) -> list[dict[str, Any]]:
    (rows,) = [rows for rows in chart.spec["datasets"].values() if "v" in rows[0]]
    found: list[dict[str, Any]] = rows
    return found


def test_each_person_carries_their_answers_to_the_chosen_statements() -> None:
    voice, chart = _chart(60)
    table = voice.conversation.table
    shown = sorted(row["v"] for row in _people(chart))

    answers = np.full((60, 9), UNSEEN)
    signs = {1: "+", 0: "0", -1: "-"}
    answers[table.participant_index(), table.statement_index] = [signs[int(vote)] for vote in table.votes]
    assert shown == sorted("".join(row) for row in answers[:, [4, 2]])


def test_cells_hold_everybody_and_what_most_answered() -> None:
    _, chart = _chart(MOST_DOTS + 200)

    assert sum(row["n"] for row in _people(chart)) == MOST_DOTS + 200
    assert {sign for row in _people(chart) for sign in row["v"]} <= {*SIGNS.values(), UNSEEN}


def test_the_chart_tells_nothing_about_who_somebody_is() -> None:
    _, chart = _chart(60)

    assert {name for row in _people(chart) for name in row} == {"x", "y", "r", "g", "n", "v"}


def test_the_chart_names_no_other_host_but_its_schema() -> None:
    _, chart = _chart(60)
    text = json.dumps({name: value for name, value in chart.spec.items() if name != "$schema"})

    assert "http" not in text


def test_the_bundle_is_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    vega_bundle.cache_clear()
    built = vega_bundle()
    (kept,) = cache_folder().iterdir()

    assert kept.read_text(encoding="utf-8") == built
    kept.write_text("kept", encoding="utf-8")
    vega_bundle.cache_clear()
    assert vega_bundle() == "kept"
    vega_bundle.cache_clear()


def test_without_a_place_to_keep_it_the_bundle_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    vega_bundle.cache_clear()

    assert "window.vegaEmbed" in vega_bundle()
    vega_bundle.cache_clear()


def test_the_bundle_cannot_end_its_script_element() -> None:
    bundle = vega_bundle().lower()

    assert "</script" not in bundle
    assert "<!--" not in bundle
    assert "\r" not in bundle
