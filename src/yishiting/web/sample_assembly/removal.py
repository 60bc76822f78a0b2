"""Take the ready assembly away again; what an organiser has made beside it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from yishiting.web.comments.models import Comment, Commenter
from yishiting.web.content import Content
from yishiting.web.deliberation.models import Deliberation, Vote, VoteEntry
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall
from yishiting.web.people.models import Account, Delegation, Participant
from yishiting.web.press.models import Addressee, Question, Release
from yishiting.web.programme.models import Assembly, Forum, Host, Room, Session, Speaker

if TYPE_CHECKING:
    from django.db.models import Model


@transaction.atomic
def remove_sample(*, by: Account | None) -> Assembly:
    """Delete the ready assembly with every answer to its deliberations, and leave an assembly without a name.

    A deliberation that somebody has made stays whatever was imported into it: real people may have answered there. A
    forum in which the organiser has made deliberations, sessions or releases of their own stays, and so do a host of
    such a forum, and the room and the speakers of such a session; accounts, roles and delegations that are no sample
    stay too. What real questions, exhibitors and exhibits rest on stays likewise; comments go with what they are about.
    """
    n_lost = n_real_people_in_sample()
    _remove_press_room()
    _remove_exhibition()
    _remove_people()
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
    Forum.objects.filter(is_sample=True, deliberations=None, sessions=None, releases=None).delete()
    Host.objects.filter(is_sample=True, forums=None, appointments=None).delete()
    _keep(Delegation, Forum, Host, Room, Speaker)
    assembly = _emptied()
    record_act(by=by, what=What.SAMPLE_REMOVED, details={"people": n_lost})
    return assembly


def _remove_press_room() -> None:
    """Delete questions, then the releases and addressees on which no question of a real journalist rests."""
    Question.objects.filter(is_sample=True).delete()
    Release.objects.filter(is_sample=True, cited_by=None).delete()
    Addressee.objects.filter(is_sample=True, questions=None).delete()
    _keep(Release, Addressee)


def _remove_exhibition() -> None:
    """Delete exhibits and exhibitors, but for those that somebody real looks after or shows something with."""
    nobodys = Exhibitor.objects.filter(is_sample=True, representatives=None)
    Exhibit.objects.filter(is_sample=True, exhibitor__in=nobodys).delete()
    nobodys.filter(exhibits=None).delete()
    ChainLink.objects.filter(is_sample=True, exhibitors=None, exhibits=None).delete()
    Hall.objects.filter(is_sample=True, exhibitors=None).delete()
    _keep(Exhibit, Exhibitor, ChainLink, Hall)


def _remove_people() -> None:
    """Delete invented readers with their comments, invented journalists, and the accounts that stood for them."""
    invented = Account.objects.filter(Q(commenter__is_sample=True) | Q(accreditation__is_sample=True))
    keys = list(invented.values_list("pk", flat=True))
    Commenter.objects.filter(is_sample=True).delete()
    Account.objects.filter(pk__in=keys).delete()


def _keep(*models: type[Model]) -> None:
    """Make what is left of the sample the organiser's own."""
    for model in models:
        model._default_manager.filter(is_sample=True).update(is_sample=False)  # noqa: SLF001 - Django's public name


def n_real_comments_in_sample() -> int:
    """Count the comments of people who are not invented on what the ready assembly has brought along."""
    real = Comment.objects.filter(author__is_sample=False)
    return real.filter(Q(release__is_sample=True) | Q(exhibit__is_sample=True)).count()


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
