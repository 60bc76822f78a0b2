"""What a statement's text may hold, how long it is, and when two say the same in the same letters.

One line of plain text. Three things can be wrong with a character:

* it only gets in by copying and changes nothing that is read (zero-width space, soft hyphen, line break): it is taken
  out, or becomes a space, without a word;
* it makes a text look different from what it is (directional overrides, control and private-use characters): the text
  is refused, because taking it out would change what the writer saw;
* joiners, direction marks and variation selectors belong to Persian, Indic scripts and emoji: they stay inside a text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yishiting.web.deliberation.models.statement import LONGEST_STATEMENT

_SPACES = re.compile(r"[\s\u0085\u2028\u2029]+")
# Zero-width space, word joiner and its invisible relatives, byte order mark, soft hyphen, grapheme joiner, fillers
# that look like nothing, and tag characters, in which text can hide.
_UNSEEN = re.compile("[\u200b\u2060-\u2064\ufeff\u00ad\u034f\u115f\u1160\u3164\uffa0\u180e\U000e0000-\U000e007f]")
_STRAY_JOINERS = re.compile(
    r"(?<!\S)[\u200c-\u200f\u061c]+|(?<![\u200c-\u200f\u061c])[\u200c-\u200f\u061c]+(?!\S)|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST_MARKS = re.compile(r"(?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]){5,}")
_FEWEST_LETTERS = 2


def cleaned_line(raw: str, longest: int = LONGEST_STATEMENT) -> str:
    """Give one line of plain text as it will be kept; raises `ValidationError` in the reader's language."""
    if len(raw) > 20 * longest:  # nothing that can be mended: the rest need not be looked at
        raise _too_long(length_of(raw[: 20 * longest]), longest)
    seen = _STRAY_JOINERS.sub("", _UNSEEN.sub("", raw))
    line = unicodedata.normalize("NFC", _SPACES.sub(" ", seen).strip())
    _refuse_characters(line)
    # The second limit is the column's: marks and joiners count as nothing for the writer, but take their place.
    if length_of(line) > longest or len(line) > longest:
        raise _too_long(max(length_of(line), len(line)), longest)
    return line


def cleaned_statement(raw: str) -> str:
    """Give the text of a statement; raises `ValidationError` when there is nothing to agree with."""
    line = cleaned_line(raw)
    if sum(unicodedata.category(character)[0] == "L" for character in line) < _FEWEST_LETTERS:
        raise ValidationError(_("Please write a sentence that one can agree or disagree with."), code="blank")
    return line


def length_of(text: str) -> int:
    """Count as the limit does: a Chinese, Japanese or Korean character, or an emoji, counts two, a mark nothing.

    One Chinese character says about what two to three Latin letters say; with two for one, the same sentence fills
    about the same part of the limit in either language.
    """
    return sum(_weight(character) for character in text)


def fingerprint_of(text: str) -> str:
    """Give the same for texts that differ in case, width, spaces, punctuation and invisible characters alone."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(character for character in folded if unicodedata.category(character)[0] in "LNMS")
    return hashlib.sha256(kept.encode()).hexdigest()


def _weight(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _refuse_characters(line: str) -> None:
    if _TURNING.search(line):
        raise ValidationError(
            _("The text holds an invisible character that turns the direction of writing. Please type it anew."),
            code="direction",
        )
    if _MOST_MARKS.search(line):
        raise ValidationError(_("The text holds too many marks on one letter."), code="marks")
    unreadable = [character for character in line if unicodedata.category(character) in ("Cc", "Cs", "Co")]
    if unreadable or any(ord(character) & 0xFFFE == 0xFFFE for character in line):
        raise ValidationError(
            _("The text holds a character that cannot be shown everywhere. Please type it anew."), code="unreadable"
        )


def _too_long(length: int, longest: int) -> ValidationError:
    return ValidationError(
        _("At most %(limit)d characters, got %(length)d. Chinese, Japanese and Korean characters count two."),
        code="long",
        params={"limit": longest, "length": length},
    )
