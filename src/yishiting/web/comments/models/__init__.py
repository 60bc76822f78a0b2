"""Public comments: what people write under releases and exhibits, who they are, what others make of it."""

from yishiting.web.comments.models.allowance import Allowance
from yishiting.web.comments.models.comment import Comment, Decision, FormerCount, Recommendation, Report
from yishiting.web.comments.models.commenter import Commenter
from yishiting.web.comments.models.likeness import Mark
from yishiting.web.comments.models.settings import CommentSettings

__all__ = [
    "Allowance",
    "Comment",
    "CommentSettings",
    "Commenter",
    "Decision",
    "FormerCount",
    "Mark",
    "Recommendation",
    "Report",
]
