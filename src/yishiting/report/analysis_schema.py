"""The schema of analysis.json (JSON Schema, draft 2020-12); docs/reference/analysis.schema.json is its printout."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from yishiting.engine.rule import VERDICTS, Rule
from yishiting.report.analysis_json import COUNTS, SCHEMA_NAME, SCHEMA_VERSION, SHARES

_TEXT: dict[str, Any] = {"type": "string"}
_TEXT_OR_NONE: dict[str, Any] = {"type": ["string", "null"]}
_NUMBER: dict[str, Any] = {"type": "number"}
_SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_POSITION: dict[str, Any] = {"type": "integer", "minimum": -1}
_TRUTH: dict[str, Any] = {"type": "boolean"}
_ID: dict[str, Any] = {"type": ["integer", "string"]}


def analysis_schema() -> dict[str, Any]:
    """Every field of analysis.json, with its meaning; anything else is refused."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{SCHEMA_NAME} version {SCHEMA_VERSION}",
        "description": "One deliberation, analysed. Positions count from 0 in statements.ids and in sets.",
        **_object(
            schema={"const": SCHEMA_NAME},
            version={"const": SCHEMA_VERSION},
            conversation=_object(title=_TEXT, question=_TEXT, is_simulated=_TRUTH, source=_TEXT),
            made=_made(),
            rule=_rule(),
            turnout=_turnout(),
            statements=_statements(),
            sets=_list(_set(), "Sets of people whose support is reported; the first is everybody."),
            support=_support(),
            groups=_groups(),
            map=_object(
                kept=_said(_SHARE, "Share of the spread of opinions that two dimensions show."),
                relevance=_list(_NUMBER, "Spread that each learned dimension explains, falling."),
                plane=_list(_list(_NUMBER), "Turns a learned opinion, one row a dimension, into a place on the map."),
            ),
            slate=_slate(),
            participants=_object(file=_TEXT, ids={"enum": ["integer", "text"]}),
        ),
    }


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], description: str = "") -> dict[str, Any]:
    return _said({"type": "array", "items": items}, description)


def _said(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return schema | {"description": description} if description else schema


def _rule() -> dict[str, Any]:
    numbers = {field.name: _NUMBER for field in fields(Rule) if field.name != "fit_on"}
    return _object(**numbers, fit_on={"enum": ["trusted", "everybody"]})


def _made() -> dict[str, Any]:
    return _object(
        moment=_said(_TEXT_OR_NONE, "When the analysis was made, ISO 8601 with zone; null where not given."),
        input_hash=_said(_TEXT_OR_NONE, "Fingerprint of the votes that went in; null where not given."),
        engine_version=_TEXT,
        seed={"type": "integer"},
        fitted_on=_said(
            {"enum": ["everybody", "delegations_and_verified"]}, "Whose votes shaped the map, groups and verdicts."
        ),
    )


def _turnout() -> dict[str, Any]:
    names = ("n_participants", "n_grouped", "n_statements", "n_votes", "n_agree", "n_disagree", "n_pass")
    counts = dict.fromkeys(names, _COUNT)
    return _object(**counts, median_votes_per_person=_NUMBER, share_answered=_SHARE)


def _statements() -> dict[str, Any]:
    return _object(
        ids=_list(_ID),
        texts=_list(_TEXT),
        languages=_list(_TEXT, 'Language tags, "" where unknown.'),
        consensus=_list(_SHARE, "Mean support among the least favourable rule.worst_off_share of people."),
        division=_list(_NUMBER, "Standard deviation over people of the chance to agree."),
        verdicts=_list({"enum": list(VERDICTS)}),
        is_borderline=_list(_TRUTH, "Could a tiny change turn the verdict?"),
        blocking=_list(_list(_COUNT), "Per statement, positions in sets that keep it from consensus."),
        votes_wanted=_list(_COUNT, "About how many more votes would be enough for a verdict; 0 if there are enough."),
        map=_list(_list(_NUMBER), "The direction in which each statement's supporters lie."),
    )


def _set() -> dict[str, Any]:
    return _object(
        kind={"enum": ["overall", "group", "constituency", "tier"]},
        dimension=_said(_TEXT, "The kind of a constituency, else empty."),
        label=_TEXT,
        n_people=_COUNT,
        counts=_said(_TRUTH, "Is it large enough for a say of its own in the verdicts?"),
    )


def _support() -> dict[str, Any]:
    shares = dict.fromkeys(SHARES, _list(_list(_SHARE), "One list per set, one figure per statement."))
    counts = dict.fromkeys(COUNTS, _list(_list(_COUNT), "Votes really cast, one list per set."))
    return _object(**shares, **counts)


def _groups() -> dict[str, Any]:
    defining = _object(
        statement=_COUNT,
        agrees=_TRUTH,
        share=_SHARE,
        share_others=_SHARE,
        difference=_NUMBER,
        low=_NUMBER,
        high=_NUMBER,
    )
    return _object(
        labels=_list(_TEXT),
        centres=_list(_list(_NUMBER), "Places on the map."),
        opinion_centres=_list(_list(_NUMBER), "The same in learned opinions; they decide who belongs where."),
        defining=_list(_list(defining), "Per group, the statements that set it apart, the most telling first."),
        trials=_list(_object(n_groups=_COUNT, fit=_NUMBER, stability=_NUMBER, chosen=_TRUTH)),
    )


def _slate() -> dict[str, Any]:
    price = _said({"type": ["number", "null"]}, "What each supporter paid; null where the place was filled afterwards.")
    step = _object(statement=_COUNT, support=_NUMBER, newly_represented=_NUMBER, price=price, runner_up=_POSITION)
    check = _object(
        name=_TEXT,
        holds=_TRUTH,
        quota=_NUMBER,
        witness_statement=_POSITION,
        witness_people=_list(_COUNT, "Rows of participants.csv, counted from 0."),
    )
    return _object(statements=_list(_COUNT), represented=_SHARE, method=_TEXT, steps=_list(step), checks=_list(check))
