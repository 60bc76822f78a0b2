"""What is not known yet, and what represents everybody: the page's last findings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.report import findings
from yishiting.report.voice import sentence_case

if TYPE_CHECKING:
    from yishiting.engine.results import RepresentationCheck, SlateStep
    from yishiting.report.statement_text import ShownText
    from yishiting.report.voice import Voice


# The engine's name for the check that asks more of the slate the larger a group is.
PROPORTIONAL = "ejr_plus"
NEARLY_ALL = 0.99
# Statements without enough answers that are listed where the table of all statements stands on another page.
MOST_UNKNOWN = 12


@dataclass(frozen=True)
class OpenStatement:
    """A statement with a remark on what is missing or unusual about its answers."""

    position: int
    text: ShownText
    remark: str


@dataclass(frozen=True)
class SlatePlace:
    """One place on the slate."""

    position: int
    text: ShownText
    verdict_name: str
    between: str
    newly: str


def unknown_statements(voice: Voice) -> tuple[OpenStatement, ...]:
    """Statements without enough answers, those first that need the fewest more; the first of them for a short page."""
    found = findings.unknown(voice.analysis)
    if voice.options.statements_address:
        found = found[:MOST_UNKNOWN]
    return tuple(OpenStatement(position, voice.texts[position], _missing(voice, position)) for position in found)


def _missing(voice: Voice, position: int) -> str:
    language, wanted = voice.language, int(voice.analysis.votes_wanted[position])
    answers = int(findings.answer_counts(voice.analysis)[position])
    so_far = language.ngettext("%(answers)s answer so far.", "%(answers)s answers so far.", answers)
    needed = language.ngettext("About %(wanted)s more is needed.", "About %(wanted)s more are needed.", wanted)
    needed %= {"wanted": language.number(wanted)}
    return needed if answers < 0 else voice.follow(so_far % {"answers": language.number(answers)}, needed)


def passed_statements(voice: Voice) -> tuple[OpenStatement, ...]:
    """Statements on which many passed, the most passed first."""
    return tuple(
        OpenStatement(position, voice.texts[position], _passes(voice, position))
        for position in findings.often_passed(voice.analysis)
    )


def _passes(voice: Voice, position: int) -> str:
    language = voice.language
    answers = int(findings.answer_counts(voice.analysis)[position])
    sentence = language.ngettext(
        "%(share)s of %(answers)s answer is a pass.", "%(share)s of %(answers)s answers are a pass.", answers
    )
    share = float(findings.pass_shares(voice.analysis)[position])
    return sentence % {"share": language.percent(share), "answers": language.number(answers)}


def sets_without_say(voice: Voice) -> str:
    """Names of the groups and constituencies that are too small for a say of their own, in one row of words."""
    sets = voice.analysis.support.sets
    small = [row for row, people in enumerate(sets) if people.kind in {"group", "constituency"} and not people.counts]
    return voice.set_names(small)


def slate_places(voice: Voice) -> tuple[SlatePlace, ...]:
    """The slate in order of election."""
    steps = {step.statement: step for step in voice.analysis.slate.steps}
    return tuple(
        SlatePlace(
            position=position,
            text=voice.texts[position],
            verdict_name=voice.verdict_name(voice.analysis.verdicts[position]),
            between=sentence_case(voice.between(voice.analysis.support.row("overall"), position)),
            newly=_newly(voice, steps.get(position)),
        )
        for position in voice.analysis.slate.statements
    )


def _newly(voice: Voice, step: SlateStep | None) -> str:
    count = round(step.newly_represented) if step else 0
    if not count:
        return ""
    sentence = voice.language.ngettext(
        "%(count)s person finds a first statement to support here.",
        "%(count)s people find a first statement to support here.",
        count,
    )
    return sentence % {"count": voice.language.number(count)}


def represented(voice: Voice) -> str:
    """How many find a statement of theirs on the slate; "all" is not said of an estimate."""
    share, gettext = voice.analysis.slate.represented, voice.language.gettext
    if share >= NEARLY_ALL:
        return gettext("Nearly all of them support at least one.")
    return gettext("About %(share)s of them support at least one.") % {"share": voice.language.percent(share)}


def check_sentences(voice: Voice) -> tuple[str, ...]:
    """What each check of representation found, in words."""
    return tuple(_check_sentence(voice, check) for check in voice.analysis.slate.checks)


def _check_sentence(voice: Voice, check: RepresentationCheck) -> str:
    return _kept_promise(voice, check) if check.holds else _broken_promise(voice, check)


def _kept_promise(voice: Voice, check: RepresentationCheck) -> str:
    gettext = voice.language.gettext
    sentence = (
        gettext(
            "Also checked: of %(quota)s people, or two, three or more times as many, who agree on a statement that is "
            "missing, somebody supports as many on this list as their number deserves (%(name)s)."
        )
        if check.name == PROPORTIONAL
        else gettext(
            "Checked: there are no %(quota)s people who agree on a statement and have none on this list that they "
            "support (%(name)s)."
        )
    )
    return sentence % {"quota": voice.language.number(math.ceil(check.quota)), "name": check_name(voice, check.name)}


def _broken_promise(voice: Voice, check: RepresentationCheck) -> str:
    language, n_people = voice.language, len(check.witness_people)
    sentence = language.ngettext(
        "Not fulfilled: %(people)s person agrees on statement %(statement)s and has too few on this list (%(name)s).",
        "Not fulfilled: %(people)s people agree on statement %(statement)s and have too few on this list (%(name)s).",
        n_people,
    )
    statement_id = voice.analysis.statement_ids[check.witness_statement]
    words = {"people": language.number(n_people), "statement": f"#{statement_id}"}
    return sentence % (words | {"name": check_name(voice, check.name)})


def check_name(voice: Voice, name: str) -> str:
    """The exact term for a check of representation."""
    names = {"justified_representation": voice.language.gettext("justified representation"), PROPORTIONAL: "EJR+"}
    return names.get(name, name)


def method_name(voice: Voice, name: str) -> str:
    """The exact term for the way in which the slate was chosen."""
    names = {"equal_shares": voice.language.gettext("method of equal shares")}
    return names.get(name, name)
