"""Compiling the kernels before they are needed, so that a caller can say why the first run takes longer."""

from __future__ import annotations


def compile_kernels() -> None:
    """Run everything once on six votes: seconds the first time on a machine, then a fraction of one."""
    from yishiting.engine.analysis import analyse
    from yishiting.engine.placing import place
    from yishiting.engine.votes import VoteTable

    result = analyse(VoteTable.from_arrays([1, 1, 2, 2, 3, 3], [1, 2, 1, 2, 1, 2], [1, -1, 1, 0, -1, 1]))
    place(result, [1], [1])
    result.model.predict([1], [1])
