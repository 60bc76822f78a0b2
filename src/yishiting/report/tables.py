"""The tables beside the page, as CSV in UTF-8 with a header.

Columns are written by pyarrow, so that a million participants take a second and little memory. Text that a spreadsheet
would take for a formula is made harmless (`yishiting.formats.csv_cells`); numbers are rounded to 1e-4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.formats.csv_cells import neutralise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray

    from yishiting.engine.results import Analysis, PeopleSet
    from yishiting.formats.conversation import Conversation
    from yishiting.report.options import ReportFiles

DECIMALS = 4
_MAY_ACT = tuple("=+-@\t\r\n'＝＋－＠")
_ROWS_AT_ONCE = 100_000


def write_tables(conversation: Conversation, analysis: Analysis, files: ReportFiles) -> None:
    """Write all tables of a report."""
    _write(statement_columns(conversation, analysis), files.statements)
    _write(participant_columns(conversation, analysis), files.participants)
    _write(group_columns(conversation, analysis), files.groups)
    _write(slate_columns(conversation, analysis), files.slate)


def statement_columns(conversation: Conversation, analysis: Analysis) -> dict[str, Any]:
    """One row a statement: text, verdict, scores, votes, and support in every set of people."""
    statements, support = conversation.statements, analysis.support
    row = support.row("overall")
    columns: dict[str, Any] = {
        "statement": _ids(analysis.statement_ids),
        "text": texts(statements.texts),
        "language": texts(statements.languages),
        "author": texts(statements.authors),
        "verdict": list(analysis.verdicts),
        "borderline": analysis.is_borderline.astype(np.int8),
        "consensus": rounded(analysis.consensus),
        "division": rounded(analysis.division),
        "agree": _tallies(support.n_agree[row]),
        "disagree": _tallies(support.n_disagree[row]),
        "pass": _tallies(support.n_pass[row]),
        "votes_wanted": analysis.votes_wanted,
        "x": rounded(analysis.map.statements[:, 0]),
        "y": rounded(analysis.map.statements[:, 1]),
    }
    for number, people in enumerate(support.sets):
        name = set_column(people)
        columns[f"{name}.support"] = rounded(support.share[number])
        columns[f"{name}.low"] = rounded(support.low[number])
        columns[f"{name}.high"] = rounded(support.high[number])
    return columns


def participant_columns(conversation: Conversation, analysis: Analysis) -> dict[str, Any]:
    """One row a participant: group, place on the map, answers, and declared constituencies."""
    table, groups = conversation.table, analysis.groups
    letters = np.array([*groups.labels, ""])
    columns: dict[str, Any] = {
        "participant": _ids(analysis.participant_ids),
        "group": _dictionary(letters, groups.membership),
        "certainty": rounded(groups.certainty),
        "x": rounded(analysis.map.people[:, 0]),
        "y": rounded(analysis.map.people[:, 1]),
        "x_sd": rounded(analysis.map.people_sd[:, 0]),
        "y_sd": rounded(analysis.map.people_sd[:, 1]),
        "agree": _row_counts(table.votes == 1, table.row_starts),
        "disagree": _row_counts(table.votes == -1, table.row_starts),
        "pass": _row_counts(table.votes == 0, table.row_starts),
    }
    if conversation.tiers is not None:
        columns["tier"] = _categories(conversation.tiers)
    for kind, declared in conversation.constituencies.items():
        columns[neutralise(f"constituency.{kind}")] = _categories(declared)
    return columns


def group_columns(conversation: Conversation, analysis: Analysis) -> dict[str, Any]:
    """One row a group and statement, the group's defining statements numbered from 1 in ``defining``."""
    support, rows = analysis.support, list(analysis.support.rows("group"))
    n_statements = len(analysis.statement_ids)
    people = [support.sets[row] for row in rows]
    return {
        "group": np.repeat([one.label for one in people], n_statements),
        "people": np.repeat([one.n_people for one in people], n_statements),
        "counts": np.repeat([int(one.counts) for one in people], n_statements),
        "statement": np.tile(_ids(analysis.statement_ids), len(rows)),
        "text": texts(conversation.statements.texts) * len(rows),
        "support": rounded(support.share[rows].ravel()),
        "low": rounded(support.low[rows].ravel()),
        "high": rounded(support.high[rows].ravel()),
        "agree": support.n_agree[rows].ravel(),
        "disagree": support.n_disagree[rows].ravel(),
        "pass": support.n_pass[rows].ravel(),
        "defining": _defining_ranks(analysis).ravel(),
    }


