"""Pages of comments: what they show to whom, with and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db


def test_smoke(cast: Cast) -> None:
    for who in cast.people:
        for url in ("/comments/releases/release-public/", "/comments/exhibits/exhibit-own-public/", "/comments/mine/"):
            assert who.client().get(url).status_code == 200
    pk = cast.comments["public-accepted"].pk
    for url in ("", "reply/", "report/"):
        page = cast.people.anonymous.client().get(f"/comments/{pk}/{url}")
        assert page.status_code == 200
    for url in ("change/", "withdraw/"):
        assert cast.people.outsider.client().get(f"/comments/{pk}/{url}").status_code == 200
