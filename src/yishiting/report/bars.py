"""A share as a bar: how far it reaches, its interval, one half and the rule's threshold, all to one scale of 0–100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from yishiting.engine.rule import Rule

# Drawn 100 units wide and stretched to the column; the style sheet keeps the lines thin.
HEIGHT = 12


def scale_marks(rule: Rule) -> Markup:
    """One half and the support threshold; stands once on the page, every bar points to it."""
    threshold = _units(rule.support_threshold)
    return Markup(
        '<svg class="defs" aria-hidden="true" width="0" height="0"><defs><g id="scale">'
        '<path class="half" d="M50 0V{height}"/><path class="threshold" d="M{threshold} 0V{height}"/>'
        "</g></defs></svg>"
    ).format(threshold=threshold, height=HEIGHT)


def support_bar(share: float, low: float, high: float) -> Markup:
    """A bar with its interval. It says nothing that the figures beside it do not say, so readers aloud skip it."""
    left, right, middle = _units(low), _units(high), HEIGHT // 2
    # A page holds thousands of these: numbers alone go in, so there is nothing to escape.
    return Markup(  # noqa: S704
        f'<svg class="bar" viewBox="0 0 100 {HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="agree" d="M0 2H{_units(share)}V{HEIGHT - 2}H0"/><use href="#scale"/>'
        f'<path class="interval" d="M{left} {middle}H{right}M{left} 3v6M{right} 3v6"/></svg>'
    )


def _units(share: float) -> str:
    return f"{100 * float(share):.1f}".removesuffix(".0")
