"""Take in exhibitors and exhibits from a table, exactly as its preview showed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.exhibition.importing.grouping import read_table
from yishiting.web.exhibition.importing.plan import compare
from yishiting.web.exhibition.importing.standing import Slugs, read_standing
from yishiting.web.exhibition.models import PUBLIC_EXHIBIT, ChainLink, Exhibit, Exhibitor, Hall, Representative
from yishiting.web.exhibition.models.made_columns import BoothOrderField, SearchTextField
from yishiting.web.people.errors import PlanChangedError
from yishiting.web.people.uploads import take_upload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from yishiting.web.content import Content
    from yishiting.web.exhibition.importing.grouping import ReadTable
    from yishiting.web.exhibition.importing.plan import Plan, PlannedExhibit, PlannedExhibitor
    from yishiting.web.people.models import Account, Upload

_Thing = TypeVar("_Thing", Hall, ChainLink)
_MADE = (BoothOrderField, SearchTextField)
_AT_ONCE = 200  # rows in one statement; longer ones are slower on SQLite


def import_exhibitors(
    *, upload: Upload, by: Account, languages: Sequence[str], fingerprint: str, now: datetime
) -> Plan:
    """Make and change what the preview with this fingerprint showed; lines with faults are left out.

    Raises `AlreadyImportedError` for the second of two confirmations, and `PlanChangedError`, with everything as it
    was, when the same file would by now do something else.
    """
    read = read_table(upload.text, languages)  # takes longest, and nobody has to wait for it
    try:
        return _take_in(upload, read, by, fingerprint, now)
    except IntegrityError as error:  # somebody has made or deleted one of these things in the same moment
        raise PlanChangedError from error


@transaction.atomic
def _take_in(upload: Upload, read: ReadTable, by: Account, fingerprint: str, now: datetime) -> Plan:
    take_upload(upload)
    plan = compare(read, read_standing(to_change=True))
    if plan.fingerprint != fingerprint:
        raise PlanChangedError
    _Taker(plan, now).take()
    record_act(by=by, what=What.EXHIBITORS_IMPORTED, details=_counts(plan), now=now)
    return plan


def _counts(plan: Plan) -> dict[str, int]:
    counts = {name: n for name, n in sorted(plan.counts.items()) if not name.endswith("unchanged")}
    counts |= {"halls_new": len(plan.halls), "links_new": len(plan.links)}
    counts["representatives_new"] = sum(len(each.representatives) for each in plan.exhibitors)
    turned = [each.values.get("is_published") for each in plan.exhibitors]
    counts |= {"exhibitors_published": turned.count(True), "exhibitors_hidden": turned.count(False)}
    return {name: n for name, n in counts.items() if n}


@dataclass
class _Taker:
    """Takes one plan in: halls and links, then exhibitors, then what belongs to them; few statements for many rows."""

    plan: Plan
    now: datetime
    halls: Mapping[str, Hall] = field(default_factory=dict)
    links: Mapping[str, ChainLink] = field(default_factory=dict)

    def take(self) -> None:
        self.halls = _make_things(Hall, "hall", self.plan.halls)
        self.links = _make_things(ChainLink, "link", self.plan.links)
        new = [each for each in self.plan.exhibitors if each.standing is None]
        changed = [each for each in self.plan.exhibitors if each.standing and each.differences]
        made = Exhibitor.objects.bulk_create((self._new(each) for each in new), batch_size=_AT_ONCE)
        exhibitors = {each.slug: each for each in made}
        exhibitors |= {each.slug: each.standing for each in self.plan.exhibitors if each.standing}
        _update([(each.standing, self._columns(each)) for each in changed], self.now)
        self._connect(exhibitors)
        self._take_exhibits(exhibitors)
        Exhibit.objects.filter(PUBLIC_EXHIBIT, published_at=None).update(published_at=self.now)

    def _new(self, planned: PlannedExhibitor) -> Exhibitor:
        return Exhibitor(slug=planned.slug, made_at=self.now, changed_at=self.now, **self._columns(planned))

    def _columns(self, planned: PlannedExhibitor) -> dict[str, Any]:
        hall = self.halls[planned.hall] if isinstance(planned.hall, str) else planned.hall
        return {**planned.values, **({"hall": hall} if hall else {})}

    def _connect(self, exhibitors: Mapping[str, Exhibitor]) -> None:
        through = Exhibitor.links.through
        linked = [each for each in self.plan.exhibitors if each.links is not None]
        through.objects.filter(exhibitor__in=[each.standing for each in linked if each.standing]).delete()
        through.objects.bulk_create(
            (
                through(exhibitor=exhibitors[each.slug], chainlink=self._link(link))
                for each in linked
                for link in each.links or ()
            ),
            batch_size=_AT_ONCE,
        )
        Representative.objects.bulk_create(
            (
                Representative(exhibitor=exhibitors[each.slug], email=email, made_at=self.now)
                for each in self.plan.exhibitors
                for email in each.representatives
            ),
            batch_size=_AT_ONCE,
        )

    def _link(self, link: ChainLink | str) -> ChainLink:
        return self.links[link] if isinstance(link, str) else link

    def _take_exhibits(self, exhibitors: Mapping[str, Exhibitor]) -> None:
        new, changed = [], []
        for each in self.plan.exhibitors:
            first = max((one.order for one in each.standing.exhibits.all()), default=-1) + 1 if each.standing else 0
            fresh = [one for one in each.exhibits if one.standing is None]
            new += [self._new_exhibit(one, exhibitors[each.slug], order) for order, one in enumerate(fresh, first)]
            changed += [(one.standing, self._exhibit_columns(one)) for one in each.exhibits if one.standing]
        Exhibit.objects.bulk_create(new, batch_size=_AT_ONCE)
        _update(changed, self.now)

    def _new_exhibit(self, planned: PlannedExhibit, exhibitor: Exhibitor, order: int) -> Exhibit:
        columns = self._exhibit_columns(planned)
        made = {"made_at": self.now, "changed_at": self.now}
        return Exhibit(slug=planned.slug, exhibitor=exhibitor, order=order, **made, **columns)

    def _exhibit_columns(self, planned: PlannedExhibit) -> dict[str, Any]:
        return {**planned.values, **({"link": self._link(planned.link)} if planned.link else {})}


def _make_things(model: type[_Thing], kind: str, names: Mapping[str, Content]) -> dict[str, _Thing]:
    there = list(model._default_manager.values_list("slug", "order"))  # noqa: SLF001 - Django's public name
    slugs = Slugs(kind, {slug for slug, _order in there})
    first = max((order for _slug, order in there), default=-1) + 1
    things = (model(slug=slugs.fresh(name), name=name, order=order) for order, name in enumerate(names.values(), first))
    made = model._default_manager.bulk_create(things)  # noqa: SLF001
    return dict(zip(names, made, strict=True))


def _update(things: Iterable[tuple[Any, Mapping[str, Any]]], now: datetime) -> None:
    """Write rows that are held since they were read; columns made of others are made again.

    Rows are "inserted" over themselves: two thousand updates of many columns take seconds otherwise.
    """
    rows, names = [], {"changed_at"}
    for thing, values in things:
        if values:
            for name, value in {**values, "changed_at": now}.items():
                setattr(thing, name, value)
            rows.append(thing)
            names |= set(values)
    if rows:
        model = type(rows[0])
        names |= {each.name for each in model._meta.concrete_fields if isinstance(each, _MADE)}  # noqa: SLF001
        model._default_manager.bulk_create(  # noqa: SLF001 - Django's public names
            rows, _AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=sorted(names)
        )
