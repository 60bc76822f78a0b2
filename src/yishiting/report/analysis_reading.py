"""Read a result back out of a report's folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.engine.model import OpinionModel
from yishiting.engine.results import (
    Analysis,
    DefiningStatement,
    Groups,
    GroupTrial,
    OpinionMap,
    PeopleSet,
    RepresentationCheck,
    Slate,
    SlateStep,
    Support,
    Turnout,
)
from yishiting.engine.rule import Rule
from yishiting.formats.csv_cells import restore
from yishiting.report.analysis_json import COUNTS, SCHEMA_NAME, SCHEMA_VERSION, SHARES
from yishiting.report.errors import InvalidAnalysisError

if TYPE_CHECKING:
    from numpy.typing import NDArray


def read_analysis(folder: Path | str) -> Analysis:
    """Read the analysis that a report was written from; figures are as published, rounded to 1e-4.

    The model itself is not stored: the ``model`` of what comes back is not fitted, and says so when asked.

    Raises
    ------
    InvalidAnalysisError
        A file is missing, is not what a report writes, or is of a version that is not understood.
    """
    path = Path(folder) / "analysis.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        _require_version(stored, path)
        return _analysis(stored, _read_participants(Path(folder), stored))
    except (OSError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, InvalidAnalysisError):
            raise
        raise InvalidAnalysisError(f"`folder` must hold a whole report, got {path.parent}: {error!r}") from error


def _require_version(stored: object, path: Path) -> None:
    found = (stored.get("schema"), stored.get("version")) if isinstance(stored, dict) else None
    if found != (SCHEMA_NAME, SCHEMA_VERSION):
        raise InvalidAnalysisError(f"{path.name} must be {SCHEMA_NAME} version {SCHEMA_VERSION}, got {found}")


def _analysis(stored: dict[str, Any], people: dict[str, NDArray[Any]]) -> Analysis:
    statements, made = stored["statements"], stored["made"]
    return Analysis(
        participant_ids=people["participant"],
        statement_ids=np.array(statements["ids"]),
        turnout=Turnout(**stored["turnout"]),
        map=OpinionMap(
            people=_pair(people, "x", "y"),
            people_sd=_pair(people, "x_sd", "y_sd"),
            statements=_floats(statements["map"]).reshape(-1, 2),
            kept=stored["map"]["kept"],
            relevance=_floats(stored["map"]["relevance"]),
            plane=_floats(stored["map"]["plane"]).reshape(-1, 2),
        ),
        groups=_groups(stored["groups"], people),
        support=_support(stored),
        consensus=_floats(statements["consensus"]),
        division=_floats(statements["division"]),
        verdicts=tuple(statements["verdicts"]),
        is_borderline=np.array(statements["is_borderline"], dtype=bool),
        blocking=tuple(tuple(rows) for rows in statements["blocking"]),
        votes_wanted=np.array(statements["votes_wanted"], dtype=np.int64),
        slate=_slate(stored["slate"]),
        rule=Rule(**stored["rule"]),
        fitted_on=made["fitted_on"],
        seed=made["seed"],
        engine_version=made["engine_version"],
        model=OpinionModel(seed=made["seed"]),
    )


def _floats(values: list[Any]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)


def _pair(people: dict[str, NDArray[Any]], first: str, second: str) -> NDArray[np.float64]:
    return np.stack([people[first], people[second]], axis=1).astype(np.float64)


def _support(stored: dict[str, Any]) -> Support:
    figures: dict[str, NDArray[Any]] = {name: _floats(stored["support"][name]) for name in SHARES}
    figures |= {name: np.array(stored["support"][name], dtype=np.int64) for name in COUNTS}
    return Support(sets=tuple(PeopleSet(**people) for people in stored["sets"]), **figures)


def _groups(stored: dict[str, Any], people: dict[str, NDArray[Any]]) -> Groups:
    labels = tuple(stored["labels"])
    position = {label: number for number, label in enumerate(labels)} | {"": -1}
    found, inverse = np.unique(people["group"].astype(str), return_inverse=True)
    return Groups(
        labels=labels,
        membership=np.array([position[str(label)] for label in found], dtype=np.int64)[inverse],
        certainty=people["certainty"].astype(np.float64),
        centres=_floats(stored["centres"]).reshape(-1, 2),
        opinion_centres=_floats(stored["opinion_centres"]).reshape(len(labels), -1),
        defining=tuple(tuple(DefiningStatement(**one) for one in group) for group in stored["defining"]),
        trials=tuple(GroupTrial(**trial) for trial in stored["trials"]),
    )


def _slate(stored: dict[str, Any]) -> Slate:
    steps = (step | {"price": np.nan if step["price"] is None else step["price"]} for step in stored["steps"])
    checks = (
        check | {"witness_people": np.array(check["witness_people"], dtype=np.int64)} for check in stored["checks"]
    )
    return Slate(
        statements=tuple(stored["statements"]),
        represented=stored["represented"],
        steps=tuple(SlateStep(**step) for step in steps),
        checks=tuple(RepresentationCheck(**check) for check in checks),
        method=stored["method"],
    )


def _read_participants(folder: Path, stored: dict[str, Any]) -> dict[str, NDArray[Any]]:
    import pyarrow as pa
    from pyarrow import csv

    is_text = stored["participants"]["ids"] == "text"
    types = {"participant": pa.string() if is_text else pa.int64(), "group": pa.string()}
    choices = csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    table = csv.read_csv(folder / stored["participants"]["file"], convert_options=choices)
    people = {name: table[name].to_numpy() for name in table.column_names}
    if is_text:
        people["participant"] = np.array([restore(str(cell)) for cell in people["participant"]], dtype=np.str_)
    return people
