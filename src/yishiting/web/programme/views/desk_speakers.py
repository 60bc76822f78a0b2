"""Speakers at the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, deletion_page, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.speakers import SpeakerInUseError, change_speaker, delete_speaker, make_speaker
from yishiting.web.programme.finders import find_speaker
from yishiting.web.programme.forms.rooms_and_speakers import SpeakerForm
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.speakers import desk_speakers as listed_speakers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Speaker

_PER_PAGE = 50


@permits("programme.manage_speakers")
def desk_speakers(request: HttpRequest) -> HttpResponse:
    """List the speakers."""
    search = request.GET.get("search", "").strip().replace("\0", "")[:100]
    page = Paginator(listed_speakers(search), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/desk_speakers.html", {"page": page, "search": search})


@permits(get="programme.manage_speakers", post="programme.manage_speakers")
def desk_speaker_new(request: HttpRequest) -> HttpResponse:
    """Make a speaker."""
    form = SpeakerForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        speaker = make_speaker(by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("“%s” can be named in sessions now.") % speaker)
        return redirect("desk_speakers")
    return form_page(request, form, _words(_("A new speaker")))


@permits(get="programme.manage_speakers", post="programme.manage_speakers", finder=find_speaker)
def desk_speaker_change(request: HttpRequest, speaker: Speaker) -> HttpResponse:
    """Change what is said about a speaker."""
    data = request.POST if request.method == "POST" else None
    form = SpeakerForm(data, instance=speaker, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        change_speaker(speaker=speaker, by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The speaker is saved."))
        return redirect("desk_speakers")
    return form_page(request, form, _words(_("Change the speaker")))


@permits(get="programme.manage_speakers", post="programme.manage_speakers", finder=find_speaker)
def desk_speaker_delete(request: HttpRequest, speaker: Speaker) -> HttpResponse:
    """Delete a speaker who appears nowhere."""
    by = actor_of(request).account
    ask = Confirmation(
        title=_("Delete “%s”?") % speaker,
        back=reverse("desk_speakers"),
        within=_("Speakers"),
        submit=_("Delete the speaker"),
        is_danger=True,
    )
    delete = partial(delete_speaker, speaker=speaker, by=by)
    return deletion_page(request, Deletion(ask, delete, SpeakerInUseError, _("The speaker is deleted.")))


def _words(title: str) -> FormPage:
    lead = _("Speakers are made once and named in as many sessions as they speak in.")
    return FormPage(title, _("Save"), reverse("desk_speakers"), _("Speakers"), lead)
