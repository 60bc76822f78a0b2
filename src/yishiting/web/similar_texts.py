"""Texts that say about the same, in any language, while somebody is still writing.

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
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from yishiting.web.content import Content

# Chosen by looking at questions to the sample's statements in both languages; the tests hold some of them.
_ENOUGH_ALIKE = 0.5
_ENOUGH_SHARED = 0.35
_LOOKED_AT = 30
_FEWEST_LETTERS = 4
_KEPT_FOR = timedelta(minutes=1)  # a translation that was put in meanwhile is found after this
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass
class TextIndex:
    """Texts cut into pieces, each with the key of its owner. It only grows: what stands no more, the asker leaves out.

    ``owners`` and ``folded`` say whose text stands at each place and how it reads; ``places`` where a piece occurs.
    """

    version: tuple[object, ...] = ()
    read_at: datetime | None = None
    known: set[tuple[int, str]] = field(default_factory=set)
    owners: list[int] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def bring_up_to_date(
        self, version: tuple[object, ...], read: Callable[[], Iterable[tuple[int, Content]]], now: datetime
    ) -> None:
        """Read the texts again when their ``version`` is another, or when they have been kept for long."""
        with self.lock:
            if self.version == version and self.read_at is not None and now - self.read_at <= _KEPT_FOR:
                return
            for owner, text in read():
                for words in text.texts.values():
                    self._add(owner, words)
            self.version, self.read_at = version, now

    def nearest(self, text: str) -> list[int]:
        """Give the owners of texts that say about the same, the nearest first."""
        folded = folded_text(text)
        with self.lock:
            return _nearest(self, folded) if says_enough(text) else []

    def _add(self, owner: int, text: str) -> None:
        """Take one text in, unless it is there."""
        if (owner, text) in self.known:
            return
        self.known.add((owner, text))
        folded = folded_text(text)
        for piece in _pieces(folded):
            self.places.setdefault(piece, []).append(len(self.folded))
        self.owners.append(owner)
        self.folded.append(folded)


def says_enough(text: str) -> bool:
    """Tell whether a text is long enough to be compared."""
    return len(folded_text(text).replace(" ", "")) >= _FEWEST_LETTERS


def folded_text(text: str) -> str:
    """Give a text without case, width and punctuation, words one space apart."""
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _nearest(index: TextIndex, folded: str) -> list[int]:
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
