"""Small inputs for the tests of the readers."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.formats import (
    Conversation,
    FormatError,
    ReadingNotes,
    ReadOptions,
    StatementTexts,
    read_conversation,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from yishiting.engine import VoteTable

# Person 7 changes an answer (the earlier row is the later one in the file), statement 2 is moderated out, person 9 has
# answered only that one, statement 3 has no votes.
POLIS: Mapping[str, str] = {
    "votes.csv": """timestamp,datetime,comment-id,voter-id,vote
2000,,0,7,1
1000,,0,7,-1
3000,,1,7,0
1500,,0,8,-1
1600,,2,8,1
1700,,2,9,1
""",
    "comments.csv": """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1,,0,7,1,1,1,"Parks, please"
2,,1,8,0,0,0,"Trams
and ""buses"" too"
3,,2,8,2,0,-1,Spam
4,,3,9,0,0,1,Nobody saw this
""",
    "participants-votes.csv": """participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2,3
7,0,1,2,1,0,1,0,,
8,1,2,2,1,1,-1,,1,
9,,1,1,1,0,,,1,
""",
    "summary.csv": 'topic,Streets\nurl,https://example.org\nviews,4\nconversation-description,"What now?\n\nSay it."\n',
}

LONG: Mapping[str, str] = {
    "votes.csv": "participant,statement,vote\nann,s1,1\nbo,s1,-1\nann,s2,0\n",
    "statements.csv": (
        "id,text,language,author,text_zh\ns1,More trees,en,ann,多种树\ns2,Fewer cars,en,,\ns3,Unseen,,bo,没人看过\n"
    ),
    "participants.csv": "id,tier,region\nann,delegation,Africa\nbo,,\ncy,open,Asia\n",
    "summary.csv": "topic,Trees\nconversation-description,What is to be done?\n",
}


def folder_of(folder: Path, files: Mapping[str, str | bytes], **more: str | bytes | None) -> Path:
    """Write files into a folder; ``votes_csv=None`` leaves one out, ``votes_csv="..."`` replaces it."""
    folder.mkdir(parents=True, exist_ok=True)
    changes = {name[: -len("_csv")] + ".csv": content for name, content in more.items()}
    for name, content in {**files, **changes}.items():
        if content is not None:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def votes_file(path: Path, content: str | bytes) -> Path:
    """Write a vote list."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zip_of(path: Path, files: Mapping[str, str | bytes], within: str = "") -> Path:
    """Write files into a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(within + name, content)
    return path


def outcome(path: Path, options: ReadOptions | None = None) -> Conversation | FormatError:
    """Read an input that may be anything: a conversation, or one of our own errors; any other error comes through."""
    try:
        return read_conversation(path, options or ReadOptions())
    except FormatError as error:
        return error


def answers(conversation: Conversation) -> dict[tuple[Any, Any], int]:
    """Current votes by person and statement."""
    table = conversation.table
    people = table.participant_ids[table.participant_index()].tolist()
    statements = table.statement_ids[table.statement_index].tolist()
    return dict(zip(zip(people, statements, strict=True), table.votes.tolist(), strict=True))


def same_table(one: VoteTable, other: VoteTable) -> bool:
    """Tell whether two tables are equal in every array, ids' kinds included."""
    names = ("participant_ids", "statement_ids", "row_starts", "statement_index", "votes", "weights")
    return all(
        getattr(one, name).dtype.kind == getattr(other, name).dtype.kind
        and np.array_equal(getattr(one, name), getattr(other, name))
        for name in names
    )


def conversation_of(table: VoteTable, texts: StatementTexts | None = None, **more: Any) -> Conversation:  # noqa: ANN401 — fields of a Conversation
    """Make a conversation around a table; whatever is not given is empty."""
    nothing = ("",) * table.n_statements
    fields = {
        "title": "",
        "question": "",
        "table": table,
        "statements": texts or StatementTexts(table.statement_ids, nothing, nothing, nothing),
        "constituencies": {},
        "tiers": None,
        "is_simulated": False,
        "notes": ReadingNotes("made", "long_csv", table.n_votes),
    }
    return Conversation(**{**fields, **more})
