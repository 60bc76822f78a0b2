"""An analysis as it is stored: its words in every language, its figures, and what places one person in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from yishiting.engine import Placer
from yishiting.report import ReportOptions, result_sections, statements_section
from yishiting.report.analysis_json import analysis_document
from yishiting.web.deliberation.analysis.shielding import WITHHELD, shielded
from yishiting.web.deliberation.analysis.withholding import FEWEST
from yishiting.web.deliberation.stored_placer import placer_bytes

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.engine import Analysis
    from yishiting.formats import Conversation
    from yishiting.web.deliberation.analysis.scattering import Scatter
    from yishiting.web.deliberation.analysis.shielding import Shielded
    from yishiting.web.deliberation.models import Deliberation

MADE_OF = "made_of"  # a digest of what a live result was made of, kept beside the languages
STATEMENTS = "statements"  # the table of all statements stands beside the sections, under this name


@dataclass(frozen=True)
class Computed:
    """A result, computed and not yet stored; a live one has number 0 and no salt."""

    deliberation: Deliberation
    conversation: Conversation
    analysis: Analysis
    scatter: Scatter
    input_hash: str
    moment: datetime
    number: int = 0
    salt: str = ""

    @cached_property
    def shown(self) -> Shielded:
        """What everybody may see of it."""
        return shielded(self.conversation, self.analysis, self.scatter, is_on_record=self.deliberation.is_on_record)


def columns_of(result: Computed) -> dict[str, Any]:
    """Give the columns that live and published results share."""
    analysis = result.analysis
    options = {language: report_options(result, language) for language, _name in settings.LANGUAGES}
    return {
        "made_at": result.moment,
        "n_votes": analysis.turnout.n_votes,
        "n_participants": analysis.turnout.n_participants,
        "input_hash": result.input_hash,
        "engine_version": analysis.engine_version,
        "rule": asdict(analysis.rule),
        "analysis": public_document(result.shown, options[settings.LANGUAGE_CODE]),
        "sections": {language: _sections(result.shown, chosen) for language, chosen in options.items()},
        "placer": placer_bytes(Placer.of(analysis)),
    }


def report_options(result: Computed, language: str) -> ReportOptions:
    """Give what the report is told about a result."""
    route = "published_statements" if result.number else "live_statements"
    named = {"slug": result.deliberation.slug} | ({"number": result.number} if result.number else {})
    return ReportOptions(
        language=language,
        moment=result.moment,
        input_hash=result.input_hash,
        has_interactive_map=False,  # it would hold how each dot answered a dozen statements
        has_scattered_places=True,
        statements_address=reverse(route, kwargs=named),
        smallest_cell=smallest_cell(result.deliberation),
    )


def smallest_cell(deliberation: Deliberation) -> int:
    """Below how many people the words give no figure; where delegations answer on record the shield alone decides."""
    return 0 if deliberation.is_on_record else FEWEST


def public_document(shown: Shielded, options: ReportOptions) -> dict[str, Any]:
    """Give analysis.json as everybody may have it: withheld tallies are null."""
    document = analysis_document(shown.conversation, shown.analysis, options)
    for name in ("n_agree", "n_disagree", "n_pass"):
        document["support"][name] = [
            [None if cell == WITHHELD else cell for cell in row] for row in document["support"][name]
        ]
    return document | {"participants": None}


def _sections(shown: Shielded, options: ReportOptions) -> dict[str, Any]:
    sections = result_sections(shown.conversation, shown.analysis, options)
    return {**sections.as_dict(), STATEMENTS: str(statements_section(shown.conversation, shown.analysis, options))}
