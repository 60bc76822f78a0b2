"""Words as they are searched, the same for what is kept and for what is asked.

Latin words are put into small letters without accents, other scripts' words stay as they are. Chinese, Japanese and
Korean text, which is written without spaces or searched within its words, is cut into overlapping pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST_WORD = 40
MOST_TERMS = 12

PAIRED = (
    "\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{PAIRED}]+|[^\\s{PAIRED}]+")
_IS_PAIRED = re.compile(f"[{PAIRED}]")
_LATIN_ACCENT = re.compile("([a-z\u00df-\u024f\u1e00-\u1eff])[\u0300-\u036f]+")
# Letters, marks and digits make words. Nothing else reaches a database's search: no quote, no operator.
_IN_WORDS = frozenset("LMN")


@dataclass(frozen=True)
class Term:
    """One thing that a text must hold: a word, or the beginning of one."""

    text: str
    is_beginning: bool = False


class _Folding(dict[int, str]):
    """What becomes of each character, worked out when it is met for the first time."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded_character(chr(code))
        return found


def _folded_character(character: str) -> str:
    if unicodedata.category(character) == "Cf":  # joins or turns characters, and cannot be seen
        return ""
    plain = unicodedata.normalize("NFKC", character).casefold()
    plain = _LATIN_ACCENT.sub(r"\1", unicodedata.normalize("NFD", plain))
    plain = unicodedata.normalize("NFC", plain)
    return "".join(each if unicodedata.category(each)[0] in _IN_WORDS else " " for each in plain)


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Give a text as it is compared: its words with spaces between them."""
    return _LATIN_ACCENT.sub(r"\1", unicodedata.normalize("NFC", text).translate(_FOLDING))


def with_origin(text: str) -> tuple[str, Sequence[int]]:
    """Give a text as it is compared, and for each of its characters the place in ``text`` that it came from."""
    plain = text.translate(_FOLDING)
    if all(len(_FOLDING[ord(each)]) == 1 for each in set(text)):  # as good as always
        return plain, range(len(text))
    return plain, [place for place, each in enumerate(text) for _ in _FOLDING[ord(each)]]


def is_paired(text: str) -> bool:
    """Tell whether a word is of a script that is cut into pairs."""
    return _IS_PAIRED.match(text) is not None


def words_of(texts: Iterable[str]) -> str:
    """Give the words under which texts are found, with spaces between them."""
    return " ".join(word for text in texts for run in runs(text) for word in _kept(run))


def terms_of(query: str) -> tuple[Term, ...]:
    """Give what a text must hold to be found; the last Latin word may be the beginning of one."""
    asked = list(runs(query))
    terms = [term for run in asked for term in _asked(run)]
    if asked and not is_paired(asked[-1]):
        terms[-1] = Term(terms[-1].text, is_beginning=True)
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def runs(text: str) -> Iterator[str]:
    """Give the words of a text, and its runs of characters that are cut into pairs."""
    return (found[0] for found in _RUN.finditer(folded(text)))


def _kept(run: str) -> list[str]:
    """Cut a run: its last character stands alone too, so that each is the beginning of a word."""
    return [*_pairs(run), run[-1]] if is_paired(run) else [run[:LONGEST_WORD]]


def _asked(run: str) -> list[Term]:
    if not is_paired(run):
        return [Term(run[:LONGEST_WORD])]
    return [Term(pair) for pair in _pairs(run)] if len(run) > 1 else [Term(run, is_beginning=True)]


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]
