"""Links in a text, also those that are written so that a machine should not see them."""

from __future__ import annotations

import re
import unicodedata

# Where names end that one meets in links, and hardly at the end of a word with a full stop behind it.
_SURE = "com|net|org|cn|info|xyz|vip|icu|biz|club"
_ENDS = (
    f"{_SURE}|top|site|online|shop|store|live|app|dev|ai|io|cc|co|me|tv|ru|de|uk|eu|jp|kr|hk|tw|sg|us|ly|gg|link|fun|"
    "pro|ink|wang"
)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# "example (dot) com", "example[.]com", "example点com", "example . com"; but "I like it. Com…" only with a sure end.
_DOT = re.compile(
    rf"(?<=[a-z0-9])(?:\s*[\[({{【「]\s*(?:\.|dot|点|點|。)\s*[\])}}】」]\s*|\s*[点點。·•]\s*|\s+dot\s+|\s+\.\s*)(?=(?:{_SURE})\b)"
    r"|(?<=[a-z0-9])\.\s+(?=(?:com|cn)\b)"
)
_SCHEME = re.compile(r"h\s*[tx]\s*[tx]\s*p\s*s?\s*[:：]\s*/\s*/\s*")
_LINK = re.compile(
    rf"https?://\S+|\bwww\.\S+|(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_ENDS})(?![a-z0-9])(?:[/:?]\S*)?",
    re.ASCII,
)


def count_links(text: str) -> int:
    """Count the links in a text.

    >>> [count_links(text) for text in ("see hxxp://example . com", "去 example点com", "It works. Compare it.")]
    [1, 1, 0]
    """
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    closed = _DOT.sub(".", _SCHEME.sub("https://", plain))
    return len(_LINK.findall(closed))
