"""Files of published results. They were made when the result was published; here they are only handed out."""

from __future__ import annotations

import gzip
from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag

from yishiting.web.deliberation.finders import find_announced_matrix, find_file_with_answers, find_public_file
from yishiting.web.deliberation.models import ResultFile
from yishiting.web.deliberation.result_files import ANNOUNCED_MATRIX
from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.web.deliberation.models import Deliberation

# A published file never changes; the forum around it may be taken back, so a copy is asked about again after an hour.
_KEPT_FOR = 3600


@permits("result.download", find_public_file)
def public_file(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Hand out the report, the table of statements, or the analysis."""
    return _handed_out(request, deliberation, _argument(request, "name"))


@permits("matrix.download", find_file_with_answers)
def file_with_answers(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Hand out what single people answered."""
    return _handed_out(request, deliberation, _argument(request, "name"), is_private=True)


@permits("matrix.download_announced", find_announced_matrix)
def announced_matrix(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Hand out the matrix that was announced to become public."""
    return _handed_out(request, deliberation, ANNOUNCED_MATRIX)


def _argument(request: HttpRequest, name: str) -> str:
    return str(request.resolver_match.kwargs[name]) if request.resolver_match else ""


def _handed_out(
    request: HttpRequest, deliberation: Deliberation, name: str, *, is_private: bool = False
) -> HttpResponse:
    number = int(_argument(request, "number"))
    file = get_object_or_404(
        ResultFile.objects.filter(result__deliberation=deliberation, result__number=number), name=name
    )
    etag = quote_etag(sha256(bytes(file.content)).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag) or _with_content(request, file)
    saved_as = f"{deliberation.slug}-result-{number}-{name}"
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    if is_private:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=_KEPT_FOR)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _with_content(request: HttpRequest, file: ResultFile) -> HttpResponse:
    """Give the file as it is kept, which is compressed, to whoever can read that."""
    content, type_ = bytes(file.content), file.content_type
    if type_ != "application/zip":
        type_ += "; charset=utf-8"
    if file.is_archive:
        return HttpResponse(content, content_type=type_)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(content, content_type=type_, headers={"Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(content), content_type=type_)
