"""The three to seven plain sentences that carry a result. The same analysis always gives the same sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from yishiting.report import findings
from yishiting.report.voice import Voice

if TYPE_CHECKING:
    from yishiting.engine.results import Analysis
    from yishiting.formats.conversation import Conversation
    from yishiting.report.language import Language


@dataclass(frozen=True)
class Headline:
    """One sentence: what it is about, and its words with quoted statements as links."""

    topic: str
    html: Markup

    @property
    def text(self) -> str:
        """The sentence as plain text, for a terminal."""
        return self.html.striptags()


def headlines(conversation: Conversation, analysis: Analysis, language: Language) -> tuple[Headline, ...]:
    """Write the sentences of a result, the most telling first.

    Returns
    -------
    tuple of Headline
        Three to seven: who took part, what is agreed, what nearly, what is rejected, what divides, which groups
        there are, what is not known. A topic without anything to say is left out.
    """
    return said_by(Voice(language, conversation, analysis))


def said_by(voice: Voice) -> tuple[Headline, ...]:
    """Write the sentences of `headlines` in a voice that is there already."""
    writers = {
        "turnout": _turnout,
        "agreed": _agreed,
        "broad_support": _broad_support,
        "opposed": _opposed,
        "divided": _divided,
        "groups": _groups,
        "unknown": _unknown,
    }
    sentences = {topic: write(voice) for topic, write in writers.items()}
    return tuple(Headline(topic, sentence) for topic, sentence in sentences.items() if sentence)


def _turnout(voice: Voice) -> Markup:
    turnout, language = voice.analysis.turnout, voice.language
    sentence = language.ngettext(
        "One person took part and gave %(answers)s to %(statements)s.",
        "%(people)s people took part. They gave %(answers)s to %(statements)s; half of the people gave %(median)s "
        "or more.",
        turnout.n_participants,
    )
    said = _filled(
        sentence,
        people=language.number(turnout.n_participants),
        answers=_filled(
            language.ngettext("%(count)s answer", "%(count)s answers", turnout.n_votes),
            count=language.number(turnout.n_votes),
        ),
        statements=_filled(
            language.ngettext("%(count)s statement", "%(count)s statements", turnout.n_statements),
            count=language.number(turnout.n_statements),
        ),
        median=language.number(turnout.median_votes_per_person),
    )
    if not voice.is_trusted_only:
        return said
    n_trusted = voice.analysis.support.sets[voice.analysis.support.row("overall")].n_people
    rest = language.ngettext(
        "The verdicts rest on %(count)s of them: delegations and verified participants.",
        "The verdicts rest on %(count)s of them: delegations and verified participants.",
        n_trusted,
    )
    return Markup(voice.follow(said, _filled(rest, count=language.number(n_trusted))))  # noqa: S704 - markup already


def _agreed(voice: Voice) -> Markup:
    found = findings.agreed(voice.analysis)
    if not found:
        return _filled(nothing_agreed(voice))
    said = _about_first(voice, _agreed_pattern(voice, len(found)), found)
    left_aside = _left_aside(voice)
    return Markup(voice.follow(said, left_aside)) if left_aside else said  # noqa: S704 - markup already


def _left_aside(voice: Voice) -> Markup:
    """Who is not asked when something is called agreed on every side: those too small to count."""
    sets = voice.analysis.support.sets
    small = [row for row, people in enumerate(sets) if people.kind in {"group", "constituency"} and not people.counts]
    if not small:
        return Markup()
    sentence = voice.language.gettext("Too small for a say of their own: %(sets)s.")
    return _filled(sentence, sets=voice.some_of([voice.set_name(row) for row in small]))


def nothing_agreed(voice: Voice) -> str:
    """That there is no consensus, as far as there are sides to speak of."""
    if any(voice.has_sides):
        return voice.language.gettext("No statement is agreed on every side yet.")
    return voice.language.gettext("No statement is agreed yet.")


def _agreed_pattern(voice: Voice, count: int) -> str:
    """The pattern that says where the agreed statements are agreed, as far as there are sides to speak of."""
    ngettext = voice.language.ngettext
    has_groups, has_constituencies = voice.has_sides
    if has_groups and has_constituencies:
        return ngettext(
            "One statement is agreed in every opinion group and every constituency: %(statement)s, "
            "supported by %(between)s of %(whom)s.",
            "%(count)s statements are agreed in every opinion group and every constituency. First among them: "
            "%(statement)s, supported by %(between)s of %(whom)s.",
            count,
        )
    if has_groups:
        return ngettext(
            "One statement is agreed in every opinion group: %(statement)s, supported by %(between)s of %(whom)s.",
            "%(count)s statements are agreed in every opinion group. First among them: "
            "%(statement)s, supported by %(between)s of %(whom)s.",
            count,
        )
    if has_constituencies:
        return ngettext(
            "One statement is agreed in every constituency: %(statement)s, supported by %(between)s of %(whom)s.",
            "%(count)s statements are agreed in every constituency. First among them: "
            "%(statement)s, supported by %(between)s of %(whom)s.",
            count,
        )
    return ngettext(
        "One statement is agreed: %(statement)s, supported by %(between)s of %(whom)s.",
        "%(count)s statements are agreed. First among them: %(statement)s, supported by %(between)s of %(whom)s.",
        count,
    )


def _broad_support(voice: Voice) -> Markup:
    found, language = findings.broadly_supported(voice.analysis), voice.language
    if not found:
        return Markup()
    sentence = language.ngettext(
        "One statement has broad support, though not everywhere: %(statement)s, supported by %(between)s of %(whom)s; "
        "%(held_back)s.",
        "%(count)s statements have broad support, though not everywhere. The nearest to consensus: "
        "%(statement)s, supported by %(between)s of %(whom)s; %(held_back)s.",
        len(found),
    )
    return _about_first(voice, sentence, found)


def _opposed(voice: Voice) -> Markup:
    found, language = findings.opposed(voice.analysis), voice.language
    if not found:
        return Markup()
    sentence = language.ngettext(
        "One statement is opposed: %(statement)s, supported by only %(between)s of %(whom)s.",
        "%(count)s statements are opposed. Most clearly: %(statement)s, supported by only %(between)s of %(whom)s.",
        len(found),
    )
    return _about_first(voice, sentence, found)


def _divided(voice: Voice) -> Markup:
    found, language, support = findings.dividing(voice.analysis), voice.language, voice.analysis.support
    if not found:
        return Markup()
    most, least = findings.furthest_apart(voice.analysis, found[0])
    if most == least:
        sentence = language.gettext("People differ most over %(statement)s: %(between)s of them agree.")
        return _about_first(voice, sentence, found)
    sentence = language.gettext(
        "Opinions part most clearly over %(statement)s: in group %(first)s %(first_between)s agree, "
        "in group %(second)s %(second_between)s."
    )
    return _filled(
        sentence,
        statement=voice.quote(found[0]),
        first=support.sets[most].label,
        first_between=voice.between(most, found[0]),
        second=support.sets[least].label,
        second_between=voice.between(least, found[0]),
    )


def _groups(voice: Voice) -> Markup:
    groups, language = voice.analysis.groups, voice.language
    if groups.n_groups == 1:
        return _filled(one_group(voice))
    pattern = language.gettext("%(letter)s with %(people)s")
    named = [
        pattern % {"letter": letter, "people": language.number(n_people)}
        for letter, n_people in zip(groups.labels, findings.group_sizes(voice.analysis), strict=True)
    ]
    sentence = language.gettext("By their answers people fall into %(count)s opinion groups: %(groups)s.")
    said = _filled(sentence, count=language.number(groups.n_groups), groups=voice.joined(named))
    left = voice.analysis.turnout.n_participants - voice.analysis.turnout.n_grouped
    if not left:
        return said
    rest = language.ngettext(
        "%(count)s person gave too few answers to tell.", "%(count)s people gave too few answers to tell.", left
    )
    return Markup(voice.follow(said, _filled(rest, count=language.number(left))))  # noqa: S704 - markup already


def one_group(voice: Voice) -> str:
    """Why there is only one opinion group: no camps were found, or too few people to look for them."""
    if findings.can_tell_groups(voice.analysis):
        return voice.language.gettext("The answers show no separate camps: there is one opinion group.")
    return voice.language.gettext("Too few people gave enough answers to tell opinion groups apart.")


def _unknown(voice: Voice) -> Markup:
    found, language = findings.unknown(voice.analysis), voice.language
    if len(found) == voice.n_statements:
        return _filled(language.gettext("For no statement is it known well enough yet how many agree."))
    if not found:
        return _filled(language.gettext("Every statement has enough answers for a verdict."))
    sentence = language.ngettext(
        "For %(count)s of %(all)s statements it is not known well enough how many agree.",
        "For %(count)s of %(all)s statements it is not known well enough how many agree.",
        len(found),
    )
    return _filled(sentence, count=language.number(len(found)), all=language.number(voice.n_statements))


def _about_first(voice: Voice, sentence: str, found: list[int]) -> Markup:
    return _filled(
        sentence,
        count=voice.language.number(len(found)),
        statement=voice.quote(found[0]),
        between=voice.between(voice.analysis.support.row("overall"), found[0]),
        whom=voice.whom,
        held_back=voice.held_back(found[0]),
    )


def _filled(sentence: str, **words: str | Markup) -> Markup:
    # The pattern is ours; every word in it is escaped unless it is markup already.
    return Markup(sentence) % words  # noqa: S704
