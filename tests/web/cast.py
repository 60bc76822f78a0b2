"""One cast for every act: everybody who may come, and things in each of their states.

Every text holds a word that stands nowhere else, `words.word_of`, so that a test can say that a page does not reveal
it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.core import signing
from django.test import Client
from django.utils import timezone

from tests.web.cast_comments import COMMENT_KEY, make_comments
from tests.web.cast_exhibition import make_exhibition
from tests.web.cast_press import make_press
from tests.web.cast_programme import make_room_and_speakers, make_sessions
from tests.web.words import text_of, word_of
from yishiting.web.comments.cookie import COOKIE as COMMENTER
from yishiting.web.content import Content
from yishiting.web.deliberation.models import Deliberation, Phase, Statement, Vote, VoteEntry
from yishiting.web.people import cookie
from yishiting.web.people.models import (
    Account,
    Appointment,
    Constituency,
    ConstituencyKind,
    Delegation,
    Membership,
    Participant,
    Seat,
    Tier,
)
from yishiting.web.permissions.actor import Actor
from yishiting.web.programme.models import Assembly, Forum, Host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.cast_exhibition import Exhibition
    from tests.web.cast_press import Press
    from yishiting.web.comments.models import Comment
    from yishiting.web.key_cookie import KeyCookie
    from yishiting.web.programme.models import Room, Session, Speaker

Role = Appointment.Role
Status = Statement.Status


@dataclass(frozen=True)
class Person:
    """Somebody who comes with a browser: signed in or not, known by a cookie or not."""

    name: str
    account: Account | None = None
    cookie_key: str = ""
    comment_key: str = ""

    @property
    def pk(self) -> int:
        """Key of the account, 0 for none."""
        return 0 if self.account is None else self.account.pk

    def actor(self) -> Actor:
        """The person as the table sees them."""
        return Actor(self.account, self.cookie_key, self.comment_key)

    def client(self, *, enforce_csrf_checks: bool = False) -> Client:
        """A browser of theirs."""
        client = Client(enforce_csrf_checks=enforce_csrf_checks)
        if self.account is not None:
            client.force_login(self.account)
        if self.cookie_key:
            client.cookies[cookie.COOKIE.name] = signed_cookie(self.cookie_key)
        if self.comment_key:
            client.cookies[COMMENTER.name] = signed_cookie(self.comment_key, COMMENTER)
        return client


@dataclass(frozen=True)
class People:
    """Everybody. "Own" is what belongs to the host and forum of `staff`, `chair` and `moderator`."""

    organiser: Person
    staff: Person
    other_staff: Person
    chair: Person
    other_chair: Person
    moderator: Person
    assembly_moderator: Person
    other_moderator: Person
    delegate: Person
    second_seat: Person  # of the same delegation as `delegate`
    other_delegate: Person
    former_delegate: Person  # their seat has ended
    verified: Person
    other_verified: Person
    open: Person  # no account, cookies, has answered and commented
    newcomer: Person  # a cookie, not yet an answer
    outsider: Person  # signed in, nothing else; has commented
    press_officer: Person
    spokesperson: Person  # answers for the addressee of every question
    exhibitor: Person  # looks after the exhibitors called "own"
    journalist: Person  # has asked every question
    auditor: Person
    anonymous: Person

    def __iter__(self) -> Iterator[Person]:
        return (getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class Forums:
    """Forums: published or not, the own host's or another's."""

    own: Forum
    hidden: Forum
    others: Forum
    others_hidden: Forum


@dataclass(frozen=True)
class Cast:
    """People and things.

    Deliberations are found by "<forum>-<phase>", such as "own-open" or "others-draft", and "delegations-only",
    "verified-only", "open-only", and "overdue" (open, its closing time has passed); statements by the deliberation's
    name and one of `STATEMENTS`. Sessions are found by the names in `cast_programme.SESSIONS`; of the speakers,
    "public" appears in each of them and "unseen" in "own-unpublished" alone.
    """

    assembly: Assembly
    host: Host
    other_host: Host
    delegation: Delegation
    other_delegation: Delegation
    africa: Constituency
    people: People
    forums: Forums
    deliberations: dict[str, Deliberation]
    statements: dict[tuple[str, str], Statement]
    sessions: dict[str, Session]
    room: Room
    speakers: dict[str, Speaker]
    press: Press
    exhibition: Exhibition
    comments: dict[str, Comment]

    @property
    def deliberation(self) -> Deliberation:
        """The one in the own forum that is open."""
        return self.deliberations["own-open"]

    @property
    def statement(self) -> Statement:
        """An accepted statement of that deliberation."""
        return self.statements["own-open", "seed"]


# Name -> status and whose it is: "" for the organiser's own seed.
STATEMENTS: dict[str, tuple[Status, str]] = {
    "seed": (Status.ACCEPTED, ""),
    "accepted-of-open": (Status.ACCEPTED, "open"),
    "waiting-of-open": (Status.WAITING, "open"),
    "waiting-of-other": (Status.WAITING, "other_verified"),
    "rejected-of-verified": (Status.REJECTED, "verified"),
    "removed-of-delegation": (Status.REMOVED, "delegation"),
}

_PHASES_OF = {
    "own": tuple(Phase),
    "hidden": (Phase.DRAFT, Phase.OPEN, Phase.PUBLISHED),
    "others": tuple(Phase),
    "others_hidden": (Phase.DRAFT, Phase.OPEN),
}


def signed_cookie(key: str, which: KeyCookie = cookie.COOKIE) -> str:
    """Write a cookie, by default an open participant's, as the chamber does."""
    return signing.get_cookie_signer(salt=which.name + which.salt).sign(key)


