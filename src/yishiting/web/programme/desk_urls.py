"""Addresses of the programme's desk: sessions, rooms, speakers."""

from __future__ import annotations

from django.urls import path

from yishiting.web.programme.views import (
    desk_documents,
    desk_programme,
    desk_programme_import,
    desk_rooms,
    desk_session_steps,
    desk_sessions,
    desk_speakers,
)

urlpatterns = [
    path("programme/", desk_programme.desk_programme, name="desk_programme"),
    path("programme/new/", desk_sessions.desk_assembly_session_new, name="desk_assembly_session_new"),
    path("programme/publish/", desk_programme.desk_programme_publish, name="desk_programme_publish"),
    path("programme/import/", desk_programme_import.desk_programme_import, name="desk_programme_import"),
    path(
        "programme/import/<int:pk>/",
        desk_programme_import.desk_programme_import_preview,
        name="desk_programme_import_preview",
    ),
    path(
        "programme/import/sessions-template.csv",
        desk_programme_import.desk_programme_template,
        name="desk_programme_template",
    ),
    path("programme/sessions.csv", desk_programme_import.desk_programme_csv, name="desk_programme_csv"),
    path("forums/<slug:slug>/sessions/new/", desk_sessions.desk_session_new, name="desk_session_new"),
    path("sessions/<slug:slug>/", desk_sessions.desk_session, name="desk_session"),
    path("sessions/<slug:slug>/change/", desk_sessions.desk_session_change, name="desk_session_change"),
    path("sessions/<slug:slug>/publish/", desk_session_steps.desk_session_publish, name="desk_session_publish"),
    path("sessions/<slug:slug>/withdraw/", desk_session_steps.desk_session_withdraw, name="desk_session_withdraw"),
    path("sessions/<slug:slug>/cancel/", desk_session_steps.desk_session_cancel, name="desk_session_cancel"),
    path("sessions/<slug:slug>/restore/", desk_session_steps.desk_session_restore, name="desk_session_restore"),
    path("sessions/<slug:slug>/delete/", desk_session_steps.desk_session_delete, name="desk_session_delete"),
    path("sessions/<slug:slug>/documents/new/", desk_documents.desk_document_new, name="desk_document_new"),
    path(
        "sessions/<slug:slug>/documents/<int:pk>/change/",
        desk_documents.desk_document_change,
        name="desk_document_change",
    ),
    path(
        "sessions/<slug:slug>/documents/<int:pk>/remove/",
        desk_documents.desk_document_remove,
        name="desk_document_remove",
    ),
    path("rooms/", desk_rooms.desk_rooms, name="desk_rooms"),
    path("rooms/new/", desk_rooms.desk_room_new, name="desk_room_new"),
    path("rooms/<slug:slug>/change/", desk_rooms.desk_room_change, name="desk_room_change"),
    path("rooms/<slug:slug>/delete/", desk_rooms.desk_room_delete, name="desk_room_delete"),
    path("speakers/", desk_speakers.desk_speakers, name="desk_speakers"),
    path("speakers/new/", desk_speakers.desk_speaker_new, name="desk_speaker_new"),
    path("speakers/<slug:slug>/change/", desk_speakers.desk_speaker_change, name="desk_speaker_change"),
    path("speakers/<slug:slug>/delete/", desk_speakers.desk_speaker_delete, name="desk_speaker_delete"),
]
