"""Every address of the chamber, walked out of Django's resolver."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver

from yishiting.web.permissions.foreign import FOREIGN
from yishiting.web.permissions.guard import Permit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True)
class Route:
    """One address: its view, and what its view declares."""

    name: str
    path: str
    arguments: frozenset[str]
    view: Callable[..., Any] = field(compare=False, repr=False)

    @property
    def permit(self) -> Permit | None:
        """What the view declares, or what the list of packages' routes says about it; `None` where nobody does."""
        permit = getattr(self.view, "permit", None)
        if isinstance(permit, Permit):
            return permit
        action = FOREIGN.get(self.name)
        return Permit(dict.fromkeys(METHODS, action)) if action else None

    @property
    def is_foreign(self) -> bool:
        """Whether the view comes from an installed package."""
        return not hasattr(self.view, "permit")

    @property
    def finder(self) -> str:
        """Name of the function that finds the thing, "" for none."""
        permit = self.permit
        return permit.finder.__name__ if permit and permit.finder else ""


def routes(urlconf: str | None = None) -> list[Route]:
    """Walk the resolver."""
    return list(_walk(get_resolver(urlconf).url_patterns, "", "", frozenset()))


def _walk(
    patterns: Iterable[URLPattern | URLResolver], prefix: str, namespace: str, arguments: frozenset[str]
) -> Iterator[Route]:
    for each in patterns:
        path = prefix + str(each.pattern)
        named = arguments | set(each.pattern.converters) | set(each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each.url_patterns, path, inner, named)
        else:
            yield Route(f"{namespace}{each.name or ''}", path, named, each.callback)
