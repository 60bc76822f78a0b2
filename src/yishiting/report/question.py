"""The question that was asked, as a reader meets it: plain words, the first of them first, the rest folded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yishiting.report.statement_text import plain_line
from yishiting.report.voice import shortened

# A phone's first screen is to tell the result: so much of the question stands above it, and no more.
LONGEST_LEAD = 200


@dataclass(frozen=True)
class ShownQuestion:
    """What stands at the top, and the paragraphs that are folded below it, none where the top says everything."""

    lead: str
    more: tuple[str, ...]


def shown_question(text: str) -> ShownQuestion:
    """Divide a question or description, which may be Markdown and long, into its beginning and everything else."""
    lines = [plain_line(line) for line in without_markdown(text).splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        return ShownQuestion("", ())
    whole = " ".join(lines)
    if shortened(whole, LONGEST_LEAD) == whole:
        return ShownQuestion(whole, ())
    lead = shortened(lines[0], LONGEST_LEAD)
    return ShownQuestion(lead, tuple(lines[1:] if lead == lines[0] else lines))


def without_markdown(text: str) -> str:
    r"""A description as Polis keeps it, in Markdown, as plain text: words of links without addresses, and no marks.

    Examples
    --------
    >>> without_markdown("## Why? See [the **list**](https://example.org/a) and ![a tree](tree.png)")
    'Why? See the list and a tree'
    >>> without_markdown("* one, 2 * 3 = 6\n* _two_, snake_case_name")
    '• one, 2 * 3 = 6\n• two, snake_case_name'
    """
    for pattern, instead in _MARKDOWN:
        text = pattern.sub(instead, text)
    return text


_MARKDOWN = (
    (re.compile(r"!?\[([^\]]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"<((?:https?://|[^<>\s@]+@)[^<>\s]+)>"), r"\1"),
    (re.compile(r"(?m)^ {0,3}(?:#{1,6} +|> ?)"), ""),
    (re.compile(r"(?m)^ *[*+-] +"), "• "),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)
