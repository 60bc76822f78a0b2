"""The part of the cast that is comments: in each state, on a public and a withdrawn release, and on exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.words import word_of
from yishiting.web.comments.models import Comment, Commenter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.web.cast_exhibition import Exhibition
    from tests.web.cast_press import Press
    from yishiting.web.people.models import Account

COMMENT_KEY = "k" * 32
Status = Comment.Status
# "<thing>-<status>" -> whose it is; "open" has no account. One remark each on one thing, so statuses lie apart.
COMMENTS = {
    "public-accepted": "outsider",
    "public-waiting": "open",
    "public-rejected": "outsider",
    "public-removed": "outsider",
    "public-withdrawn": "open",
    "withdrawn-accepted": "outsider",
    "withdrawn-waiting": "open",
    "exhibit-accepted": "open",
    "exhibit-waiting": "outsider",
    "hidden_exhibit-accepted": "outsider",
}


def make_comments(accounts: Mapping[str, Account], press: Press, exhibition: Exhibition) -> dict[str, Comment]:
    """Put everything into the database."""
    authors = {
        "outsider": Commenter.objects.create(account=accounts["outsider"], name="Outsider"),
        "open": Commenter.objects.create(cookie_key=COMMENT_KEY, name="Somebody"),
    }
    things: dict[str, dict[str, Any]] = {
        "public": {"release": press.releases["public"]},
        "withdrawn": {"release": press.releases["withdrawn"]},
        "exhibit": {"exhibit": exhibition.exhibits["own-public"]},
        "hidden_exhibit": {"exhibit": exhibition.exhibits["own-unpublished"]},
    }
    made = Comment.objects.bulk_create(
        Comment(
            **things[name.partition("-")[0]],
            author=authors[author],
            stance=Comment.Stance.RECOMMENDS,
            text=f"Text {word_of(f'comment {name}')}",
            status=name.partition("-")[2],
            reason="off_topic" if name.endswith(("rejected", "removed")) else "",
        )
        for name, author in COMMENTS.items()
    )
    return dict(zip(COMMENTS, made, strict=True))
