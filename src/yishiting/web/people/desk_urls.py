"""Addresses of people at the desk."""

from __future__ import annotations

from django.urls import path

from yishiting.web.people.views import desk_constituencies as kinds
from yishiting.web.people.views import desk_delegations as delegations
from yishiting.web.people.views import desk_import as importing
from yishiting.web.people.views import desk_outbox as outbox
from yishiting.web.people.views import desk_people as people

urlpatterns = [
    path("", people.desk_people, name="desk_people"),
    path("roles/", people.desk_roles, name="desk_roles"),
    path("roles/give/", people.desk_role_give, name="desk_role_give"),
    path("roles/<int:pk>/take/", people.desk_role_take, name="desk_role_take"),
    path("invitations/", people.desk_invitations, name="desk_invitations"),
    path("invitations/verified/", people.desk_invite_verified, name="desk_invite_verified"),
    path("invitations/<int:pk>/revoke/", people.desk_invitation_revoke, name="desk_invitation_revoke"),
    path("invitations/<int:pk>/renew/", people.desk_invitation_renew, name="desk_invitation_renew"),
    path("import/", importing.desk_import, name="desk_import"),
    path("import/links.csv", importing.desk_import_links, name="desk_import_links"),
    path("import/template.csv", importing.desk_import_template, name="desk_import_template"),
    path("import/<int:pk>/", importing.desk_import_preview, name="desk_import_preview"),
    path("delegations.csv", importing.desk_delegations_csv, name="desk_delegations_csv"),
    path("delegations/", delegations.desk_delegations, name="desk_delegations"),
    path("new-delegation/", delegations.desk_delegation_new, name="desk_delegation_new"),
    path("delegations/<slug:slug>/", delegations.desk_delegation, name="desk_delegation"),
    path("delegations/<slug:slug>/change/", delegations.desk_delegation_change, name="desk_delegation_change"),
    path("delegations/<slug:slug>/invite/", delegations.desk_seat_invite, name="desk_seat_invite"),
    path("seats/<int:pk>/end/", delegations.desk_seat_end, name="desk_seat_end"),
    path("constituencies/", kinds.desk_constituencies, name="desk_constituencies"),
    path("new-kind/", kinds.desk_kind_new, name="desk_kind_new"),
    path("constituencies/<slug:slug>/", kinds.desk_kind_change, name="desk_kind_change"),
    path("constituencies/<slug:slug>/delete/", kinds.desk_kind_delete, name="desk_kind_delete"),
    path("outbox/", outbox.desk_outbox, name="desk_outbox"),
    path("outbox/again/", outbox.desk_outbox_again, name="desk_outbox_again"),
    path("outbox/empty/", outbox.desk_outbox_empty, name="desk_outbox_empty"),
    path("outbox/<int:pk>/", outbox.desk_mail, name="desk_mail"),
    path("outbox/<int:pk>/delete/", outbox.desk_mail_delete, name="desk_mail_delete"),
]
