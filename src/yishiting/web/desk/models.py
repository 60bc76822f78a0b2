"""Acts at the desk: who did what to which thing, and when."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Act(models.Model):
    """One act; rows are only added, and the database refuses everything else.

    It points at accounts and at the deliberation without a constraint, so that it outlives them unchanged; names are
    read from where they stand, and nothing secret or personal is copied into what can never be taken out again. An
    empty ``by`` is the chamber itself, on time, or its operator on the machine.
    """

    class What(models.TextChoices):
        """What was done."""

        ASSEMBLY_CHANGED = "assembly.changed", _("assembly changed")
        SAMPLE_REMOVED = "sample.removed", _("sample data removed")
        HOST_MADE = "host.made", _("host made")
        HOST_CHANGED = "host.changed", _("host changed")
        HOST_DELETED = "host.deleted", _("host deleted")
        FORUM_MADE = "forum.made", _("forum made")
        FORUM_CHANGED = "forum.changed", _("forum changed")
        FORUM_PUBLISHED = "forum.published", _("forum published")
        FORUM_WITHDRAWN = "forum.withdrawn", _("forum withdrawn")
        FORUM_DELETED = "forum.deleted", _("forum deleted")
        SESSION_MADE = "session.made", _("session made")
        SESSION_CHANGED = "session.changed", _("session changed")
        SESSION_PUBLISHED = "session.published", _("session published")
        SESSION_WITHDRAWN = "session.withdrawn", _("session withdrawn")
        SESSION_CANCELLED = "session.cancelled", _("session cancelled")
        SESSION_RESTORED = "session.restored", _("session takes place after all")
        SESSION_DELETED = "session.deleted", _("session deleted")
        ROOM_MADE = "room.made", _("room made")
        ROOM_CHANGED = "room.changed", _("room changed")
        ROOM_DELETED = "room.deleted", _("room deleted")
        SPEAKER_MADE = "speaker.made", _("speaker made")
        SPEAKER_CHANGED = "speaker.changed", _("speaker changed")
        SPEAKER_DELETED = "speaker.deleted", _("speaker deleted")
        DOCUMENT_ADDED = "document.added", _("document of a session added")
        DOCUMENT_CHANGED = "document.changed", _("document of a session changed")
        DOCUMENT_REMOVED = "document.removed", _("document of a session removed")
        RELEASE_MADE = "release.made", _("draft of a release made")
        RELEASE_CHANGED = "release.changed", _("release changed before it was public")
        RELEASE_ISSUED = "release.issued", _("release issued")
        RELEASE_RECALLED = "release.recalled", _("release made a draft again")
        RELEASE_CORRECTED = "release.corrected", _("release corrected")
        RELEASE_WITHDRAWN = "release.withdrawn", _("release withdrawn")
        RELEASE_DELETED = "release.deleted", _("draft of a release deleted")
        ACCREDITATION_GRANTED = "accreditation.granted", _("accreditation granted")
        ACCREDITATION_REFUSED = "accreditation.refused", _("accreditation refused")
        ACCREDITATION_ENDED = "accreditation.ended", _("accreditation ended")
        ADDRESSEE_MADE = "addressee.made", _("addressee of questions made")
        ADDRESSEE_CHANGED = "addressee.changed", _("addressee of questions changed")
        ADDRESSEE_DELETED = "addressee.deleted", _("addressee of questions deleted")
        QUESTION_ACCEPTED = "question.accepted", _("question accepted")
        QUESTION_REJECTED = "question.rejected", _("question not accepted")
        QUESTION_CALLED = "question.called", _("question called on the podium")
        QUESTION_ANSWERED = "question.answered", _("answer to a question written down")
        QUESTION_PUBLISHED = "question.published", _("question published with its answer")
        QUESTION_TAKEN_BACK = "question.taken_back", _("answered question taken back from the public")
        HALL_MADE = "hall.made", _("hall made")
        HALL_CHANGED = "hall.changed", _("hall changed")
        HALL_DELETED = "hall.deleted", _("hall deleted")
        LINK_MADE = "link.made", _("link of the chain made")
        LINK_CHANGED = "link.changed", _("link of the chain changed")
        LINK_DELETED = "link.deleted", _("link of the chain deleted")
        EXHIBITOR_MADE = "exhibitor.made", _("exhibitor made")
        EXHIBITOR_CHANGED = "exhibitor.changed", _("exhibitor changed")
        EXHIBITOR_PUBLISHED = "exhibitor.published", _("exhibitor published")
        EXHIBITOR_HIDDEN = "exhibitor.hidden", _("exhibitor hidden")
        EXHIBITOR_DELETED = "exhibitor.deleted", _("exhibitor deleted")
        EXHIBITORS_IMPORTED = "exhibitors.imported", _("exhibitors imported")
        REPRESENTATIVE_NAMED = "representative.named", _("representative of an exhibitor named")
        REPRESENTATIVE_REMOVED = "representative.removed", _("representative of an exhibitor removed")
        EXHIBIT_MADE = "exhibit.made", _("exhibit made")
        EXHIBIT_CHANGED = "exhibit.changed", _("exhibit changed")
        EXHIBIT_PUBLISHED = "exhibit.published", _("exhibit published")
        EXHIBIT_HIDDEN = "exhibit.hidden", _("exhibit hidden")
        EXHIBIT_DELETED = "exhibit.deleted", _("exhibit deleted")
        COMMENT_ACCEPTED = "comment.accepted", _("comments accepted")
        COMMENT_REJECTED = "comment.rejected", _("comments not accepted")
        COMMENT_REMOVED = "comment.removed", _("comments removed")
        COMMENT_REPORTS_SETTLED = "comment.settled", _("reports of comments settled")
        COMMENT_DECISIONS_UNDONE = "comment.undone", _("decisions about comments taken back")
        COMMENTS_SET = "comments.set", _("rules for comments changed")
        DELIBERATION_MADE = "deliberation.made", _("draft of a deliberation made")
        DELIBERATION_CHANGED = "deliberation.changed", _("settings changed")
        DELIBERATION_OPENED = "deliberation.opened", _("opened")
        STATEMENTS_STOPPED = "deliberation.votes_only", _("no more statements taken")
        STATEMENTS_TAKEN = "deliberation.open_again", _("statements taken again")
        DELIBERATION_CLOSED = "deliberation.closed", _("closed")
        DELIBERATION_DELETED = "deliberation.deleted", _("draft deleted")
        VOTES_IMPORTED = "deliberation.votes_imported", _("conversation imported with its votes")
        RESULT_ASKED_FOR = "result.asked_for", _("publication of a result asked for")
        STATEMENTS_ADDED = "statements.added", _("statements added")
        STATEMENT_ACCEPTED = "statement.accepted", _("statement accepted")
        STATEMENT_REJECTED = "statement.rejected", _("statement not accepted")
        STATEMENT_REMOVED = "statement.removed", _("statement removed")
        STATEMENT_TRANSLATED = "statement.translated", _("translation of a statement changed")
        DELEGATION_MADE = "delegation.made", _("delegation made")
        DELEGATION_CHANGED = "delegation.changed", _("delegation changed")
        DELEGATIONS_IMPORTED = "delegations.imported", _("delegations imported")
        KIND_MADE = "kind.made", _("kind of constituency made")
        KIND_CHANGED = "kind.changed", _("kind of constituency changed")
        KIND_DELETED = "kind.deleted", _("kind of constituency deleted")
        ROLE_GIVEN = "role.given", _("role given")
        ROLE_TAKEN = "role.taken", _("role taken away")
        INVITATION_MADE = "invitation.made", _("invitation link made")
        INVITATION_REVOKED = "invitation.revoked", _("invitation link taken back")
        INVITATION_ACCEPTED = "invitation.accepted", _("invitation accepted")
        SEAT_ENDED = "seat.ended", _("seat ended")
        MAIL_DELETED = "mail.deleted", _("message deleted from the outbox")
        OUTBOX_EMPTIED = "outbox.emptied", _("outbox emptied")
        MAIL_TRIED_AGAIN = "mail.tried_again", _("failed messages sent once more")

    what = models.CharField(max_length=32, choices=What.choices)
    thing = models.CharField(max_length=120, blank=True)
    details = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        "people.Account", models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="+"
    )
    about = models.ForeignKey(
        "people.Account", models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="+"
    )
    deliberation = models.ForeignKey(
        "deliberation.Deliberation", models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.pk}: {self.what} {self.thing}"
