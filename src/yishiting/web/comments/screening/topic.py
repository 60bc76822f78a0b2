"""Whether a text has a word in common with the page on which it stands."""

from __future__ import annotations

import re
import unicodedata

from yishiting.web.comments.normalising import weight_of

# So much must a text say before one may wonder what it is about, and so much a page in the same script. Sentences of
# the ready assembly's releases and exhibits under the rest of their own page: of 66 that say this much none is held; of
# 267 that say half as much 43 were.
_ENOUGH_TEXT = 120
_ENOUGH_PAGE = 120
# One word in common is asked for in so many.
_FOR_ONE = 20
_STEM = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN_RUN = re.compile("[\u3400-\u9fff]{2,}")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[a-z\u00df-\u024f]")
# Stems and pairs that stand on every page and say nothing of what it is about.
_EMPTY_WORDS = """
about after again also always anyon been befor being best both come could does doing done down each even ever
every first from good great have here into just know like littl look made make many more most much must need
never only other over peopl pleas reall right same shoul some still such take than thank that their them then
there these they thing think this those time very want well were what when where which while will with work
would year your visit today free
我们 一个 这个 那个 可以 非常 没有 什么 就是 不是 他们 你们 自己 大家 现在 已经 还是 因为 所以 如果
但是 需要 希望 觉得 认为 真的 很多 一些 这样 以及 进行 通过 对于 关于 其中 能够 可能 应该 的是 是一
了一 也是 都是 的人 有一 欢迎
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def is_off_topic(text: str, page: str) -> bool:
    """Tell whether a text is long enough to judge and has next to no word that says something in common with the page.

    A page that says little in the text's script is no measure: people write in other languages than it.
    """
    plain, about = (unicodedata.normalize("NFKC", each).casefold() for each in (text, page))
    if weight_of(plain) < _ENOUGH_TEXT or _in_script_of(plain, about) < _ENOUGH_PAGE:
        return False
    said = _says(plain)
    return len(said & _says(about)) < max(1, len(said) // _FOR_ONE)


def _says(plain: str) -> set[str]:
    words = {word[:_STEM] for word in _WORD.findall(plain) if not _HAN.search(word)}
    pairs = {run[place : place + 2] for run in _HAN_RUN.findall(plain) for place in range(len(run) - 1)}
    return (words | pairs) - _EMPTY


def _in_script_of(plain: str, about: str) -> int:
    """Tell how much of a page is in the script of a text; nothing where that is neither Chinese nor Latin."""
    n_han, n_latin = len(_HAN.findall(plain)), len(_LATIN.findall(plain))
    n_letters = sum(each.isalpha() for each in plain)
    if 2 * n_han > n_letters:
        return 2 * len(_HAN.findall(about))
    return len(_LATIN.findall(about)) if 2 * n_latin > n_letters else 0
