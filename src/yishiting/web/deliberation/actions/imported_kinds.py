"""Constituencies that an imported conversation declares: found by their names, made where they are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

from yishiting.web.content import Content
from yishiting.web.database.holding import read_and_hold
from yishiting.web.deliberation.imported_texts import language_code
from yishiting.web.people.models import Constituency, ConstituencyKind, Membership

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yishiting.formats import Conversation
    from yishiting.web.people.models import Participant

_LONGEST_NAME = 80
_LONGEST_SLUG = 40


def import_constituencies(conversation: Conversation, people: Sequence[Participant]) -> None:
    """Put people into the constituencies that their files declare, "" being none. Runs in the import's transaction."""
    for column, labels in conversation.constituencies.items():
        kind = _kind(column, conversation.names.kinds.get(column, {}))
        names = conversation.names.labels.get(column, {})
        declared = labels.tolist()
        found = {label: _constituency(kind, label, names.get(label, {})) for label in dict.fromkeys(declared) if label}
        Membership.objects.bulk_create(
            (
                Membership(participant=person, kind=kind, constituency=found[label])
                for person, label in zip(people, declared, strict=True)
                if label
            ),
            batch_size=2_000,
        )


def _kind(column: str, names: Mapping[str, str]) -> ConstituencyKind:
    slug = slugify(column)[:_LONGEST_SLUG] or "imported"
    order = ConstituencyKind.objects.count()
    known = {"name": _name(column, names), "order": order}
    while True:
        kind = ConstituencyKind.objects.get_or_create(slug=slug, defaults=known)[0]
        if read_and_hold(ConstituencyKind.objects.filter(pk=kind.pk).values_list("pk")):  # nobody deletes it now
            return kind


def _constituency(kind: ConstituencyKind, label: str, names: Mapping[str, str]) -> Constituency:
    name = _name(label, names)
    every = list(kind.constituencies.all())
    for known in every:
        if set(known.name.texts.values()) & set(name.texts.values()):
            return known
    slugs = {known.slug for known in every}
    wanted = slugify(name.texts.get("en", label))[:_LONGEST_SLUG] or f"value-{len(every) + 1}"
    slug = wanted if wanted not in slugs else f"{wanted[: _LONGEST_SLUG - 5]}-{len(every) + 1}"
    return Constituency.objects.create(kind=kind, slug=slug, name=name, order=len(every))


def _name(said: str, names: Mapping[str, str]) -> Content:
    texts = {language_code(code): text[:_LONGEST_NAME] for code, text in names.items() if language_code(code) and text}
    if not texts:
        return Content.of("en", said[:_LONGEST_NAME])
    return Content("en" if "en" in texts else next(iter(texts)), texts)
