"""The published policy: for which reasons a statement is not accepted or is removed. Each has a name and its words."""

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


# The names are stored with statements: they stay, whatever becomes of the words.
REASONS: dict[str, Reason] = {
    "off_topic": Reason(
        _("Not about the question"),
        _("The statement does not answer the question of this deliberation."),
    ),
    "several": Reason(
        _("Several statements in one"),
        _("Somebody could agree with one half and disagree with the other. It may be put forward again in parts."),
    ),
    "no_statement": Reason(
        _("Nothing to agree with"),
        _("A question, a greeting or a link: one cannot agree or disagree with it."),
    ),
    "same": Reason(
        _("Already said"),
        _("Another statement says the same: please answer that one."),
    ),
    "unclear": Reason(
        _("Cannot be understood"),
        _("Readers could take it to mean different things, or nothing."),
    ),
    "insult": Reason(
        _("Insults or threatens"),
        _("It degrades or threatens people, parties or groups. Criticism of what they do is welcome."),
    ),
    "private": Reason(
        _("Private matters of a person"),
        _("It tells about somebody what is not public, or accuses them of what nobody here can check."),
    ),
    "advertising": Reason(
        _("Advertising"),
        _("It recommends a product, a company or a service."),
    ),
    "unlawful": Reason(
        _("Against the law"),
        _("Publishing it would be against the law of the place where the assembly is held."),
    ),
}


def reason_choices() -> list[tuple[str, _StrPromise]]:
    """Give the reasons as a form field takes them."""
    return [(name, reason.title) for name, reason in REASONS.items()]
