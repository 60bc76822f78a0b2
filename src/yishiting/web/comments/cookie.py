"""The cookie by which somebody is known who comments without an account; no other serves for that."""

from __future__ import annotations

from yishiting.web.key_cookie import KeyCookie

COOKIE = KeyCookie("commenter")
