"""Who holds which role, told in plain words of the cast: written without a look at how `Actor` finds it."""

from __future__ import annotations

from tests.web.cast import STATEMENTS
from tests.web.cast_comments import COMMENTS
from yishiting.web.permissions.roles import Role

_ASSEMBLY = {
    "organiser": Role.ORGANISER,
    "assembly_moderator": Role.MODERATOR,
    "press_officer": Role.PRESS_OFFICER,
    "journalist": Role.JOURNALIST,
    "auditor": Role.AUDITOR,
}
_FORUMS = {
    "staff": (Role.STAFF, ("own", "hidden")),
    "chair": (Role.CHAIR, ("own", "hidden")),
    "moderator": (Role.MODERATOR, ("own", "hidden")),
    "other_staff": (Role.STAFF, ("others", "others_hidden")),
    "other_chair": (Role.CHAIR, ("others", "others_hidden")),
    "other_moderator": (Role.MODERATOR, ("others", "others_hidden")),
}
_DELEGATES = ("delegate", "second_seat", "other_delegate")
_VERIFIED = ("verified", "other_verified")
_WITHOUT_ACCOUNT = ("open", "newcomer", "anonymous")
_AUTHORS = {"delegation": ("delegate", "second_seat"), "": ()}


def roles_told(who: str, thing: str) -> set[Role]:
    """Give somebody's roles on a thing.

    Things are "site", "forum own", "session own-public", "deliberation own-open", "statement own-open seed",
    "release public", "question waiting", "exhibitor own", "exhibit own-public", "comment public-accepted".
    """
    kind, _, name = thing.partition(" ")
    roles = {Role.ANYONE} if who in _WITHOUT_ACCOUNT else {Role.ANYONE, Role.ACCOUNT}
    if who in _ASSEMBLY:
        roles.add(_ASSEMBLY[who])
    if kind == "site":
        return roles | _held_somewhere(who)
    if kind in ("forum", "session"):
        return roles | _held_on_forum(who, name.partition("-")[0])
    if kind in _AROUND:
        return roles | _AROUND[kind](who, name)
    where, _, statement = name.partition(" ")
    roles |= _held_on_forum(who, _forum_of(where)) | _voting(who, where)
    if kind == "statement" and who in _authors(statement):
        roles.add(Role.AUTHOR)
    return roles


def _on_release(_who: str, _name: str) -> set[Role]:
    return set()


def _on_question(who: str, _name: str) -> set[Role]:
    return {"journalist": {Role.AUTHOR}, "spokesperson": {Role.SPOKESPERSON}}.get(who, set())


def _on_exhibitor(who: str, name: str) -> set[Role]:
    return {Role.EXHIBITOR} if who == "exhibitor" and name.startswith("own") else set()


def _on_comment(who: str, name: str) -> set[Role]:
    return {Role.AUTHOR} if who == COMMENTS[name] else set()


_AROUND = {
    "release": _on_release,
    "question": _on_question,
    "exhibitor": _on_exhibitor,
    "exhibit": _on_exhibitor,
    "comment": _on_comment,
}


def _held_somewhere(who: str) -> set[Role]:
    held = {_FORUMS[who][0]} if who in _FORUMS else set()
    return held | ({Role.DELEGATE} if who in _DELEGATES else set())


def _held_on_forum(who: str, forum: str) -> set[Role]:
    role, forums = _FORUMS.get(who, (None, ()))
    return {role} if role is not None and forum in forums else set()


def _forum_of(deliberation: str) -> str:
    forum = deliberation.partition("-")[0]
    return forum if forum in ("own", "hidden", "others", "others_hidden") else "own"


def _voting(who: str, deliberation: str) -> set[Role]:
    admitted = (
        [deliberation.removesuffix("-only")] if deliberation.endswith("-only") else ["delegations", "verified", "open"]
    )
    if who in _DELEGATES and "delegations" in admitted:
        return {Role.DELEGATE}
    if who in _VERIFIED:
        return {Role.VERIFIED} if {"verified", "open"} & set(admitted) else set()
    return {Role.OPEN} if "open" in admitted else set()


def _authors(statement: str) -> tuple[str, ...]:
    author = STATEMENTS[statement][1]
    return _AUTHORS.get(author, (author,))
