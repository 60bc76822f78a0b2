"""Names under which documents are saved: the file's own, without what could deceive a reader or a disk."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from yishiting.formats.programme import DocumentKind

_LONGEST = 80  # characters; four bytes each at most, and disks take 255 bytes
# What the disks of some readers do not take, and what would begin a path.
_REFUSED = re.compile(r'[<>:"/\\|?*#%]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_name(given: str, kind: DocumentKind) -> str:
    """Make a name of the one that a browser sent; its ending says what the file is."""
    stem, ending = _split(re.split(r"[/\\]", given)[-1])
    stem = "".join(" " if _REFUSED.match(letter) else letter for letter in _visible(stem))
    stem = " ".join(stem.split())[:_LONGEST].strip(" .-")
    if not stem or _DEVICES.fullmatch(stem):
        stem = "document"
    return stem + (ending if ending in kind.endings else kind.endings[0])


def unused_name(name: str, taken: Collection[str]) -> str:
    """Number a name that is there already, whatever its capitals: many disks do not tell them apart."""
    used = {each.casefold() for each in taken}
    stem, ending = _split(name)
    numbered = (f"{stem}-{number}{ending}" for number in range(2, len(used) + 3))
    return next(each for each in (name, *numbered) if each.casefold() not in used)


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending.lower()) if dot else (name, "")


def _visible(text: str) -> str:
    """Leave out control characters, marks of direction, what has no width, and halves of characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        " " if letter.isspace() else letter
        for letter in composed
        if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
