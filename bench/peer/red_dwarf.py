"""Run red-dwarf on a vote list in CSV, in the environment that `bench/peer_environment.py` builds.

    python red_dwarf.py FILE RUNS MOST_GIGABYTES

prints as JSON the seconds that reading took, and those of each run of its complete Polis-like pipeline (matrix, PCA,
k-means by silhouette, statistics, consensus and representative statements) with its own defaults. The file is read
with pandas, which is faster than the reader that comes with red-dwarf.
"""

import importlib
import json
import resource
import sys
import time
from typing import Any

COLUMNS = {"participant": "participant_id", "statement": "statement_id"}
OUT_OF_MEMORY = 86  # exit code


def read(path: str) -> list[dict[str, int]]:
    """Read votes as red-dwarf wants them: one dictionary a vote."""
    # By name, as these packages are not in the environment in which this file is checked.
    pandas: Any = importlib.import_module("pandas")
    records: list[dict[str, int]] = pandas.read_csv(path).rename(columns=COLUMNS).to_dict("records")
    return records


def main() -> int:
    """Read once, run the pipeline as often as asked."""
    path, n_runs, gigabytes = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    most = int(gigabytes * 1e9)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))  # before it takes the memory of the whole machine
    pipeline: Any = importlib.import_module("reddwarf.implementations.polis").run_pipeline
    try:
        begun = time.perf_counter()
        votes = read(path)
        taken = [time.perf_counter() - begun]
        for _ in range(n_runs):
            begun = time.perf_counter()
            pipeline(votes=votes, random_state=0)
            taken.append(time.perf_counter() - begun)
    except MemoryError:
        return OUT_OF_MEMORY
    print(json.dumps({"read": taken[0], "runs": taken[1:]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
