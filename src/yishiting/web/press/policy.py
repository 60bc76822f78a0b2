"""The published policy: for which reasons a question is not accepted. Each has a name and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Reason:
    """One reason: ``title`` as the journalist is told it, ``meaning`` as the policy explains it."""

    title: _StrPromise
    meaning: _StrPromise


# The names are stored with questions: they stay, whatever becomes of the words.
REASONS: dict[str, Reason] = {
    "not_here": Reason(
        _("Not for this assembly"),
        _("It is not about the assembly, what is discussed there, or what came out of it."),
    ),
    "other_addressee": Reason(
        _("For somebody else"),
        _("Whom it is put to cannot answer it. It may be asked again, put to the right one."),
    ),
    "same": Reason(
        _("Asked already"),
        _("Another question asks the same: please second that one."),
    ),
    "no_question": Reason(
        _("Nothing to answer"),
        _("A statement or a request: one cannot answer it in public."),
    ),
    "unclear": Reason(
        _("Cannot be understood"),
        _("It could be taken to mean different things. It may be asked again in other words."),
    ),
    "private": Reason(
        _("Private matters of a person"),
        _("It asks about somebody what is not of public interest, or accuses them of what nobody here can check."),
    ),
    "insult": Reason(
        _("Insults or threatens"),
        _("It degrades or threatens people, parties or groups. Hard questions about what they do are welcome."),
    ),
}


def reason_choices() -> list[tuple[str, _StrPromise]]:
    """Give the reasons as a form field takes them."""
    return [(name, reason.title) for name, reason in REASONS.items()]
