"""Telephone numbers, and names under which to reach somebody in a messenger."""

from __future__ import annotations

import re
import unicodedata

from yishiting.web.comments.normalising import letters_of

_FIGURES = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_GAP = r"[\s().,/\\+\-‐-―·・_~|:：、。*★☆]*"
# A mobile number in China; one with a country's code; one that is announced as one.
_PHONES = (
    re.compile(rf"(?<!\d)1{_GAP}[3-9](?:{_GAP}[0-9*xX]){{9}}(?!\d)"),
    re.compile(r"(?:\+|(?<!\d)00)[1-9](?:[\s().-]*\d){8,13}(?!\d)"),
    re.compile(r"(?<!\d)(?:0\d{2,3}[\s-]\d{7,8}|[48]00[\s-]?\d{3}[\s-]?\d{4})(?!\d)"),
    re.compile(
        rf"(?:\b(?:tel|phone|call|mobile|text me)|电话|電話|手机|手機|致电|热线|熱線)\D{{0,12}}(?:\d{_GAP}){{6,}}"
    ),
)
_MESSENGERS = (
    "微信|薇信|威信|v信|微x|weixin|wechat|vx|扣扣|企鹅号|企鵝號|qq群?|telegram|电报群?|電報|纸飞机|"
    "whatsapp|skype|line ?id"
)
_NAME = r"(?=[a-z0-9_-]*[0-9_])[a-z][a-z0-9_-]{4,}|[0-9]{5,}|@[a-z0-9_]{4,}"
# Named with a name behind it, or simply "add me".
_HANDLES = (
    re.compile(rf"(?:{_MESSENGERS})\s*(?:号|號|id|群|no\.?|number|is|是|为|me|at|us)?\s*[:：=]?\s*(?:{_NAME})"),
    re.compile(rf"(?:{_MESSENGERS})\s*(?:号|號|id)?\s*[:：=]\s*[a-z0-9_@-]{{4,}}"),
    re.compile(
        r"(?<![增参參])加(?:我|个|個|一下)?(?:v信|vx|薇|微信|微(?![一-鿿])|v(?![a-z0-9一-鿿])|v[0-9]{3}|qq|q群|扣扣|电报|tg(?![a-z]))"
    ),
    re.compile(r"(?:微信|薇信|威信|v信|vx)(?:同号|同號|号同|联系|聯繫)"),
    re.compile(r"\bt\.me/|\bwa\.me/|\bline\.me/"),
)
# The same with everything between the letters taken out: "加★微☆信", "W-e-C-h-a-t: ...".
_BROKEN_UP = re.compile(
    r"(?<![增参參])加(?:我|个|個)?(?:微信|薇信|威信|vx|v信|qq[0-9]|扣扣)|(?:微信号?|薇信|威信|wechat|weixin|vx)(?:id)?[a-z]{0,12}[0-9]{4,}|qq群?[0-9]{5,}"
)


def gives_contact(text: str) -> bool:
    """Tell whether somebody is to be reached by what a text says.

    >>> [gives_contact(text) for text in ("加V：abc123", "Ring 138 0013 8000", "The WeChat programme was good.")]
    [True, True, False]
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    figures = plain.translate(_FIGURES)
    if any(phone.search(figures) for phone in _PHONES) or any(handle.search(plain) for handle in _HANDLES):
        return True
    return _BROKEN_UP.search(letters_of(text)) is not None
