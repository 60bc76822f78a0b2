"""The life of a release at the press desk: issued, recalled, corrected, withdrawn, deleted; each asked for first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, confirmation_page, deletion_page, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.actions.releases import (
    ReleaseStateError,
    correct_release,
    delete_release,
    issue_release,
    recall_release,
    withdraw_release,
)
from yishiting.web.press.finders import find_release
from yishiting.web.press.forms.releases import CorrectionForm, IssueForm, WithdrawalForm
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.press.models import Release


@permits(get="release.issue", post="release.issue", finder=find_release)
def desk_release_issue(request: HttpRequest, release: Release) -> HttpResponse:
    """Let a draft go, at once or at the end of an embargo."""
    now = timezone.now()
    form = IssueForm(request.POST if request.method == "POST" else None, assembly=current_assembly(), now=now)
    words = _form_words(
        release,
        _("Issue “%s”"),
        _("Issue the release"),
        _(
            "Nobody outside the press desk sees it before its minute. Then it stands in the press room, on the first "
            "page, in the feed and in the search, and is sent to the journalists who asked for releases by e-mail."
        ),
    )

    def act() -> None:
        until = form.cleaned_data["embargo_until"]
        issue_release(release=release, by=actor_of(request).account, embargo_until=until, now=now)

    done = _("The release is issued.")
    return _sent(request, form, words, act, done) or form_page(request, form, words)


@permits(get="release.recall", post="release.recall", finder=find_release)
def desk_release_recall(request: HttpRequest, release: Release) -> HttpResponse:
    """Make a release under embargo a draft again."""
    says = _("It does not become public at the end of its embargo then. It can be issued again later.")
    words = _confirmation(release, _("Make “%s” a draft again?"), _("Make it a draft again"), says)
    if request.method != "POST":
        return confirmation_page(request, words)
    try:
        recall_release(release=release, by=actor_of(request).account, now=timezone.now())
    except ReleaseStateError as error:
        return confirmation_page(request, replace(words, submit="", obstacles=(str(error),)), status=409)
    messages.success(request, _("The release is a draft again."))
    return redirect(words.back)


# As with changes: what was written is kept where the state has changed in the meantime.
@permits(get="release.correct", post="release.desk", finder=find_release)
def desk_release_correct(request: HttpRequest, release: Release) -> HttpResponse:
    """Correct a public release: new words, and a sentence that says what was wrong."""
    lead = _("The wording until now stays one click away, with the moments between which it stood.")
    words = _form_words(release, _("Correct “%s”"), _("Publish the correction"), lead)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, instance=release, assembly=current_assembly()
    )

    def act() -> None:
        note = form.cleaned_data["note"]
        correct_release(
            release=release, by=actor_of(request).account, note=note, values=form.words(), now=timezone.now()
        )

    done = _("The release is corrected.")
    return _sent(request, form, words, act, done) or form_page(request, form, words)


@permits(get="release.withdraw", post="release.withdraw", finder=find_release)
def desk_release_withdraw(request: HttpRequest, release: Release) -> HttpResponse:
    """Take a public release back."""
    lead = _(
        "Its page stays, with the title, the reason and the date; lead, text and earlier wordings are taken away from "
        "everybody outside the press desk. This cannot be undone. E-mails that have gone out cannot be called back."
    )
    words = _form_words(release, _("Withdraw “%s”"), _("Withdraw the release"), lead)
    form = WithdrawalForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)

    def act() -> None:
        because = form.cleaned_data["because"]
        withdraw_release(release=release, by=actor_of(request).account, because=because, now=timezone.now())

    done = _("The release is withdrawn.")
    return _sent(request, form, words, act, done) or form_page(request, form, words)


@permits(get="release.delete", post="release.delete", finder=find_release)
def desk_release_delete(request: HttpRequest, release: Release) -> HttpResponse:
    """Delete a draft."""
    ask = Confirmation(
        _("Delete “%s”?") % release,
        reverse("desk_press"),
        _("Press desk"),
        (_("This cannot be undone."),),
        _("Delete the draft"),
        is_danger=True,
    )

    def delete() -> None:
        delete_release(release=release, by=actor_of(request).account, now=timezone.now())

    return deletion_page(request, Deletion(ask, delete, ReleaseStateError, _("The draft is deleted.")))


def _sent(
    request: HttpRequest, form: forms.BaseForm, words: FormPage, act: Callable[[], None], done: str
) -> HttpResponse | None:
    """Act on a form that was sent and is right, and lead back; nothing where it is to be shown, with what is wrong."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        act()
    except ReleaseStateError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, done)
    return redirect(words.back)


def _form_words(release: Release, title: str, submit: str, lead: str) -> FormPage:
    back = reverse("desk_release", args=[release.slug])
    return FormPage(title % release, submit, back, str(release), lead=lead)


def _confirmation(release: Release, title: str, submit: str, *says: str) -> Confirmation:
    back = reverse("desk_release", args=[release.slug])
    return Confirmation(title % release, back, str(release), says, submit)
