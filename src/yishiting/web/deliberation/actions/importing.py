"""Import a whole conversation with its votes into a draft.

People of an import are open participants whom nobody knows: no account, no cookie. They are marked as simulated where
the files say so. The moment of the import stands for the moment of each vote, which exports do not keep together with
the votes that count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from yishiting.web.deliberation.actions.bulk_votes import store_votes
from yishiting.web.deliberation.actions.imported_kinds import import_constituencies
from yishiting.web.deliberation.actions.life import make_deliberation
from yishiting.web.deliberation.imported_texts import imported_text, question_and_background
from yishiting.web.deliberation.models import Deliberation, Phase, Statement
from yishiting.web.deliberation.statement_text import fingerprint_of
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.models import Participant, Tier
from yishiting.web.people.rules import seed_of
from yishiting.web.permissions.refusal import NotNowError
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.formats import Conversation
    from yishiting.web.content import Content
    from yishiting.web.people.models import Account
    from yishiting.web.programme.models import Forum


class ImportRefusedError(ValueError):
    """Votes are imported once, into a draft that holds none."""


@dataclass(frozen=True)
class Imported:
    """What came in, and what the files held beside it."""

    n_people: int
    n_statements: int
    n_votes: int
    n_left_out: int


@transaction.atomic
def make_from_conversation(
    *, forum: Forum, conversation: Conversation, by: Account | None, now: datetime
) -> tuple[Deliberation, Imported]:
    """Make a draft with a conversation's question, and store its statements, people and votes in it."""
    question, background = question_and_background(conversation)
    slug = fresh_slug(question, "imported", Deliberation.objects.all())
    values = {"question": question, "background": background, "slug": slug}
    made = make_deliberation(forum=forum, by=by, values=values, now=now)
    return made, import_conversation(deliberation=made, conversation=conversation, by=by, now=now)


@transaction.atomic
def import_conversation(
    *, deliberation: Deliberation, conversation: Conversation, by: Account | None, now: datetime
) -> Imported:
    """Store a conversation's statements, people and votes. All of it, or nothing.

    Raises `ImportRefusedError` when the deliberation holds imported statements or votes already, and `NotNowError` when
    it is no draft any more.
    """
    fresh = Deliberation.objects.select_for_update(no_key=True).get(pk=deliberation.pk)
    if fresh.phase != Phase.DRAFT:
        raise NotNowError("deliberation.import_votes", deliberation)
    if fresh.vote_entries.exists() or fresh.statements.filter(origin=Statement.Origin.IMPORT).exists():
        raise ImportRefusedError(
            _("A conversation has been imported into this draft already. Make a new one for another.")
        )
    statements = _store_statements(fresh, conversation, now)
    people = _store_people(fresh, conversation, now)
    import_constituencies(conversation, people)
    _store_votes(fresh, conversation, (people, statements), now)
    if conversation.is_simulated:
        fresh.is_sample = True
        fresh.save(update_fields=["is_sample"])
    details = {"votes": conversation.table.n_votes, "people": conversation.table.n_participants}
    record_act(by=by, what=What.VOTES_IMPORTED, thing=fresh, details=details, now=now)
    return _counted(conversation)


def _counted(conversation: Conversation) -> Imported:
    table, notes = conversation.table, conversation.notes
    left_out = notes.n_superseded + notes.n_votes_on_moderated + notes.n_rejected_rows
    return Imported(table.n_participants, table.n_statements, table.n_votes, left_out)


def _store_statements(deliberation: Deliberation, conversation: Conversation, now: datetime) -> list[int]:
    """Store the statements in the order of the table; give their keys."""
    first = (deliberation.statements.aggregate(last=Max("number"))["last"] or 0) + 1
    taken = set(deliberation.statements.values_list("fingerprint", flat=True))
    made = []
    for number, text in enumerate(_texts(deliberation, conversation), start=first):
        fingerprint = _own_fingerprint(text, number, taken)
        made.append(
            Statement(
                deliberation=deliberation,
                number=number,
                text=text,
                fingerprint=fingerprint,
                origin=Statement.Origin.IMPORT,
                status=Statement.Status.ACCEPTED,
                made_at=now,
                decided_at=now,
            )
        )
    return [statement.pk for statement in Statement.objects.bulk_create(made, batch_size=500)]


def _texts(deliberation: Deliberation, conversation: Conversation) -> list[Content]:
    statements, language = conversation.statements, deliberation.question.language
    return [
        imported_text(
            text=statements.texts[place] or f"#{statements.ids[place]}",
            language=statements.languages[place] or language,
            translations={code: texts[place] for code, texts in statements.translations.items()},
        )
        for place in range(len(statements.texts))
    ]


def _own_fingerprint(text: Content, number: int, taken: set[str]) -> str:
    # Exports hold statements with the same words twice. People answered both, so both stand.
    fingerprint = fingerprint_of(text.original)
    if fingerprint in taken:
        fingerprint = fingerprint_of(f"{text.original} {number} {fingerprint}")
    taken.add(fingerprint)
    return fingerprint


def _store_people(deliberation: Deliberation, conversation: Conversation, now: datetime) -> list[Participant]:
    people = (
        Participant(
            tier=Tier.OPEN,
            seed=seed_of("import", f"{deliberation.pk}:{name}"),
            is_simulated=conversation.is_simulated,
            made_at=now,
        )
        for name in conversation.table.participant_ids.tolist()
    )
    return Participant.objects.bulk_create(people, batch_size=500)


def _store_votes(
    deliberation: Deliberation, conversation: Conversation, keys: tuple[list[Participant], list[int]], now: datetime
) -> None:
    import numpy as np

    table, (people, statements) = conversation.table, keys
    per_person = np.diff(table.row_starts)
    voters = np.repeat([person.pk for person in people], per_person).tolist()
    answered = np.take(statements, table.statement_index).tolist()
    store_votes(
        deliberation=deliberation,
        votes=[(*row, now) for row in zip(voters, answered, table.votes.tolist(), strict=True)],
    )