def make_cast() -> Cast:
    """Put everybody and everything into the database."""
    assembly = Assembly.objects.create(pk=1, title=Content.of("en", "Assembly of tests", zh_hans="测试大会"))
    host, other_host = Host.objects.bulk_create(
        [Host(slug=slug, name=Content.of("en", f"Host {slug}")) for slug in ("host", "other-host")]
    )
    forums = _make_forums(host, other_host)
    accounts = _make_accounts()
    _make_appointments(accounts, forums, host, other_host)
    party, other_party = Delegation.objects.bulk_create(
        [Delegation(slug=slug, name=Content.of("en", f"Delegation {slug}")) for slug in ("party", "other-party")]
    )
    _make_seats(accounts, party, other_party)
    participants = _make_participants(accounts, party, other_party)
    africa = _make_constituencies(participants)
    deliberations = _make_deliberations(forums)
    statements = _make_statements(deliberations, participants, accounts)
    _make_votes(deliberations, statements, participants)
    people = _people(accounts, participants)
    room, speakers = make_room_and_speakers()
    sessions = make_sessions(forums, room, speakers)
    press = make_press(accounts, sessions["assembly-public"])
    exhibition = make_exhibition()
    return Cast(
        assembly,
        host,
        other_host,
        party,
        other_party,
        africa,
        people,
        forums,
        deliberations,
        statements,
        sessions,
        room,
        speakers,
        press,
        exhibition,
        make_comments(accounts, press, exhibition),
    )


def _make_forums(host: Host, other_host: Host) -> Forums:
    names = [each.name for each in fields(Forums)]
    forums = Forum.objects.bulk_create(
        Forum(
            slug=f"forum-{name.replace('_', '-')}",
            title=text_of(f"forum {name}"),
            about=text_of(f"forum {name}"),
            is_published="hidden" not in name,
        )
        for name in names
    )
    Forum.hosts.through.objects.bulk_create(
        Forum.hosts.through(forum=forum, host=other_host if "others" in name else host)
        for name, forum in zip(names, forums, strict=True)
    )
    return Forums(*forums)


_WITHOUT_ACCOUNT = ("open", "newcomer", "anonymous")


def _make_accounts() -> dict[str, Account]:
    names = [each.name for each in fields(People) if each.name not in _WITHOUT_ACCOUNT]
    accounts = Account.objects.bulk_create(
        Account(email=f"{name.replace('_', '.')}@example.org", name=name.replace("_", " ").title(), password="!")  # noqa: S106 - none
        for name in names
    )
    made = dict(zip(names, accounts, strict=True))
    EmailAddress.objects.create(user=made["exhibitor"], email=made["exhibitor"].email, verified=True, primary=True)
    return made


def _make_appointments(accounts: dict[str, Account], forums: Forums, host: Host, other_host: Host) -> None:
    given: list[tuple[str, Role, Host | None, Forum | None]] = [
        ("organiser", Role.ORGANISER, None, None),
        ("staff", Role.STAFF, host, None),
        ("other_staff", Role.STAFF, other_host, None),
        ("chair", Role.CHAIR, None, forums.own),
        ("chair", Role.CHAIR, None, forums.hidden),
        ("other_chair", Role.CHAIR, None, forums.others),
        ("other_chair", Role.CHAIR, None, forums.others_hidden),
        ("moderator", Role.MODERATOR, None, forums.own),
        ("moderator", Role.MODERATOR, None, forums.hidden),
        ("assembly_moderator", Role.MODERATOR, None, None),
        ("other_moderator", Role.MODERATOR, None, forums.others),
        ("other_moderator", Role.MODERATOR, None, forums.others_hidden),
        ("press_officer", Role.PRESS_OFFICER, None, None),
        ("journalist", Role.JOURNALIST, None, None),
        ("auditor", Role.AUDITOR, None, None),
    ]
    Appointment.objects.bulk_create(
        Appointment(account=accounts[name], role=role, host=of_host, forum=of_forum)
        for name, role, of_host, of_forum in given
    )


def _make_seats(accounts: dict[str, Account], delegation: Delegation, other_delegation: Delegation) -> None:
    ended_at = timezone.now() - timedelta(days=1)
    Seat.objects.bulk_create(
        [
            Seat(delegation=delegation, account=accounts["delegate"]),
            Seat(delegation=delegation, account=accounts["second_seat"]),
            Seat(delegation=delegation, account=accounts["former_delegate"], ended_at=ended_at),
            Seat(delegation=other_delegation, account=accounts["other_delegate"]),
        ]
    )


