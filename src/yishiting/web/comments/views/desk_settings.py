"""The rules for comments, at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.comments.actions.settings import set_comments
from yishiting.web.comments.forms.settings import CommentSettingsForm
from yishiting.web.comments.queries.rules import comment_settings
from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits(get="comments.set", post="comments.set")
def desk_comments_settings(request: HttpRequest) -> HttpResponse:
    """Choose whether comments are taken, and which of them wait."""
    form = CommentSettingsForm.showing(comment_settings())
    if request.method == "POST":
        form = CommentSettingsForm(request.POST)
        if form.is_valid():
            set_comments(chosen=form.cleaned_data, by=actor_of(request).account, now=timezone.now())
            messages.success(request, _("The rules for comments are saved."))
            return redirect("desk_comments")
    words = FormPage(
        title=_("Rules for comments"),
        submit=_("Save"),
        back=reverse("desk_comments"),
        within=_("Comments"),
        note=_("They hold for what is written from now on. What waits already goes on waiting."),
    )
    return form_page(request, form, words)
