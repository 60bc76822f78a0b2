"""Addresses of the press room: releases, accreditation, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.press.views import (
    accreditation,
    answering,
    answers,
    feeds,
    press_room,
    questions,
    releases,
    transcript,
)

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # The press room's front, and its releases
    path("", press_room.press_room, name="press_room"),
    path("releases/", releases.releases, name="releases"),
    path("releases.atom", feeds.releases_feed, name="releases_feed"),
    path("releases/<slug:slug>/", releases.release, name="release"),
    path("releases/<slug:slug>/versions/", releases.release_versions, name="release_versions"),
    # Accreditation, questions and answers
    path("accreditation/", accreditation.accreditation, name="accreditation"),
    path("accreditation/mails/", accreditation.accreditation_mails, name="accreditation_mails"),
    path("questions/", questions.questions, name="questions"),
    path("questions/new/", questions.question_new, name="question_new"),
    path("questions/similar/", questions.question_similar, name="question_similar"),
    path("questions/policy/", questions.question_policy, name="question_policy"),
    path("questions/<int:number>/", answers.question, name="question"),
    path("questions/<int:number>/second/", questions.question_second, name="question_second"),
    path("questions/<int:number>/withdraw/", questions.question_withdraw, name="question_withdraw"),
    path("questions/<int:number>/answer/", answering.question_answer, name="question_answer"),
    path("mine/", answering.my_questions, name="my_questions"),
    path("answers/", answers.answers, name="answers_of_press"),
    path("answers.atom", answers.answers_feed, name="answers_feed"),
    path("conferences/<slug:slug>/", answers.press_conference, name="press_conference"),
    path("conferences/<slug:slug>/transcript.docx", transcript.transcript_docx, name="transcript_docx"),
    path("conferences/<slug:slug>/transcript.md", transcript.transcript_markdown, name="transcript_markdown"),
]
