"""What somebody is, seen from the thing they want to do something with."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role with respect to one thing: staff of *its* host, chair of *its* forum, author of *this* statement."""

    ANYONE = "anyone"  # everybody, signed in or not
    ACCOUNT = "account"  # everybody who is signed in
    OPEN = "open"  # may answer without being verified, where open participants are admitted
    VERIFIED = "verified"  # answers as a verified participant
    DELEGATE = "delegate"  # holds a seat, where delegations are admitted
    AUTHOR = "author"  # put this statement forward, asked this question, wrote this comment
    SPOKESPERSON = "spokesperson"  # answers for whom this question is put to
    EXHIBITOR = "exhibitor"  # looks after this exhibitor's entry
    PRESS_OFFICER = "press"
    JOURNALIST = "journalist"
    AUDITOR = "auditor"
    MODERATOR = "moderator"  # of this forum, or of the assembly
    CHAIR = "chair"  # of this forum
    STAFF = "staff"  # of one of this forum's hosts
    ORGANISER = "organiser"


VOTERS = frozenset({Role.OPEN, Role.VERIFIED, Role.DELEGATE})
FORUM_DESK = frozenset({Role.ORGANISER, Role.STAFF, Role.CHAIR})
MODERATION_DESK = FORUM_DESK | {Role.MODERATOR}
PRESS_DESK = frozenset({Role.ORGANISER, Role.PRESS_OFFICER})
COMMENT_DESK = frozenset({Role.ORGANISER, Role.MODERATOR})
