"""Who is asking: an account with its appointments and seats, and the participant they answer as."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower

from yishiting.web.comments.models import Comment
from yishiting.web.deliberation.models import Deliberation, Statement
from yishiting.web.exhibition.models import Exhibit, Exhibitor, Representative
from yishiting.web.people.models import Appointment, Participant, Seat, Tier
from yishiting.web.permissions.roles import Role
from yishiting.web.press.models import Addressee, Question
from yishiting.web.programme.models import Forum, Session

if TYPE_CHECKING:
    from django.db.models import Model

    from yishiting.web.people.models import Account


@dataclass(frozen=True)
class Actor:
    """Somebody who asks for a page or sends a form.

    ``cookie_key`` is the key in a signed participant cookie, "" for none, ``comment_key`` that in a commenter's, which
    is another so that what somebody writes says nothing about what they answered; ``speaks_for`` is the delegation
    chosen by somebody with seats in several, 0 for none chosen; ``address`` is the network address of the request.
    """

    account: Account | None = None
    cookie_key: str = ""
    comment_key: str = ""
    speaks_for: int = 0
    address: str = ""

    @cached_property
    def appointments(self) -> tuple[Appointment, ...]:
        """Roles given to the account."""
        return () if self.account is None else tuple(Appointment.objects.filter(account=self.account))

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Seats that the account holds now, the chosen one first."""
        if self.account is None:
            return ()
        held = Seat.objects.filter(account=self.account, ended_at=None).select_related("delegation__participant")
        return tuple(sorted(held, key=lambda seat: (seat.delegation_id != self.speaks_for, seat.pk)))

    @cached_property
    def participant(self) -> Participant | None:
        """The person's own participant: the account's, or else the cookie's; `None` before the first answer."""
        if self.account is not None:
            return Participant.objects.filter(account=self.account).first()
        if not self.cookie_key:
            return None
        return Participant.objects.filter(cookie_key=self.cookie_key, account=None).first()

    @property
    def is_verified(self) -> bool:
        """Whether the person's own answers count as a verified participant's."""
        return self.participant is not None and self.participant.tier == Tier.VERIFIED

    @cached_property
    def assembly_roles(self) -> frozenset[Role]:
        """Roles that hold everywhere in the assembly."""
        roles = {Role.ANYONE}
        if self.account is not None:
            roles.add(Role.ACCOUNT)
        held = {
            appointment.role for appointment in self.appointments if not (appointment.host_id or appointment.forum_id)
        }
        return frozenset(roles | {Role(role) for role in held})

    @cached_property
    def roles_somewhere(self) -> frozenset[Role]:
        """Roles held for anything at all: decides whether there is a desk for them."""
        roles = {Role(appointment.role) for appointment in self.appointments}
        return self.assembly_roles | roles | ({Role.DELEGATE} if self.seats else set())

    def voter(self, deliberation: Deliberation) -> Participant | None:
        """As whom they answer: their delegation where it is admitted, else themselves; `None` before a first answer."""
        seat = self.seat(deliberation)
        return seat.delegation.participant if seat else self.participant

    def seat(self, deliberation: Deliberation) -> Seat | None:
        """Give the seat from which they answer in a deliberation, if they do."""
        return self.seats[0] if self.seats and deliberation.admits_delegations else None

    def roles_on(self, thing: Model | None) -> frozenset[Role]:
        """Collect the roles with respect to one thing."""
        if isinstance(thing, Forum):
            return self.assembly_roles | self._forum_roles(thing)
        if isinstance(thing, Session):
            return self.assembly_roles | (self._forum_roles(thing.forum) if thing.forum else frozenset())
        if isinstance(thing, Deliberation):
            return self.assembly_roles | self._forum_roles(thing.forum) | self._voting_roles(thing)
        if isinstance(thing, Statement):
            roles = self.roles_on(thing.deliberation)
            return roles | {Role.AUTHOR} if self.is_author(thing) else roles
        if thing is not None:
            return self.assembly_roles | self._roles_around(thing)
        return self.roles_somewhere

    def _roles_around(self, thing: Model) -> frozenset[Role]:
        """Give the roles on one thing in the press room, the exhibition or among the comments."""
        if isinstance(thing, Question):
            is_author = self.account is not None and thing.asked_by_id == self.account.pk
            answers = thing.addressee_id in self._addressees
            return frozenset({Role.AUTHOR} if is_author else ()) | ({Role.SPOKESPERSON} if answers else set())
        if isinstance(thing, Exhibitor | Exhibit):
            exhibitor = thing.pk if isinstance(thing, Exhibitor) else thing.exhibitor_id
            return frozenset({Role.EXHIBITOR} if exhibitor in self.exhibitors else ())
        if isinstance(thing, Comment):
            return frozenset({Role.AUTHOR} if self._has_written(thing) else ())
        return frozenset()

    def _has_written(self, comment: Comment) -> bool:
        if self.account is not None:
            return comment.author.account_id == self.account.pk
        return bool(self.comment_key) and comment.author.cookie_key == self.comment_key

    @cached_property
    def _addressees(self) -> frozenset[int]:
        if self.account is None:
            return frozenset()
        return frozenset(Addressee.objects.filter(answering=self.account).values_list("pk", flat=True))

    @cached_property
    def exhibitors(self) -> frozenset[int]:
        """The exhibitors whose entries they look after: those who named an address that is confirmed as theirs."""
        if self.account is None:
            return frozenset()
        mine = EmailAddress.objects.filter(user=self.account, verified=True).values(address=Lower("email"))
        return frozenset(Representative.objects.filter(email__in=mine).values_list("exhibitor_id", flat=True))

    def is_author(self, statement: Statement) -> bool:
        """Tell whether they, or a delegation in which they have a seat, put a statement forward."""
        if statement.author_id is None:
            return False
        mine = {seat.delegation.participant.pk for seat in self.seats}
        return statement.author_id in (mine | {self.participant.pk} if self.participant else mine)

    def _forum_roles(self, forum: Forum) -> frozenset[Role]:
        roles = {
            Role(each.role) for each in self.appointments if each.forum_id is not None and each.forum_id == forum.pk
        }
        return frozenset(roles | {Role.STAFF} if forum.pk in self._forums_of_my_hosts else roles)

    @cached_property
    def _forums_of_my_hosts(self) -> frozenset[int]:
        hosts = {each.host_id for each in self.appointments if each.role == Role.STAFF}
        if not hosts:
            return frozenset()
        return frozenset(Forum.hosts.through.objects.filter(host__in=hosts).values_list("forum_id", flat=True))

    def _voting_roles(self, deliberation: Deliberation) -> frozenset[Role]:
        if self.seat(deliberation) is not None:
            return frozenset({Role.DELEGATE})
        # A verified person may answer wherever open participants may; their answers count as verified all the same.
        if self.is_verified and (deliberation.admits_verified or deliberation.admits_open):
            return frozenset({Role.VERIFIED})
        return frozenset({Role.OPEN}) if deliberation.admits_open and not self.is_verified else frozenset()
