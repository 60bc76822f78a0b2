"""Addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.deliberation import desk_urls
from yishiting.web.deliberation.views.declaring import constituencies
from yishiting.web.deliberation.views.downloads import announced_matrix, file_with_answers, public_file
from yishiting.web.deliberation.views.overview import deliberation
from yishiting.web.deliberation.views.own_answers import answers, withdraw
from yishiting.web.deliberation.views.published import published_result, published_statements, result_changes
from yishiting.web.deliberation.views.putting_forward import put_forward, similar
from yishiting.web.deliberation.views.record import moderation, policy
from yishiting.web.deliberation.views.respond import respond, undo
from yishiting.web.deliberation.views.results import live_statements, result
from yishiting.web.deliberation.views.results_desk import desk_publish
from yishiting.web.deliberation.views.statement import statement

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    # Taking part
    path("deliberations/<slug:slug>/", deliberation, name="deliberation"),
    path("deliberations/<slug:slug>/respond/", respond, name="respond"),
    path("deliberations/<slug:slug>/respond/undo/", undo, name="undo"),
    path("deliberations/<slug:slug>/answers/", answers, name="answers"),
    path("deliberations/<slug:slug>/answers/withdraw/", withdraw, name="withdraw"),
    path("deliberations/<slug:slug>/constituencies/", constituencies, name="constituencies"),
    path("deliberations/<slug:slug>/statements/new/", put_forward, name="put_forward"),
    path("deliberations/<slug:slug>/statements/similar/", similar, name="similar"),
    path("deliberations/<slug:slug>/statements/<int:number>/", statement, name="statement"),
    path("deliberations/<slug:slug>/moderation/", moderation, name="moderation"),
    path("policy/", policy, name="policy"),
    # Results
    path("deliberations/<slug:slug>/result/", result, name="result"),
    path("deliberations/<slug:slug>/result/statements/", live_statements, name="live_statements"),
    path("deliberations/<slug:slug>/results/<int:number>/", published_result, name="published_result"),
    path(
        "deliberations/<slug:slug>/results/<int:number>/statements/", published_statements, name="published_statements"
    ),
    path("deliberations/<slug:slug>/results/<int:number>/changes/", result_changes, name="result_changes"),
    path("deliberations/<slug:slug>/results/<int:number>/files/<str:name>", public_file, name="public_file"),
    path(
        "deliberations/<slug:slug>/results/<int:number>/answers/<str:name>", file_with_answers, name="file_with_answers"
    ),
    path(
        "deliberations/<slug:slug>/results/<int:number>/announced-matrix.zip", announced_matrix, name="announced_matrix"
    ),
    path("desk/deliberations/<slug:slug>/publish/", desk_publish, name="desk_publish"),
    *desk_urls.urlpatterns,
]
