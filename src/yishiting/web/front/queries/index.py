"""What the database's own full-text search finds: candidates, the best first. What may be shown is asked elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, router

from yishiting.web.front.models import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.web.front.words import Term

MOST_CANDIDATES = 200
"""Of each kind; a word that stands in more than that many things of a kind finds the best of them."""

# The title weighs five times as much as the rest.
_SQLITE = """
    WITH found AS (
        SELECT entry.kind, entry.thing, bm25(front_words, 5.0, 1.0) AS score
        FROM front_words JOIN front_searchentry entry ON entry.id = front_words.rowid
        WHERE front_words MATCH %(asked)s AND (%(kind)s = '' OR entry.kind = %(kind)s)
        LIMIT 20000
    ),
    placed AS (
        SELECT kind, thing, row_number() OVER (PARTITION BY kind ORDER BY score, thing DESC) AS place FROM found
    )
    SELECT kind, thing FROM placed WHERE place <= %(most)s ORDER BY kind, place
"""
# Made by the migration, which says why it is a function.
_POSTGRESQL = "SELECT kind, thing FROM front_candidates(%(asked)s, %(kind)s, %(most)s)"


def candidates(terms: Sequence[Term], kind: str = "") -> dict[str, list[int]]:
    """Find things that hold every term, by kind, the best first; ``kind`` narrows down to one."""
    if not terms:
        return {}
    connection = connections[router.db_for_read(SearchEntry)]
    is_postgresql = connection.vendor == "postgresql"
    asked = _for_postgresql(terms) if is_postgresql else _for_sqlite(terms)
    by_kind: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            _POSTGRESQL if is_postgresql else _SQLITE, {"asked": asked, "kind": kind, "most": MOST_CANDIDATES}
        )
        for each, thing in cursor.fetchall():
            by_kind.setdefault(each, []).append(thing)
    return by_kind


def _for_sqlite(terms: Sequence[Term]) -> str:
    # Quoted: a word such as OR is a word. The terms hold letters, marks and digits only, so no quote ends early.
    return " AND ".join(f'"{term.text}"{" *" if term.is_beginning else ""}' for term in terms)


def _for_postgresql(terms: Sequence[Term]) -> str:
    return " & ".join(f"'{term.text}'{':*' if term.is_beginning else ''}" for term in terms)
