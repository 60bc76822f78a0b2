"""What can be found, kind by kind: which things everybody may see, which texts they have, where they stand.

The index, the search page and the map of the site are all made from this one table. What is public is always asked of
the things themselves, with the words that their own apps use for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import Content
from yishiting.web.deliberation.models import Deliberation, Phase, Statement
from yishiting.web.exhibition.models import PUBLIC_EXHIBIT, Exhibit, Exhibitor
from yishiting.web.front.plain import plain_text
from yishiting.web.press.models import Question, Release, public_at
from yishiting.web.programme.models import PUBLIC, Appearance, Forum, Session, Speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    Things = QuerySet[Any]

_MOST_TEXTS = 3


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Source:
    """One kind of thing.

    ``public`` gives those that everybody may see at a moment. ``key`` names the columns of which an address of the
    route ``kind`` is made: a slug, a number, or both. ``texts`` are those that are searched, the title first;
    ``beside`` is a text and ``moment`` a time shown with it.
    """

    kind: str
    name: _StrPromise
    public: Callable[[datetime], Things]
    texts: tuple[str, ...]
    key: tuple[str, ...] = ("slug",)
    beside: str = ""
    moment: str = ""
    plain: Callable[[str], str] = _same

    def rows(self, things: Things) -> Things:
        """Read things without making objects of them: `Row.of` takes what comes. Rows of all kinds can be united."""
        texts = (*self.texts, *[""] * (_MOST_TEXTS - len(self.texts)), self.beside, self.moment)
        columns = {
            "of_kind": Value(self.kind, output_field=CharField()),
            "key_slug": F(self.key[0]) if self.key[0] != "number" else Value("", output_field=CharField()),
            "key_number": F("number") if "number" in self.key else Value(0, output_field=IntegerField()),
            **{f"raw_{place}": _raw(path) for place, path in enumerate(texts)},
        }
        kind, *others = columns
        rows: Things = things.order_by().annotate(**columns).values_list(kind, "pk", *others)
        return rows

    def address(self, slug: str, number: int) -> str:
        """Give the page of a thing."""
        known = {"slug": slug, "deliberation__slug": slug, "number": number}
        return reverse(self.kind, kwargs={each.removeprefix("deliberation__"): known[each] for each in self.key})


def _raw(path: str) -> Any:  # noqa: ANN401 - an expression
    """Read a column as the text that the database keeps: JSON is read only where it is needed."""
    return Cast(F(path), TextField()) if path else Value("", output_field=TextField())


@dataclass(frozen=True)
class Row:
    """One thing as a source reads it."""

    kind: str
    pk: int
    slug: str
    number: int
    raw: tuple[str | None, ...]

    @classmethod
    def of(cls, columns: tuple[Any, ...]) -> Row:
        """Take what a source's query gave."""
        kind, pk, slug, number, *raw = columns
        return cls(kind, pk, slug, number, tuple(raw))

    @property
    def source(self) -> Source:
        """What it is one of."""
        return SOURCES[self.kind]

    @property
    def address(self) -> str:
        """Its page."""
        return self.source.address(self.slug, self.number)

    @property
    def texts(self) -> list[Content]:
        """What is searched, the title first; without markup."""
        return [_content(each, self.source.plain) for each in self.raw[: len(self.source.texts)]]

    @property
    def beside(self) -> Content:
        """What is shown with it."""
        return _content(self.raw[_MOST_TEXTS], _same)

    @property
    def moment(self) -> datetime | None:
        """When it is, or appeared."""
        return moment_of(self.raw[_MOST_TEXTS + 1])


def moment_of(raw: str | None) -> datetime | None:
    """Read a time as a database writes it: SQLite without its zone, which is UTC."""
    if not raw:
        return None
    found = datetime.fromisoformat(raw)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _content(raw: str | None, plain: Callable[[str], str]) -> Content:
    if not raw or raw == "{}":
        return Content()
    kept = json.loads(raw)
    return Content(str(kept["language"]), {str(code): plain(str(text)) for code, text in kept["texts"].items()})


def _sessions(_now: datetime) -> Things:
    return Session.objects.filter(PUBLIC)


def _speakers(now: datetime) -> Things:
    seen = Appearance.objects.filter(session__in=_sessions(now).order_by().values("pk"))
    return Speaker.objects.filter(pk__in=seen.order_by().values("speaker"))


def _forums(_now: datetime) -> Things:
    return Forum.objects.filter(is_published=True)


def _deliberations(_now: datetime) -> Things:
    return Deliberation.objects.filter(forum__is_published=True).exclude(phase=Phase.DRAFT)


def _statements(_now: datetime) -> Things:
    seen = Statement.objects.filter(status=Statement.Status.ACCEPTED, deliberation__forum__is_published=True)
    return seen.exclude(deliberation__phase=Phase.DRAFT)


def _releases(now: datetime) -> Things:
    return Release.objects.filter(public_at(now))


def _questions(_now: datetime) -> Things:
    return Question.objects.filter(status=Question.Status.PUBLISHED)


def _exhibitors(_now: datetime) -> Things:
    return Exhibitor.objects.filter(is_published=True)


def _exhibits(_now: datetime) -> Things:
    return Exhibit.objects.filter(PUBLIC_EXHIBIT)


# In the order in which results are shown.
_TABLE = (
    Source(
        "session",
        _("Sessions"),
        _sessions,
        texts=("title", "kind", "about"),
        beside="forum__title",
        moment="begins_at",
    ),
    Source("speaker", _("Speakers"), _speakers, texts=("name", "position", "about"), beside="affiliation"),
    Source("release", _("Releases"), _releases, texts=("title", "lead", "text"), moment="issued_at", plain=plain_text),
    Source(
        "question",
        _("Answered questions"),
        _questions,
        texts=("text", "answer"),
        key=("number",),
        beside="addressee__name",
        moment="published_at",
    ),
    Source(
        "deliberation",
        _("Questions under discussion"),
        _deliberations,
        texts=("question", "background"),
        beside="forum__title",
    ),
    Source(
        "statement",
        _("Statements"),
        _statements,
        texts=("text",),
        key=("deliberation__slug", "number"),
        beside="deliberation__question",
    ),
    Source("exhibitor", _("Exhibitors"), _exhibitors, texts=("name", "about"), beside="hall__name"),
    Source("exhibit", _("Exhibits"), _exhibits, texts=("title", "about"), beside="exhibitor__name"),
    Source("forum", _("Forums"), _forums, texts=("title", "about")),
)
SOURCES: dict[str, Source] = {each.kind: each for each in _TABLE}
