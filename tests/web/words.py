"""Words by which a test sees whether a page reveals a thing."""

from __future__ import annotations

import hashlib

from yishiting.web.content import Content


def word_of(name: str) -> str:
    """Give the word that stands in the texts of one thing and nowhere else."""
    return "quokka" + hashlib.sha256(name.encode()).hexdigest()[:10]


def text_of(name: str) -> Content:
    """Give a text in both languages that holds the thing's word."""
    return Content.of("en", f"Text {word_of(name)}", zh_hans=f"文字 {word_of(name)}")
