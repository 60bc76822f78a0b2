"""The rule: its defaults, and what it refuses, word by word."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from yishiting.engine import InvalidSettingError, Rule

LARGEST = 2**31


def test_defaults_are_those_of_the_design() -> None:
    assert asdict(Rule()) == {
        "support_threshold": 2 / 3,
        "opposition_threshold": 1 / 3,
        "confidence": 0.9,
        "worst_off_share": 0.2,
        "minimum_people": 10,
        "minimum_share": 0.05,
        "minimum_delegations": 3,
        "widest_interval": 0.3,
        "fit_on": "trusted",
        "minimum_model_people": 30,
        "tolerance": 0.005,
    }


EDGES: dict[str, tuple[float, float]] = {
    "support_threshold": (0.34, 0.99),
    "opposition_threshold": (0.01, 0.66),
    "confidence": (0.5, 0.999),
    "worst_off_share": (0.01, 1.0),
    "minimum_people": (1, LARGEST),
    "minimum_share": (0.0, 1.0),
    "minimum_delegations": (1, LARGEST),
    "widest_interval": (0.01, 1.0),
    "minimum_model_people": (1, LARGEST),
    "tolerance": (0.0, 0.1),
}


@pytest.mark.parametrize("name", EDGES)
def test_edges_of_the_ranges_are_allowed(name: str) -> None:
    settings: dict[str, Any] = {name: EDGES[name][0]}
    assert getattr(Rule(**settings), name) == EDGES[name][0]

    settings = {name: EDGES[name][1]}
    assert getattr(Rule(**settings), name) == EDGES[name][1]


REFUSED: dict[str, tuple[float, str]] = {
    "support_threshold": (1.0, "`support_threshold` must be between 0.01 and 0.99, got 1.0"),
    "opposition_threshold": (0.0, "`opposition_threshold` must be between 0.01 and 0.99, got 0.0"),
    "confidence": (0.4999, "`confidence` must be between 0.5 and 0.999, got 0.4999"),
    "worst_off_share": (0.0, "`worst_off_share` must be between 0.01 and 1.0, got 0.0"),
    "minimum_people": (0, "`minimum_people` must be between 1 and 2147483648, got 0"),
    "minimum_share": (-0.01, "`minimum_share` must be between 0.0 and 1.0, got -0.01"),
    "minimum_delegations": (0, "`minimum_delegations` must be between 1 and 2147483648, got 0"),
    "widest_interval": (1.01, "`widest_interval` must be between 0.01 and 1.0, got 1.01"),
    "minimum_model_people": (-1, "`minimum_model_people` must be between 1 and 2147483648, got -1"),
    "tolerance": (0.11, "`tolerance` must be between 0.0 and 0.1, got 0.11"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_settings_out_of_range_are_refused_in_these_words(name: str) -> None:
    value, message = REFUSED[name]
    settings: dict[str, Any] = {name: value}

    with pytest.raises(InvalidSettingError) as refused:
        Rule(**settings)

    assert str(refused.value) == message


@pytest.mark.parametrize("name", REFUSED)
def test_no_number_is_no_setting(name: str) -> None:
    settings: dict[str, Any] = {name: float("nan")}

    with pytest.raises(InvalidSettingError, match=f"^`{name}` must be .*, got nan$"):
        Rule(**settings)


@pytest.mark.parametrize("name", ["minimum_people", "minimum_delegations", "minimum_model_people"])
def test_people_are_counted_in_whole_numbers(name: str) -> None:
    settings: dict[str, Any] = {name: 2.5}

    with pytest.raises(InvalidSettingError) as refused:
        Rule(**settings)

    assert str(refused.value) == f"`{name}` must be a whole number, got 2.5"


@pytest.mark.parametrize(("value", "said"), [("a", "'a'"), (True, "True"), (None, "None")])
def test_only_numbers_are_settings(value: object, said: str) -> None:
    settings: dict[str, Any] = {"confidence": value}

    with pytest.raises(InvalidSettingError) as refused:
        Rule(**settings)

    assert str(refused.value) == f"`confidence` must be a number, got {said}"


@pytest.mark.parametrize(("support", "opposition"), [(0.4, 0.4), (0.4, 0.6)])
def test_thresholds_may_not_cross(support: float, opposition: float) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        Rule(support_threshold=support, opposition_threshold=opposition)

    assert str(refused.value) == f"`opposition_threshold` must be below `support_threshold` 0.4, got {opposition}"


def test_fit_on_knows_two_words() -> None:
    settings: dict[str, Any] = {"fit_on": "open"}

    with pytest.raises(InvalidSettingError) as refused:
        Rule(**settings)

    assert str(refused.value) == "`fit_on` must be trusted or everybody, got 'open'"
