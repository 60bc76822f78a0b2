from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yishiting.web.deliberation.models import Statement

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.cast import Cast


@pytest.mark.parametrize(("name", "is_offered"), [("own-open", True), ("own-closed", False), ("own-published", False)])
def test_what_waits_can_be_accepted_only_before_the_end(cast: Cast, name: str, *, is_offered: bool) -> None:
    organiser: Client = cast.people.organiser.client()
    waiting = cast.statements[name, "waiting-of-open"]
    accept = f"/desk/deliberations/{cast.deliberations[name].slug}/statements/{waiting.number}/accept/"

    page = organiser.get(f"/desk/deliberations/{cast.deliberations[name].slug}/queue/").content.decode()
    answer = organiser.post(accept)

    waiting.refresh_from_db()
    assert (f'action="{accept}"' in page) is is_offered
    assert (answer.status_code == 302, waiting.status == Statement.Status.ACCEPTED) == (is_offered, is_offered)
