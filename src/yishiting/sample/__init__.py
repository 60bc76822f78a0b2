"""The sample that ships: three simulated deliberations on artificial intelligence, made by the project itself.

Everything about their people and votes is invented. The words, and how each statement is meant to behave, stand in
the files of ``data/``; ``docs/reference/simulate.md`` says how votes are made of them.
"""

from yishiting.sample.design import DELIBERATIONS
from yishiting.sample.errors import InvalidDesignError, InvalidSampleSettingError, SampleError, SampleOutputError
from yishiting.sample.folder import write_sample
from yishiting.sample.generator import VoteArrays, simulate_votes
from yishiting.sample.simulation import GENERATOR_VERSION, SampleSettings, Simulation, simulate

__all__ = [
    "DELIBERATIONS",
    "GENERATOR_VERSION",
    "InvalidDesignError",
    "InvalidSampleSettingError",
    "SampleError",
    "SampleOutputError",
    "SampleSettings",
    "Simulation",
    "VoteArrays",
    "simulate",
    "simulate_votes",
    "write_sample",
]
