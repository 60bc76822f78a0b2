"""What an analysis needs besides votes: the statements that count, and who the participants are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.deliberation.models import Deliberation, Statement
from yishiting.web.people.models import Constituency, ConstituencyKind, CountedAs, Membership, Participant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yishiting.web.content import Content

# SQLite takes a limited number of values in one statement, and a short read lets commits pass.
_AT_ONCE = 500


@dataclass(frozen=True)
class CountedStatement:
    """A statement that counts: ``pk`` names it in the votes, ``number`` everywhere that people see it."""

    pk: int
    number: int
    text: Content


@dataclass(frozen=True)
class Named:
    """What the organiser calls constituencies: names of kinds, and of each kind's constituencies, by short name."""

    kinds: Mapping[str, Content]
    constituencies: Mapping[str, Mapping[str, Content]]


@dataclass(frozen=True)
class People:
    """Who the participants are, by number: the tier, and the constituency of each kind by short names."""

    tiers: Mapping[int, str]
    constituencies: Mapping[str, Mapping[int, str]]

    def only(self, participants: Iterable[int]) -> People:
        """Keep some of them."""
        kept = self.tiers.keys() & set(participants)
        constituencies = {
            kind: {person: label for person, label in labels.items() if person in kept}
            for kind, labels in self.constituencies.items()
        }
        return People(
            {person: tier for person, tier in self.tiers.items() if person in kept},
            {kind: labels for kind, labels in constituencies.items() if labels},
        )


def counted_statements(deliberation: Deliberation) -> tuple[CountedStatement, ...]:
    """Give the accepted statements in the order of their numbers."""
    rows = Statement.objects.filter(deliberation=deliberation, status=Statement.Status.ACCEPTED).order_by("number")
    return tuple(CountedStatement(*row) for row in rows.values_list("pk", "number", "text"))


def people_of(participants: Iterable[int], deliberation: Deliberation) -> People:
    """Read as what participants count in a deliberation, and their constituencies; who is gone is left out."""
    tiers: dict[int, str] = {}
    settled = dict(CountedAs.objects.filter(deliberation=deliberation).values_list("participant_id", "tier"))
    constituencies: dict[str, dict[int, str]] = {}
    for some in _batches(sorted(participants)):
        tiers |= dict(Participant.objects.filter(pk__in=some).values_list("pk", "tier"))
        declared = Membership.objects.filter(participant_id__in=some).order_by("kind__order", "kind__slug")
        for person, kind, label in declared.values_list("participant_id", "kind__slug", "constituency__slug"):
            constituencies.setdefault(kind, {})[person] = label
    tiers |= {person: tier for person, tier in settled.items() if person in tiers}
    return People(tiers, {kind: constituencies[kind] for kind in sorted(constituencies)})


def names_of_constituencies() -> Named:
    """Read what kinds and constituencies are called."""
    labels: dict[str, dict[str, Content]] = {}
    for kind, slug, name in Constituency.objects.values_list("kind__slug", "slug", "name"):
        labels.setdefault(kind, {})[slug] = name
    return Named(dict(ConstituencyKind.objects.values_list("slug", "name")), labels)


def _batches(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
