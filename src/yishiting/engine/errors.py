"""What the engine refuses, and why.

EngineError
├── InvalidVotesError      the votes, ids or weights cannot be a table
├── InvalidSettingError    a rule, an option or a grouping is out of its range
└── NotFittedError         a model was asked before it was fitted
"""

from __future__ import annotations


class EngineError(ValueError):
    """Base of everything that the engine refuses."""


class InvalidVotesError(EngineError):
    """The votes, ids or weights cannot be a table; the message names the row and what was expected."""


class InvalidSettingError(EngineError):
    """A rule, an option or a grouping is out of its range."""


class NotFittedError(EngineError):
    """A model was asked for an answer before it was fitted."""
