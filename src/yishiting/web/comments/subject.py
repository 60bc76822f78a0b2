"""What comments are about: a release or an exhibit, seen alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from django.urls import reverse

from yishiting.web.deliberation.models import Phase
from yishiting.web.permissions.decision import phase_of
from yishiting.web.press.models import Release

if TYPE_CHECKING:
    from yishiting.web.comments.models import Comment
    from yishiting.web.content import Content
    from yishiting.web.exhibition.models import Exhibit


@dataclass(frozen=True)
class Subject:
    """A thing, and what it is called in columns, permissions and addresses."""

    thing: Release | Exhibit

    @property
    def kind(self) -> Literal["release", "exhibit"]:
        """Its name in columns and permissions."""
        return "release" if isinstance(self.thing, Release) else "exhibit"

    @property
    def title(self) -> Content:
        """What it is called."""
        title: Content = self.thing.title
        return title

    @property
    def where(self) -> dict[str, Release | Exhibit]:
        """How its comments point at it."""
        return {self.kind: self.thing}

    @property
    def action(self) -> str:
        """The action of writing about it."""
        return f"{self.kind}.comment"

    @property
    def address(self) -> str:
        """The page of its comments."""
        return reverse(f"{self.kind}_comments", args=[self.thing.slug])

    @property
    def page(self) -> str:
        """Its own page."""
        return reverse(self.kind, args=[self.thing.slug])

    @cached_property
    def phase(self) -> Phase | None:
        """Its phase at this moment."""
        return phase_of(self.thing)

    @property
    def is_public(self) -> bool:
        """Whether its comments are to be seen at all."""
        return self.phase not in (None, Phase.DRAFT)


def subject_of(comment: Comment) -> Subject:
    """Give what a comment is about; ``release`` and ``exhibit`` are best read with it."""
    thing = comment.release or comment.exhibit
    if thing is None:
        raise ValueError("a comment must be about a release or an exhibit, got neither")
    return Subject(thing)
