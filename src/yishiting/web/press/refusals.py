"""What an action of the press room refuses although its table row allowed it; each speaks to the person who asked.

PressRefusedError
├── AskedAlreadyError      a request for accreditation waits or is granted already
├── AddresseeInUseError    questions are put to the addressee
├── AddresseeGoneError     the addressee was deleted while a question was written
├── SameQuestionError      the same account asks the same in the same words; ``question`` is it
├── TooManyQuestionsError  as many of the account's questions wait as one journalist may have
├── OwnQuestionError       nobody seconds a question of their own
├── MovedOnError           somebody else has decided meanwhile; ``question`` or ``accreditation`` stands otherwise now
├── HeardAlreadyError      the question has been answered aloud
├── UnknownReasonError     no reason of the published policy
└── NotAtThisTimeError     an answer given before the question was asked, or in the future
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from yishiting.web.press.models import Accreditation, Question


class PressRefusedError(Exception):
    """Nothing was changed; the message says why, in the reader's language."""


class AskedAlreadyError(PressRefusedError):
    """One account has one request."""

    def __init__(self) -> None:
        super().__init__(_("You have asked already: what has become of it stands on this page."))


class AddresseeInUseError(PressRefusedError):
    """Questions keep whom they were put to."""

    def __init__(self) -> None:
        super().__init__(_("Questions are put to this addressee: it has to stay."))


class AddresseeGoneError(PressRefusedError):
    """Somebody at the desk has deleted the addressee."""

    def __init__(self) -> None:
        super().__init__(
            _("Whom you are asking has been taken out of the list meanwhile. Please choose somebody else.")
        )


class SameQuestionError(PressRefusedError):
    """The same form sent twice is one question."""

    def __init__(self, question: Question) -> None:
        super().__init__(_("You have asked this already, in the same words: question %d.") % question.number)
        self.question = question


class TooManyQuestionsError(PressRefusedError):
    """A limit per journalist, so that nobody fills the queue alone."""

    def __init__(self, limit: int) -> None:
        said = ngettext(
            "%(limit)d question of yours is waiting to be looked at. Please ask the next one after that.",
            "%(limit)d questions of yours are waiting to be looked at. Please ask the next one after that.",
            limit,
        )
        super().__init__(said % {"limit": limit})


class OwnQuestionError(PressRefusedError):
    """A second is somebody else's."""

    def __init__(self) -> None:
        super().__init__(_("This question is your own: only others can second it."))


class MovedOnError(PressRefusedError):
    """Somebody else was faster."""

    def __init__(self, thing: Question | Accreditation) -> None:
        super().__init__(
            _("Somebody else has decided meanwhile: it is now “%(status)s”.") % {"status": thing.get_status_display()}
        )


class HeardAlreadyError(PressRefusedError):
    """The question has been answered aloud: it can neither be withdrawn nor refused any more."""

    def __init__(self) -> None:
        super().__init__(_("This question has been answered aloud, so it stays."))


class UnknownReasonError(PressRefusedError):
    """Every refusal names a reason of the published policy."""

    def __init__(self) -> None:
        super().__init__(_("Please choose a reason of the published policy."))


class NotAtThisTimeError(PressRefusedError):
    """An answer is given after its question, and has been given when it is written down."""

    def __init__(self) -> None:
        super().__init__(_("The answer must have been given after the question was asked, and not in the future."))
