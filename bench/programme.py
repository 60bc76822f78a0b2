"""A programme of 500 sessions: how long its pages, feeds and files take, and a document of the largest size.

    python -m bench.programme [--runs 9] [--sessions 500]

A throwaway chamber in its own folder, or the PostgreSQL database that DATABASE_URL names, which has to be
empty. Everything is asked for through Django's test client, so that every middleware is in the time and the network is
not. Medians by the wall, and by the processor beside them for a machine that is busy.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from yishiting.web.programme.models import Forum, Room, Speaker

GOAL_SECONDS, GOAL_QUERIES = 0.300, 12
DAY = datetime(2026, 7, 4, 1, tzinfo=UTC)
N_ROOMS, N_SPEAKERS, N_FORUMS, N_DAYS = 20, 200, 6, 3
PUBLIC = (
    "/programme/",
    "/programme/?day=all",
    "/programme/grid/",
    "/programme/programme.ics",
    "/programme/schedule.json",
    "/programme/schedule.xml",
    "/programme/sessions.csv",
    "/speakers/",
    "/agenda/",
)
DESK = ("/desk/programme/", "/desk/programme/sessions.csv", "/desk/speakers/")
DOCUMENT_BYTES = 16_000_000


def main() -> int:
    """Measure, print, and say by the exit code whether the goals were reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--sessions", type=int, default=500)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yishiting-bench-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "yishiting.web.settings", "YISHITING_DATA": folder}
        organiser, visitor = _chamber(chosen.sessions)
        are_reached = [_page(visitor, address, chosen.runs) for address in PUBLIC]
        are_reached += [_page(organiser, address, chosen.runs) for address in DESK]
        _document(organiser)
    return 0 if all(are_reached) else 1


def _chamber(n_sessions: int) -> tuple[Client, Client]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from yishiting.web.people.models import Account, Appointment
    from yishiting.web.serving.static_files import gather_static_files

    call_command("migrate", verbosity=0)
    gather_static_files()
    _programme(n_sessions)
    account, somebody = (Account.objects.create_user(f"{name}@example.org") for name in ("organiser", "visitor"))
    Appointment.objects.create(account=account, role=Appointment.Role.ORGANISER)
    clients = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    for client, owner in zip(clients, (account, somebody), strict=True):
        client.force_login(owner)
    _star_everything(somebody.pk)
    return clients


def _programme(n_sessions: int) -> None:
    from yishiting.web.content import Content
    from yishiting.web.programme.models import Assembly, Forum, Room, Speaker

    def named(what: str, n: int) -> dict[str, object]:
        return {"slug": f"{what}-{n}", "order": n}

    Assembly.objects.create(
        pk=1, title=Content.of("en", "Bench", zh_hans="测量"), languages=["en", "zh-hans"], time_zone="Asia/Shanghai"
    )
    rooms = Room.objects.bulk_create(Room(name=_said(f"Hall {n}"), **named("room", n)) for n in range(N_ROOMS))
    forums = Forum.objects.bulk_create(
        Forum(title=_said(f"Forum {n}"), is_published=True, **named("forum", n)) for n in range(N_FORUMS)
    )
    speakers = Speaker.objects.bulk_create(
        Speaker(
            slug=f"speaker-{n}",
            name=_said(f"Speaker {n}"),
            affiliation=_said("Institute"),
            about=_said("A life. " * 20),
        )
        for n in range(N_SPEAKERS)
    )
    _sessions(n_sessions, rooms, forums, speakers)


def _sessions(n_sessions: int, rooms: list[Room], forums: list[Forum], speakers: list[Speaker]) -> None:
    from yishiting.web.programme.models import Appearance, Session

    made = Session.objects.bulk_create(
        Session(
            slug=f"session-{n}",
            title=_said(f"How looms are mended, part {n}"),
            kind=_said("Panel"),
            about=_said("What is discussed and what comes out of it. " * 12),
            languages=["en", "zh-hans"],
            forum=forums[n % N_FORUMS],
            room=rooms[n % N_ROOMS],
            begins_at=_begins(n, n_sessions),
            ends_at=_begins(n, n_sessions) + timedelta(minutes=90),
            is_published=True,
            published_at=DAY,
        )
        for n in range(n_sessions)
    )
    Appearance.objects.bulk_create(
        Appearance(session=each, speaker=speakers[(n * 3 + place) % N_SPEAKERS], part="speaker" if place else "chair")
        for n, each in enumerate(made)
        for place in range(4)
    )


def _begins(n: int, n_sessions: int) -> datetime:
    """Fill every room from the morning on, day after day."""
    slot = n // N_ROOMS
    per_day = -(-n_sessions // N_ROOMS // N_DAYS)
    return DAY + timedelta(days=slot // per_day, minutes=60 * (slot % per_day))


def _said(text: str) -> object:
    from yishiting.web.content import Content

    return Content.of("en", text, zh_hans=f"{text}（中文）")


def _star_everything(account: int) -> None:
    from yishiting.web.programme.models import Agenda, Session, Star

    agenda = Agenda.objects.create(account_id=account, feed_key="0" * 32)
    Star.objects.bulk_create(Star(agenda=agenda, session=each) for each in Session.objects.only("pk"))


def _page(client: Client, address: str, n_runs: int) -> bool:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # templates are read once in the life of a process
    with (
        CaptureQueriesContext(connections["default"]) as writing,
        CaptureQueriesContext(connections["reading"]) as reading,
    ):
        answer = client.get(address)
        n_queries = len(writing) + len(reading)  # later ones push them out
    walls, cpus = zip(*(_timed(lambda: client.get(address)) for _ in range(n_runs)), strict=True)
    wall = median(walls)
    is_reached = answer.status_code == 200 and wall <= GOAL_SECONDS and n_queries <= GOAL_QUERIES
    told = f"{address:32} {wall * 1000:6.0f} ms {median(cpus) * 1000:6.0f} ms cpu {n_queries:3} queries"
    sys.stdout.write(f"{told} {len(answer.content) / 1000:7.0f} kB{'' if is_reached else '  over the goal'}\n")
    return is_reached


def _document(organiser: Client) -> None:
    """Bring a document of the largest size, and save it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from yishiting.web.programme.models import Document

    file = SimpleUploadedFile("slides.pdf", b"%PDF-1.7\n" + os.urandom(DOCUMENT_BYTES - 9))
    sent = {"file": file, "title_en": "Slides", "order": 1}
    up = _timed(lambda: organiser.post("/desk/sessions/session-0/documents/new/", sent))
    document = Document.objects.get()
    address = f"/sessions/session-0/documents/{document.pk}/{document.name}"
    down = _timed(lambda: sum(len(piece) for piece in organiser.get(address)))
    tracemalloc.start()
    sum(len(piece) for piece in organiser.get(address))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    told = f"document of 16 MB: brought in {up[0]:.2f} s, saved in {down[0]:.2f} s"
    sys.stdout.write(f"{told}, {peak / 1e6:.1f} MB at most in memory\n")


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    begun, begun_cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - begun_cpu


if __name__ == "__main__":
    sys.exit(main())
