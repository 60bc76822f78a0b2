from __future__ import annotations

import csv
import io
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from yishiting.formats import decode, neutralise
from yishiting.web.people.actions.importing import import_delegations
from yishiting.web.people.actions.invitations import accept_invitation
from yishiting.web.people.default_kinds import KINDS, make_default_kinds
from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.importing.columns import read_columns
from yishiting.web.people.importing.plan import make_plan
from yishiting.web.people.importing.reading import read_rows
from yishiting.web.people.importing.writing import delegations_csv, template_csv
from yishiting.web.people.models import Account, Delegation, Invitation, Membership, OutboxMail, Upload
from yishiting.web.people.uploads import keep_upload

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.web.cast import Cast
    from yishiting.web.people.actions.importing import Imported

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
HEAD = "delegation,name_en,name_zh-hans,stakeholder,region,development,seat_name,seat_email,seat_title\n"
GOOD = (
    HEAD + "institute,Institute of Tests,测试研究所,academia,africa,developing,Ada,ada@example.org,head\n"
    "institute,,,,,,Ben,ben@example.org,\n"
    "ministry,Ministry of Tests,测试部,Government,非洲国家,,,,\n"
)


@pytest.fixture
def organiser(db: None) -> Account:  # noqa: ARG001 - asked for the database
    make_default_kinds()
    return Account.objects.create_user("organiser@example.org")


def _import(text: str, by: Account, now: datetime = NOW) -> Imported:
    upload = keep_upload(text=text, by=by, now=now)
    return import_delegations(upload=upload, by=by, fingerprint=make_plan(text, now).fingerprint, now=now)


def _told(text: str) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.expected) for fault in make_plan(text, NOW).faults]


def test_file_makes_delegations_constituencies_and_links(organiser: Account) -> None:
    done = _import(GOOD, organiser)
    assert done.plan.counts == {
        "delegations": {"new": 2, "changed": 0, "unchanged": 0},
        "seats": {"new": 2, "changed": 0, "unchanged": 0},
    }
    institute = Delegation.objects.get(slug="institute")
    assert institute.name.texts == {"en": "Institute of Tests", "zh-hans": "测试研究所"}
    belongs = [each.constituency.slug for each in institute.participant.memberships.order_by("kind__order")]
    assert belongs == ["academia", "africa", "developing"]
    ministry = Delegation.objects.get(slug="ministry")
    belongs = [each.constituency.slug for each in ministry.participant.memberships.order_by("kind__order")]
    assert belongs == ["government", "africa"]
    account = accept_invitation(token=done.links[0][1], account=None, now=NOW)
    assert account.seats.get().title == "head"
    assert not Upload.objects.exists()


def test_same_file_again_changes_nothing(organiser: Account) -> None:
    done = _import(GOOD, organiser)
    assert make_plan(GOOD, NOW).n_changes == 0
    # Nor when a seat has been taken by the link, whether or not the address was confirmed.
    accept_invitation(token=done.links[0][1], account=None, now=NOW)
    assert make_plan(GOOD, NOW).n_changes == 0
    assert make_plan(delegations_csv(NOW), NOW).n_changes == 0


def test_expired_link_is_promised_anew(organiser: Account) -> None:
    _import(GOOD, organiser)
    assert make_plan(GOOD, NOW + timedelta(days=15)).counts["seats"] == {"new": 2, "changed": 0, "unchanged": 0}


