"""Desk addresses of the press room: releases, accreditation, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.press.views import (
    desk_accreditation,
    desk_addressees,
    desk_questions,
    desk_release_steps,
    desk_releases,
    podium,
)

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # Releases
    path("", desk_releases.desk_press, name="desk_press"),
    path("releases/new/", desk_releases.desk_release_new, name="desk_release_new"),
    path("releases/<slug:slug>/", desk_releases.desk_release, name="desk_release"),
    path("releases/<slug:slug>/change/", desk_releases.desk_release_change, name="desk_release_change"),
    path("releases/<slug:slug>/issue/", desk_release_steps.desk_release_issue, name="desk_release_issue"),
    path("releases/<slug:slug>/recall/", desk_release_steps.desk_release_recall, name="desk_release_recall"),
    path("releases/<slug:slug>/correct/", desk_release_steps.desk_release_correct, name="desk_release_correct"),
    path("releases/<slug:slug>/withdraw/", desk_release_steps.desk_release_withdraw, name="desk_release_withdraw"),
    path("releases/<slug:slug>/delete/", desk_release_steps.desk_release_delete, name="desk_release_delete"),
    # Accreditation, addressees
    path("accreditations/", desk_accreditation.desk_accreditations, name="desk_accreditations"),
    path("accreditations/<int:pk>/", desk_accreditation.desk_accreditation, name="desk_accreditation"),
    path(
        "accreditations/<int:pk>/grant/", desk_accreditation.desk_accreditation_grant, name="desk_accreditation_grant"
    ),
    path(
        "accreditations/<int:pk>/refuse/",
        desk_accreditation.desk_accreditation_refuse,
        name="desk_accreditation_refuse",
    ),
    path("accreditations/<int:pk>/end/", desk_accreditation.desk_accreditation_end, name="desk_accreditation_end"),
    path("addressees/", desk_addressees.desk_addressees, name="desk_addressees"),
    path("addressees/new/", desk_addressees.desk_addressee_new, name="desk_addressee_new"),
    path("addressees/<slug:slug>/change/", desk_addressees.desk_addressee_change, name="desk_addressee_change"),
    path("addressees/<slug:slug>/delete/", desk_addressees.desk_addressee_delete, name="desk_addressee_delete"),
    # Questions, podium
    path("questions/", desk_questions.desk_questions, name="desk_questions"),
    path("questions/<int:number>/", desk_questions.desk_question, name="desk_question"),
    path("questions/<int:number>/accept/", desk_questions.desk_question_accept, name="desk_question_accept"),
    path("questions/<int:number>/reject/", desk_questions.desk_question_reject, name="desk_question_reject"),
    path("questions/<int:number>/publish/", desk_questions.desk_question_publish, name="desk_question_publish"),
    path("questions/<int:number>/take-back/", desk_questions.desk_question_take_back, name="desk_question_take_back"),
    path("questions/<int:number>/call/", podium.podium_call, name="podium_call"),
    path("questions/<int:number>/skip/", podium.podium_skip, name="podium_skip"),
    path("questions/<int:number>/heard/", podium.podium_heard, name="podium_heard"),
    path("podium/<slug:slug>/", podium.podium, name="podium"),
]
