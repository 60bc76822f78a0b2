"""Duties: each on its own, whatever happens to the others."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from yishiting.web.serving import worker
from yishiting.web.serving.duty import Clock, Duty, declared_duties
from yishiting.web.serving.first_start import make_ready
from yishiting.web.serving.worker import back_off, work

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def _noon() -> datetime:
    return NOON


def _work_until(done: threading.Event, *duties: Duty) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(list(duties), _noon, stop))
    thread.start()
    try:
        assert done.wait(10)
    finally:
        stop.set()
        thread.join()


def test_a_duty_is_called_again_after_the_pause_that_it_wishes() -> None:
    calls: list[datetime] = []
    done = threading.Event()

    def count(clock: Clock) -> float:
        calls.append(clock())
        if len(calls) == 3:
            done.set()
        return 0.01

    _work_until(done, Duty("counting", count))

    assert calls[:3] == [NOON] * 3


def test_a_failing_duty_is_logged_and_disturbs_no_other(caplog: pytest.LogCaptureFixture) -> None:
    done, failed = threading.Event(), threading.Event()

    def fail(_clock: Clock) -> float:
        failed.set()
        raise ZeroDivisionError

    def go_on(_clock: Clock) -> float:
        if failed.is_set():
            done.set()
        return 0.01

    with caplog.at_level(logging.ERROR):
        _work_until(done, Duty("failing", fail), Duty("steady", go_on))

    assert [record.getMessage() for record in caplog.records] == ["The duty `failing` failed and will be tried again"]
    assert "ZeroDivisionError" in caplog.text


def test_a_failing_duty_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "back_off", lambda _failures: 0.01)
    done, tries = threading.Event(), [0]

    def fail_twice(_clock: Clock) -> None:
        tries[0] += 1
        if tries[0] < 3:
            raise ZeroDivisionError
        done.set()

    _work_until(done, Duty("failing twice", fail_twice))

    assert tries == [3]


def test_waiting_doubles_up_to_a_minute() -> None:
    assert [back_off(failures) for failures in (1, 2, 3, 6, 7, 8, 1000)] == [1, 2, 4, 32, 60, 60, 60]


def test_a_duty_that_does_not_end_is_cut_off(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(worker, "GRACE_SECONDS", 0.1)
    begun, release, stop = threading.Event(), threading.Event(), threading.Event()

    def hang(_clock: Clock) -> None:
        begun.set()
        release.wait(10)

    thread = threading.Thread(target=work, args=([Duty("hanging", hang)], _noon, stop))
    thread.start()
    assert begun.wait(10)
    stop.set()
    thread.join(5)

    assert not thread.is_alive()
    assert [record.getMessage() for record in caplog.records] == [
        "The duty `hanging` did not end in time and is cut off"
    ]
    release.set()


def test_declared_duties_are_there() -> None:
    assert all(isinstance(duty, Duty) for duty in declared_duties())


def test_a_duty_must_be_a_duty(settings: Settings) -> None:
    settings.DUTIES = ("yishiting.web.serving.duty.PAUSE",)

    with pytest.raises(
        TypeError, match=r"^`DUTIES` must name instances of Duty, got yishiting\.web\.serving\.duty\.PAUSE"
    ):
        declared_duties()


def _greet(clock: Clock) -> list[str]:
    return [f"Good day, {clock():%H:%M}"]


def _stay_silent(_clock: Clock) -> tuple[str, ...]:
    return ()


def test_the_first_start_says_what_the_apps_say_in_order(settings: Settings) -> None:
    here = "tests.web.serving.test_worker"
    settings.FIRST_START = (f"{here}._greet", f"{here}._stay_silent", f"{here}._greet")

    assert make_ready(_noon) == ["Good day, 12:00", "Good day, 12:00"]
