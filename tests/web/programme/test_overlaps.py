"""Laws of what is at the same time, beside a slow plain reference."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.programme.overlaps import Span, overlaps

MORNING = datetime(2026, 7, 4, 9, tzinfo=UTC)


def _span(key: int, begins: int, lasts: int) -> Span:
    begins_at = MORNING + timedelta(minutes=begins)
    return Span(key, begins_at, begins_at + timedelta(minutes=lasts))


@st.composite
def _spans(draw: st.DrawFn) -> list[Span]:
    # Few different times, so that many begin or end together.
    times = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=12))
    return [_span(key, 15 * begins, 15 * lasts) for key, (begins, lasts) in enumerate(times)]


def _as_sets(spans: list[Span]) -> list[set[int]]:
    return sorted((set(pair) for pair in overlaps(spans)), key=sorted)


def _slowly(spans: list[Span]) -> list[set[int]]:
    pairs = combinations(spans, 2)
    together = [{a.key, b.key} for a, b in pairs if a.begins_at < b.ends_at and b.begins_at < a.ends_at]
    return sorted(together, key=sorted)


@given(_spans())
def test_every_pair_that_overlaps_is_found_once_and_no_other(spans: list[Span]) -> None:
    assert _as_sets(spans) == _slowly(spans)


@given(_spans(), st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_says_nothing(spans: list[Span], random: object) -> None:
    mixed = list(spans)
    random.shuffle(mixed)  # type: ignore[attr-defined] # a random.Random

    assert overlaps(mixed) == overlaps(spans)


@given(_spans(), st.integers(-1000, 1000))
def test_what_is_moved_alike_overlaps_alike(spans: list[Span], minutes: int) -> None:
    by = timedelta(minutes=minutes)
    moved = [Span(each.key, each.begins_at + by, each.ends_at + by) for each in spans]

    assert overlaps(moved) == overlaps(spans)


@given(_spans())
def test_the_one_that_begins_earlier_stands_first(spans: list[Span]) -> None:
    begins = {each.key: each.begins_at for each in spans}

    assert all(begins[one] <= begins[other] for one, other in overlaps(spans))


@given(_spans(), _spans())
def test_one_more_takes_no_pair_away(spans: list[Span], others: list[Span]) -> None:
    more = [*spans, *(Span(100 + each.key, each.begins_at, each.ends_at) for each in others)]

    assert set(overlaps(spans)) <= set(overlaps(more))


def test_to_end_as_another_begins_is_no_overlap() -> None:
    assert overlaps([_span(1, 0, 60), _span(2, 60, 60)]) == []
    assert overlaps([_span(1, 0, 61), _span(2, 60, 60)]) == [(1, 2)]


def test_the_same_moment_in_two_zones_is_the_same() -> None:
    there = datetime.fromisoformat("2026-07-04T17:00:00+08:00")

    assert overlaps([_span(1, 0, 60), Span(2, there, there + timedelta(minutes=5))]) == [(2, 1)]
