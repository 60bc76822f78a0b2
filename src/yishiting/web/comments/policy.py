"""The published policy for comments: why one is not accepted or is removed, and why one is looked at first.

Names are stored with comments, reports and decisions: they stay, whatever becomes of the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Reason:
    """One reason: ``title`` as it stands in a record, ``meaning`` as the policy explains it."""

    title: _StrPromise
    meaning: _StrPromise


@dataclass(frozen=True)
class Hold:
    """Why a comment waits: ``title`` for the desk, ``says`` for its author, ``suggests`` the reason it may come to."""

    title: _StrPromise
    says: _StrPromise
    suggests: str = ""


# For these a moderator rejects or removes, and a reader reports.
REASONS: dict[str, Reason] = {
    "advertising": Reason(
        _("Advertising or spam"),
        _("It wants to sell something or to lead readers elsewhere, or was sent in numbers."),
    ),
    "off_topic": Reason(
        _("Not about this"),
        _("It has nothing to do with the release or the exhibit under which it stands."),
    ),
    "insult": Reason(
        _("Insults or threatens"),
        _("It degrades or threatens people, parties or groups. Criticism of what they do is welcome."),
    ),
    "private": Reason(
        _("Private matters of a person"),
        _("It gives away a telephone number, an address or what else is not public about somebody."),
    ),
    "unlawful": Reason(
        _("Against the law"),
        _("Publishing it would be against the law of the place where the assembly is held."),
    ),
    "same": Reason(
        _("The same again"),
        _("It says once more what stands here already, in the same or almost the same words."),
    ),
    "links": Reason(
        _("Too many links"),
        _("It consists mostly of links. One that leads to a source is welcome."),
    ),
    "unreadable": Reason(
        _("Cannot be read"),
        _("Letters without meaning, or a text that is broken up so that nobody can read it."),
    ),
}

# For these a comment waits until somebody at the desk has looked at it. None of them is a verdict.
HOLDS: dict[str, Hold] = {
    "no_account": Hold(
        _("Written without an account"),
        _("Comments of people who are not signed in are read before everybody sees them."),
    ),
    "everybody": Hold(
        _("Every comment waits"),
        _("At present every comment is read before everybody sees it."),
    ),
    "held_links": Hold(
        _("Many links"),
        _("It has more links than are published without a look."),
        "links",
    ),
    "held_contact": Hold(
        _("A telephone number or a contact"),
        _("It seems to give a telephone number, or a name under which to reach somebody in a messenger."),
        "private",
    ),
    "held_same": Hold(
        _("The same text as another comment"),
        _("It reads the same as, or almost the same as, another comment."),
        "same",
    ),
    "held_off_topic": Hold(
        _("Perhaps about something else"),
        _("It has hardly a word in common with the page on which it stands."),
        "off_topic",
    ),
    "held_unreadable": Hold(
        _("Hard to read"),
        _("Much of it is signs, or one thing over and over."),
        "unreadable",
    ),
}


def reason_choices() -> list[tuple[str, _StrPromise]]:
    """Give the reasons as a form field takes them."""
    return [(name, reason.title) for name, reason in REASONS.items()]


def reason_title(name: str) -> str:
    """Give the title of a reason or of why a comment waits; "" for neither."""
    known = REASONS.get(name) or HOLDS.get(name)
    return str(known.title) if known else ""


def held_because(name: str) -> str:
    """Say to its author why a comment waits; "" where no reason was kept."""
    return str(HOLDS[name].says) if name in HOLDS else ""
