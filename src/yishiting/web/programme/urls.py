"""Addresses of the assembly and its forums."""

from __future__ import annotations

from django.urls import include, path

from yishiting.web.programme.views import (
    agenda,
    desk_assembly,
    desk_forums,
    desk_hosts,
    documents,
    feeds,
    forums,
    programme,
    sessions,
    speakers,
)

urlpatterns = [
    path("forums/<slug:slug>/", forums.forum, name="forum"),
    path("programme/", programme.programme, name="programme"),
    path("programme/grid/", programme.programme_grid, name="programme_grid"),
    path("sessions/<slug:slug>/", sessions.session, name="session"),
    path("sessions/<slug:slug>/star/", agenda.session_star, name="session_star"),
    path("sessions/<slug:slug>/documents/<int:pk>/<str:name>", documents.session_document, name="session_document"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    # Somebody's own agenda
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/seen/", agenda.agenda_seen, name="agenda_seen"),
    path("agenda/mails/", agenda.agenda_mails, name="agenda_mails"),
    path("agenda/new-address/", agenda.agenda_feed_renew, name="agenda_feed_renew"),
    path("agenda/<slug:feed_key>.ics", agenda.agenda_feed, name="agenda_feed"),
    # For calendars, conference apps and tables
    path("programme/programme.ics", feeds.programme_calendar, name="programme_calendar"),
    path("programme/schedule.json", feeds.programme_json, name="programme_json"),
    path("programme/schedule.xml", feeds.programme_xml, name="programme_xml"),
    path("programme/sessions.csv", feeds.programme_csv, name="programme_csv"),
    path("forums/<slug:slug>/programme.ics", feeds.forum_calendar, name="forum_calendar"),
    # The desk
    path("desk/", include("yishiting.web.programme.desk_urls")),
    path("desk/assembly/", desk_assembly.desk_assembly, name="desk_assembly"),
    path("desk/hosts/", desk_hosts.desk_hosts, name="desk_hosts"),
    path("desk/hosts/new/", desk_hosts.desk_host_new, name="desk_host_new"),
    path("desk/hosts/<slug:slug>/change/", desk_hosts.desk_host, name="desk_host"),
    path("desk/hosts/<slug:slug>/delete/", desk_hosts.desk_host_delete, name="desk_host_delete"),
    path("desk/new-forum/", desk_forums.desk_forum_new, name="desk_forum_new"),
    path("desk/forums/<slug:slug>/", desk_forums.desk_forum, name="desk_forum"),
    path("desk/forums/<slug:slug>/change/", desk_forums.desk_forum_change, name="desk_forum_change"),
    path("desk/forums/<slug:slug>/publish/", desk_forums.desk_forum_publish, name="desk_forum_publish"),
    path("desk/forums/<slug:slug>/withdraw/", desk_forums.desk_forum_withdraw, name="desk_forum_withdraw"),
    path("desk/forums/<slug:slug>/delete/", desk_forums.desk_forum_delete, name="desk_forum_delete"),
]
