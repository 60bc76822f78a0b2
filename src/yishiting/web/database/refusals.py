"""The one error of this package."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured


class UnsafeDatabaseError(ImproperlyConfigured):
    """A database, its library or one of its settings could lose what was acknowledged; the message says which."""