def _make_participants(
    accounts: dict[str, Account], delegation: Delegation, other_delegation: Delegation
) -> dict[str, Participant]:
    participants = {
        "delegation": Participant(tier=Tier.DELEGATION, delegation=delegation, seed=1),
        "other_delegation": Participant(tier=Tier.DELEGATION, delegation=other_delegation, seed=2),
        "verified": Participant(tier=Tier.VERIFIED, account=accounts["verified"], seed=3),
        "other_verified": Participant(tier=Tier.VERIFIED, account=accounts["other_verified"], seed=4),
        "open": Participant(tier=Tier.OPEN, cookie_key="c" * 32, seed=5),
    }
    made = Participant.objects.bulk_create(participants.values())
    return dict(zip(participants, made, strict=True))


def _make_constituencies(participants: dict[str, Participant]) -> Constituency:
    region = ConstituencyKind.objects.create(slug="region", name=Content.of("en", "Region", zh_hans="地区"))
    africa, europe = Constituency.objects.bulk_create(
        [
            Constituency(kind=region, slug="africa", name=Content.of("en", "Africa", zh_hans="非洲")),
            Constituency(kind=region, slug="europe", name=Content.of("en", "Europe", zh_hans="欧洲"), order=1),
        ]
    )
    Membership.objects.bulk_create(
        [
            Membership(participant=participants["delegation"], kind=region, constituency=africa),
            Membership(participant=participants["other_delegation"], kind=region, constituency=europe),
        ]
    )
    return africa


def _make_deliberations(forums: Forums) -> dict[str, Deliberation]:
    made = {
        f"{forum}-{phase}": _deliberation(f"{forum}-{phase}", getattr(forums, forum), phase)
        for forum, phases in _PHASES_OF.items()
        for phase in phases
    }
    for tier in ("delegations", "verified", "open"):
        admits = {f"admits_{each}": each == tier for each in ("delegations", "verified", "open")}
        made[f"{tier}-only"] = _deliberation(f"{tier}-only", forums.own, Phase.OPEN, **admits)
    made["overdue"] = _deliberation("overdue", forums.own, Phase.OPEN)
    made["overdue"].closes_at = timezone.now() - timedelta(minutes=1)
    return dict(zip(made, Deliberation.objects.bulk_create(made.values()), strict=True))


def _deliberation(name: str, forum: Forum, phase: Phase, **settings: bool) -> Deliberation:
    now = timezone.now()
    return Deliberation(
        forum=forum,
        slug=name.replace("_", "-"),
        question=text_of(f"question {name}"),
        background=text_of(f"background {name}"),
        phase=phase,
        opened_at=None if phase == Phase.DRAFT else now - timedelta(days=2),
        closed_at=now - timedelta(hours=1) if phase in (Phase.CLOSED, Phase.PUBLISHED) else None,
        **settings,
    )


def _make_statements(
    deliberations: dict[str, Deliberation], participants: dict[str, Participant], accounts: dict[str, Account]
) -> dict[tuple[str, str], Statement]:
    made = {
        (where, name): Statement(
            deliberation=deliberation,
            number=number,
            text=text_of(f"statement {where} {name}"),
            fingerprint=word_of(f"statement {where} {name}"),
            origin=Statement.Origin.PARTICIPANT if author else Statement.Origin.SEED,
            author=participants[author] if author else None,
            put_forward_by=accounts["delegate"] if author == "delegation" else accounts.get(author),
            status=status,
            decided_at=None if status == Status.WAITING else timezone.now(),
            reason="" if status in (Status.WAITING, Status.ACCEPTED) else "off_topic",
        )
        for where, deliberation in deliberations.items()
        for number, (name, (status, author)) in enumerate(STATEMENTS.items(), start=1)
    }
    return dict(zip(made, Statement.objects.bulk_create(made.values()), strict=True))


def _make_votes(
    deliberations: dict[str, Deliberation],
    statements: dict[tuple[str, str], Statement],
    participants: dict[str, Participant],
) -> None:
    """Let each participant answer the seed of every deliberation that has been opened and admits everybody."""
    answers = {"delegation": 1, "other_delegation": -1, "verified": 1, "other_verified": 0, "open": -1}
    begun = [name for name, each in deliberations.items() if each.phase != Phase.DRAFT and not name.endswith("-only")]
    pairs = [(statements[where, "seed"], participants[who], value) for where in begun for who, value in answers.items()]
    Vote.objects.bulk_create(
        Vote(participant=participant, statement=statement, value=value) for statement, participant, value in pairs
    )
    VoteEntry.objects.bulk_create(
        VoteEntry(deliberation_id=statement.deliberation_id, participant=participant, statement=statement, value=value)
        for statement, participant, value in pairs
    )


def _people(accounts: dict[str, Account], participants: dict[str, Participant]) -> People:
    keys = {"open": str(participants["open"].cookie_key), "newcomer": "n" * 32}
    names = [each.name for each in fields(People)]
    comment_keys = {"open": COMMENT_KEY}
    return People(
        **{name: Person(name, accounts.get(name), keys.get(name, ""), comment_keys.get(name, "")) for name in names}
    )