def test_changes_are_shown_one_by_one_and_blank_cells_change_nothing(organiser: Account) -> None:
    _import(GOOD, organiser)
    text = HEAD + "institute,Academy of Tests,,,asia-pacific,,Ada,ada@example.org,deputy\n"
    plan = make_plan(text, NOW)
    differences = [(each.column, each.was, each.becomes) for each in plan.delegations[0].differences]
    assert differences == [
        ("name_en", "Institute of Tests", "Academy of Tests"),
        ("region", "African States", "Asia-Pacific States"),
    ]
    assert plan.seats[0].change == "changed"
    _import(text, organiser)
    institute = Delegation.objects.get(slug="institute")
    assert institute.name.texts == {"en": "Academy of Tests", "zh-hans": "测试研究所"}
    assert Membership.objects.filter(participant__delegation=institute).count() == 3
    assert Invitation.objects.get(email="ada@example.org").title == "deputy"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Institute,X,,,,,,,", (2, "delegation", "a short name of small letters, digits and hyphens")),
        (",X,,,,,,,", (2, "delegation", "a short name of small letters, digits and hyphens")),
        ("a,,,,,,,,", (2, "name_…", "a name, because the delegation is new")),
        ("a,X,,,,,,ada,", (2, "seat_email", "an e-mail address")),
        ("a,X,,,,,,,head", (2, "seat_name", "a name or an e-mail address, because there is a title")),
        ("a,X,,,mars,,,,", (2, "region", "one of: " + ", ".join(slug for slug, *_ in list(KINDS.values())[1]))),
        ("a,X,,,,,,,,y", (2, "", "9 cells, as in the first line")),
        (f"a,{'x' * 121},,,,,,,", (2, "name_en", "at most 120 characters")),
        ("a,X\u202e,,,,,,,", (2, "name_en", "plain text on one line")),
        ("a,X\x01Y,,,,,,,", (2, "name_en", "plain text on one line")),
        ("a,X,,,,,Ada,,\na,Y,,,,,,,", (3, "name_en", "“X”, as in line 2")),
        ("a,X,,,,,Ada,,\na,,,,,,Ada,,", (3, "seat_name", "each person once in a delegation; line 2 names them too")),
        ('a,"X', (2, "", "quotation marks in pairs, cells of bearable length")),
    ],
)
@pytest.mark.usefixtures("organiser")
def test_faulty_line_is_told_with_line_column_and_what_was_expected(line: str, fault: tuple[int, str, str]) -> None:
    assert _told(HEAD + line) == [fault]


@pytest.mark.usefixtures("organiser")
@pytest.mark.parametrize("head", ["", "name_en\n", "delegation,colour\n", "delegation,region,region\n", "\0"])
def test_header_that_cannot_be_read_leaves_no_rows(head: str) -> None:
    plan = make_plan(head + "a,X", NOW)
    assert plan.faults
    assert not plan.delegations


def test_faulty_lines_are_left_out_and_the_others_taken_in(organiser: Account) -> None:
    done = _import(GOOD + "x y,Bad,,,,,,,\nother,Other,,,mars,,,,\n", organiser)
    assert len(done.plan.faults) == 2
    assert {each.slug for each in Delegation.objects.all()} == {"institute", "ministry"}


def test_second_confirmation_and_a_changed_plan_do_nothing(organiser: Account) -> None:
    fingerprint = make_plan(GOOD, NOW).fingerprint
    first, second = (keep_upload(text=GOOD, by=organiser, now=NOW) for _ in range(2))
    import_delegations(upload=first, by=organiser, fingerprint=fingerprint, now=NOW)
    with pytest.raises(AlreadyImportedError):
        import_delegations(upload=first, by=organiser, fingerprint=fingerprint, now=NOW)
    with pytest.raises(PlanChangedError):
        import_delegations(upload=second, by=organiser, fingerprint=fingerprint, now=NOW)
    assert Upload.objects.get() == second
    assert Invitation.objects.count() == 2


@pytest.mark.usefixtures("organiser")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_of_table_programs_are_read(encoding: str, separator: str, end: str) -> None:
    text = GOOD.replace(",", separator).replace("\n", end)
    plan = make_plan(decode(text.encode(encoding)), NOW)
    assert (len(plan.delegations), plan.faults) == (2, ())
    assert plan.delegations[0].name.texts["zh-hans"] == "测试研究所"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match="gb18030"):
        decode(b"\x89PNG\r\n\x1a\n\xff\xff\xff")


@pytest.mark.usefixtures("organiser")
def test_template_is_a_file_that_can_be_imported() -> None:
    plan = make_plan(decode(template_csv().encode()), NOW)
    assert (plan.n_changes, plan.faults) == (2, ())


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"])
def test_formulas_are_neutralised(cell: str) -> None:
    assert neutralise(cell) == "'" + cell


def test_formula_in_a_name_comes_back_as_it_was(organiser: Account) -> None:
    _import(HEAD + "a,=1+1,,,,,@Ada,,-x\n", organiser)
    written = delegations_csv(NOW)
    assert "'=1+1" in written
    assert not [cell for row in csv.reader(io.StringIO(written[1:])) for cell in row if cell.startswith(tuple("=+-@"))]
    assert make_plan(written, NOW).n_changes == 0


TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
PLAIN = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20).filter(str.strip)
SLUGS = st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,8}\Z")


