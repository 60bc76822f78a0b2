"""What an account may do: a role for the assembly, for one host's forums, or for one forum."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Appointment(models.Model):
    """One role of one account. Staff belong to a host, chairs to a forum; moderators may; the others to neither."""

    class Role(models.TextChoices):
        """Roles that are given by appointment."""

        ORGANISER = "organiser", _("organiser")
        STAFF = "staff", _("host's staff")
        CHAIR = "chair", _("chair")
        MODERATOR = "moderator", _("moderator")
        PRESS_OFFICER = "press", _("press officer")
        JOURNALIST = "journalist", _("journalist")
        AUDITOR = "auditor", _("auditor")

    account = models.ForeignKey("people.Account", models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=12, choices=Role.choices)
    host = models.ForeignKey("programme.Host", models.CASCADE, null=True, blank=True, related_name="appointments")
    forum = models.ForeignKey("programme.Forum", models.CASCADE, null=True, blank=True, related_name="appointments")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account", "role", "host", "forum"), nulls_distinct=False, name="one_appointment_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(role="staff", host__isnull=False, forum__isnull=True)
                | Q(role="chair", host__isnull=True, forum__isnull=False)
                | Q(role="moderator", host__isnull=True)
                | Q(role__in=("organiser", "press", "journalist", "auditor"), host__isnull=True, forum__isnull=True),
                name="appointment_belongs_where_its_role_says",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account}: {self.role}"
