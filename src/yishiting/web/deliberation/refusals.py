"""What an action refuses although its table row allowed it; each speaks to the person who asked.

RefusedError
├── NoCookieError          no account, and a browser that keeps no cookie
├── StatementGoneError     the statement was removed, or has not been accepted
├── ClaimedMeanwhileError  an account has just taken over the cookie's answers
├── ChangedMeanwhileError  the answer to undo is no longer the one that stands
├── SameTextError          the same text stands already; ``statement`` is it
├── TooManyError           as many of the person's statements stand or wait as one person may have
├── AlreadyDecidedError    moderation has decided meanwhile
└── UnknownReasonError     no reason of the published policy
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from yishiting.web.deliberation.models import Statement


class RefusedError(Exception):
    """Nothing was changed; the message says why, in the reader's language."""


class NoCookieError(RefusedError):
    """Nobody is there to whom an answer or a statement could belong."""

    def __init__(self) -> None:
        super().__init__(_("Your browser sent no cookie, so nobody could say whose this is. Please allow cookies."))


class ClaimedMeanwhileError(RefusedError):
    """The participant has become part of an account while their answer was on its way."""

    def __init__(self) -> None:
        super().__init__(_("Your answers have just moved to your account. Please give this one once more."))


class StatementGoneError(RefusedError):
    """The statement was removed while its page was open."""

    def __init__(self) -> None:
        super().__init__(_("This statement has been removed meanwhile, so it takes no answers."))


class ChangedMeanwhileError(RefusedError):
    """Another tab, or another seat of the delegation, has answered since."""

    def __init__(self) -> None:
        super().__init__(_("This answer has been changed since then. It was left as it is now."))


class SameTextError(RefusedError):
    """The same text stands in this deliberation."""

    def __init__(self, statement: Statement) -> None:
        super().__init__(_("This has been put forward already, in the same words."))
        self.statement = statement


class TooManyError(RefusedError):
    """A limit per person, so that nobody fills the queue alone."""

    def __init__(self, limit: int, *, is_waiting: bool) -> None:
        waiting = ngettext(
            "%(limit)d statement of yours is waiting to be looked at. Please put the next one forward after that.",
            "%(limit)d statements of yours are waiting to be looked at. Please put the next one forward after that.",
            limit,
        )
        standing = ngettext(
            "You have put forward %(limit)d statement here, as many as one participant may.",
            "You have put forward %(limit)d statements here, as many as one participant may.",
            limit,
        )
        super().__init__((waiting if is_waiting else standing) % {"limit": limit})
        self.limit = limit


class AlreadyDecidedError(RefusedError):
    """Somebody else has decided about the statement."""

    def __init__(self, statement: Statement) -> None:
        super().__init__(
            _("Somebody else has decided about this statement: it is now “%(status)s”.")
            % {"status": statement.get_status_display()}
        )
        self.statement = statement


class UnknownReasonError(RefusedError):
    """Every refusal names a reason of the published policy."""

    def __init__(self) -> None:
        super().__init__(_("Please choose a reason of the published policy."))
