"""A question as a journalist writes it, why one is refused, and an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yishiting.web.choices import ManyChoices
from yishiting.web.content import Content
from yishiting.web.content_forms import ContentForm, ContentFormField, language_name
from yishiting.web.deliberation.models import PublishedResult
from yishiting.web.deliberation.statement_text import cleaned_line, length_of
from yishiting.web.press.actions.answers import Answer, name_with_position
from yishiting.web.press.forms.accreditation import plain_lines
from yishiting.web.press.models import Addressee, Release
from yishiting.web.press.models.question import LONGEST_ANSWER, LONGEST_NAME, LONGEST_QUESTION
from yishiting.web.press.policy import reason_choices
from yishiting.web.press.queries.questions import citable_releases, citable_results
from yishiting.web.programme.models import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yishiting.web.press.models import Question
    from yishiting.web.programme.models import Assembly

_FEWEST_LETTERS = 2
_MOMENT = "%Y-%m-%dT%H:%M"


class QuestionForm(forms.Form):
    """One question in its own language. ``is_new`` is set by the page that has shown what is similar."""

    addressee = forms.ModelChoiceField(
        Addressee.objects.all(), label=_("Whom do you ask?"), to_field_name="slug", empty_label=_("Please choose")
    )
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("For a press conference"),
        required=False,
        to_field_name="slug",
        help_text=_("It is called there if there is time. Without one it is answered in writing."),
    )
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("One question, at most 600 letters, or 300 Chinese ones."),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Written in"))
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        languages: Sequence[str],
        sessions: tuple[list[Session], list[Session]],
        names: dict[int, str],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        language, session = self.fields["language"], self.fields["session"]
        if isinstance(language, forms.ChoiceField):
            language.choices = [(code, language_name(code)) for code in languages]
        mine = get_language()
        language.initial = mine if mine in languages else next(iter(languages), None)
        if isinstance(session, forms.ModelChoiceField):
            session.queryset = Session.objects.filter(pk__in=list(names))
            session.choices = _session_choices(sessions, names)
        if not names:
            del self.fields["session"]

    def clean_text(self) -> str:
        """Give one line of plain text."""
        return cleaned_question(self.cleaned_data["text"])

    def content(self) -> Content:
        """Give the question's text in its language."""
        return Content.of(self.cleaned_data["language"], self.cleaned_data["text"])


def cleaned_question(raw: str) -> str:
    """Give the text of a question as it is kept; raises `ValidationError` when nothing is asked."""
    line = cleaned_line(raw, LONGEST_QUESTION)
    if sum(character.isalpha() for character in line) < _FEWEST_LETTERS:
        raise ValidationError(_("Please write a question that one can answer."), code="blank")
    return line


def length_of_question(raw: str) -> int:
    """Count as the limit does."""
    return length_of(raw[: 2 * LONGEST_QUESTION])


def _session_choices(sessions: tuple[list[Session], list[Session]], names: dict[int, str]) -> list[Any]:
    titles = (_("Press conferences"), _("Other sessions"))
    groups = [
        (title, [(each.slug, names[each.pk]) for each in some])
        for title, some in zip(titles, sessions, strict=True)
        if some
    ]
    return [("", _("None: in writing")), *groups]


class RejectionForm(forms.Form):
    """Why a question is not accepted; the journalist is told."""

    reason = forms.ChoiceField(label=_("Reason"), choices=reason_choices, help_text=_("Of the published policy."))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        help_text=_("The journalist can read it, nobody else."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_note(self) -> str:
        """Give plain text of several lines."""
        return plain_lines(self.cleaned_data["note"])


class AnswerForm(ContentForm):
    """An answer in one or several languages, when it was given, and what it rests on."""

    text = ContentFormField(label=_("Answer"), longest=LONGEST_ANSWER)
    answerer = ContentFormField(
        label=_("Who answers"),
        longest=LONGEST_NAME,
        required=False,
        help_text=_("As it stands beside the answer. Left empty, it is whom the question is put to."),
    )
    is_given_aloud = forms.BooleanField(label=_("It was given aloud"), required=False)
    given_at = forms.DateTimeField(
        label=_("When it was given aloud"),
        required=False,
        input_formats=[_MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    releases = ManyChoices(
        Release.objects.none(),
        label=_("Releases that it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those that are public now."),
    )
    results = ManyChoices(
        PublishedResult.objects.none(),
        label=_("Published results that it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        question: Question,
        assembly: Assembly,
        now: datetime,
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        self.zone, self.question = ZoneInfo(assembly.time_zone), question
        languages = dict.fromkeys((*assembly.languages, question.text.language, *question.answer.texts))
        super().__init__(*args, languages=languages, initial=_initial(question, self.zone), **kwargs)
        self.fields["given_at"].help_text = _("On the clocks of %(zone)s.") % {"zone": assembly.time_zone}
        for name, offered in (("releases", citable_releases(now)), ("results", citable_results())):
            field = self.fields[name]
            if isinstance(field, ManyChoices):
                field.queryset = offered
                field.label_from_instance = _name_of  # type: ignore[assignment,method-assign] # Django's way is a subclass each
            if not offered.exists():
                del self.fields[name]

    def clean_given_at(self) -> datetime | None:
        """Read it on the assembly's clocks."""
        given: datetime | None = self.cleaned_data["given_at"]
        return None if given is None else given.replace(tzinfo=self.zone)

    def clean(self) -> dict[str, Any]:
        """An answer given aloud has its moment."""
        cleaned = super().clean() or {}
        if cleaned.get("is_given_aloud") and not cleaned.get("given_at") and "given_at" not in self.errors:
            self.add_error("given_at", _("Please say when it was given."))
        return cleaned

    def answer(self) -> Answer:
        """Give what was written."""
        said = self.cleaned_data
        return Answer(
            text=said["text"],
            answerer=said["answerer"],
            given_at=self._given_at() if said["is_given_aloud"] else None,
            releases=tuple(said.get("releases", ())),
            results=tuple(said.get("results", ())),
        )

    def _given_at(self) -> datetime:
        """Give the moment; one that was left as the podium noted it keeps its seconds."""
        given: datetime = self.cleaned_data["given_at"]
        noted = self.question.heard_at
        return noted if noted and noted.replace(second=0, microsecond=0) == given else given


def _initial(question: Question, zone: ZoneInfo) -> dict[str, Any]:
    given_at = question.heard_at.astimezone(zone) if question.heard_at else None
    return {
        "text": question.answer or None,
        "answerer": question.answerer_name or name_with_position(question.addressee),
        "is_given_aloud": given_at is not None,
        "given_at": given_at.replace(tzinfo=None) if given_at else None,
        "releases": [each.release_id for each in question.citations.all() if each.release_id],
        "results": [each.result_id for each in question.citations.all() if each.result_id],
    }


def _name_of(thing: Release | PublishedResult) -> str:
    if isinstance(thing, Release):
        return str(thing.title)
    number = _("result %(number)d") % {"number": thing.number}
    return f"{thing.deliberation.question} ({number})"
