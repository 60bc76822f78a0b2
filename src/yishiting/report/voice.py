"""How a report names things: statements, sets of people, shares, verdicts, thresholds, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from markupsafe import Markup

from yishiting.report import findings
from yishiting.report.options import ReportOptions
from yishiting.report.statement_text import ShownText, in_language, language_attributes, plain_line, shown_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.engine.results import Analysis
    from yishiting.engine.rule import Verdict
    from yishiting.formats.conversation import Conversation
    from yishiting.report.language import Language

# A sentence quotes at most so much of a statement; the statement itself stands in full below.
LONGEST_QUOTE = 96
# And names at most so many groups or constituencies.
MOST_NAMES = 4
# Characters of Chinese, Japanese and Korean carry about twice as much.
_WIDE_FROM = "\u2e80"


@dataclass(frozen=True)
class Voice:
    """One language speaking about one analysis of one conversation, to readers who may see what ``options`` say."""

    language: Language
    conversation: Conversation
    analysis: Analysis
    options: ReportOptions = field(default_factory=ReportOptions)

    @cached_property
    def texts(self) -> tuple[ShownText, ...]:
        """Every statement as the reader sees it."""
        statements = self.conversation.statements
        return tuple(shown_text(statements, position, self.language) for position in range(self.n_statements))

    @property
    def n_statements(self) -> int:
        """Number of statements analysed."""
        return len(self.analysis.statement_ids)

    @property
    def title(self) -> str:
        """What the deliberation is called."""
        named = in_language(self.conversation.names.title, self.language, self.conversation.title)
        return named or self.language.gettext("Untitled deliberation")

    @property
    def question(self) -> str:
        """What was asked; it may be long, and Markdown."""
        names = self.conversation.names.question
        return in_language(names, self.language, "") or self.conversation.question

    @property
    def is_trusted_only(self) -> bool:
        """Whether overall support is that of delegations and verified people, with open participants beside."""
        return self.analysis.fitted_on == "delegations_and_verified"

    @property
    def everybody(self) -> str:
        """The people whose support is reported overall, as a heading."""
        gettext = self.language.gettext
        if self.is_trusted_only:
            return gettext("Delegations and verified participants")
        return gettext("Everybody who took part")

    @property
    def whom(self) -> str:
        """The same people inside a sentence: "71% of those who took part"."""
        gettext = self.language.gettext
        if self.is_trusted_only:
            return gettext("delegations and verified participants")
        return gettext("those who took part")

    @cached_property
    def has_sides(self) -> tuple[bool, bool]:
        """Whether there are two or more opinion groups, and any constituency, with a say of their own."""
        kinds = [people.kind for people in self.analysis.support.sets if people.counts]
        return kinds.count("group") > 1, "constituency" in kinds

    @cached_property
    def common_foreign_tag(self) -> str:
        """The language of all statements where it is one, and not the reader's; else ""."""
        tags = {text.tag for text in self.texts}
        return tags.pop() if len(tags) == 1 and all(text.is_foreign for text in self.texts) else ""

    def quote(self, position: int) -> Markup:
        """A statement in quotation marks, shortened, leading to its place on the page."""
        text = self.texts[position]
        said = Markup('<a class="quote" href="{}" {}>{}</a>').format(
            self.address(position), language_attributes(text.tag), shortened(text.text).rstrip(".。")
        )
        return Markup(self.language.gettext("“%(statement)s”")) % {"statement": said}  # noqa: S704 - the pattern is ours

    @cached_property
    def drawn(self) -> dict[str, tuple[int, ...]]:
        """The statements that are drawn in full, by kind; the table of all statements holds the others."""
        return findings.drawn(self.analysis, few=bool(self.options.statements_address))

    @cached_property
    def _carded(self) -> frozenset[int]:
        return frozenset(position for positions in self.drawn.values() for position in positions)

    def anchor(self, position: int) -> str:
        """The name of a statement's place on a page: by its id where that is a number, so that it stays."""
        ids = self.analysis.statement_ids
        return f"s{ids[position]}" if ids.dtype.kind in "iu" else f"s{position}"

    def address(self, position: int) -> str:
        """Where a statement stands with its figures: here, or in the table of all statements on another page."""
        elsewhere = "" if position in self._carded else self.options.statements_address
        return f"{elsewhere}#{self.anchor(position)}"

    def row_anchor(self, position: int) -> str:
        """The anchor of a statement's row in the table; "" where the statement is drawn in full on the same page."""
        is_here = not self.options.statements_address and position in self._carded
        return "" if is_here else self.anchor(position)

    def is_withheld(self, row: int) -> bool:
        """Whether a set is too small for its figures to be shown to these readers."""
        people = self.analysis.support.sets[row]
        return people.kind != "overall" and people.n_people < self.options.smallest_cell

    def count(self, number: int) -> str:
        """Show a number of people or votes, unless it is small enough to tell who they are, or negative: withheld."""
        if number < 0:
            return "–"
        if number < self.options.smallest_cell:
            return self.language.gettext("under %(count)s") % {
                "count": self.language.number(self.options.smallest_cell)
            }
        return self.language.number(number)

    def set_name(self, row: int) -> str:
        """Name of a set of people: everybody, a group, a constituency or a tier."""
        people = self.analysis.support.sets[row]
        if people.kind == "overall":
            return self.everybody
        if people.kind == "group":
            return self.group_name(people.label)
        if people.kind == "tier":
            return self.tier_name(people.label)
        return self.constituency_name(people.dimension, people.label)

    def group_name(self, label: str) -> str:
        """Name of an opinion group by its letter."""
        return self.language.gettext("Group %(letter)s") % {"letter": label}

    def tier_name(self, label: str) -> str:
        """Name of a tier."""
        gettext = self.language.gettext
        names = {
            "delegation": gettext("Delegations"),
            "verified": gettext("Verified participants"),
            "open": gettext("Open participants"),
        }
        return names[label]

    def constituency_name(self, dimension: str, label: str) -> str:
        """Name of a constituency, in the reader's language where the organiser gave it."""
        labels = self.conversation.names.labels.get(dimension, {})
        return in_language(labels.get(label, {}), self.language, label)

    def set_names(self, rows: Sequence[int]) -> str:
        """Several sets in a row of words."""
        return self.joined([self.set_name(row) for row in rows])

    def joined(self, names: Sequence[str]) -> str:
        """Words joined as the language joins them: "A, B and C"."""
        if not names:
            return ""
        *first, last = names
        if not first:
            return last
        commas = self.language.gettext(", ").join(first)
        return self.language.gettext("%(first)s and %(last)s") % {"first": commas, "last": last}

    def follow(self, first: str, second: str) -> str:
        """Two sentences one after the other; Chinese puts no space between them. Markup stays markup."""
        joint = self.language.gettext("%(first)s %(second)s")
        if isinstance(first, Markup):
            return Markup(joint) % {"first": first, "second": second}  # noqa: S704 - the pattern is ours
        return joint % {"first": first, "second": second}

    def paragraph(self, *sentences: str) -> str:
        """Several sentences in a row; empty ones are left out."""
        return reduce(self.follow, [sentence for sentence in sentences if sentence] or [""])

    def dimension_name(self, dimension: str) -> str:
        """The kind of a constituency as a title, as the organiser named it; else "member_state" is "Member state"."""
        gettext = self.language.gettext
        named = in_language(self.conversation.names.kinds.get(dimension, {}), self.language, "")
        if named:
            return named
        names = {
            "stakeholder": gettext("Stakeholder category"),
            "region": gettext("Region"),
            "development": gettext("Level of development"),
        }
        return names.get(dimension.lower()) or sentence_case(plain_line(dimension.replace("_", " ")))

    def between(self, row: int, position: int) -> str:
        """The interval of a set's support in words."""
        support = self.analysis.support
        low, high = float(support.low[row, position]), float(support.high[row, position])
        words = {"low": self.language.percent(low), "high": self.language.percent(high)}
        if words["low"] == words["high"]:
            return self.language.gettext("about %(share)s") % {"share": words["low"]}
        return self.language.gettext("between %(low)s and %(high)s") % words

    def interval(self, row: int, position: int) -> str:
        """The interval of a set's support as figures."""
        support = self.analysis.support
        return self.language.percent_range(float(support.low[row, position]), float(support.high[row, position]))

    def share(self, row: int, position: int) -> str:
        """A set's support as a figure."""
        return self.language.percent(float(self.analysis.support.share[row, position]))

    def fraction(self, share: float) -> str:
        """A threshold in words where it is a plain fraction, else in percent."""
        gettext = self.language.gettext
        names = {
            (1, 2): gettext("half"),
            (1, 3): gettext("one third"),
            (2, 3): gettext("two thirds"),
            (1, 4): gettext("one quarter"),
            (3, 4): gettext("three quarters"),
            (1, 5): gettext("one fifth"),
        }
        nearest = Fraction(share).limit_denominator(5)
        if abs(float(nearest) - share) > 1e-6:
            return self.language.percent(share)
        return names.get((nearest.numerator, nearest.denominator), self.language.percent(share))

    def verdict_name(self, verdict: Verdict) -> str:
        """A verdict in one or two words."""
        gettext = self.language.gettext
        names: dict[Verdict, str] = {
            "consensus": gettext("Consensus"),
            "broad_support": gettext("Broad support"),
            "divided": gettext("Divided"),
            "opposed": gettext("Opposed"),
            "not_enough_votes": gettext("Not enough votes"),
        }
        return names[verdict]

    def verdict_reason(self, position: int) -> str:
        """Why a statement has its verdict, with the interval, in one sentence."""
        gettext = self.language.gettext
        reasons: dict[Verdict, str] = {
            "consensus": self.agreed_everywhere(),
            "broad_support": gettext("Agreed overall, %(between)s of %(whom)s; %(held_back)s."),
            "divided": self._divided_pattern(position),
            "opposed": gettext("Only %(between)s of %(whom)s agree."),
            "not_enough_votes": gettext("Anywhere %(between)s of %(whom)s may agree."),
        }
        row = self.analysis.support.row("overall")
        most, least = findings.furthest_apart(self.analysis, position)
        words = {
            "between": self.between(row, position),
            "whom": self.whom,
            "held_back": self.held_back(position),
            "most": self.set_name(most),
            "least": self.set_name(least),
        }
        return sentence_case(reasons[self.analysis.verdicts[position]] % words)

    def shortfall(self, row: int, position: int) -> str:
        """How a set of people keeps a statement from consensus, in two words; "" where it does not."""
        analysis, gettext = self.analysis, self.language.gettext
        if analysis.verdicts[position] != "broad_support" or row not in analysis.blocking[position]:
            return ""
        threshold = analysis.rule.support_threshold
        if analysis.support.high[row, position] < threshold:
            return gettext("below %(support)s") % {"support": self.fraction(threshold)}
        return gettext("not certain")

    def held_back(self, position: int) -> str:
        """Where broad support falls short of consensus: clearly below the threshold, or perhaps."""
        gettext, by_reason = self.language.gettext, dict[str, list[str]]()
        for row in self.analysis.blocking[position]:
            by_reason.setdefault(self.shortfall(row, position), []).append(self.set_name(row))
        pattern = gettext("%(reason)s in %(sets)s")
        said = [pattern % {"reason": reason, "sets": self.some_of(names)} for reason, names in by_reason.items()]
        return gettext("; ").join(said)

    def some_of(self, names: Sequence[str]) -> str:
        """The first names and how many more there are, as long as a sentence can bear."""
        if len(names) <= MOST_NAMES:
            return self.joined(names)
        n_others = len(names) - MOST_NAMES + 1
        others = self.language.ngettext("%(count)s other", "%(count)s others", n_others)
        return self.joined([*names[: MOST_NAMES - 1], others % {"count": self.language.number(n_others)}])

    def _divided_pattern(self, position: int) -> str:
        # "Most" and "less than half" are only said where the whole interval is on that side of one half.
        gettext, support = self.language.gettext, self.analysis.support
        most, least = findings.furthest_apart(self.analysis, position)
        if support.low[most, position] > 0.5 > support.high[least, position]:
            return gettext("%(between)s of %(whom)s agree: more than half in %(most)s, less than half in %(least)s.")
        return gettext("%(between)s of %(whom)s agree.")

    def agreed_everywhere(self) -> str:
        """The pattern that says where a consensus holds, as far as there are groups and constituencies that count."""
        gettext = self.language.gettext
        has_groups, has_constituencies = self.has_sides
        if has_groups and has_constituencies:
            return gettext("Agreed in every group and every constituency; %(between)s of %(whom)s.")
        if has_groups:
            return gettext("Agreed in every group; %(between)s of %(whom)s.")
        if has_constituencies:
            return gettext("Agreed in every constituency; %(between)s of %(whom)s.")
        return gettext("Agreed; %(between)s of %(whom)s.")


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The beginning of ``text``, cut at a space where there is one, with an ellipsis; wide characters count twice.

    Examples
    --------
    >>> shortened("short enough"), shortened("one two three four", 12)
    ('short enough', 'one two…')
    """
    width = 0
    for end, character in enumerate(text):
        width += 2 if character >= _WIDE_FROM else 1
        if width > longest:
            head = text[:end]
            cut = head.rfind(" ")
            return (head[:cut] if cut > end // 2 else head).rstrip(" ,.;:，。；：、") + "…"
    return text


def sentence_case(sentence: str) -> str:
    """The sentence with a capital first letter where its script has capitals."""
    return sentence[:1].upper() + sentence[1:]
