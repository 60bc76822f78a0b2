"""Somebody who signs in: by an invitation link, a passkey, or e-mail and password."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; without a password they get an unusable one."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> Account:
        """Make an account."""
        account = self.model(email=self.normalize_email(email) if email else None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """An account. It may do nothing by itself: appointments and seats say what its owner may do."""

    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email or gettext("Account %(number)s") % {"number": self.pk}

    # Django and allauth ask for these; the desk has no pages of Django's own admin.
    is_staff = False
    is_superuser = False
