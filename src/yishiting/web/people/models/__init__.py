"""Who is there: accounts and what they may do, delegations and their seats, participants, invitations, mail."""

from yishiting.web.people.models.account import Account
from yishiting.web.people.models.appointment import Appointment
from yishiting.web.people.models.cached import Cached
from yishiting.web.people.models.constituency import Constituency, ConstituencyKind, Membership
from yishiting.web.people.models.counting import CountedAs
from yishiting.web.people.models.delegation import Delegation, Seat
from yishiting.web.people.models.invitation import Invitation
from yishiting.web.people.models.network import Network
from yishiting.web.people.models.outbox import OutboxMail
from yishiting.web.people.models.participant import Participant, Tier
from yishiting.web.people.models.upload import Upload

__all__ = [
    "Account",
    "Appointment",
    "Cached",
    "Constituency",
    "ConstituencyKind",
    "CountedAs",
    "Delegation",
    "Invitation",
    "Membership",
    "Network",
    "OutboxMail",
    "Participant",
    "Seat",
    "Tier",
    "Upload",
]
