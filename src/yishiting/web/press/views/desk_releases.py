"""Releases at the press desk: the list, each one's page, making and changing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.actions.releases import (
    ReleaseStateError,
    change_release,
    is_in_last_minute,
    make_release,
)
from yishiting.web.press.finders import find_release
from yishiting.web.press.forms.releases import ReleaseForm
from yishiting.web.press.models import Release
from yishiting.web.press.queries.mailing import n_readers
from yishiting.web.press.queries.releases import corrections_of, desk_releases, wording
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_ON_ONE_PAGE = 50


@permits("press.see_desk")
def desk_press(request: HttpRequest) -> HttpResponse:
    """List the releases in every state, what is still to be done first."""
    now, state = timezone.now(), request.GET.get("state", "")
    page = Paginator(desk_releases(now, state), _ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, each.state_at(now)) for each in page],
        "states": Release.State.choices,
        "state": state,
    }
    return render(request, "press/desk_press.html", context)


@permits("release.desk", find_release)
def desk_release(request: HttpRequest, release: Release) -> HttpResponse:
    """Show a release's state and words, and what can be done with it."""
    now = timezone.now()
    context = {
        "release": release,
        "state": release.state_at(now),
        "is_in_last_minute": is_in_last_minute(release, now),
        "wordings": [(code, wording(release, code)) for code in _mine_first(release.languages)],
        "corrections": corrections_of(release),
        "n_mailed": release.mails.count(),
        "n_readers": n_readers(),
        "address": settings.PUBLIC_URL + reverse("release", args=[release.slug]),
    }
    return render(request, "press/desk_release.html", context)


@permits(get="release.make", post="release.make")
def desk_release_new(request: HttpRequest) -> HttpResponse:
    """Write a draft."""
    form = ReleaseForm(request.POST if request.method == "POST" else None, assembly=current_assembly())
    if request.method == "POST" and form.is_valid():
        release = make_release(by=actor_of(request).account, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The draft is saved. Only the press desk sees it until it is issued."))
        return redirect("desk_release", slug=release.slug)
    words = FormPage(_("A new release"), _("Save as a draft"), reverse("desk_press"), _("Press desk"))
    return form_page(request, form, words)


# Who sends a change in the minute in which the release becomes public keeps what they wrote: the action refuses then,
# not the guard.
@permits(get="release.change", post="release.desk", finder=find_release)
def desk_release_change(request: HttpRequest, release: Release) -> HttpResponse:
    """Change a release before anybody outside the press desk has seen it."""
    back, title = reverse("desk_release", args=[release.slug]), str(release)
    is_issued, slug = release.issued_at is not None, release.slug
    form = ReleaseForm(
        request.POST if request.method == "POST" else None, instance=release, assembly=current_assembly()
    )
    if request.method == "POST" and form.is_valid():
        try:
            by = actor_of(request).account
            change_release(release=release, by=by, values=form.cleaned_data, now=timezone.now())
        except ReleaseStateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The release is saved."))
            return redirect("desk_release", slug=slug)
    note = _("It has been issued: at the end of its embargo everybody reads what stands here.") if is_issued else ""
    return form_page(request, form, FormPage(_("Change the release"), _("Save"), back, title, note=note))


def _mine_first(languages: tuple[str, ...]) -> list[str]:
    return sorted(languages, key=lambda code: code != get_language())
