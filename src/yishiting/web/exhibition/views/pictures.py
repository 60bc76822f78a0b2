"""Pictures: handed out, put in, described, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, FormPage, confirmation_page, form_page
from yishiting.web.exhibition.actions.pictures import MOST, add_picture, change_picture, remove_picture
from yishiting.web.exhibition.drawing import PictureError
from yishiting.web.exhibition.finders import find_exhibit, find_exhibit_of_picture
from yishiting.web.exhibition.forms.pictures import PictureForm, PictureWordsForm
from yishiting.web.exhibition.models import Picture, PictureFile
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.serving.body_limit import accepts_upload

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.web.exhibition.models import Exhibit

_ONE_DAY = 24 * 3600


@permits("exhibit.see", find_exhibit_of_picture)
def picture(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Give a picture to those who see its exhibit."""
    return _bytes_of(request, exhibit, "image")


@permits("exhibit.see", find_exhibit_of_picture)
def picture_small(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Give its thumbnail."""
    return _bytes_of(request, exhibit, "thumbnail")


@accepts_upload
@permits(get="exhibit.change", post="exhibit.change", finder=find_exhibit)
def exhibit_pictures(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """List the pictures of an exhibit, and take one more."""
    is_sent = request.method == "POST"
    languages = current_assembly().languages
    form = PictureForm(request.POST if is_sent else None, request.FILES if is_sent else None, languages=languages)
    if is_sent and form.is_valid():
        drawn, alt = form.cleaned_data["picture"], form.cleaned_data["alt"]
        try:
            add_picture(exhibit=exhibit, by=actor_of(request).account, drawn=drawn, alt=alt, now=timezone.now())
        except PictureError as error:
            form.add_error("picture", str(error))
        else:
            messages.success(request, _("The picture is there."))
            return redirect("exhibit_pictures", slug=exhibit.slug)
    pictures = list(exhibit.pictures.order_by("order", "pk"))
    context = {"exhibit": exhibit, "pictures": pictures, "form": form, "has_room": len(pictures) < MOST, "most": MOST}
    return render(request, "exhibition/pictures.html", context, status=422 if is_sent else 200)


@permits(get="exhibit.change", post="exhibit.change", finder=find_exhibit_of_picture)
def picture_change(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Change what is said in place of a picture, and where it stands."""
    asked = _asked(request, exhibit)
    data = request.POST if request.method == "POST" else None
    form = PictureWordsForm(data, instance=asked, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        by = actor_of(request).account
        change_picture(picture=asked, by=by, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The picture is saved."))
        return redirect("exhibit_pictures", slug=exhibit.slug)
    return form_page(request, form, FormPage(_("Describe the picture"), _("Save"), _back(exhibit), str(exhibit)))


@permits(get="exhibit.change", post="exhibit.change", finder=find_exhibit_of_picture)
def picture_remove(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Take a picture away."""
    asked = _asked(request, exhibit)
    if request.method == "POST":
        remove_picture(picture=asked, by=actor_of(request).account, now=timezone.now())
        messages.success(request, _("The picture is removed."))
        return redirect("exhibit_pictures", slug=exhibit.slug)
    ask = Confirmation(
        title=_("Remove this picture?"),
        back=_back(exhibit),
        within=str(exhibit),
        says=(str(asked.alt), _("This cannot be undone.")),
        submit=_("Remove the picture"),
        is_danger=True,
    )
    return confirmation_page(request, ask)


def _back(exhibit: Exhibit) -> str:
    return reverse("exhibit_pictures", args=[exhibit.slug])


def _digest(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["digest"]) if request.resolver_match else ""


def _asked(request: HttpRequest, exhibit: Exhibit) -> Picture:
    return get_object_or_404(Picture.objects.select_related("exhibit"), exhibit=exhibit, digest=_digest(request))


def _bytes_of(request: HttpRequest, exhibit: Exhibit, column: str) -> HttpResponse:
    """Answer with a picture, or with 304. One address has one picture for ever, but not everybody may see it for ever.

    So browsers keep it for a day, and nobody on the way does; what is not public is asked for each time.
    """
    etag = quote_etag(f"{_digest(request)}-{column}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        of_picture = PictureFile.objects.filter(picture__exhibit=exhibit, picture__digest=_digest(request))
        content = get_object_or_404(of_picture.values_list(column, flat=True))
        response = HttpResponse(bytes(content), content_type="image/webp")
    response.headers["ETag"] = etag
    if exhibit.is_public:
        patch_cache_control(response, private=True, max_age=_ONE_DAY, immutable=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response
