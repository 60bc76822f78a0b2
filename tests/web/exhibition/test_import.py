"""A table becomes an exhibition: every change shown first, every fault named, the same table again changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from yishiting.formats.exhibition import Expected, columns_of
from yishiting.web.content import Content
from yishiting.web.desk.models import Act
from yishiting.web.exhibition.actions.importing import import_exhibitors
from yishiting.web.exhibition.importing.plan import Plan, make_plan
from yishiting.web.exhibition.importing.words import WORDS, told
from yishiting.web.exhibition.importing.writing import exhibitors_csv, template_csv
from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall, Representative
from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.models import Account, Upload
from yishiting.web.people.uploads import keep_upload
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
LANGUAGES = ("en", "zh-hans")
HEAD = (
    "exhibitor,name_en,name_zh-hans,hall,booth,links,website,representatives,published,"
    "exhibit,exhibit_title_en,exhibit_link\n"
)
ROW = "heron,Heron Works,苍鹭工坊,Hall A,A12,chips; Data,https://heron.example,li@heron.example,yes,wing,A wing,chips\n"
SECOND = "heron,,,,,,,,,,A second wing,\n"


@pytest.fixture
def organiser(db: None) -> Account:  # noqa: ARG001 - asked for the database
    Assembly.objects.create(pk=1, title=Content.of("en", "Example"), languages=list(LANGUAGES))
    ChainLink.objects.create(slug="chips", name=Content.of("en", "Chips", zh_hans="芯片"))
    return Account.objects.create_user("organiser@example.org")


def _plan(text: str) -> Plan:
    return make_plan(text, LANGUAGES)


def _import(text: str, by: Account) -> Plan:
    upload = keep_upload(text=text, by=by, now=NOW)
    return import_exhibitors(upload=upload, by=by, languages=LANGUAGES, fingerprint=_plan(text).fingerprint, now=NOW)


def _differences(plan: Plan) -> list[tuple[str, str, str]]:
    return [(one.column, one.was, one.becomes) for each in plan.exhibitors for one in each.differences]


def _faults(plan: Plan) -> list[tuple[str, str, str, str]]:
    return [(each.place, each.column, each.got, each.expected) for each in plan.faults]


def test_a_table_becomes_an_exhibition(organiser: Account) -> None:
    plan = _import(HEAD + ROW + SECOND, organiser)

    assert plan.counts == {"exhibitors_new": 1, "exhibits_new": 2}
    assert plan.n_changes == 5  # with a hall and a link
    made = Exhibitor.objects.get()
    assert (made.slug, made.name.texts) == ("heron", {"en": "Heron Works", "zh-hans": "苍鹭工坊"})
    assert (str(made.hall), made.booth, made.website) == ("Hall A", "A12", "https://heron.example")
    assert {each.slug for each in made.links.all()} == {"chips", "data"}
    assert [each.email for each in made.representatives.all()] == ["li@heron.example"]
    assert made.is_published
    assert list(made.exhibits.values_list("slug", "order", "is_published", "link__slug")) == [
        ("wing", 0, False, "chips"),
        ("a-second-wing", 1, False, None),
    ]
    assert not Upload.objects.exists()


def test_the_act_says_how_much_was_taken_in(organiser: Account) -> None:
    _import(HEAD + ROW + SECOND, organiser)

    act = Act.objects.get()
    assert (act.what, act.by) == (Act.What.EXHIBITORS_IMPORTED, organiser)
    assert act.details == {
        "exhibitors_new": 1,
        "exhibitors_published": 1,
        "exhibits_new": 2,
        "halls_new": 1,
        "links_new": 1,
        "representatives_new": 1,
    }


@pytest.mark.parametrize("row", [ROW, ROW.replace("heron,", ",", 1).replace(",wing,", ",,", 1)], ids=["slug", "name"])
def test_the_same_table_again_changes_nothing(organiser: Account, row: str) -> None:
    _import(HEAD + row, organiser)

    plan = _plan(HEAD + row)

    assert (plan.n_changes, plan.faults, plan.changing) == (0, (), [])
    assert plan.counts == {"exhibitors_unchanged": 1, "exhibits_unchanged": 1}


def test_our_own_download_changes_nothing_whatever_is_in_it(organiser: Account) -> None:
    _import(HEAD + ROW + SECOND, organiser)
    Exhibitor.objects.create(
        slug="act",
        name=Content.of("zh-hans", "=1+1", fr="Autre"),
        about=Content.of("en", "'=2\n\n- one; two"),
        booth="-1",
        contact_phone="+86 10 0000",
        contact_email="a@b.example",
        languages=["zh-hans", "en"],
    )
    before = exhibitors_csv(LANGUAGES)

    plan = _import(before, organiser)

    assert (plan.n_changes, plan.faults) == (0, ())
    assert plan.counts == {"exhibitors_unchanged": 2, "exhibits_unchanged": 2}
    assert exhibitors_csv(LANGUAGES) == before


def test_a_download_makes_the_same_exhibition_elsewhere(organiser: Account) -> None:
    _import(HEAD + ROW + SECOND, organiser)
    written = exhibitors_csv(LANGUAGES)
    Exhibitor.objects.all().delete()

    _import(written, organiser)

    assert exhibitors_csv(LANGUAGES) == written


def test_what_is_other_is_shown_and_changed_and_the_rest_stays(organiser: Account) -> None:
    _import(HEAD + ROW, organiser)
    changed = (
        ROW.replace("Heron Works", "Heron").replace("Hall A,A12,chips; Data", "Hall B,A2,Chips").replace("li@", "omar@")
    )

    plan = _import(HEAD + changed.replace("A wing", "Wing"), organiser)

    assert _differences(plan) == [
        ("name_en", "Heron Works", "Heron"),
        ("booth", "A12", "A2"),
        ("hall", "Hall A", "Hall B"),
        ("links", "Chips; Data", "Chips"),
        ("representatives", "li@heron.example", "li@heron.example, omar@heron.example"),
    ]
    made = Exhibitor.objects.get()
    assert made.name.texts == {"en": "Heron", "zh-hans": "苍鹭工坊"}
    assert (str(made.hall), made.booth, [each.slug for each in made.links.all()]) == ("Hall B", "A2", ["chips"])
    assert made.representatives.count() == 2
    assert Exhibit.objects.get().title.original == "Wing"


def test_columns_that_are_made_of_others_are_made_again(organiser: Account) -> None:
    _import(HEAD + ROW, organiser)
    _import("exhibitor,booth,name_en\nheron,B7,Egret\n", organiser)

    imported = Exhibitor.objects.values().get()
    Exhibitor.objects.get().save()

    assert Exhibitor.objects.values().get() == imported


def test_what_the_table_does_not_name_stays_as_it_is(organiser: Account) -> None:
    _import(HEAD + ROW + SECOND, organiser)
    before = Exhibitor.objects.values().get()

    plan = _import(
        "exhibitor,name_en,website,published,links,representatives\nheron,,,,,\negret,Egret,,,,\n", organiser
    )

    assert plan.counts == {"exhibitors_new": 1, "exhibitors_unchanged": 1}
    assert Exhibitor.objects.values().get(slug="heron") == before
    assert (Exhibit.objects.count(), Representative.objects.count()) == (2, 1)
    assert not Exhibitor.objects.get(slug="egret").is_published


def test_a_table_may_hide_what_it_names(organiser: Account) -> None:
    _import(HEAD + ROW, organiser)

    plan = _import("exhibitor,published\nheron,no\n", organiser)

    assert _differences(plan) == [("published", "yes", "no")]
    assert not Exhibitor.objects.get().is_published


def test_what_becomes_public_by_an_import_has_its_date(organiser: Account) -> None:
    shown = "exhibitor,published,exhibit,exhibit_published\nheron,{},wing,yes\n"
    _import(HEAD + ROW.replace(",yes,", ",no,"), organiser)
    _import(shown.format("no"), organiser)
    hidden = Exhibit.objects.get()

    _import(shown.format("yes"), organiser)

    assert (hidden.is_published, hidden.published_at) == (True, None)
    assert Exhibit.objects.get().published_at == NOW


def test_lines_of_one_exhibitor_are_put_together_whatever_names_it(organiser: Account) -> None:
    lines = ",Heron Works,,,A12,,,,,,One,\n,,苍鹭工坊,,,,,,,,Two,\nheron,Heron Works,苍鹭工坊,,,,,,,,Three,\n"

    plan = _import(HEAD + lines, organiser)

    assert plan.faults == ()
    made = Exhibitor.objects.get()
    assert (made.slug, made.booth) == ("heron", "A12")
    assert [str(each) for each in made.exhibits.all()] == ["One", "Two", "Three"]


def test_names_without_latin_letters_get_short_names_of_their_own(organiser: Account) -> None:
    _import(HEAD + "".join(f",,{name},,,,,,,,,\n" for name in "甲乙丙"), organiser)

    assert set(Exhibitor.objects.values_list("slug", flat=True)) == {"exhibitor", "exhibitor-2", "exhibitor-3"}


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("a,,,Hall A,,,,,,,,", ("2", "name", "", "a name, because the exhibitor is new")),
        ("a,A,,,,,,,,,,\na,B,,,,,,,,,,", ("3", "name_en", "B", "the same as on line 2, or nothing")),
        ("a,A,,,,x;y,,,,,,\na,,,,,x,,,,,,", ("3", "links", "x", "the same as on line 2, or nothing")),
        ("a,X\x01,,,,,,,,,,", ("2", "name_en", "X\\x01", "English: plain text only; there is an invisible control")),
        (f"a,{'x' * 161},,,,,,,,,,", ("2", "name_en", "x" * 80 + "…", "English: at most 160 characters, got 161.")),
        (f"a,A,,,{'9' * 21},,,,,,,", ("2", "booth", "9" * 21, "Ensure this value has at most 20 characters")),
        ("a,A,,,,,no address,,,,,", ("2", "website", "no address", "an address such as https://example.org")),
        (
            "a,A,,,,,javascript:alert(1),,,,,",
            ("2", "website", "javascript:alert(1)", "an address such as https://example.org"),
        ),
        ("a,A,,,,,,li@,,,,", ("2", "representatives", "li@", "an e-mail address such as name@example.org")),
        ("a,A,,,,,,,,w,,", ("2", "exhibit_title", "", "a title, because the exhibit is new")),
        ("a,A,,,,,,,,w,W,\na,,,,,,,,,w,W,", ("3", "exhibit", "w", "each exhibit once; this one stands on line 2 too")),
        ("a,A,,,,,,,,,W,\na,,,,,,,,,,w,", ("3", "exhibit", "w", "each exhibit once; this one stands on line 2 too")),
        ("a,A,,,,,,,,w,W,\nb,B,,,,,,,,w,W,", ("3", "exhibit", "w", "each exhibit once; this one stands on line 2 too")),
        ("a,A,,,,,,,,theirs,W,", ("2", "exhibit", "theirs", "a short name that no exhibit of another exhibitor has")),
        (",Twice,,,,,,,,,,", ("2", "exhibitor", "", "a short name, because several have this name: one, two")),
        ("a,A,,,,,,,maybe,,,", ("2", "published", "maybe", "yes or no")),
    ],
)
def test_a_line_that_cannot_be_taken_in_is_named(
    organiser: Account, lines: str, fault: tuple[str, str, str, str]
) -> None:
    twice = [Exhibitor.objects.create(slug=slug, name=Content.of("en", "Twice")) for slug in ("one", "two")]
    Exhibit.objects.create(slug="theirs", exhibitor=twice[0], title=Content.of("en", "Theirs"))

    plan = _import(HEAD + lines + "\n" + ROW, organiser)

    [found] = _faults(plan)
    assert found[:3] == fault[:3]
    assert found[3].startswith(fault[3])
    assert Exhibitor.objects.filter(slug="heron").exists()


def test_of_sixty_lines_three_bad_ones_are_told_and_the_others_taken_in(organiser: Account) -> None:
    lines = [f"e-{n},Exhibitor {n},,Hall {n % 3},A{n},chips,,,,,Thing {n},\n" for n in range(60)]
    lines[4], lines[20], lines[41] = "No!,X,,,,,,,,,,\n", "e-20,X,,,,,ftp://x,,,,,\n", "e-41,,,,,,,,,,,\n"

    plan = _import(HEAD + "".join(lines), organiser)

    assert [(fault.place, fault.column) for fault in plan.faults] == [
        ("6", "exhibitor"),
        ("22", "website"),
        ("43", "name"),
    ]
    assert plan.faulty_lines == 3
    assert (Exhibitor.objects.count(), Exhibit.objects.count(), Hall.objects.count()) == (57, 57, 3)


def _n_queries(n_exhibitors: int, by: Account, booth: str) -> int:
    lines = [f"e-{n},Exhibitor {n},,Hall,{booth},chips,,e{n}@example.org,,,Thing {n},\n" for n in range(n_exhibitors)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _import(HEAD + "".join(lines), by)
    return len(queries)


@pytest.mark.usefixtures("organiser")
def test_more_exhibitors_need_no_more_queries() -> None:
    by = Account.objects.get()
    few, again = _n_queries(1, by, "A1"), _n_queries(1, by, "A2")
    Exhibitor.objects.all().delete()
    Hall.objects.all().delete()

    assert (_n_queries(30, by, "A1"), _n_queries(30, by, "A2")) == (few, again)


def test_the_template_is_right_itself(organiser: Account) -> None:
    plan = _import(template_csv(LANGUAGES), organiser)

    assert plan.faults == ()
    assert plan.counts == {"exhibitors_new": 1, "exhibits_new": 2}
    assert not Exhibitor.objects.get().is_published


def test_what_has_changed_since_the_preview_is_looked_at_again(organiser: Account) -> None:
    upload = keep_upload(text=HEAD + ROW, by=organiser, now=NOW)
    fingerprint = _plan(upload.text).fingerprint
    Exhibitor.objects.create(slug="heron", name=Content.of("en", "Heron"))

    with pytest.raises(PlanChangedError):
        import_exhibitors(upload=upload, by=organiser, languages=LANGUAGES, fingerprint=fingerprint, now=NOW)

    assert not Hall.objects.exists()
    assert not Act.objects.exists()
    assert Upload.objects.exists()


def test_two_confirmations_import_once(organiser: Account) -> None:
    upload = keep_upload(text=HEAD + ROW, by=organiser, now=NOW)
    fingerprint = _plan(upload.text).fingerprint
    import_exhibitors(upload=upload, by=organiser, languages=LANGUAGES, fingerprint=fingerprint, now=NOW)

    with pytest.raises(AlreadyImportedError):
        import_exhibitors(upload=upload, by=organiser, languages=LANGUAGES, fingerprint=fingerprint, now=NOW)

    assert (Exhibitor.objects.count(), Act.objects.count()) == (1, 1)


def test_every_expectation_is_said_to_people_as_to_programs() -> None:
    assert set(WORDS) == set(Expected)
    with override("en"):
        assert {each: told(each, "7") for each in Expected} == {each: each.told("7") for each in Expected}


def _sent(client: Client, content: bytes) -> Any:  # noqa: ANN401 - Django's test response
    return client.post("/desk/exhibition/import/", {"file": SimpleUploadedFile("exhibitors.csv", content)})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_pages_lead_from_file_to_exhibition(cast: Cast, encoding: str) -> None:
    client = cast.people.organiser.client()
    assert client.get("/desk/exhibition/import/").status_code == 200

    preview = _sent(client, (HEAD + ROW + "No!,,,,,,,,,,,\n").encode(encoding)).headers["Location"]
    page = client.get(preview).text
    assert "苍鹭工坊" in page
    assert "a short name of small letters, digits and hyphens" in page
    assert "New halls" in page
    assert not Exhibitor.objects.filter(slug="heron").exists()

    fingerprint = page.split('name="fingerprint" value="')[1].split('"')[0]
    done = client.post(preview, {"fingerprint": fingerprint}, follow=True).text
    assert "1 exhibitor was made, 0 were changed; 1 exhibit is new or changed." in done
    assert "1 line was left out." in done
    assert Exhibitor.objects.filter(slug="heron").exists()
    assert client.post(preview, {"fingerprint": fingerprint}).status_code == 404


def test_a_preview_is_its_uploaders_own(cast: Cast) -> None:
    upload = keep_upload(text=HEAD + ROW, by=cast.people.outsider.account or Account(), now=NOW)

    assert cast.people.organiser.client().get(f"/desk/exhibition/import/{upload.pk}/").status_code == 404


def test_downloads_are_tables_for_the_desk_alone(cast: Cast) -> None:
    client = cast.people.organiser.client()
    for address in ("import/exhibitors-template.csv", "exhibitors.csv"):
        answer = client.get(f"/desk/exhibition/{address}")
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.content.decode().startswith("\ufeffexhibitor,name_")
        assert cast.people.exhibitor.client().get(f"/desk/exhibition/{address}").status_code == 403


@pytest.mark.parametrize(
    "text", ["[" * 1_000, "{}", "=1+1", "\x01\x02", '"', "exhibitor\n" + '"' * 3, ",".join(columns_of(("fr",)))]
)
def test_a_text_that_is_no_table_of_exhibitors_has_a_preview_that_says_so(cast: Cast, text: str) -> None:
    client = cast.people.organiser.client()

    page = client.get(_sent(client, text.encode()).headers["Location"])

    assert page.status_code == 200
    assert "Nothing in the file can be taken in as it stands." in page.text
