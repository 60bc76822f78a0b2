"""All addresses: each app's own, and those of the packages for signing in."""

from __future__ import annotations

from allauth.account import urls as account_urls
from django.urls import include, path

urlpatterns = [
    path("", include("yishiting.web.programme.urls")),
    path("", include("yishiting.web.deliberation.urls")),
    path("", include("yishiting.web.people.urls")),
    path("press/", include("yishiting.web.press.urls")),
    path("exhibition/", include("yishiting.web.exhibition.urls")),
    path("comments/", include("yishiting.web.comments.urls")),
    path("", include("yishiting.web.front.urls")),
    path("desk/press/", include("yishiting.web.press.desk_urls")),
    path("desk/exhibition/", include("yishiting.web.exhibition.desk_urls")),
    path("desk/comments/", include("yishiting.web.comments.desk_urls")),
    path("desk/", include("yishiting.web.desk.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("account/", include(account_urls)),
    path("account/2fa/", include("allauth.mfa.urls")),
]
