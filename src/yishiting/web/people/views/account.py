"""My account: who I am here, for whom I speak, how I come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from yishiting.web.people.actions.accounts import rename_account
from yishiting.web.people.actions.claiming import claim
from yishiting.web.people.cookie import COOKIE
from yishiting.web.people.forms.account import NameForm
from yishiting.web.people.queries.account_page import account_page
from yishiting.web.permissions.guard import actor_of, my_account, permits
from yishiting.web.permissions.middleware import SPEAKS_FOR

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits(get="account.manage", post="account.manage")
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show the account; POST changes the name."""
    me = my_account(request)
    is_needed = bool(actor_of(request).appointments)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": me.name}, is_needed=is_needed)
    if request.method == "POST" and form.is_valid():
        rename_account(account=me, name=form.cleaned_data["name"].strip())
        messages.success(request, _("Your name is saved."))
        return redirect("account")
    status = 422 if form.is_bound else 200
    page = account_page(actor_of(request), me)
    return render(request, "people/account.html", {"page": page, "form": form}, status=status)


@permits(post="delegation.speak_for")
def speak_for(request: HttpRequest) -> HttpResponse:
    """Choose the delegation for which somebody with several seats answers, for as long as they are signed in."""
    chosen = request.POST.get("delegation", "")
    seat = next((each for each in actor_of(request).seats if str(each.delegation_id) == chosen), None)
    if seat is None:
        messages.error(request, _("You have no seat in that delegation. Nothing was changed."))
    else:
        request.session[SPEAKS_FOR] = seat.delegation_id
        messages.success(request, _("You now answer for “%s”.") % seat.delegation)
    return redirect("account")


@permits(post="account.manage")
def claim_answers(request: HttpRequest) -> HttpResponse:
    """Take over the answers that this browser gave before, and forget its cookie."""
    claimed = claim(account=my_account(request), cookie_key=actor_of(request).cookie_key, now=timezone.now())
    response = redirect("account")
    if claimed is None:
        messages.info(request, _("This browser has no answers that wait to be taken over."))
        return response
    COOKIE.forget(response)
    says = ngettext("%d answer is now yours.", "%d answers are now yours.", claimed.n_taken) % claimed.n_taken
    kept = _("Where you had given a later answer, that one stands.") if claimed.n_later else ""
    apart = ngettext(
        "%d answer stays without a name: you have answered there as a verified participant already.",
        "%d answers stay without a name: you have answered there as a verified participant already.",
        claimed.n_apart,
    )
    messages.success(request, " ".join(filter(None, [says, kept, apart % claimed.n_apart if claimed.n_apart else ""])))
    return response
