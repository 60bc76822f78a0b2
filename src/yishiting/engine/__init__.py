"""The opinion engine: votes in, opinion map, groups, consensus and slate out. It reads and writes no files."""

from yishiting.engine.analysis import analyse
from yishiting.engine.errors import EngineError, InvalidSettingError, InvalidVotesError, NotFittedError
from yishiting.engine.model import OpinionModel
from yishiting.engine.next_statement import Candidates, OwnAnswers, Routing, next_statement, rank_next
from yishiting.engine.placer import Place, Placer
from yishiting.engine.placing import groups_of, place
from yishiting.engine.results import Analysis
from yishiting.engine.rule import Rule
from yishiting.engine.votes import VoteTable

__all__ = [
    "Analysis",
    "Candidates",
    "EngineError",
    "InvalidSettingError",
    "InvalidVotesError",
    "NotFittedError",
    "OpinionModel",
    "OwnAnswers",
    "Place",
    "Placer",
    "Routing",
    "Rule",
    "VoteTable",
    "analyse",
    "groups_of",
    "next_statement",
    "place",
    "rank_next",
]
