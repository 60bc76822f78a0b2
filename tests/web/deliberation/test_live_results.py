from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.web.deliberation.polls import cast, clock, make_poll, real_poll, two_camps
from yishiting.engine import Rule, VoteTable, analyse
from yishiting.web.deliberation.analysis.following import Follower
from yishiting.web.deliberation.analysis.live import LiveDeliberation
from yishiting.web.deliberation.models import LiveResult, Phase, Statement, VoteEntry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.deliberation.polls import Poll

pytestmark = pytest.mark.django_db


def live(poll: Poll) -> LiveResult:
    return LiveResult.objects.get(deliberation=poll.deliberation)


def test_the_first_look_stores_a_result() -> None:
    poll = make_poll(two_camps(40, 12))

    assert LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())

    stored = live(poll)
    assert (stored.revision, stored.n_participants) == (1, 40)
    assert stored.last_entry == VoteEntry.objects.order_by("-pk")[0].pk
    assert set(stored.sections) == {"en", "zh-hans", "made_of"}
