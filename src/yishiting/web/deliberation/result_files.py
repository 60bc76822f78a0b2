"""Names of the files that a published result is taken home as."""

from __future__ import annotations

STATEMENTS_TABLE, ANALYSIS = "statements.csv", "analysis.json"
# What single people answered: for the organiser and auditors.
PARTICIPANTS, MATRIX = "participants.csv", "matrix.zip"
# The same without tiers and constituencies, for everybody, where it was announced before the opening.
ANNOUNCED_MATRIX = "announced-matrix.zip"


def report_name(language: str) -> str:
    """Name the report in a language."""
    return f"report-{language}.html"
