"""Hostile words in statements, names and questions, through the whole analysis, into pages and files."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.web.deliberation.polls import clock, make_poll, two_camps
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.publishing import publish_result
from yishiting.web.deliberation.analysis.live import LiveDeliberation
from yishiting.web.deliberation.analysis.publication import publish_next
from yishiting.web.deliberation.models import Deliberation, Phase, ResultFile
from yishiting.web.people.models import Constituency, ConstituencyKind

if TYPE_CHECKING:
    from tests.web.deliberation.polls import Poll

pytestmark = pytest.mark.django_db

WORDS = (
    "\"'></title></textarea></script></style><img src=x onerror=a()>",
    "</text></svg><svg/onload=a()>",
    "{{7*7}}{%now%}<!--<script>a()</script>",
    '=HYPERLINK("javascript:a()")&lt;b&gt;',
    "＝1+1<a href=javascript:a()>",
    "%(count)s {count} %s \\u003cimg>",
)


class _Seen(HTMLParser):
    """Tags and attributes that act, outside of what the templates themselves hold."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img" and not given.get("src", "").startswith(("/", "data:")):
            self.acting.append(tag)
        for name, value in given.items():
            address = name in ("href", "src", "action", "xlink:href") and "javascript:" in value
            if name.startswith("on") or address or name == "srcdoc":
                self.acting.append(f"{tag} {name}={value}")


def acting(page: str) -> list[str]:
    seen = _Seen()
    seen.feed(page)
    return seen.acting


@pytest.fixture
def poll() -> Poll:
    texts = [Content.of("en", WORDS[n % len(WORDS)] + f" {n}", zh_hans=WORDS[-n % len(WORDS)]) for n in range(12)]
    question = Content.of("en", WORDS[0], zh_hans=WORDS[1])
    made = make_poll(
        two_camps(60, 12),
        regions=["africa", "asia"],
        texts=texts,
        question=question,
        background=question,
        own_answers_needed=0,
        phase=Phase.CLOSED,
        is_matrix_public=True,
    )
    ConstituencyKind.objects.update(name=Content.of("en", WORDS[0]))
    Constituency.objects.update(name=Content.of("en", WORDS[1]))
    return made


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_results_show_hostile_words_as_text(poll: Poll, language: str) -> None:
    LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())
    client = Client(headers={"accept-language": language})

    for page in ("result/", "result/statements/"):
        shown = client.get(f"/deliberations/{poll.deliberation.slug}/{page}")
        assert shown.status_code == 200
        assert "&lt;img src=x" in shown.text
        assert acting(shown.text) == []


def test_files_of_a_published_result_hold_hostile_words_as_text(poll: Poll) -> None:
    publish_result(deliberation=poll.deliberation, by=None, now=clock())
    assert publish_next(clock())
    assert Deliberation.objects.get(pk=poll.deliberation.pk).phase == Phase.PUBLISHED
    address = f"/deliberations/{poll.deliberation.slug}/results/1/"

    for page in ("", "statements/"):
        assert acting(Client().get(address + page).text) == []
    for name in ResultFile.objects.filter(has_single_answers=False).values_list("name", flat=True):
        file = Client().get(f"{address}files/{name}")
        assert file["Content-Disposition"].startswith("attachment;")
        assert file["X-Content-Type-Options"] == "nosniff"
        if name.endswith(".html"):
            assert acting(file.text) == []
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(file.text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "＝", "@", "+"))]
