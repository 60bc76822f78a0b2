"""Pages that every part of the desk has: one form, and one question before something that cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class FormPage:
    """The words around a form; ``back`` is where "Cancel" and the line above the title lead, ``within`` its name."""

    title: str
    submit: str
    back: str
    within: str
    lead: str = ""
    note: str = ""


@dataclass(frozen=True)
class Confirmation:
    """A question before an act; without ``submit`` it only says why the act is not possible."""

    title: str
    back: str
    within: str
    says: tuple[str, ...] = ()
    submit: str = ""
    obstacles: tuple[str, ...] = ()
    is_danger: bool = False


@dataclass(frozen=True)
class Deletion:
    """What the page for deleting one thing says, and how it is done: ``delete`` raises ``refusal`` where it cannot."""

    ask: Confirmation
    delete: Callable[[], None]
    refusal: type[Exception]
    done: str


def form_page(request: HttpRequest, form: forms.BaseForm, words: FormPage) -> HttpResponse:
    """Show a form; one that was sent and is not right answers with 422."""
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "desk/form.html", {"form": form, "words": words}, status=status)


def confirmation_page(request: HttpRequest, words: Confirmation, status: int = 200) -> HttpResponse:
    """Ask before acting."""
    return render(request, "desk/confirm.html", {"words": words}, status=status)


def deletion_page(request: HttpRequest, deletion: Deletion) -> HttpResponse:
    """Ask; when it was sent, delete and lead back, or say what is in the way with 409."""
    if request.method != "POST":
        return confirmation_page(request, deletion.ask)
    try:
        deletion.delete()
    except deletion.refusal as error:
        return confirmation_page(request, replace(deletion.ask, submit="", obstacles=(str(error),)), status=409)
    messages.success(request, deletion.done)
    return redirect(deletion.ask.back)
