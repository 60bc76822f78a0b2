from __future__ import annotations

import re
from dataclasses import fields

from tests.ground.project import ROOT
from yishiting.engine.rule import VERDICTS, Rule

_RULE = (ROOT / "docs" / "reference" / "rule.md").read_text(encoding="utf-8")


def test_every_setting_of_the_rule_is_documented_with_its_default() -> None:
    documented = re.findall(r"^\| `(\w+)` \| ([\w.]+) \|", _RULE, re.MULTILINE)

    assert documented == [(field.name, _written(getattr(Rule(), field.name))) for field in fields(Rule)]


def _written(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def test_every_verdict_is_documented() -> None:
    assert re.findall(r"^\* `(\w+)`", _RULE, re.MULTILINE) == list(VERDICTS)