def slate_columns(conversation: Conversation, analysis: Analysis) -> dict[str, Any]:
    """One row a place on the slate, in order of election."""
    slate, support = analysis.slate, analysis.support
    places, row = list(slate.statements), support.row("overall")
    steps = {step.statement: step for step in slate.steps}
    return {
        "place": np.arange(1, len(places) + 1),
        "statement": _ids(analysis.statement_ids[places]),
        "text": texts([conversation.statements.texts[position] for position in places]),
        "verdict": [analysis.verdicts[position] for position in places],
        "support": rounded(support.share[row, places]),
        "low": rounded(support.low[row, places]),
        "high": rounded(support.high[row, places]),
        "supporters": rounded(np.array([steps[position].support for position in places])),
        "newly_represented": rounded(np.array([steps[position].newly_represented for position in places])),
    }


def set_column(people: PeopleSet) -> str:
    """Name of a set of people in a header: "overall", "group.A", "constituency.region.Africa", "tier.open"."""
    parts = [part for part in (people.kind, people.dimension, people.label) if part]
    return "overall" if people.kind == "overall" else neutralise(".".join(parts))


def texts(cells: Iterable[str]) -> list[str]:
    """Cells of text, none of which acts as a formula."""
    return [neutralise(cell) if cell.startswith(_MAY_ACT) else cell for cell in cells]


def rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Figures as published; a rounded zero has no sign."""
    return np.round(values, DECIMALS) + 0.0


def _tallies(values: NDArray[np.int64]) -> pa.Array:
    """Numbers of votes, blank where they are withheld."""
    import pyarrow as pa

    return pa.array(values, mask=values < 0)


def _ids(ids: NDArray[Any]) -> NDArray[Any] | list[str]:
    return ids if ids.dtype.kind in "iu" else texts(ids.tolist())


def _row_counts(is_counted: NDArray[np.bool_], row_starts: NDArray[np.int64]) -> NDArray[np.int64]:
    total = np.concatenate(([0], np.cumsum(is_counted)))
    counts: NDArray[np.int64] = total[row_starts[1:]] - total[row_starts[:-1]]
    return counts


def _categories(values: NDArray[Any]) -> pa.Array:
    labels, codes = np.unique(values, return_inverse=True)
    return _dictionary(labels, codes)


def _dictionary(labels: NDArray[Any], codes: NDArray[np.int64]) -> pa.Array:
    # Few labels, many people: only the labels are Python strings. A code of -1 is the last label.
    import pyarrow as pa

    dictionary = pa.array(texts(str(label) for label in labels))
    return pa.DictionaryArray.from_arrays(pa.array(codes % len(labels)), dictionary).dictionary_decode()


def _defining_ranks(analysis: Analysis) -> NDArray[np.int64]:
    ranks = np.zeros((analysis.groups.n_groups, len(analysis.statement_ids)), dtype=np.int64)
    for group, found in enumerate(analysis.groups.defining):
        for rank, one in enumerate(found, start=1):
            ranks[group, one.statement] = rank
    return ranks


def _write(columns: dict[str, Any], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import csv

    csv.write_csv(pa.table(columns), path, csv.WriteOptions(batch_size=_ROWS_AT_ONCE, quoting_style="needed"))
