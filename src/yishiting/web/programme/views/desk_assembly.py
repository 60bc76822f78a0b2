"""The assembly's own page at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.assembly import change_assembly
from yishiting.web.programme.forms.assembly import AssemblyForm
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits(get="desk.set_up_assembly", post="desk.set_up_assembly")
def desk_assembly(request: HttpRequest) -> HttpResponse:
    """Set the assembly up, or change it."""
    form = AssemblyForm(request.POST if request.method == "POST" else None, instance=current_assembly())
    if request.method == "POST" and form.is_valid():
        change_assembly(by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The assembly is saved."))
        return redirect("desk")
    words = FormPage(
        title=_("The assembly"),
        submit=_("Save"),
        back=reverse("desk"),
        within=_("Desk"),
        lead=_("What stands on the first page, in which time zone times are meant, and who counts as verified."),
    )
    return form_page(request, form, words)
