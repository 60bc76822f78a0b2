"""What was done at the desk, for organisers and auditors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from yishiting.web.csv_answer import csv_answer
from yishiting.web.desk.forms import ActsForm
from yishiting.web.desk.queries.acts import acts, acts_csv, details_in_words
from yishiting.web.permissions.guard import permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_ON_A_PAGE = 50


@permits("desk.see_acts")
def desk_acts(request: HttpRequest) -> HttpResponse:
    """List acts, the latest first."""
    form = ActsForm(request.GET)
    page = Paginator(acts(form.wanted(current_assembly())), _ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(act, details_in_words(act)) for act in page]
    asked = request.GET.copy()
    asked.pop("page", None)
    return render(request, "desk/acts.html", {"form": form, "page": page, "rows": rows, "asked": asked.urlencode()})


@permits("desk.see_acts")
def desk_acts_csv(request: HttpRequest) -> HttpResponse:
    """Give the same acts as a file."""
    text = acts_csv(ActsForm(request.GET).wanted(current_assembly()))
    return csv_answer(text, "acts.csv")