class TestImportLaws(TestCase):
    @given(cells=st.lists(st.lists(TEXT, max_size=11), max_size=6))
    @settings(max_examples=120, deadline=None)
    def test_whatever_lies_in_the_cells_every_line_is_taken_or_told(self, cells: list[list[str]]) -> None:
        make_default_kinds()
        out = io.StringIO()
        csv.writer(out).writerows(cells)
        found = read_rows(HEAD + out.getvalue(), read_columns())
        lines = {row.line for row in found.rows} | {fault.line for fault in found.faults}
        filled = sum(any(cell.strip() for cell in row) for row in cells)
        assert len(lines) >= filled or any(not fault.column for fault in found.faults)
        assert not {row.line for row in found.rows} & {fault.line for fault in found.faults}

    @given(names=st.dictionaries(SLUGS, PLAIN, min_size=1, max_size=6), region=st.sampled_from(["africa", ""]))
    @settings(max_examples=40, deadline=None)
    def test_what_is_imported_is_there_and_a_second_time_changes_nothing(
        self, names: dict[str, str], region: str
    ) -> None:
        out = io.StringIO()
        csv.writer(out).writerows(
            [slug, neutralise(name), "", "", region, "", "", "", ""] for slug, name in names.items()
        )
        text = HEAD + out.getvalue()
        make_default_kinds()
        _import(text, Account.objects.create_user())
        assert {each.slug: each.name.original for each in Delegation.objects.all()} == {
            slug: name.strip() for slug, name in names.items()
        }
        assert make_plan(text, NOW).n_changes == 0
        assert make_plan(delegations_csv(NOW), NOW).n_changes == 0
        assert Membership.objects.count() == (len(names) if region else 0)


def test_two_thousand_rows_take_a_few_seconds(organiser: Account) -> None:
    rows = "".join(
        f"party-{each},Party {each},代表团 {each},industry,africa,developing,Guest {each},{each}@example.org,\n"
        for each in range(2000)
    )
    begun = time.perf_counter()
    done = _import(HEAD + rows, organiser)
    assert time.perf_counter() - begun < 15
    assert (len(done.links), Delegation.objects.count(), Membership.objects.count()) == (2000, 2000, 6000)


# -- The pages --------------------------------------------------------------------------------------------------------


def _send(cast: Cast, data: bytes) -> str:
    client = cast.people.organiser.client()
    response = client.post(reverse("desk_import"), {"file": SimpleUploadedFile("d.csv", data)})
    assert response.status_code == 302, response.context["form"].errors
    return str(response.headers["Location"])


def test_preview_then_confirmation_with_links_by_mail(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "yishiting.web.people.outbox.OutboxBackend"
    text = "delegation,name_en,region,seat_name,seat_email\nnew,New,africa,Ada,ada@example.org\nnew,,,Ben,\nx y,,,,\n"
    address = _send(cast, text.encode())
    client = cast.people.organiser.client()
    shown = client.get(address)
    assert not Delegation.objects.filter(slug="new").exists()
    assert [fault.line for fault in shown.context["plan"].faults] == [4]

    done = client.post(address, {"fingerprint": shown.context["plan"].fingerprint, "by_mail": "1"})

    assert (done.status_code, done.context["n_sent"]) == (200, 1)
    assert [invitation.name for invitation, _link in done.context["links"]] == ["Ben"]
    mail = OutboxMail.objects.get()
    assert mail.to == "ada@example.org"
    link = next(word for word in mail.body.split() if "/invitation/" in word)
    assert client.get(link).status_code == 200
    assert client.post(address, {"fingerprint": ""}).status_code == 404


def test_forged_fingerprint_changes_nothing(cast: Cast) -> None:
    address = _send(cast, b"delegation,name_en\nnew,New\n")
    response = cast.people.organiser.client().post(address, {"fingerprint": "0" * 64})
    assert response.headers["Location"] == address
    assert not Delegation.objects.filter(slug="new").exists()


def test_upload_of_another_organiser_is_not_there(cast: Cast) -> None:
    outsider = cast.people.outsider.account
    assert outsider is not None
    address = _send(cast, b"delegation,name_en\nnew,New\n")
    outsider.appointments.create(role="organiser")
    assert cast.people.outsider.client().get(address).status_code == 404
    assert cast.people.staff.client().get(address).status_code == 403


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\xff\xff\xff", b"a\0b"])
def test_file_that_is_no_table_is_refused_with_words(cast: Cast, data: bytes) -> None:
    client = cast.people.organiser.client()
    response = client.post(reverse("desk_import"), {"file": SimpleUploadedFile("d.csv", data)})
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not Upload.objects.exists()
