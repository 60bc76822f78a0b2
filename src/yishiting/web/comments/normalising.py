"""A text as it is compared with others: what it says, whatever was put between its letters or in their place."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

_RUNS = re.compile(r"(.)\1+", re.DOTALL)
# After look-alikes are gone these are still taken for each other: "I", "l" and "1", "O" and "0".
_ALIKE = str.maketrans("i1|0", "lllo")
# White letters on black, of which Unicode says nothing but their names.
_ON_BLACK = {first + place: chr(ord("a") + place) for first in (0x1F150, 0x1F170) for place in range(26)}


def letters_of(text: str) -> str:
    """Give the letters and figures of a text, small, without accents, Cyrillic "а" and full-width "ａ" as "a".

    >>> letters_of("Ｃａｌｌ m\u0435, n-o-w!"), letters_of("加\u200b 微 ★ 信")
    ('callmenow', '加微信')
    """
    plain = "".join(_ON_BLACK.get(ord(each), each) for each in text if not _is_sign(each))
    # Twice: what is small looks like other letters than what is a capital.
    return _small_latin(_small_latin(plain))


def skeleton_of(text: str) -> str:
    """Give what is left of a text when also repeated letters are one, and what looks alike is the same.

    >>> skeleton_of("Gооооd!!") == skeleton_of("good") == skeleton_of("G O 0 D")
    True
    """
    return _RUNS.sub(r"\1", letters_of(text).translate(_ALIKE))


def fingerprint_of(text: str) -> str:
    """Give what two texts share that say the same letter by letter; "" where there are no letters."""
    skeleton = skeleton_of(text)
    return hashlib.sha256(skeleton.encode()).hexdigest() if skeleton else ""


def weight_of(letters: str) -> int:
    """Tell how much a text says: a letter counts one, a Chinese, Japanese or Korean character two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in letters)


def _small_latin(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_look_alikes()))
    letters = "".join(each for each in apart if unicodedata.category(each)[0] in "LN")
    return letters.translate(_look_alikes()).casefold()


def _is_sign(character: str) -> bool:
    """Tell whether a character is a sign that stands for no letter: "™" is not "tm", but "Ⓐ" is "a"."""
    if unicodedata.category(character) != "So" or ord(character) in _ON_BLACK:
        return False
    return not unicodedata.decomposition(character).startswith(("<circle>", "<square>")) or not _is_one(character)


def _is_one(character: str) -> bool:
    return len(unicodedata.normalize("NFKD", character)) == 1


@cache
def _look_alikes() -> dict[int, str]:
    """Give the Latin letter for each letter of another script that looks like one, and "力" for "カ".

    A small letter that looks like none is taken for what its capital looks like, so that case makes no difference.
    """
    # Read once, when the first comment comes: a megabyte that most processes never need.
    from confusable_homoglyphs.confusables import confusables_data  # type: ignore[import-untyped]

    found: dict[int, str] = {}
    for character, others in confusables_data.items():
        is_taken_for = _is_han if "ァ" <= character <= "ヺ" else _is_latin
        other = next((str(each["c"]) for each in others if is_taken_for(str(each["c"]))), "")
        if len(character) == 1 and not character.isascii() and other:
            found[ord(character)] = other
    for code in list(found):
        small = chr(code).lower()
        if len(small) == 1 and not small.isascii():
            found.setdefault(ord(small), found[code].lower())
    return found


def _is_latin(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isalnum()


def _is_han(text: str) -> bool:
    return len(text) == 1 and "\u4e00" <= text <= "\u9fff"
