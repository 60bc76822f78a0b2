"""One analysis as one page of HTML, with tables and JSON beside it."""

from yishiting.report.analysis_reading import read_analysis
from yishiting.report.errors import (
    ForeignFolderError,
    InvalidAnalysisError,
    ReportError,
    UnknownLanguageError,
    UnwritableFolderError,
)
from yishiting.report.headlines import Headline, headlines
from yishiting.report.language import LANGUAGES, Language, language_of
from yishiting.report.options import Progress, ReportFiles, ReportOptions, Step
from yishiting.report.writing import require_writable, write_report

__all__ = [
    "LANGUAGES",
    "ForeignFolderError",
    "Headline",
    "InvalidAnalysisError",
    "Language",
    "Progress",
    "ReportError",
    "ReportFiles",
    "ReportOptions",
    "Step",
    "UnknownLanguageError",
    "UnwritableFolderError",
    "headlines",
    "language_of",
    "read_analysis",
    "require_writable",
    "write_report",
]
