"""Accreditation: asked for, decided, told in the journalist's language; the role comes and goes with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from yishiting.web.desk.actions.acts import What
from yishiting.web.desk.models import Act
from yishiting.web.people.models import Account, Appointment, OutboxMail
from yishiting.web.press.actions.accreditation import (
    end_accreditation,
    grant_accreditation,
    refuse_accreditation,
    request_accreditation,
)
from yishiting.web.press.models import Accreditation
from yishiting.web.press.queries.accreditation import asker_of
from yishiting.web.press.refusals import AskedAlreadyError, MovedOnError

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
PAGE, DESK = "/press/accreditation/", "/desk/press/accreditations/"
ASKED = {"name": "Ada Sample", "outlet": "Gazette", "website": "", "place": "", "about": "", "wants_releases": "on"}
Status = Accreditation.Status


@pytest.fixture
def officer(cast: Cast) -> Account:
    assert cast.people.press_officer.account is not None
    return cast.people.press_officer.account


@pytest.fixture
def ada(cast: Cast) -> Account:
    account = cast.people.outsider.account
    assert account is not None
    account.email = "ada@example.org"
    account.save()
    EmailAddress.objects.create(user=account, email="ada@example.org", verified=True, primary=True)
    return account


@pytest.fixture
def request_of_ada(ada: Account) -> Accreditation:
    values = {"name": "Ada Sample", "outlet": "Gazette", "wants_releases": False}
    return request_accreditation(account=ada, values=values, language="zh-hans", now=NOW)


def _is_journalist(account: Account) -> bool:
    return Appointment.objects.filter(account=account, role=Appointment.Role.JOURNALIST).exists()


def _acts() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("what", flat=True))


def test_granted_somebody_is_a_journalist_and_is_told(
    ada: Account, officer: Account, request_of_ada: Accreditation
) -> None:
    grant_accreditation(accreditation=request_of_ada, by=officer, now=NOW)

    mail = OutboxMail.objects.get()
    assert _is_journalist(ada)
    assert _acts() == [What.ROLE_GIVEN, What.ACCREDITATION_GRANTED]
    assert (mail.to, "/press/questions/" in mail.body) == ("ada@example.org", True)
    assert asker_of(ada).outlet == "Gazette"


def test_refused_somebody_is_told_why_and_may_ask_again(
    ada: Account, officer: Account, request_of_ada: Accreditation
) -> None:
    refuse_accreditation(accreditation=request_of_ada, by=officer, reason="No such paper.", now=NOW)

    assert "No such paper." in OutboxMail.objects.get().body
    assert (_is_journalist(ada), _acts()) == (False, [What.ACCREDITATION_REFUSED])
    again = request_accreditation(account=ada, values={"name": "Ada", "outlet": "Post"}, language="en", now=NOW)
    assert (again.pk, again.status, again.reason, again.decided_by) == (request_of_ada.pk, Status.WAITING, "", None)


def test_ended_the_role_goes_too(ada: Account, officer: Account, request_of_ada: Accreditation) -> None:
    granted = grant_accreditation(accreditation=request_of_ada, by=officer, now=NOW)

    end_accreditation(accreditation=granted, by=officer, reason="The outlet has closed.", now=NOW)

    assert not _is_journalist(ada)
    assert _acts()[2:] == [What.ROLE_TAKEN, What.ACCREDITATION_ENDED]
    assert asker_of(ada).outlet == ""


def test_the_second_of_two_decisions_is_refused(officer: Account, request_of_ada: Accreditation) -> None:
    refuse_accreditation(accreditation=request_of_ada, by=officer, reason="No.", now=NOW)

    with pytest.raises(MovedOnError, match="refused"):
        grant_accreditation(accreditation=request_of_ada, by=officer, now=NOW)

    assert OutboxMail.objects.count() == 1


def test_one_request_at_a_time(ada: Account, request_of_ada: Accreditation) -> None:
    with pytest.raises(AskedAlreadyError):
        request_accreditation(account=ada, values={"name": "X", "outlet": "Y"}, language="en", now=NOW)

    request_of_ada.refresh_from_db()
    assert request_of_ada.name == "Ada Sample"


def test_without_a_confirmed_address_no_mail_is_written(cast: Cast, officer: Account) -> None:
    account = cast.people.auditor.account
    assert account is not None
    EmailAddress.objects.filter(user=account).delete()
    asked = request_accreditation(account=account, values={"name": "B", "outlet": "C"}, language="en", now=NOW)

    grant_accreditation(accreditation=asked, by=officer, now=NOW)

    assert not OutboxMail.objects.exists()


def test_a_journalist_by_invitation_asks_under_the_account_s_name(cast: Cast) -> None:
    account = cast.people.journalist.account
    assert account is not None
    Accreditation.objects.all().delete()

    assert (asker_of(account).name, asker_of(account).outlet) == (account.name or "A journalist", "")


def test_the_way_of_a_request(cast: Cast, ada: Account) -> None:
    journalist, officer = cast.people.outsider.client(), cast.people.press_officer.client()

    assertRedirects(journalist.post(PAGE, ASKED), PAGE)
    assertContains(journalist.get(PAGE), "The press desk has not decided yet.")
    asked = Accreditation.objects.get(account=ada)
    assertContains(officer.get(DESK, {"status": "waiting"}), "Ada Sample")
    assertContains(officer.get("/desk/"), "journalist asks for accreditation")
    assertContains(officer.post(f"{DESK}{asked.pk}/refuse/", {"reason": ""}), "required", status_code=422)
    assertRedirects(officer.post(f"{DESK}{asked.pk}/grant/"), f"{DESK}{asked.pk}/")
    assertContains(journalist.get(PAGE), "Ask a question")
    assertRedirects(journalist.post(f"{PAGE}mails/", {}), PAGE)
    asked.refresh_from_db()
    assert (asked.status, asked.wants_releases) == (Status.GRANTED, False)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"outlet": "x" * 161}, "at most 160"),
        ({"website": "javascript:alert(1)"}, "valid URL"),
        ({"website": "https://example.org/a\u202eb"}, "invisible control character"),
        ({"name": "a\u202eb"}, "invisible control character"),
        ({"about": "a\x1bb"}, "invisible control character"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast: Cast, wrong: dict[str, str], sentence: str) -> None:
    page = cast.people.outsider.client().post(PAGE, {**ASKED, **wrong})

    assertContains(page, sentence, status_code=422)
    assert not Accreditation.objects.filter(account=cast.people.outsider.account).exists()


def test_what_the_desk_says_stands_on_the_page_as_text(cast: Cast, ada: Account, officer: Account) -> None:
    asked = request_accreditation(account=ada, values={"name": "A", "outlet": "B"}, language="en", now=NOW)
    refuse_accreditation(accreditation=asked, by=officer, reason="<b>No</b>", now=NOW)

    assertNotContains(cast.people.outsider.client().get(PAGE), "<b>No")


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_list(cast: Cast, n: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    accounts = Account.objects.exclude(pk=cast.people.journalist.pk)[: n - 1]
    Accreditation.objects.bulk_create(Accreditation(account=each, name="A", outlet="B") for each in accounts)
    officer = cast.people.press_officer.client()
    officer.get(DESK)

    with django_assert_num_queries(QUERIES_OF_LIST):
        assertContains(officer.get(DESK), "Gazette")


QUERIES_OF_LIST = 8
