from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# What is searched lies beside the rows and follows them by itself: whoever writes a row has written the index, in the
# same transaction. Django's way of altering a table on SQLite would drop the triggers; whoever alters front_searchentry
# makes them again.
SQLITE = (
    """CREATE VIRTUAL TABLE front_words USING fts5(
        title_words, words, content='front_searchentry', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0', prefix='1 2 3'
    )""",
    """CREATE TRIGGER front_words_insert AFTER INSERT ON front_searchentry BEGIN
        INSERT INTO front_words(rowid, title_words, words) VALUES (new.id, new.title_words, new.words);
    END""",
    """CREATE TRIGGER front_words_delete AFTER DELETE ON front_searchentry BEGIN
        INSERT INTO front_words(front_words, rowid, title_words, words)
        VALUES ('delete', old.id, old.title_words, old.words);
    END""",
    """CREATE TRIGGER front_words_update AFTER UPDATE ON front_searchentry BEGIN
        INSERT INTO front_words(front_words, rowid, title_words, words)
        VALUES ('delete', old.id, old.title_words, old.words);
        INSERT INTO front_words(rowid, title_words, words) VALUES (new.id, new.title_words, new.words);
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER front_words_insert",
    "DROP TRIGGER front_words_delete",
    "DROP TRIGGER front_words_update",
    "DROP TABLE front_words",
)
POSTGRESQL = (
    """ALTER TABLE front_searchentry
        ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', title_words)) STORED,
        ADD COLUMN vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', words), 'D')
        ) STORED""",
    "CREATE INDEX front_words ON front_searchentry USING gin (vector)",
    # To rank a row, PostgreSQL unpacks all its words; so does the filter of a sequential scan, and its planner does not
    # know what that costs. Here the index alone finds what holds the words, and of each kind no more is ranked than is
    # asked for: what has the words in its title goes before the rest, and what came later before what was there.
    """CREATE FUNCTION front_candidates(question text, wanted text, most integer)
        RETURNS TABLE (kind text, thing bigint) LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off
        AS $$
            WITH matching AS (
                SELECT entry.id, row_number() OVER (
                    PARTITION BY entry.kind ORDER BY (entry.title_vector @@ asked) DESC, entry.thing DESC
                ) AS place
                FROM front_searchentry entry, to_tsquery('simple', question) asked
                WHERE entry.vector @@ asked AND (wanted = '' OR entry.kind = wanted)
            )
            SELECT entry.kind::text, entry.thing
            FROM matching JOIN front_searchentry entry ON entry.id = matching.id, to_tsquery('simple', question) asked
            WHERE matching.place <= most
            ORDER BY entry.kind, ts_rank('{0.2, 0.2, 0.2, 1.0}', entry.vector, asked) DESC, entry.thing DESC
        $$""",
)
POSTGRESQL_BACK = (
    "DROP FUNCTION front_candidates(text, text, integer)",
    "DROP INDEX front_words",
    "ALTER TABLE front_searchentry DROP COLUMN vector, DROP COLUMN title_vector",
)


def make(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _execute(schema_editor, SQLITE, POSTGRESQL)


def take_away(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _execute(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _execute(schema_editor: BaseDatabaseSchemaEditor, sqlite: Iterable[str], postgresql: Iterable[str]) -> None:
    for sql in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("front", "0001_initial")]

    operations = [migrations.RunPython(make, take_away)]
