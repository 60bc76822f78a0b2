"""Deliberations with their statements, votes and results."""

from yishiting.web.deliberation.models.deliberation import ANSWERING, Deliberation, Phase
from yishiting.web.deliberation.models.moderation import ModerationEntry, WordingEntry
from yishiting.web.deliberation.models.publication import PublicationJob, ResultFile
from yishiting.web.deliberation.models.result import LiveResult, PublishedResult
from yishiting.web.deliberation.models.statement import Statement
from yishiting.web.deliberation.models.vote import Vote, VoteEntry

__all__ = [
    "ANSWERING",
    "Deliberation",
    "LiveResult",
    "ModerationEntry",
    "Phase",
    "PublicationJob",
    "PublishedResult",
    "ResultFile",
    "Statement",
    "Vote",
    "VoteEntry",
    "WordingEntry",
]
