"""The row of whoever answers or puts forward, held so that no claim moves it meanwhile."""

from __future__ import annotations

from yishiting.web.deliberation.refusals import ClaimedMeanwhileError
from yishiting.web.people.models import Participant


def hold_participant(participant: Participant) -> None:
    """Hold a participant to the end of the transaction. Raises `ClaimedMeanwhileError` after a claim by an account."""
    known = ("cookie_key", "account", "delegation")
    rows = Participant.objects.select_for_update(no_key=True).filter(pk=participant.pk).values_list(*known)
    # A claim leaves the participant whose answers it merged without anything to be known by.
    if not any(rows.get()) and any((participant.cookie_key, participant.account_id, participant.delegation_id)):
        raise ClaimedMeanwhileError
