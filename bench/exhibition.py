"""2,000 exhibitors with 3,000 exhibits: how long their table takes to be taken in, and their pages to be shown.

    python -m bench.exhibition [--runs 7] [--exhibitors 2000]

A throwaway chamber in its own folder, or the PostgreSQL database that YISHITING_DATABASE_URL names, which has to be
empty. Everything is asked for through Django's test client, so that every middleware is in the time and the network is
not. "Held up" is how long the transaction of an import lasts: on SQLite nobody else writes meanwhile.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from statistics import median
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

GOAL_PAGE, GOAL_QUERIES, GOAL_IMPORT = 0.300, 12, 5.0
# What is asked for by everybody, by the name of its address, and what follows it.
PAGES = (("exhibition", ""), ("exhibition", "?search=loom"), ("exhibition", "?page=20"), ("exhibition_halls", ""))
DESK_PAGES = ("desk_exhibition",)
LINKS = ("Computing", "Data", "Frameworks", "Models", "Applications", "Safety", "Machines")


def main() -> int:
    """Measure, print, and say by the exit code whether the goals were reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--exhibitors", type=int, default=2_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yishiting-bench-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "yishiting.web.settings", "YISHITING_DATA": folder}
        organiser, visitor = _chamber()
        rows = [*_imports(organiser, chosen.exhibitors, chosen.runs), *_pages(organiser, visitor, chosen.runs)]
    return _report(rows)


def _chamber() -> tuple[Client, Client]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from yishiting.web.content import Content
    from yishiting.web.people.models import Account, Appointment
    from yishiting.web.programme.models import Assembly
    from yishiting.web.serving.static_files import gather_static_files

    call_command("migrate", verbosity=0)
    gather_static_files()
    Assembly.objects.create(pk=1, title=Content.of("en", "Bench"), languages=["en", "zh-hans"])
    account = Account.objects.create_user("bench@example.org")
    Appointment.objects.create(account=account, role=Appointment.Role.ORGANISER)
    organiser = Client(SERVER_NAME="localhost")
    organiser.force_login(account)
    return organiser, Client(SERVER_NAME="localhost")


def table(n_exhibitors: int, said: str = "Makes looms and mends them.") -> str:
    """Write a table: every other exhibitor has two exhibits."""
    head = (
        "exhibitor,name_en,name_zh-hans,hall,booth,links,languages,about_en,about_zh-hans,website,contact_email,"
        "representatives,published,exhibit,exhibit_title_en,exhibit_title_zh-hans,exhibit_about_en,exhibit_link,"
        "exhibit_published"
    )
    return "\n".join([head, *(line for n in range(n_exhibitors) for line in _lines(n, said))])


def _lines(n: int, said: str) -> Iterator[str]:
    about = f"{said} " * 6
    exhibit = f"Loom {n},第{n}号织机,{about},{LINKS[n % 7]},yes"
    yield (
        f"e-{n},Loom Works {n},织机工坊{n},Hall {n % 8},{'ABCD'[n % 4]}{n // 8},{LINKS[n % 7]}; {LINKS[n % 5]},"
        f"zh-hans en,{about},{'织造并修补织机。' * 10},https://e{n}.example,info@e{n}.example,first@e{n}.example,yes,"
        f"loom-{n},{exhibit}"
    )
    if n % 2:
        yield f"e-{n},,,,,,,,,,,,,second-{n},Second {exhibit}"


def _imports(organiser: Client, n_exhibitors: int, n_runs: int) -> list[tuple[str, float, int | None, float]]:
    """Bring everything in anew, then with every text changed, then as it is; each several times."""
    from yishiting.web.exhibition.models import Exhibitor

    taken: dict[str, list[float]] = {}
    for run in range(n_runs):
        Exhibitor.objects.all().delete()
        _import(organiser, table(n_exhibitors), taken, "new")
        _import(organiser, table(n_exhibitors, f"In year {run} it mends looms."), taken, "all changed")
        _import(organiser, table(n_exhibitors, f"In year {run} it mends looms."), taken, "unchanged")
    started = time.perf_counter()
    organiser.get("/desk/exhibition/exhibitors.csv")
    taken["download of all"] = [time.perf_counter() - started]
    return [(work, median(seconds), None, GOAL_IMPORT) for work, seconds in taken.items()]


def _import(organiser: Client, text: str, taken: dict[str, list[float]], what: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from yishiting.web.exhibition.actions import importing

    file = SimpleUploadedFile("exhibitors.csv", text.encode())
    preview = organiser.post("/desk/exhibition/import/", {"file": file}).headers["Location"]
    page, seconds = _timed(lambda: organiser.get(preview).text)
    taken.setdefault(f"preview, {what}", []).append(seconds)
    _mark, found, rest = page.partition('name="fingerprint" value="')
    if not found:
        return
    inner, held = importing._take_in, list[float]()  # noqa: SLF001 - the part that others wait for

    def timed(*args: Any) -> Any:  # noqa: ANN401 - as the function itself
        plan, took = _timed(lambda: inner(*args))
        held.append(took)
        return plan

    with patch.object(importing, "_take_in", timed):
        answer, seconds = _timed(lambda: organiser.post(preview, {"fingerprint": rest.split('"')[0]}))
    if answer.status_code != 302:
        raise RuntimeError(f"the import was answered with {answer.status_code}")
    taken.setdefault(f"import, {what}", []).append(seconds)
    taken.setdefault(f"of which others are held up, {what}", []).extend(held)


def _pages(organiser: Client, visitor: Client, n_runs: int) -> list[tuple[str, float, int | None, float]]:
    from django.urls import reverse

    asked = [(visitor, reverse(name) + more) for name, more in PAGES]
    asked += [(organiser, reverse(name)) for name in DESK_PAGES]
    return [_page(client, address, n_runs) for client, address in asked]


def _page(client: Client, address: str, n_runs: int) -> tuple[str, float, int | None, float]:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with (
        CaptureQueriesContext(connections["default"]) as written,
        CaptureQueriesContext(connections["reading"]) as read,
    ):
        answer = client.get(address)
    n_queries = len(written) + len(read)  # forgotten with the next request
    if answer.status_code != 200:
        raise RuntimeError(f"{address} was answered with {answer.status_code}")
    seconds = [_timed(lambda: client.get(address))[1] for _ in range(n_runs)]
    return f"{address} ({len(answer.content) / 1000:.0f} kB)", median(seconds), n_queries, GOAL_PAGE


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def _report(rows: list[tuple[str, float, int | None, float]]) -> int:
    is_reached = True
    print(f"{'what':<48} {'median':>9} {'queries':>8}  reached")
    for work, seconds, n_queries, goal in rows:
        is_good = seconds <= goal and (n_queries or 0) <= GOAL_QUERIES
        is_reached = is_reached and is_good
        print(f"{work:<48} {seconds * 1000:>6.0f} ms {n_queries or '':>8}  {'yes' if is_good else 'NO'}")
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
