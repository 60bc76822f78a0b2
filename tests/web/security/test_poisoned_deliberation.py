from __future__ import annotations

import pytest

from tests.web.deliberation.polls import clock, make_poll, two_camps
from yishiting.web.deliberation.analysis.duties import REST, LiveResults
from yishiting.web.deliberation.models import Deliberation, LiveResult

pytestmark = pytest.mark.django_db


def test_a_deliberation_that_cannot_be_analysed_keeps_no_other_back(caplog: pytest.LogCaptureFixture) -> None:
    poisoned = make_poll(two_camps(20, 6), rule={"support_threshold": 7})
    sound = make_poll(two_camps(20, 6))
    duty = LiveResults()

    duty.keep_up(clock)
    duty.keep_up(clock)

    assert set(LiveResult.objects.values_list("deliberation", flat=True)) == {sound.deliberation.pk}
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert poisoned.deliberation.slug in caplog.text


def test_what_failed_is_tried_again_after_a_while() -> None:
    poisoned = make_poll(two_camps(20, 6), rule={"support_threshold": 7})
    duty = LiveResults()
    duty.keep_up(clock)
    Deliberation.objects.filter(pk=poisoned.deliberation.pk).update(rule={})

    duty.keep_up(clock)
    assert not LiveResult.objects.exists()
    duty.keep_up(lambda: clock(REST.total_seconds()))
    assert LiveResult.objects.exists()
