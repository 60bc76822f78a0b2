"""What is looked at by somebody before everybody sees it. Nothing is dropped: a comment is public, or it waits.

Each sign has a name in `policy.HOLDS`, which its author and the desk are shown. The same text under the same
circumstances always comes to the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.comments.models import Comment
from yishiting.web.comments.normalising import fingerprint_of, letters_of, skeleton_of
from yishiting.web.comments.queries.alike import says_the_same
from yishiting.web.comments.screening.contacts import gives_contact
from yishiting.web.comments.screening.links import count_links
from yishiting.web.comments.screening.topic import is_off_topic
from yishiting.web.comments.subject import Subject
from yishiting.web.press.models import Release

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.comments.models import Commenter, CommentSettings
    from yishiting.web.content import Content
    from yishiting.web.exhibition.models import Exhibit

_ENOUGH_TO_JUDGE = 20  # characters
_FEWEST_LETTERS = 0.5
_FEWEST_DIFFERENT = 0.35


@dataclass(frozen=True)
class Screened:
    """What becomes of a text at first; ``reason`` names why it waits, "" where it does not."""

    status: Comment.Status
    reason: str
    fingerprint: str


def screen(  # noqa: PLR0913 - each is one circumstance
    *,
    text: str,
    author: Commenter,
    subject: Release | Exhibit,
    by_account: bool,
    settings: CommentSettings,
    now: datetime,  # noqa: ARG001 - what was said lately is what was ever said, so far
    parent: Comment | None = None,
    but: Comment | None = None,
) -> Screened:
    """Decide whether a text is public at once or waits, and why; ``but`` is the comment that is being changed."""
    n_links = count_links(text)
    page = page_text(subject, parent)
    # What is seen in the text comes first: it tells the desk more than who wrote it.
    signs = {
        "held_links": n_links > settings.most_links,
        "held_contact": gives_contact(text),
        "held_unreadable": is_hard_to_read(text),
        "held_same": says_the_same(text=text, author=author, subject=Subject(subject), but=but),
        "held_off_topic": (not by_account or n_links > 0) and is_off_topic(text, page),
        "no_account": settings.holds_open_participants and not by_account,
        "everybody": settings.holds_everybody,
    }
    reason = next((name for name, holds in signs.items() if holds), "")
    status = Comment.Status.WAITING if reason else Comment.Status.ACCEPTED
    return Screened(status, reason, fingerprint_of(text))


def is_hard_to_read(text: str) -> bool:
    """Tell whether much of a text is signs, or the same over and over; a few of them are nobody's concern."""
    written = "".join(text.split())
    if len(written) < _ENOUGH_TO_JUDGE:
        return False
    letters = letters_of(text)
    if len(letters) < _FEWEST_LETTERS * len(written):
        return True
    return len(skeleton_of(text)) < _FEWEST_DIFFERENT * len(letters)


def page_text(subject: Release | Exhibit, parent: Comment | None) -> str:
    """Give all that stands on a page, in all its languages, and what is replied to."""
    said = [words for part in _contents(subject) for words in part.texts.values()]
    return "\n".join([*said, parent.text] if parent is not None else said)


def _contents(subject: Release | Exhibit) -> list[Content]:
    if isinstance(subject, Release):
        return [subject.title, subject.lead, subject.text]
    about = [subject.title, subject.about, subject.exhibitor.name, subject.exhibitor.about]
    return [*about, subject.link.name] if subject.link else about
