"""Addresses of accounts and invitations; those of the desk are in `desk_urls`."""

from __future__ import annotations

from django.urls import include, path

from yishiting.web.people.views import account, invitation

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/speaks-for/", account.speak_for, name="speak_for"),
    path("account/claim/", account.claim_answers, name="claim_answers"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("desk/people/", include("yishiting.web.people.desk_urls")),
]
