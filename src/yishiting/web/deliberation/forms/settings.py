"""Every setting of a deliberation, each with a sentence that explains it."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from yishiting.engine.rule import RANGES, Rule
from yishiting.web.choices import ManyChoices
from yishiting.web.content_forms import offer_languages
from yishiting.web.deliberation.models import Deliberation, Phase, WordingEntry
from yishiting.web.form_sections import Section
from yishiting.web.programme.forms.parts import SLUG_HELP
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.content_forms import ContentFormField
    from yishiting.web.programme.models import Assembly

# The thresholds that a chair may want to explain or change: name, label, sentence, percent or a count.
_THRESHOLDS = (
    (
        "support_threshold",
        _("Agreed from (%)"),
        _("This share of a group must agree before it counts as supporting."),
        True,
    ),
    ("opposition_threshold", _("Opposed up to (%)"), _("At or below this share a statement is called opposed."), True),
    ("confidence", _("How sure (%)"), _("A verdict is given once it is this probable; otherwise it stays open."), True),
    ("minimum_people", _("Smallest group"), _("A group or constituency of fewer people has no say of its own."), False),
    ("minimum_share", _("Smallest share (%)"), _("The same, as a share of everybody who took part."), True),
    (
        "minimum_delegations",
        _("Delegations that count in any case"),
        _("So many delegations give a constituency its say, however small it is."),
        False,
    ),
    (
        "minimum_model_people",
        _("Enough to carry the map"),
        _("From so many delegations and verified participants on, the opinion map rests on them alone."),
        False,
    ),
)
_FIXED_NOTE = _("Fixed at the opening: people answered under it.")
_WORDING_NOTE = _(
    "The original is fixed since the opening. Translations may be added and corrected; each change stands, with its "
    "date, in the public record."
)
_ADDED_NOTE = _(
    "People have answered without it. What you add stands, with its date, in the public record, and is fixed from "
    "then on."
)
_ROUNDING = 1e-9
_MOMENT = "%Y-%m-%dT%H:%M"


_SECTIONS = (
    (_("The question"), ("question", "slug", "background")),
    (_("When"), ("opens_at", "closes_at")),
    (
        _("Who answers, and how that is seen"),
        ("admits_delegations", "admits_verified", "admits_open", "is_on_record", "asks_for"),
    ),
    (_("Statements"), ("moderation",)),
    (_("The result"), ("fit_on", "own_answers_needed", "is_matrix_public")),
    (_("In the list"), ("order",)),
)


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg] # generic for type checkers only
    """Settings of a draft, or of a deliberation that is under way; what is fixed by then cannot be changed here."""

    opens_at = forms.DateTimeField(
        label=_("Opens at"),
        required=False,
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    closes_at = forms.DateTimeField(
        label=_("Closes at"),
        required=False,
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )

    class Meta:
        model = Deliberation
        fields = (
            "question",
            "slug",
            "background",
            "opens_at",
            "closes_at",
            "admits_delegations",
            "admits_verified",
            "admits_open",
            "fit_on",
            "is_on_record",
            "moderation",
            "own_answers_needed",
            "asks_for",
            "is_matrix_public",
            "order",
        )
        labels = {
            "question": _("Question"),
            "slug": _("Short name"),
            "background": _("Background"),
            "admits_delegations": _("Delegations answer"),
            "admits_verified": _("Verified participants answer"),
            "admits_open": _("Everybody may answer, without an account"),
            "fit_on": _("Whose votes shape the opinion map"),
            "is_on_record": _("Delegations answer on record"),
            "moderation": _("Statements are looked at"),
            "own_answers_needed": _("Own answers before the result shows"),
            "asks_for": _("Participants are asked where they belong"),
            "is_matrix_public": _("All single votes are published, without names"),
            "order": _("Place in the forum"),
        }
        help_texts = {
            "question": _("One open question, so that statements can answer it in different ways."),
            "slug": SLUG_HELP,
            "background": _("What one should know before answering: facts, sources, what happens with the result."),
            "admits_delegations": _("One voice per delegation; any of its seats may give it."),
            "admits_verified": _("People whom the assembly has verified answer for themselves."),
            "admits_open": _("They are counted and shown apart from delegations and verified participants."),
            "fit_on": _("In the first case any number of open participants moves no verdict of the others."),
            "is_on_record": _("Then everybody can see how a delegation answered; otherwise nobody is shown alone."),
            "moderation": _("Before is calmer; afterwards is quicker and needs somebody at hand."),
            "own_answers_needed": _(
                "So that nobody answers under the impression of what others said. 0 shows it at once."
            ),
            "asks_for": _("Only of those who answer for themselves; a delegation's place is known."),
            "is_matrix_public": _("Whoever knows several answers of somebody may find that person's other answers."),
            "order": _("Smaller numbers stand first."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "fit_on": forms.RadioSelect,
            "moderation": forms.RadioSelect,
            "asks_for": forms.CheckboxSelectMultiple,
        }
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"asks_for": ManyChoices}

    def __init__(self, *args: Any, assembly: Assembly, now: datetime | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        self.zone = ZoneInfo(assembly.time_zone)
        self.now = now or timezone.now()
        super().__init__(*args, **kwargs)
        offer_languages(self, assembly.languages)
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _("On the assembly's clocks (%s). Empty: by hand.") % assembly.time_zone
        self._add_thresholds()
        self._settle_phase()

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:  # noqa: ANN401 - Django's own
        """Show moments on the assembly's clocks."""
        value = super().get_initial_for_field(field, field_name)
        if field_name in ("opens_at", "closes_at") and value is not None:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def clean_slug(self) -> str:
        """Make one of the question where none was chosen."""
        if self.cleaned_data["slug"] or self.instance.slug:
            return str(self.cleaned_data["slug"] or self.instance.slug)
        question = self.cleaned_data.get("question")
        return fresh_slug(question, "question", Deliberation.objects.all()) if question else ""

    def clean_opens_at(self) -> datetime | None:
        """Take the opening time, which is yet to come."""
        return self._moment("opens_at")

    def clean_closes_at(self) -> datetime | None:
        """Take the closing time, which is yet to come."""
        return self._moment("closes_at")

    def clean(self) -> dict[str, Any]:
        """Times in order, somebody admitted, thresholds that make a rule."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", ValidationError(_("It must close after it opens."), code="order"))
        if not any(cleaned.get(name) for name in ("admits_delegations", "admits_verified", "admits_open")):
            self.add_error("admits_open", ValidationError(_("Somebody must be able to answer."), code="nobody"))
        if self.instance.phase == Phase.DRAFT:
            self._clean_rule(cleaned)
        return cleaned

    @property
    def sections(self) -> list[Section]:
        """The fields as the page shows them."""
        parts = [(title, [self[name] for name in names if name in self.fields]) for title, names in _SECTIONS]
        thresholds = [self[name] for name in self.fields if name.startswith("rule_")]
        folded = Section(
            _("When something counts as agreed"), thresholds, is_folded=not any(each.errors for each in thresholds)
        )
        return [*(Section(title, fields) for title, fields in parts if fields), *([folded] if thresholds else [])]

    @property
    def values(self) -> dict[str, Any]:
        """What the action writes: settings of the model, the thresholds joined in one rule."""
        names = {field.name for field in Deliberation._meta.get_fields()}  # noqa: SLF001 - Django's public name for it
        return {name: value for name, value in self.cleaned_data.items() if name in names}

    def _add_thresholds(self) -> None:
        if self.instance.phase != Phase.DRAFT:
            return
        rule = {**_defaults(), **self.instance.rule}
        for name, label, sentence, is_percent in _THRESHOLDS:
            low, high = RANGES[name]
            field: forms.Field = (
                forms.DecimalField(min_value=_percent(low), max_value=_percent(high), decimal_places=1)
                if is_percent
                else forms.IntegerField(min_value=int(low), max_value=int(high))
            )
            field.label, field.help_text = label, sentence
            field.initial = round(rule[name] * 100, 1) if is_percent else rule[name]
            self.fields[f"rule_{name}"] = field

    def _settle_phase(self) -> None:
        if self.instance.phase == Phase.DRAFT:
            self.fields["slug"].required = False
            return
        for name in ("slug", "opens_at"):
            del self.fields[name]
        for name in WordingEntry.Part.values:
            original, wording = getattr(self.instance, name), cast("ContentFormField", self.fields[name])
            wording.keep_original(original)
            wording.help_text = _WORDING_NOTE if original else _ADDED_NOTE
        for name in set(Deliberation.FIXED_AT_OPENING) & set(self.fields):
            field = self.fields[name]
            field.disabled, field.help_text = True, format_lazy("{} {}", field.help_text, _FIXED_NOTE)
        if self.instance.phase not in (Phase.OPEN, Phase.VOTES_ONLY):
            del self.fields["closes_at"]

    def _moment(self, name: str) -> datetime | None:
        value: datetime | None = self.cleaned_data[name]
        if value is None:
            return None
        moment = value.replace(tzinfo=self.zone)
        if moment <= self.now and moment != getattr(self.instance, name):
            raise ValidationError(_("This moment has passed."), code="past")
        return moment

    def _clean_rule(self, cleaned: dict[str, Any]) -> None:
        offered = {name: is_percent for name, _label, _sentence, is_percent in _THRESHOLDS}
        sent = {name: cleaned.get(f"rule_{name}") for name in offered}
        rule: dict[str, Any] = {name: value for name, value in self.instance.rule.items() if name not in offered}
        for name, value in sent.items():
            if value is None:
                return  # its own error stands beside it
            chosen = float(value) / 100 if offered[name] else int(value)
            if abs(chosen - _shown_default(name, is_percent=offered[name])) > _ROUNDING:
                rule[name] = chosen
        made = {**_defaults(), **rule}
        if made["opposition_threshold"] >= made["support_threshold"]:
            said = _("This must be lower than the share from which a statement counts as agreed.")
            self.add_error("rule_opposition_threshold", ValidationError(said, code="order"))
            return
        cleaned["rule"] = rule


def _defaults() -> dict[str, Any]:
    return {each.name: each.default for each in dataclass_fields(Rule)}


def _percent(share: float) -> Decimal:
    """Give a share as the form shows it, without what floating point adds."""
    return Decimal(str(round(share * 100, 1)))


def _shown_default(name: str, *, is_percent: bool) -> float:
    """Give a default as the form shows it: a third is shown as 33.3 %, and stays a third when nobody touches it."""
    default = float(_defaults()[name])
    return round(default * 100, 1) / 100 if is_percent else default
