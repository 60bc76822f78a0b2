"""Rooms at the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, deletion_page, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.rooms import RoomInUseError, change_room, delete_room, make_room
from yishiting.web.programme.finders import find_room
from yishiting.web.programme.forms.rooms_and_speakers import RoomForm
from yishiting.web.programme.models import Room
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("programme.manage")
def desk_rooms(request: HttpRequest) -> HttpResponse:
    """List the rooms."""
    rooms = Room.objects.annotate(n_sessions=Count("sessions")).order_by("order", "slug")
    return render(request, "programme/desk_rooms.html", {"rooms": rooms})


@permits(get="programme.manage", post="programme.manage")
def desk_room_new(request: HttpRequest) -> HttpResponse:
    """Make a room."""
    form = RoomForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        room = make_room(by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The room “%s” is made.") % room)
        return redirect("desk_rooms")
    return form_page(request, form, _words(_("A new room")))


@permits(get="programme.manage", post="programme.manage", finder=find_room)
def desk_room_change(request: HttpRequest, room: Room) -> HttpResponse:
    """Change a room."""
    data = request.POST if request.method == "POST" else None
    form = RoomForm(data, instance=room, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        change_room(room=room, by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The room is saved."))
        return redirect("desk_rooms")
    return form_page(request, form, _words(_("Change the room")))


@permits(get="programme.manage", post="programme.manage", finder=find_room)
def desk_room_delete(request: HttpRequest, room: Room) -> HttpResponse:
    """Delete a room in which nothing is held."""
    by = actor_of(request).account
    ask = Confirmation(
        title=_("Delete “%s”?") % room,
        back=reverse("desk_rooms"),
        within=_("Rooms"),
        submit=_("Delete the room"),
        is_danger=True,
    )
    delete = partial(delete_room, room=room, by=by)
    return deletion_page(request, Deletion(ask, delete, RoomInUseError, _("The room is deleted.")))


def _words(title: str) -> FormPage:
    lead = _("Where sessions are held. Each room is a column of the programme's grid.")
    return FormPage(title, _("Save"), reverse("desk_rooms"), _("Rooms"), lead)
