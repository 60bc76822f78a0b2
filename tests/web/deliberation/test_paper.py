"""What a result says on paper, and what a provisional one says about downloads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.web.deliberation.polls import clock, make_poll, two_camps
from tests.web.deliberation.test_publishing import published
from tests.web.deliberation.test_result_pages import browser_of, open_poll, result_of
from yishiting.web.deliberation.models import Phase
from yishiting.web.qr import qr_code

pytestmark = pytest.mark.django_db


def test_a_published_result_says_on_paper_where_it_stands_with_a_code_to_scan() -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    published(poll)
    path = f"/deliberations/{poll.deliberation.slug}/results/1/"

    page = Client().get(f"{path}?from=elsewhere").content.decode()

    assert f'<div class="paper-source"><p>{settings.PUBLIC_URL}{path}</p>' in page
    assert qr_code(settings.PUBLIC_URL + path, "QR code that leads to this page") in page


@pytest.mark.parametrize("page", ["", "moderation/", "results/1/statements/", "results/1/changes/"])
def test_other_public_pages_say_their_address_on_paper(page: str) -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.CLOSED)
    published(poll)
    path = f"/deliberations/{poll.deliberation.slug}/{page}"

    assert f'<div class="paper-source"><p>{settings.PUBLIC_URL}{path}</p></div>' in Client().get(path).content.decode()


def test_a_provisional_result_says_when_there_will_be_something_to_download() -> None:
    poll = open_poll(closes_at=clock() + timedelta(days=3))

    page = result_of(poll, browser_of(poll, 0)).content.decode()

    assert "there is nothing to download yet" in page
    assert "This deliberation closes on <time" in page
