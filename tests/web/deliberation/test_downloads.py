from __future__ import annotations

import csv
import gzip
import io
import json

import pytest
from django.test import Client

from tests.web.deliberation.polls import make_poll, two_camps
from tests.web.deliberation.test_publishing import published
from yishiting.web.content import Content
from yishiting.web.deliberation.models import Phase
from yishiting.web.people.models import Account, Appointment

pytestmark = pytest.mark.django_db

HOSTILE = ['=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\tcmd", "plain words"]


def address_of(slug: str, rest: str) -> str:
    return f"/deliberations/{slug}/results/1/{rest}"


def signed_in_as(role: str) -> Client:
    client, account = Client(), Account.objects.create_user(f"{role}@example.org")
    Appointment.objects.create(account=account, role=role)
    client.force_login(account)
    return client


def poll_with_files(**settings: object) -> str:
    texts = [Content.of("en", text) for text in HOSTILE]
    poll = make_poll(
        two_camps(60, len(texts)),
        tiers=["verified", "open"],
        regions=["africa", "asia", "asia", "asia", "asia", "asia", "asia", "asia"],
        texts=texts,
        phase=Phase.CLOSED,
        **settings,
    )
    published(poll)
    return poll.deliberation.slug


@pytest.mark.parametrize("name", ["report-en.html", "report-zh-hans.html", "statements.csv", "analysis.json"])
def test_everybody_may_take_the_public_files(name: str) -> None:
    slug = poll_with_files()
    packed = Client().get(address_of(slug, f"files/{name}"), headers={"accept-encoding": "gzip"})
    plain = Client().get(address_of(slug, f"files/{name}"))

    assert packed.status_code == 200
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["Content-Disposition"] == f'attachment; filename="{slug}-result-1-{name}"'
    assert packed.headers["Cache-Control"] == "public, max-age=3600"
    again = Client().get(address_of(slug, f"files/{name}"), headers={"if-none-match": plain.headers["ETag"]})
    assert again.status_code == 304


def test_no_cell_of_a_table_acts_as_a_formula() -> None:
    slug = poll_with_files()
    text = Client().get(address_of(slug, "files/statements.csv")).content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [row["text"] for row in rows] == [*("'" + hostile for hostile in HOSTILE[:5]), HOSTILE[5]]


def test_files_for_everybody_say_nothing_about_a_few_people() -> None:
    # Eight of sixty are of the first region.
    slug = poll_with_files()
    analysis = json.loads(Client().get(address_of(slug, "files/analysis.json")).content)

    shown = {one["label"]: one["n_people"] for one in analysis["sets"] if one["kind"] == "constituency"}
    assert "africa" not in shown
    assert all(number >= 10 for number in shown.values())
    for name in ("statements.csv", "report-en.html"):
        assert "africa" not in Client().get(address_of(slug, f"files/{name}")).content.decode().lower()
    tallies = [analysis["support"][name] for name in ("n_agree", "n_disagree", "n_pass")]
    answers = [
        sum(cells) for rows in zip(*tallies, strict=True) for cells in zip(*rows, strict=True) if None not in cells
    ]
    assert min(answers) >= 10


@pytest.mark.parametrize("name", ["participants.csv", "matrix.zip"])
def test_single_answers_are_for_the_organiser_and_auditors(name: str) -> None:
    slug = poll_with_files()

    for role in ("organiser", "auditor"):
        response = signed_in_as(role).get(address_of(slug, f"answers/{name}"))
        assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    for role in ("journalist", "moderator"):
        assert signed_in_as(role).get(address_of(slug, f"answers/{name}")).status_code == 403
    assert Client().get(address_of(slug, f"answers/{name}")).status_code == 302
    assert Client().get(address_of(slug, f"files/{name}")).status_code == 404


@pytest.mark.parametrize(("is_announced", "status"), [(False, 404), (True, 200)])
def test_the_matrix_is_public_where_it_was_announced(is_announced: bool, status: int) -> None:
    slug = poll_with_files(is_matrix_public=is_announced)

    assert Client().get(address_of(slug, "announced-matrix.zip")).status_code == status
    assert Client().get(address_of(slug, "files/announced-matrix.zip")).status_code == 404


@pytest.mark.parametrize("rest", ["files/nothing.csv", "files/..%2fx", "answers/report-en.html"])
def test_what_is_not_there_is_not_found(rest: str) -> None:
    slug = poll_with_files()

    assert signed_in_as("organiser").get(address_of(slug, rest)).status_code == 404
