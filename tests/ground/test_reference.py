from __future__ import annotations

import re
from dataclasses import fields

import pytest

from tests.ground.project import ROOT
from yishiting.engine.rule import VERDICTS, Rule

_RULE = (ROOT / "docs" / "reference" / "rule.md").read_text(encoding="utf-8")


def test_every_setting_of_the_rule_is_documented_with_its_default() -> None:
    documented = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", _RULE, re.MULTILINE))

    assert list(documented) == [field.name for field in fields(Rule)]
    for name, default in documented.items():
        assert float(default) == pytest.approx(getattr(Rule(), name), abs=5e-5), name


def test_every_verdict_is_documented() -> None:
    assert re.findall(r"^\* `(\w+)`", _RULE, re.MULTILINE) == list(VERDICTS)
