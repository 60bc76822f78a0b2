"""What the report refuses, and why.

ReportError
├── UnknownLanguageError   no catalogue for the language that was asked for
├── ForeignFolderError     the target holds files that are not a report's, so it is not replaced
├── UnwritableFolderError  the target's place may not be written, or is full
└── InvalidAnalysisError   a stored analysis.json is not one, or of a version that is not understood
"""

from __future__ import annotations


class ReportError(ValueError):
    """Base of everything that the report refuses."""


class UnknownLanguageError(ReportError):
    """There is no catalogue for this language; the message names those that there are."""


class ForeignFolderError(ReportError):
    """The target folder is not a report; it is left as it was."""


class UnwritableFolderError(ReportError):
    """The place of the target may not be written; the message names the reason of the system."""


class InvalidAnalysisError(ReportError):
    """A stored analysis cannot be read; the message names the field."""
