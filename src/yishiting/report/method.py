"""The method and the rule in plain words: every threshold is printed from the rule that was really used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.report.open_sections import method_name
from yishiting.report.statement_text import plain_line

if TYPE_CHECKING:
    from yishiting.report.options import ReportOptions
    from yishiting.report.voice import Voice


@dataclass(frozen=True)
class Explanation:
    """One term in plain words, and the exact wording for those who want it."""

    term: str
    words: str
    exactly: str


def verdict_rules(voice: Voice) -> tuple[Explanation, ...]:
    """How each verdict comes about, in the order in which a reader meets them."""
    gettext, values = voice.language.gettext, _rule_values(voice)
    explained = (
        Explanation(
            voice.verdict_name("consensus"),
            gettext(
                "It is %(confidence)s certain that at least %(support)s agree, in every opinion group and every "
                "constituency that is large enough."
            ),
            gettext("P(support ≥ %(support_exactly)s) ≥ %(confidence)s in every set that counts."),
        ),
        Explanation(
            voice.verdict_name("broad_support"),
            gettext(
                "It is %(confidence)s certain that at least %(support)s of %(whom)s agree, but not so in some group or "
                "constituency."
            ),
            gettext("P(support ≥ %(support_exactly)s) ≥ %(confidence)s overall; one or more sets that count fail."),
        ),
        Explanation(
            voice.verdict_name("opposed"),
            gettext("It is %(confidence)s certain that at most %(opposition)s of %(whom)s agree."),
            gettext("P(support ≤ %(opposition_exactly)s) ≥ %(confidence)s overall."),
        ),
        Explanation(
            voice.verdict_name("not_enough_votes"),
            gettext("The share who agree is known only within a span of more than %(widest)s points."),
            gettext("The 90%% interval of overall support is wider than %(widest)s points."),
        ),
        Explanation(
            voice.verdict_name("divided"),
            gettext("None of these: enough answers, and no side carries the day."),
            gettext("No other verdict applies."),
        ),
        Explanation(
            gettext("Borderline"),
            gettext("So close to a threshold that a tiny change could turn the verdict."),
            gettext("A probability lies within %(tolerance)s of %(confidence)s."),
        ),
        Explanation(
            gettext("Large enough"),
            gettext(
                "A group or constituency has a say of its own from %(people)s people and %(share)s of those who took "
                "part; where delegations vote, from %(delegations)s."
            ),
            gettext("Smaller ones are shown, marked, and leave the verdict alone."),
        ),
    )
    return tuple(Explanation(one.term, one.words % values, one.exactly % values) for one in explained)


def _rule_values(voice: Voice) -> dict[str, str]:
    language, rule = voice.language, voice.analysis.rule
    return {
        "support": voice.fraction(rule.support_threshold),
        "opposition": voice.fraction(rule.opposition_threshold),
        "support_exactly": f"{rule.support_threshold:.4g}",
        "opposition_exactly": f"{rule.opposition_threshold:.4g}",
        "confidence": language.percent(rule.confidence),
        "widest": language.number(100 * rule.widest_interval),
        "tolerance": f"{rule.tolerance:g}",
        "people": language.number(rule.minimum_people),
        "share": language.percent(rule.minimum_share),
        "delegations": language.number(rule.minimum_delegations),
        "whom": voice.whom,
        "worst_off": voice.fraction(rule.worst_off_share),
        "model_people": language.number(rule.minimum_model_people),
    }


def method_paragraphs(voice: Voice) -> tuple[Explanation, ...]:
    """How the figures come about."""
    gettext, values = voice.language.gettext, _rule_values(voice)
    explained = (
        Explanation(
            gettext("Support"),
            gettext(
                "The share of those who took part who would agree, estimated for everybody, also for those who have "
                "not answered this statement. It speaks of those who took part, never of the public. A pass is "
                "counted and shown; it is neither agreement nor disagreement."
            ),
            gettext(
                "Mean over the set of P(agree | no pass), logit P = b(person) + a(statement) + u(person)·v(statement); "
                "passes are an outcome of their own with the same u. Fitted by variational EM with learned priors."
            ),
        ),
        Explanation(
            gettext("Interval"),
            gettext("The true share lies within the drawn line about nine times in ten."),
            gettext("Calibrated 90%% interval of the posterior, checked on held-out halves of real conversations."),
        ),
        Explanation(
            gettext("Consensus score"),
            gettext(
                "Statements are ranked by their support among the %(worst_off)s of people who like them least, "
                "so nobody's majority can outvote a minority."
            ),
            gettext("Mean P(agree) among the least favourable %(worst_off)s of people, chosen per statement."),
        ),
        Explanation(
            gettext("Opinion groups"),
            gettext("People who answer alike, found from the answers; nobody declares one."),
            gettext("Clusters on the map; their number chosen by fit and stability; one group is allowed."),
        ),
        Explanation(gettext("Whose answers count"), _fitted_on(voice), _fitted_on_exactly(voice)),
    )
    return tuple(Explanation(one.term, one.words % values, one.exactly % values) for one in explained)


def _fitted_on(voice: Voice) -> str:
    gettext = voice.language.gettext
    if voice.analysis.fitted_on == "everybody":
        return gettext("Everybody's answers shape the map and the groups alike.")
    return gettext(
        "Delegations and verified participants shape the map, the groups and the verdicts. Open participants are "
        "placed on the map and reported beside them; any number of them changes no verdict."
    )


def _fitted_on_exactly(voice: Voice) -> str:
    gettext = voice.language.gettext
    return gettext("Delegations and verified people carry the model from %(model_people)s of them on.")


def particulars(voice: Voice, options: ReportOptions) -> tuple[tuple[str, str], ...]:
    """What somebody needs to repeat the result: versions, seed, fingerprint of the votes, and what was left out."""
    gettext, number, analysis = voice.language.gettext, voice.language.number, voice.analysis
    notes = voice.conversation.notes
    found = (
        (gettext("Data"), plain_line(notes.source)),
        (gettext("Fingerprint of the votes"), options.input_hash),
        (gettext("Time of the analysis"), voice.language.moment(options.moment) if options.moment else ""),
        (gettext("Engine version"), analysis.engine_version),
        (gettext("Seed"), str(analysis.seed)),
        (gettext("Votes read"), number(notes.n_votes_read)),
        (gettext("Replaced by a later vote"), number(notes.n_superseded)),
        (gettext("Statements moderated out"), number(notes.n_statements_moderated_out)),
        (gettext("Votes on them"), number(notes.n_votes_on_moderated)),
        (gettext("Rows left out as wrong"), number(notes.n_rejected_rows)),
        (gettext("People without a vote that counts"), number(notes.n_people_without_votes)),
        (gettext("How the list was chosen"), method_name(voice, analysis.slate.method)),
    )
    return tuple((name, value) for name, value in found if value)
