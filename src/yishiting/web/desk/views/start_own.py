"""Leave the sample behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishiting.web.desk.pages import Confirmation, confirmation_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.sample_assembly.removal import n_real_comments_in_sample, n_real_people_in_sample, remove_sample

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits(get="desk.set_up_assembly", post="desk.set_up_assembly")
def desk_start_own(request: HttpRequest) -> HttpResponse:
    """Ask, then remove the sample data and lead to the assembly's form."""
    if not current_assembly().is_sample:
        messages.info(request, _("There are no sample data here."))
        return redirect("desk")
    if request.method == "POST":
        remove_sample(by=actor_of(request).account)
        messages.success(request, _("The sample data are gone. Name your assembly now."))
        return redirect("desk_assembly")
    words = Confirmation(
        title=_("Start your own assembly?"),
        back=reverse("desk"),
        within=_("Desk"),
        says=(
            _("The sample's deliberations, with all answers to them, its forums, hosts and delegations are deleted."),
            _("So are its sessions, releases, questions, exhibitors and exhibits, with everything said about them."),
            *_of_real_people(n_real_people_in_sample()),
            *_of_real_comments(n_real_comments_in_sample()),
            _("What you have made yourself stays: forums, deliberations, delegations, accounts and roles."),
            _("This cannot be undone."),
        ),
        submit=_("Remove the sample data"),
        is_danger=True,
    )
    return confirmation_page(request, words)


def _of_real_people(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    said = ngettext(
        "%d person who is not invented has answered in them; these answers are deleted too.",
        "%d people who are not invented have answered in them; these answers are deleted too.",
        number,
    )
    return (said % number,)


def _of_real_comments(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    said = ngettext(
        "%d comment on them was written by somebody who is not invented; it is deleted too.",
        "%d comments on them were written by people who are not invented; these are deleted too.",
        number,
    )
    return (said % number,)
