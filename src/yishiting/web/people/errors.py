"""What the people's actions refuse.

PeopleError
├── InvitationRefusedError  the link is unknown, used, expired or revoked
├── SignInFirstError        the link is good, but the address in it belongs to an account
├── LastOrganiserError      the assembly would be left without an organiser
├── PlanChangedError        between the preview of an import and its confirmation something else has changed
├── AlreadyImportedError    an uploaded file was taken in before
├── TooManyNewcomersError   more open participants came from one network than may; ``wait`` says how long to wait
└── MisplacedError          a role without its host or forum, or with one that it cannot have
"""

from __future__ import annotations

from yishiting.web.allowing import AllowanceUsedUpError


class PeopleError(Exception):
    """Nothing was changed."""


class InvitationRefusedError(PeopleError):
    """The link lets nobody in; which of the four reasons it is, only the desk may know."""


class SignInFirstError(PeopleError):
    """The link is good, but whoever opened it must first sign in to the account with that address."""


class LastOrganiserError(PeopleError):
    """Somebody must remain who can give roles."""


class MisplacedError(PeopleError):
    """A role belongs to a host, to a forum, or to the whole assembly."""


class PlanChangedError(PeopleError):
    """What would be changed is no longer what was shown: it has to be looked at again."""


class TooManyNewcomersError(AllowanceUsedUpError, PeopleError):
    """The allowance of a network is used up for ``wait``."""

    page = "people/crowded.html"


class AlreadyImportedError(PeopleError):
    """Of two confirmations, sent twice or at once, this is the second."""
