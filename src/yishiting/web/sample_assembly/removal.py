"""Take the ready assembly away again; what an organiser has made beside it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.content import Content
from yishiting.web.deliberation.models import Deliberation, Vote, VoteEntry
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.models import Delegation, Participant
from yishiting.web.programme.models import Assembly, Forum, Host, Room, Session, Speaker

if TYPE_CHECKING:
    from yishiting.web.people.models import Account


@transaction.atomic
def remove_sample(*, by: Account | None) -> Assembly:
    """Delete the ready assembly with every answer to its deliberations, and leave an assembly without a name.

    A deliberation that somebody has made stays whatever was imported into it: real people may have answered there. A
    forum in which the organiser has made deliberations or sessions of their own stays, and so do a host of such a
    forum, and the room and the speakers of such a session; accounts, roles and delegations that are no sample stay too.
    """
    n_lost = n_real_people_in_sample()
    sample = Deliberation.objects.filter(is_of_ready_assembly=True)
    Vote.objects.filter(statement__deliberation__in=sample).delete()
    VoteEntry.objects.filter(deliberation__in=sample).delete()
    sample.delete()
    invented = Participant.objects.filter(is_simulated=True, vote_entries=None)
    # Somebody real sits in the others: they stay, and answer as themselves.
    invented.filter(delegation__seats=None).delete()
    Delegation.objects.filter(is_sample=True, seats=None).delete()
    Participant.objects.filter(delegation__is_sample=True).update(is_simulated=False)
    Session.objects.filter(is_sample=True).delete()
    Speaker.objects.filter(is_sample=True, appearances=None).delete()
    Room.objects.filter(is_sample=True, sessions=None).delete()
    Forum.objects.filter(is_sample=True, deliberations=None, sessions=None).delete()
    Host.objects.filter(is_sample=True, forums=None, appointments=None).delete()
    for model in (Delegation, Forum, Host, Room, Speaker):
        model._default_manager.filter(is_sample=True).update(is_sample=False)  # noqa: SLF001 - Django's public name
    assembly = _emptied()
    record_act(by=by, what=What.SAMPLE_REMOVED, details={"people": n_lost})
    return assembly


def n_real_people_in_sample() -> int:
    """Count the people who are not invented and have answered in the ready assembly's own deliberations."""
    answered = VoteEntry.objects.filter(deliberation__is_of_ready_assembly=True, participant__is_simulated=False)
    return answered.values("participant").distinct().count()


def _emptied() -> Assembly:
    assembly = Assembly.objects.select_for_update().get(pk=1)
    assembly.title = assembly.theme = assembly.about = assembly.place = Content()
    assembly.begins_on = assembly.ends_on = None
    assembly.is_sample = False
    assembly.save()
    return assembly
