"""analysis.json: the result for programs. Its schema stands in docs/reference/analysis.schema.json.

It holds everything about statements and sets of people. What is known of each participant stands once, in
participants.csv beside it; `read_analysis` puts the two together again.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.report.tables import DECIMALS, rounded

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.engine.results import Analysis, Groups, Slate, Support
    from yishiting.formats.conversation import Conversation
    from yishiting.report.options import ReportOptions

SCHEMA_NAME = "yishiting.analysis"
SCHEMA_VERSION = 1
SHARES = ("share", "low", "high", "p_supported", "p_opposed")
COUNTS = ("n_agree", "n_disagree", "n_pass")


def write_analysis(conversation: Conversation, analysis: Analysis, path: Path, options: ReportOptions) -> None:
    """Write the result as JSON: UTF-8, keys in a fixed order, figures rounded to 1e-4."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(
            analysis_document(conversation, analysis, options), file, ensure_ascii=False, indent=1, allow_nan=False
        )
        file.write("\n")


def analysis_document(conversation: Conversation, analysis: Analysis, options: ReportOptions) -> dict[str, Any]:
    """The result as plain values, as they stand in the file."""
    return {
        "schema": SCHEMA_NAME,
        "version": SCHEMA_VERSION,
        "conversation": {
            "title": conversation.title,
            "question": conversation.question,
            "is_simulated": conversation.is_simulated,
            "source": conversation.notes.source,
        },
        "made": {
            "moment": options.moment.isoformat() if options.moment else None,
            "input_hash": options.input_hash or None,
            "engine_version": analysis.engine_version,
            "seed": analysis.seed,
            "fitted_on": analysis.fitted_on,
        },
        "rule": asdict(analysis.rule),
        "turnout": _turnout(analysis),
        "statements": _statements(conversation, analysis),
        "sets": [asdict(people) for people in analysis.support.sets],
        "support": _support(analysis.support),
        "groups": _groups(analysis.groups),
        "map": {
            "kept": _figure(analysis.map.kept),
            "relevance": rounded(analysis.map.relevance).tolist(),
            "plane": rounded(analysis.map.plane).tolist(),
        },
        "slate": _slate(analysis.slate),
        "participants": {"file": "participants.csv", "ids": _id_kind(analysis)},
    }


def _figure(value: float) -> float:
    return round(value, DECIMALS) + 0.0


def _id_kind(analysis: Analysis) -> str:
    return "integer" if analysis.participant_ids.dtype.kind in "iu" else "text"


def _turnout(analysis: Analysis) -> dict[str, Any]:
    figures = asdict(analysis.turnout)
    return figures | {name: _figure(figures[name]) for name in ("median_votes_per_person", "share_answered")}


def _statements(conversation: Conversation, analysis: Analysis) -> dict[str, Any]:
    texts = conversation.statements
    return {
        "ids": analysis.statement_ids.tolist(),
        "texts": list(texts.texts),
        "languages": list(texts.languages),
        "consensus": rounded(analysis.consensus).tolist(),
        "division": rounded(analysis.division).tolist(),
        "verdicts": list(analysis.verdicts),
        "is_borderline": analysis.is_borderline.tolist(),
        "blocking": [list(rows) for rows in analysis.blocking],
        "votes_wanted": analysis.votes_wanted.tolist(),
        "map": rounded(analysis.map.statements).tolist(),
    }


def _support(support: Support) -> dict[str, Any]:
    shares = {name: rounded(getattr(support, name)).tolist() for name in SHARES}
    return shares | {name: getattr(support, name).tolist() for name in COUNTS}


def _groups(groups: Groups) -> dict[str, Any]:
    return {
        "labels": list(groups.labels),
        "centres": rounded(groups.centres).tolist(),
        "opinion_centres": rounded(groups.opinion_centres).tolist(),
        "defining": [[_rounded_fields(asdict(one)) for one in found] for found in groups.defining],
        "trials": [_rounded_fields(asdict(trial)) for trial in groups.trials],
    }


def _slate(slate: Slate) -> dict[str, Any]:
    return {
        "statements": list(slate.statements),
        "represented": _figure(slate.represented),
        "method": slate.method,
        "steps": [_rounded_fields(asdict(step)) for step in slate.steps],
        "checks": [
            _rounded_fields({**asdict(check), "witness_people": check.witness_people.tolist()})
            for check in slate.checks
        ],
    }


def _rounded_fields(fields: dict[str, Any]) -> dict[str, Any]:
    # JSON knows no NaN: a price that was not paid is null.
    return {
        name: (None if np.isnan(value) else _figure(value)) if isinstance(value, float) else value
        for name, value in fields.items()
    }
