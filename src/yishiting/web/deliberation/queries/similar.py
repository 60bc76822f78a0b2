"""Statements that say about the same, in any language, while somebody is still writing.

Pieces of four letters (in Chinese: two characters) are what is compared, rare ones counting more than frequent ones:
no dictionary, no model of a language. What shares the most is then compared letter by letter.
"""

from __future__ import annotations

import math
import re
import threading
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, Max
from rapidfuzz import fuzz

from yishiting.web.deliberation.models import Deliberation, Statement

if TYPE_CHECKING:
    from datetime import datetime

MOST_SHOWN = 5
# Chosen by looking at questions to the sample's statements in both languages; the tests hold some of them.
_ENOUGH_ALIKE = 0.5
_ENOUGH_SHARED = 0.35
_LOOKED_AT = 30
_FEWEST_LETTERS = 4
_KEPT_FOR = timedelta(minutes=1)  # a translation that was put in meanwhile is found after this
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass
class _Index:
    """The texts of one deliberation, cut into pieces. It only grows: what stands no more is left out of the answer.

    ``owners`` and ``folded`` say whose text stands at each place and how it reads; ``places`` where a piece occurs.
    """

    version: tuple[object, ...] = ()
    read_at: datetime | None = None
    known: set[tuple[int, str]] = field(default_factory=set)
    owners: list[int] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, owner: int, text: str) -> None:
        """Take one text in, unless it is there."""
        if (owner, text) in self.known:
            return
        self.known.add((owner, text))
        folded = _folded(text)
        for piece in _pieces(folded):
            self.places.setdefault(piece, []).append(len(self.folded))
        self.owners.append(owner)
        self.folded.append(folded)


_indexes: dict[int, _Index] = {}


def similar_statements(deliberation: Deliberation, text: str, now: datetime) -> list[Statement]:
    """Give the accepted statements that say about the same, the nearest first."""
    folded = _folded(text)
    if len(folded.replace(" ", "")) < _FEWEST_LETTERS:
        return []
    index = _indexes.setdefault(deliberation.pk, _Index())
    with index.lock:
        _bring_up_to_date(index, deliberation, now)
        found = _nearest(index, folded)
    accepted = deliberation.statements.filter(status=Statement.Status.ACCEPTED).in_bulk(found)
    return [accepted[key] for key in found if key in accepted][:MOST_SHOWN]


def _bring_up_to_date(index: _Index, deliberation: Deliberation, now: datetime) -> None:
    accepted = deliberation.statements.filter(status=Statement.Status.ACCEPTED).order_by()
    version = tuple(accepted.aggregate(Count("pk"), Max("pk"), Max("decided_at")).values())
    if index.version == version and index.read_at is not None and now - index.read_at <= _KEPT_FOR:
        return
    for owner, text in accepted.values_list("pk", "text"):
        for words in text.texts.values():
            index.add(owner, words)
    index.version, index.read_at = version, now


def _nearest(index: _Index, folded: str) -> list[int]:
    """Rank by two shares: of the text's pieces by weight, and of its letters in the best matching part."""
    pieces = _pieces(folded)
    known = [piece for piece in pieces if piece in index.places]
    if not known:
        return []
    weights = [_weight(len(index.folded) / len(index.places[piece])) for piece in known]
    # What nobody has written yet is as rare as can be.
    whole = sum(weights) + (len(pieces) - len(known)) * _weight(len(index.folded))
    where = np.concatenate([np.array(index.places[piece], dtype=np.intp) for piece in known])
    each = np.repeat(weights, [len(index.places[piece]) for piece in known])
    shared = np.bincount(where, each, minlength=len(index.folded)) / whole
    alike: dict[int, float] = {}
    for place in np.argsort(-shared, kind="stable")[:_LOOKED_AT].tolist():
        score = 0.6 * float(shared[place]) + 0.4 * fuzz.partial_ratio(folded, index.folded[place]) / 100
        if shared[place] >= _ENOUGH_SHARED and score >= _ENOUGH_ALIKE:
            alike[index.owners[place]] = max(alike.get(index.owners[place], 0.0), score)
    return sorted(alike, key=lambda owner: (-alike[owner], owner))


def _weight(rarity: float) -> float:
    # Squared, as where words are weighted once in the question and once in the text: "should be" then says little.
    return math.log1p(rarity) ** 2


def _folded(text: str) -> str:
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _pieces(folded: str) -> set[str]:
    """Cut into pieces: pairs of characters where words have no spaces between them, else four letters of a word.

    A space stands before and behind each word, so that its ends count too.
    """
    return {piece for word in folded.split() for piece in _pieces_of(word)}


def _pieces_of(word: str) -> list[str]:
    if unicodedata.east_asian_width(word[0]) == "W":
        return [word[place : place + 2] for place in range(max(1, len(word) - 1))]
    padded = f" {word} "
    return [padded[place : place + 4] for place in range(max(1, len(padded) - 3))]
