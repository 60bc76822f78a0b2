"""10,000 comments on one release: how long its pages take in every order, and how often they ask the database.

    python -m bench.comments [--runs 7] [--comments 10000]

A throwaway chamber in its own folder, or the PostgreSQL database that DATABASE_URL names, which has to be
empty. Everything is asked for through Django's test client, so that every middleware is in the time and the network is
not. Two thirds are remarks, the rest replies; half of the replies stand in one endless conversation.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from yishiting.web.comments.models import Comment, Commenter
    from yishiting.web.people.models import Account
    from yishiting.web.press.models import Release

GOAL_SECONDS, GOAL_QUERIES = 0.300, 12
ORDERS = ("newest", "recommended", "discussed")
ADDRESS = "/comments/releases/bench/"
_MORE = re.compile(r'rel="next" href="([^"#]+)')


def main() -> int:
    """Measure, print, and say by the exit code whether the goals were reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--comments", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yishiting-bench-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "yishiting.web.settings", "YISHITING_DATA": folder}
        reader, writer, busiest = _chamber(chosen.comments)
        rows = [
            row for name, client in (("reader", reader), ("writer", writer)) for row in _pages(name, client, busiest)
        ]
        measured = [(name, address, *_page(client, address, chosen.runs)) for name, client, address in rows]
    return _report(measured)


def _chamber(n_comments: int) -> tuple[Client, Client, int]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from yishiting.web.comments.models import Commenter
    from yishiting.web.content import Content
    from yishiting.web.people.models import Account
    from yishiting.web.press.models import Release
    from yishiting.web.programme.models import Assembly
    from yishiting.web.serving.static_files import gather_static_files

    call_command("migrate", verbosity=0)
    gather_static_files()
    Assembly.objects.create(pk=1, title=Content.of("en", "Bench"), languages=["en", "zh-hans"])
    account = Account.objects.create_user("bench@example.org", name="Bench")
    words = Content.of("en", "Bench")
    release = Release.objects.create(slug="bench", title=words, text=words, issued_at=timezone.now())
    accounts = Account.objects.bulk_create(
        Account(email=f"a{n}@example.org", password="!")  # noqa: S106 - none
        for n in range(n_comments // 2)
    )
    people = [Commenter(account=each, name=f"Person {each.pk}") for each in (account, *accounts)]
    people += [Commenter(cookie_key=f"{n:032x}", name=f"Browser {n}") for n in range(n_comments // 2)]
    busiest = _comments(release, Commenter.objects.bulk_create(people), n_comments)
    _recommendations(account)
    call_command("migrate", verbosity=0)
    _gather_statistics()
    writer = Client(SERVER_NAME="localhost")
    writer.force_login(account)
    return Client(SERVER_NAME="localhost"), writer, busiest


def _comments(release: Release, people: list[Commenter], n_comments: int) -> int:
    """Put all comments in; give the key of the remark with the endless conversation."""
    from django.db.models import Count, OuterRef, Subquery
    from django.utils import timezone

    from yishiting.web.comments.models import Comment
    from yishiting.web.comments.models.comment import DEEPEST

    chance, now = random.Random(0), timezone.now()  # noqa: S311 - no secret
    text = "The pilot zones show what shared rules are worth. " * 8
    n_remarks = n_comments * 2 // 3
    shared = {"release": release, "status": "accepted", "text": text, "name": "Somebody"}
    remarks = Comment.objects.bulk_create(
        Comment(
            **shared,
            author=people[n % len(people)],
            stance=chance.choice(("recommends", "advises_against")),
            n_recommendations=int(chance.paretovariate(1)) % 1000,
            made_at=now - timedelta(seconds=chance.randrange(10**6)),
        )
        for n in range(n_remarks)
    )
    endless, short = remarks[:1], list(remarks)
    for n in range(n_comments - n_remarks):
        parents = endless if n % 2 else short
        first = remarks[0] if n % 2 else chance.choice(remarks)
        parent = chance.choice([each for each in (first, *parents[-3:]) if each.depth < DEEPEST])
        parents.append(_reply(parent, people[n % len(people)], shared, made_at=now + timedelta(seconds=n)))
    counted = Comment.objects.filter(root=OuterRef("pk")).order_by().values("root").annotate(n=Count("pk")).values("n")
    Comment.objects.filter(pk__in=Comment.objects.exclude(root=None).values("root")).update(n_replies=Subquery(counted))
    return remarks[0].pk


def _reply(parent: Comment, author: Commenter, shared: dict[str, object], **more: object) -> Comment:
    from yishiting.web.comments.actions.counting import path_below
    from yishiting.web.comments.models import Comment

    above = {"parent": parent, "root_id": parent.root_id or parent.pk, "depth": parent.depth + 1}
    made = Comment.objects.create(**shared, author=author, **above, **more)
    Comment.objects.filter(pk=made.pk).update(path=path_below(parent, made.pk))
    made.path = path_below(parent, made.pk)
    return made


def _recommendations(account: Account) -> None:
    from yishiting.web.comments.models import Comment, Recommendation

    Recommendation.objects.bulk_create(
        Recommendation(comment=each, account=account) for each in Comment.objects.order_by("-made_at")[:2000]
    )


def _gather_statistics() -> None:
    """Let the database know its tables, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages(name: str, client: Client, busiest: int) -> list[tuple[str, Client, str]]:
    """Give the first page of every order, the next one, one far down, and the longest conversation."""
    addresses = []
    for order in ORDERS:
        addresses.append(f"{ADDRESS}?sort={order}")
        for depth in range(1, 41):
            more = _MORE.search(client.get(addresses[-1]).text)
            if more is None:
                break
            if depth in (1, 2):
                addresses.append(more[1].replace("&amp;", "&"))
            else:
                addresses[-1] = more[1].replace("&amp;", "&")
    return [
        (name, client, address) for address in (*addresses, f"/comments/{busiest}/", f"/comments/{busiest}/?from=start")
    ]


def _page(client: Client, address: str, n_runs: int) -> tuple[float, int]:
    from django.db import connections

    asked: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connections["reading"].execute_wrapper(note), connections["default"].execute_wrapper(note):
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} was answered with {answer.status_code}")
    seconds = []
    for _run in range(n_runs):
        started = time.perf_counter()
        client.get(address)
        seconds.append(time.perf_counter() - started)
    return median(seconds), sum(not sql.startswith("PRAGMA") for sql in asked)


def _report(rows: list[tuple[str, str, float, int]]) -> int:
    is_reached = True
    for name, address, seconds, n_queries in rows:
        is_good = seconds <= GOAL_SECONDS and n_queries <= GOAL_QUERIES
        is_reached &= is_good
        sys.stdout.write(
            f"{'' if is_good else 'TOO MUCH '}{seconds * 1000:7.1f} ms {n_queries:3d} queries  {name} {address}\n"
        )
    return 0 if is_reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
