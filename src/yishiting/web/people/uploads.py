"""Files between their preview and its confirmation: kept as text for a day, taken in once, by whoever brought them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.models import Upload

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account

_ONE_DAY = timedelta(days=1)


def keep_upload(*, text: str, by: Account, now: datetime) -> Upload:
    """Keep a file's text until it is confirmed; forget those that nobody confirmed for a day."""
    Upload.objects.filter(made_at__lt=now - _ONE_DAY).delete()
    return Upload.objects.create(uploaded_by=by, text=text, made_at=now)


def take_upload(upload: Upload) -> str:
    """Give the text of a file in the transaction that takes it in.

    Raises `AlreadyImportedError` for the second of two confirmations.
    """
    deleted, _per_model = Upload.objects.filter(pk=upload.pk).delete()
    if not deleted:
        raise AlreadyImportedError
    return upload.text


def not_taken_in(
    request: HttpRequest, error: AlreadyImportedError | PlanChangedError, *, preview: str, after: str
) -> HttpResponse:
    """Say why a confirmed file was not taken in, on the page of its preview or of what it was for."""
    if isinstance(error, AlreadyImportedError):
        messages.info(request, _("This file was taken in already."))
        return redirect(after)
    messages.warning(request, _("Something has changed since the preview. Nothing was imported; please look again."))
    return redirect(preview)
