"""The page on which a person can review who may do what: written from the table, and read back without it.

`python -m tests.web.permissions.reference` writes docs/reference/permissions.md anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.ground.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yishiting.web.permissions.decision import Case
    from yishiting.web.permissions.table import Grant, Row

PAGE = ROOT / "docs" / "reference" / "permissions.md"
_PHASES = ("draft", "open", "votes_only", "closed", "published")
_STATUSES = {
    "statement": ("waiting", "accepted", "rejected", "removed"),
    "question": ("waiting", "accepted", "rejected", "withdrawn", "answered", "published"),
    "comment": ("waiting", "accepted", "rejected", "removed", "withdrawn"),
}
_HEADINGS = {
    "site": "On the site",
    "forum": "On a forum",
    "session": "On a session",
    "deliberation": "On a deliberation",
    "statement": "On a statement",
    "release": "On a release",
    "question": "On a question to the press desk",
    "exhibitor": "On an exhibitor",
    "exhibit": "On an exhibit",
    "comment": "On a comment",
}
_HEAD = "| action | who | while it is | having become |\n|---|---|---|---|"
_LINE = re.compile(r"^\| `([a-z_.]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)


def written_page() -> str:
    """Write the page from the table: what people wrote above the first heading stays as it is."""
    from yishiting.web.permissions.table import TABLE

    introduction = PAGE.read_text(encoding="utf-8").split("\n## ")[0]
    parts = [introduction.rstrip()]
    for kind, heading in _HEADINGS.items():
        lines = [line for action, row in TABLE.items() if row.on == kind for line in _lines(action, row)]
        parts += [f"## {heading}", "\n".join([_HEAD, *lines])]
    return "\n\n".join(parts) + "\n"


def _lines(action: str, row: Row) -> list[str]:
    return [_line(action, row, grant) for grant in row.grants]


def _line(action: str, row: Row, grant: Grant) -> str:
    from yishiting.web.permissions.roles import Role

    who = ", ".join(role for role in Role if role in grant.roles)
    during = _named(grant.during, _PHASES) if row.on != "site" else ""
    statuses = _STATUSES.get(row.on)
    having = "" if statuses is None else "any" if grant.having is None else _named(grant.having, statuses)
    return f"| `{action}` | {who} | {during} | {having} |"


def _named(chosen: Iterable[str], everything: tuple[str, ...]) -> str:
    names = [str(each) for each in everything if each in set(chosen)]
    return "any" if len(names) == len(everything) else ", ".join(names)


@dataclass(frozen=True)
class Reading:
    """The page as somebody reads it who knows nothing of the code: one line for each single permission.

    ``granted`` holds (action, role, phase, status), with "" for what a kind of thing does not have.
    """

    kinds: dict[str, str]
    granted: frozenset[tuple[str, str, str, str]]
    roles_of: dict[str, frozenset[str]]

    def decision(self, action: str, case: Case) -> str:
        """Say what becomes of a request, in the words of `Decision`."""
        if self._is_granted(action, case):
            return "allowed"
        kind = self.kinds[action]
        if kind != "site" and not self._is_granted(f"{kind}.see", case):
            return "hidden"
        if self.roles_of[action] & {str(role) for role in case.roles}:
            return "not now"
        return "forbidden" if case.is_signed_in else "sign in"

    def _is_granted(self, action: str, case: Case) -> bool:
        kind = self.kinds[action]
        phase = "" if kind == "site" else str(case.phase)
        status = str(case.status) if kind in _STATUSES else ""
        return any((action, str(role), phase, status) in self.granted for role in case.roles)


def reading_of(page: str) -> Reading:
    """Read the page back."""
    kinds: dict[str, str] = {}
    granted: set[tuple[str, str, str, str]] = set()
    roles_of: dict[str, set[str]] = {}
    for kind, heading in _HEADINGS.items():
        for action, who, during, having in _LINE.findall(
            page.split(f"## {heading}\n")[1].split("\n## ", maxsplit=1)[0]
        ):
            roles = who.split(", ")
            kinds[action] = kind
            roles_of.setdefault(action, set()).update(roles)
            phases, statuses = _all_of(during, _PHASES), _all_of(having, _STATUSES.get(kind, ()))
            granted |= {(action, role, phase, status) for role in roles for phase in phases for status in statuses}
    return Reading(kinds, frozenset(granted), {action: frozenset(roles) for action, roles in roles_of.items()})


def _all_of(cell: str, everything: tuple[str, ...]) -> tuple[str, ...]:
    return everything if cell == "any" else tuple(cell.split(", "))


if __name__ == "__main__":
    import tests.chamber  # noqa: F401 - sets Django up

    PAGE.write_text(written_page(), encoding="utf-8")
