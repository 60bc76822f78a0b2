"""Statements that say about the same, in any language, while somebody is still writing.

Two letters that follow each other (in Chinese: two characters) are what is compared, rare pairs counting more than
frequent ones: no dictionary, no word boundaries. What shares the most is then compared letter by letter.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, Max
from rapidfuzz import fuzz

from yishiting.web.deliberation.models import Deliberation, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from yishiting.web.content import Content

MOST_SHOWN = 5
# Chosen on pairs of statements of the sample in both languages; tests/web/deliberation/test_similar.py holds some.
_ENOUGH = 0.5
_LOOKED_AT = 30
_FEWEST_LETTERS = 4
_KEPT_FOR = timedelta(minutes=1)  # a translation that was put in meanwhile is found after this


@dataclass(frozen=True)
class _Index:
    """The texts of a deliberation, prepared. A statement has as many texts as languages."""

    version: tuple[object, ...]
    read_at: datetime
    statements: tuple[int, ...]
    folded: tuple[str, ...]
    places: dict[str, NDArray[np.intp]]
    weights: dict[str, float]


_indexes: dict[int, _Index] = {}


def similar_statements(deliberation: Deliberation, text: str, now: datetime) -> list[Statement]:
    """Give the accepted statements that say about the same, the nearest first."""
    folded = _folded(text)
    if len(folded.replace(" ", "")) < _FEWEST_LETTERS:
        return []
    found = _nearest(_index(deliberation, now), folded)
    statements = Statement.objects.in_bulk(found)
    return [statements[key] for key in found if statements[key].status == Statement.Status.ACCEPTED]


def _index(deliberation: Deliberation, now: datetime) -> _Index:
    accepted = deliberation.statements.filter(status=Statement.Status.ACCEPTED)
    version = tuple(accepted.aggregate(Count("pk"), Max("pk"), Max("decided_at")).values())
    known = _indexes.get(deliberation.pk)
    if known is None or known.version != version or now - known.read_at > _KEPT_FOR:
        known = _prepared(version, now, list(accepted.order_by("number").values_list("pk", "text")))
        _indexes[deliberation.pk] = known
    return known


def _prepared(version: tuple[object, ...], now: datetime, rows: Sequence[tuple[int, Content]]) -> _Index:
    texts = [(key, _folded(words)) for key, text in rows for words in text.texts.values()]
    places: dict[str, list[int]] = {}
    for place, (_key, folded) in enumerate(texts):
        for pair in _pairs(folded):
            places.setdefault(pair, []).append(place)
    weights = {pair: math.log1p(len(texts) / len(where)) for pair, where in places.items()}
    arrays = {pair: np.array(where, dtype=np.intp) for pair, where in places.items()}
    return _Index(version, now, tuple(key for key, _ in texts), tuple(folded for _, folded in texts), arrays, weights)


def _nearest(index: _Index, folded: str) -> list[int]:
    """Rank by the mean of shared weight and of the best match of the shorter text inside the longer one."""
    pairs = _pairs(folded)
    known = [pair for pair in pairs if pair in index.places]
    if not known:
        return []
    unknown = math.log1p(len(index.folded))  # what nobody has written yet is as rare as can be
    whole = sum(index.weights.get(pair, unknown) for pair in pairs)
    where = np.concatenate([index.places[pair] for pair in known])
    weight = np.repeat([index.weights[pair] for pair in known], [len(index.places[pair]) for pair in known])
    shared = np.bincount(where, weight, minlength=len(index.folded)) / whole
    best: dict[int, float] = {}
    for place in np.argsort(-shared, kind="stable")[:_LOOKED_AT].tolist():
        score = (float(shared[place]) + fuzz.partial_ratio(folded, index.folded[place]) / 100) / 2
        best[index.statements[place]] = max(best.get(index.statements[place], 0.0), score)
    ranked = sorted(best, key=lambda key: (-best[key], key))
    return [key for key in ranked[:MOST_SHOWN] if best[key] >= _ENOUGH]


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded).split())


def _pairs(folded: str) -> set[str]:
    """Pairs of letters; a space stands before and behind each word, so that its ends count too."""
    padded = f" {folded} "
    return {padded[place : place + 2] for place in range(len(padded) - 1)}
