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
from yishiting.report.own_place import MapFrame, OwnPlace, own_place
from yishiting.report.sections import ResultSections, result_sections, statements_section
from yishiting.report.writing import require_writable, write_report

__all__ = [
    "LANGUAGES",
    "ForeignFolderError",
    "Headline",
    "InvalidAnalysisError",
    "Language",
    "MapFrame",
    "OwnPlace",
    "Progress",
    "ReportError",
    "ReportFiles",
    "ReportOptions",
    "ResultSections",
    "Step",
    "UnknownLanguageError",
    "UnwritableFolderError",
    "headlines",
    "language_of",
    "own_place",
    "read_analysis",
    "require_writable",
    "result_sections",
    "statements_section",
    "write_report",
]
