from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from tests.report.conversations import analysis_of, conversation_of, divided_votes
from yishiting.engine import Place, place
from yishiting.report import MapFrame, UnknownLanguageError, own_place
from yishiting.report.map_geometry import map_geometry
from yishiting.report.own_place import frame_of

CONVERSATION = conversation_of(divided_votes(200, 24), ["A statement."])
ANALYSIS = analysis_of(CONVERSATION)
FRAME = frame_of(ANALYSIS)


def at(position: tuple[float, float] = (0.0, 0.0), group: int = 0, certainty: float = 0.95) -> Place:
    return Place(np.array(position), np.array([0.1, 0.1]), group, certainty)


def test_somebody_stands_where_their_own_dot_is_drawn() -> None:
    flat = replace(FRAME, frame=replace(FRAME.frame, is_line=False))
    drawn = flat.frame.on_drawing(ANALYSIS.map.people)
    table = CONVERSATION.table
    rows = slice(table.row_starts[5], table.row_starts[6])
    spot = own_place(flat, place(ANALYSIS, table.statement_ids[table.statement_index[rows]], table.votes[rows]), 20)

    # The engine places a newcomer with statements known for good, and a participant while it still learns them.
    assert (spot.x, spot.y) == pytest.approx(tuple(drawn[5]), abs=0.02 * FRAME.frame.width)


def test_the_frame_is_that_of_the_picture() -> None:
    round_map = np.random.default_rng(0).normal(size=(200, 2))
    analysis = replace(ANALYSIS, map=replace(ANALYSIS.map, people=round_map))
    geometry, frame = map_geometry(analysis), frame_of(analysis)

    drawn = frame.frame.on_drawing(round_map)

    assert drawn[:, 0] == pytest.approx(geometry.marks.x[geometry.marks.cell])
    assert drawn[:, 1] == pytest.approx(geometry.marks.y[geometry.marks.cell])


def test_far_out_is_drawn_at_the_frame_and_on_a_line_in_the_middle() -> None:
    line = replace(FRAME, frame=replace(FRAME.frame, is_line=True))
    far = own_place(replace(FRAME, frame=replace(FRAME.frame, is_line=False)), at((1e6, -1e6)), 20)
    on_line = own_place(line, at((0.0, 5.0)), 20)

    assert 0 <= far.x <= FRAME.frame.width
    assert 0 <= far.y <= FRAME.frame.height
    assert on_line.y == FRAME.frame.height / 2


def test_the_layer_has_the_size_of_the_map_and_says_the_sentence() -> None:
    spot = own_place(FRAME, at(), 20)

    assert f'viewBox="0 0 {FRAME.frame.width} {FRAME.frame.height}"' in spot.layer
    assert f'aria-label="{spot.sentence}"' in spot.layer
    assert "style=" not in spot.layer


@pytest.mark.parametrize("x", [-1e6, 0.0, 1e6])
@pytest.mark.parametrize("y", [-1e6, 0.0, 1e6])
def test_the_word_stays_inside_the_drawing(x: float, y: float) -> None:
    layer = own_place(replace(FRAME, frame=replace(FRAME.frame, is_line=False)), at((x, y)), 20).layer
    word_x, word_y = map(float, re.findall(r'<text class="\w+" x="([\d.]+)" y="([\d.]+)"', layer)[0])

    assert 30 <= word_x <= FRAME.frame.width - 30
    assert 18 <= word_y <= FRAME.frame.height - 6


@pytest.mark.parametrize(
    ("certainty", "said", "group"),
    [
        (0.95, "By your answers you clearly stand in group B, with", "B"),
        (0.75, "By your answers so far you probably stand in group B", "B"),
        (0.55, "You stand between the groups, nearest to group B. A few", ""),
    ],
)
def test_the_sentence_is_as_sure_as_the_engine(certainty: float, said: str, group: str) -> None:
    spot = own_place(FRAME, at(group=1, certainty=certainty), 20)

    assert said in spot.sentence
    assert spot.group == group


@pytest.mark.parametrize("certainty", [0.55, 0.75, 1.0])
def test_no_bound_is_told_as_if_it_were_a_promise(certainty: float) -> None:
    assert "%" not in own_place(FRAME, at(certainty=certainty), 20).sentence


def test_the_size_of_the_group_is_named() -> None:
    sentence = own_place(FRAME, at(group=1), 20).sentence

    assert f"with {FRAME.sizes[1]} of {FRAME.n_participants} people" in sentence


@pytest.mark.parametrize(("n_answers", "said"), [(0, "with 3 more statements"), (2, "with 1 more statement,")])
def test_too_few_answers_are_said(n_answers: int, said: str) -> None:
    spot = own_place(FRAME, at(), n_answers)

    assert said in spot.sentence
    assert spot.group == ""
    assert FRAME.least_answers == 3


@pytest.mark.parametrize(("can_tell", "said"), [(True, "no separate camps"), (False, "Too few people")])
def test_one_group_is_no_group(can_tell: bool, said: str) -> None:
    alone = replace(FRAME, labels=("A",), sizes=(200,), can_tell_groups=can_tell)
    spot = own_place(alone, at(), 20)

    assert said in spot.sentence
    assert spot.group == ""


def test_where_nothing_is_drawn_there_is_no_layer() -> None:
    spot = own_place(replace(FRAME, is_point=True), at(), 20)

    assert spot.layer == ""
    assert "sets nobody apart" in spot.sentence


def test_both_languages_speak() -> None:
    assert "您属于群体A" in own_place(FRAME, at(), 20, "zh-hans").sentence
    assert ">您</text>" in own_place(FRAME, at(), 20, "zh-hans").layer
    with pytest.raises(UnknownLanguageError):
        own_place(FRAME, at(), 20, "tlh")


def test_a_frame_comes_back_from_json() -> None:
    assert MapFrame.from_dict(json.loads(json.dumps(FRAME.as_dict()))) == FRAME
