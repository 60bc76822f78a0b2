"""The assembly, hosts, forums and deliberations set up at the desk, by those who may."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django import forms
from django.utils import timezone, translation

from yishiting.engine.rule import RANGES, Rule
from yishiting.web.deliberation.analysis.conversation import rule_of
from yishiting.web.deliberation.forms.settings import SettingsForm
from yishiting.web.deliberation.models import Deliberation
from yishiting.web.programme.models import Assembly, Forum, Host

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.cast import Cast

NEW = "/desk/forums/forum-own/new-deliberation/"
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def organiser(cast: Cast) -> Client:
    return cast.people.organiser.client()


def _settings(deliberation: Deliberation, cast: Cast, **changes: str) -> dict[str, str]:
    """Give what a browser sends when a person changes these fields and no other."""
    form = SettingsForm(instance=deliberation, assembly=cast.assembly, now=NOW)
    sent: dict[str, str] = {}
    for bound in form:
        value = bound.value()
        if bound.name in ("question", "background"):
            sent |= {f"{bound.name}_{code}": text for code, text in value.texts.items()}
        elif isinstance(value, datetime):
            sent[bound.name] = value.strftime("%Y-%m-%dT%H:%M")
        elif value is not None and value is not False and value != []:
            sent[bound.name] = "on" if value is True else str(value)
    return {name: value for name, value in (sent | changes).items() if value != "-"}


def test_the_assembly_is_named(cast: Cast, organiser: Client) -> None:
    sent = {
        "title_en": "Our assembly",
        "title_zh-hans": "我们的大会",
        "begins_on": "2026-07-01",
        "ends_on": "2026-07-03",
        "time_zone": "Asia/Shanghai",
        "languages": ["en", "zh-hans", "fr"],
        "verification": "email",
    }

    assert organiser.post("/desk/assembly/", sent).status_code == 302
    assembly = Assembly.objects.get()
    assert (str(assembly.title), assembly.time_zone, assembly.languages) == (
        "Our assembly",
        "Asia/Shanghai",
        ["en", "zh-hans", "fr"],
    )
    assert 'name="question_fr"' in organiser.get(NEW).text
    assert cast.assembly.pk == assembly.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_en": ""},
        {"ends_on": "2026-06-30"},
        {"time_zone": "Mars/Base"},
        {"languages": ["xx"]},
        {"languages": []},
        {"verification": "face"},
        {"begins_on": "someday"},
    ],
)
def test_a_wrong_field_changes_nothing(cast: Cast, organiser: Client, wrong: dict[str, object]) -> None:
    right: dict[str, object] = {
        "title_en": "Ours",
        "begins_on": "2026-07-01",
        "ends_on": "2026-07-03",
        "time_zone": "UTC",
        "languages": ["en"],
        "verification": "email",
    }

    response = organiser.post("/desk/assembly/", right | wrong)

    assert response.status_code == 422
    assert Assembly.objects.get().title == cast.assembly.title


def test_a_host_is_made_changed_and_deleted(cast: Cast, organiser: Client) -> None:
    organiser.post("/desk/hosts/new/", {"name_en": "The Harbour", "order": "3"})
    organiser.post("/desk/hosts/the-harbour/change/", {"name_en": "The Old Harbour", "order": "3"})
    assert str(Host.objects.get(slug="the-harbour").name) == "The Old Harbour"

    organiser.post("/desk/hosts/the-harbour/delete/")
    kept = organiser.post("/desk/hosts/host/delete/")

    assert set(Host.objects.values_list("slug", flat=True)) == {"host", "other-host"}
    assert kept.status_code == 409
    assert cast.host.pk


def test_a_forum_is_made_published_and_withdrawn_until_somebody_answers(cast: Cast, organiser: Client) -> None:
    organiser.post("/desk/new-forum/", {"title_zh-hans": "新论坛", "order": "0", "hosts": [str(cast.host.pk)]})
    forum = Forum.objects.get(slug="forum")
    assert (forum.is_published, list(forum.hosts.all())) == (False, [cast.host])

    organiser.post("/desk/forums/forum/publish/")
    assert Forum.objects.get(pk=forum.pk).is_published
    organiser.post("/desk/forums/forum/withdraw/")
    assert not Forum.objects.get(pk=forum.pk).is_published
    refused = organiser.post("/desk/forums/forum-own/withdraw/")

    assert refused.status_code == 409
    assert Forum.objects.get(pk=cast.forums.own.pk).is_published


def test_staff_change_their_forum_but_not_whose_it_is(cast: Cast) -> None:
    sent = {"title_en": "Renamed", "order": "0", "hosts": [str(cast.other_host.pk)]}

    cast.people.staff.client().post("/desk/forums/forum-own/change/", sent)

    forum = Forum.objects.get(pk=cast.forums.own.pk)
    assert (str(forum.title), list(forum.hosts.all())) == ("Renamed", [cast.host])


def test_a_draft_needs_nothing_but_a_question(cast: Cast) -> None:
    client = cast.people.chair.client()
    sent = _settings(Deliberation(forum=cast.forums.own), cast, question_en="What should AI never do?")

    response = client.post(NEW, sent)

    made = Deliberation.objects.get(slug="what-should-ai-never-do")
    assert response.headers["Location"] == "/desk/deliberations/what-should-ai-never-do/"
    assert (made.phase, made.rule, rule_of(made)) == ("draft", {}, Rule())


def test_times_are_meant_on_the_assemblys_clocks(cast: Cast) -> None:
    Assembly.objects.update(time_zone="Asia/Shanghai")
    cast.assembly.time_zone = "Asia/Shanghai"
    tomorrow = (timezone.now() + timedelta(days=1)).date().isoformat()
    sent = _settings(
        Deliberation(forum=cast.forums.own), cast, question_en="When?", slug="when", closes_at=f"{tomorrow}T18:00"
    )

    cast.people.chair.client().post(NEW, sent)

    made = Deliberation.objects.get(slug="when")
    assert made.closes_at is not None
    assert made.closes_at.isoformat() == f"{tomorrow}T10:00:00+00:00"
    assert f'value="{tomorrow}T18:00"' in cast.people.chair.client().get("/desk/deliberations/when/change/").text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question_en": ""}, "question"),
        ({"closes_at": "2020-01-01T10:00"}, "closes_at"),
        ({"opens_at": "2999-01-02T10:00", "closes_at": "2999-01-01T10:00"}, "closes_at"),
        ({"admits_delegations": "-", "admits_verified": "-", "admits_open": "-"}, "admits_open"),
        ({"own_answers_needed": "51"}, "own_answers_needed"),
        ({"rule_confidence": "40"}, "rule_confidence"),
        ({"rule_support_threshold": "30"}, "rule_opposition_threshold"),
        ({"rule_support_threshold": "99.5"}, "rule_support_threshold"),
        ({"rule_minimum_share": "101"}, "rule_minimum_share"),
        ({"rule_minimum_people": "0"}, "rule_minimum_people"),
        ({"slug": "own-open"}, "slug"),
        ({"moderation": "never"}, "moderation"),
    ],
)
def test_settings_that_make_no_sense_are_refused(cast: Cast, changes: dict[str, str], field: str) -> None:
    draft = Deliberation(forum=cast.forums.own)
    sent = _settings(draft, cast, **{"question_en": "Why?", **changes})

    form = SettingsForm(sent, instance=draft, assembly=cast.assembly)

    assert list(form.errors) == [field]


@pytest.mark.parametrize(
    "changes", [{"rule_confidence": "40"}, {"rule_support_threshold": "30"}, {"rule_minimum_people": "0"}]
)
def test_what_is_wrong_with_a_threshold_is_said_in_the_readers_language(cast: Cast, changes: dict[str, str]) -> None:
    draft = Deliberation(forum=cast.forums.own)
    sent = _settings(draft, cast, **{"question_en": "Why?", **changes})

    with translation.override("zh-hans"):
        said = SettingsForm(sent, instance=draft, assembly=cast.assembly).errors.as_text()

    assert re.findall(r"[\u4e00-\u9fff]{4}", said)
    assert re.findall(r"[A-Za-z]{3,}", re.sub(r"rule_\w+", "", said)) == []


@pytest.mark.parametrize("name", ["support_threshold", "opposition_threshold", "confidence", "minimum_share"])
def test_the_form_takes_what_the_rule_takes_and_no_more(cast: Cast, name: str) -> None:
    form = SettingsForm(instance=Deliberation(forum=cast.forums.own), assembly=cast.assembly)
    field = form.fields[f"rule_{name}"]

    assert isinstance(field, forms.DecimalField)
    assert [field.min_value, field.max_value] == [Decimal(str(round(100 * end, 1))) for end in RANGES[name]]


def test_thresholds_are_kept_as_they_were_chosen(cast: Cast) -> None:
    draft = cast.deliberations["own-draft"]
    sent = _settings(draft, cast, rule_support_threshold="75", rule_minimum_people="12")

    cast.people.chair.client().post("/desk/deliberations/own-draft/change/", sent)

    changed = Deliberation.objects.get(pk=draft.pk)
    assert changed.rule == {"support_threshold": 0.75, "minimum_people": 12}
    assert rule_of(changed) == Rule(support_threshold=0.75, minimum_people=12)


def test_what_is_fixed_cannot_be_changed_by_sending_it(cast: Cast) -> None:
    deliberation = cast.deliberation
    sent = _settings(deliberation, cast, is_on_record="on", rule_confidence="60", order="4", fit_on="everybody")

    response = cast.people.chair.client().post("/desk/deliberations/own-open/change/", sent)

    changed = Deliberation.objects.get(pk=deliberation.pk)
    assert response.status_code == 302
    assert (changed.is_on_record, changed.rule, changed.fit_on, changed.order) == (False, {}, "trusted", 4)


def test_every_setting_has_a_sentence(cast: Cast) -> None:
    form = SettingsForm(instance=Deliberation(forum=cast.forums.own), assembly=cast.assembly)

    assert [name for name, field in form.fields.items() if not field.help_text] == []
    assert sum(len(section.fields) for section in form.sections) == len(form.fields)


@pytest.mark.parametrize(
    ("phase", "step", "then"),
    [
        ("draft", "open", "open"),
        ("open", "stop-statements", "votes_only"),
        ("votes_only", "take-statements", "open"),
        ("open", "close", "closed"),
        ("votes_only", "close", "closed"),
    ],
)
def test_a_step_is_asked_for_first_and_then_taken(cast: Cast, phase: str, step: str, then: str) -> None:
    client, deliberation = cast.people.chair.client(), cast.deliberations[f"own-{phase}"]
    address = f"/desk/deliberations/{deliberation.slug}/{step}/"

    asked = client.get(address)
    assert (asked.status_code, Deliberation.objects.get(pk=deliberation.pk).phase) == (200, phase)
    client.post(address)

    assert Deliberation.objects.get(pk=deliberation.pk).phase == then
    assert client.post(address).status_code == (409 if then != phase else 302)


def test_a_draft_that_cannot_be_opened_says_why(cast: Cast) -> None:
    cast.deliberations["own-draft"].statements.all().delete()
    client = cast.people.chair.client()

    response = client.post("/desk/deliberations/own-draft/open/")

    assert response.status_code == 409
    assert "There is no statement to answer yet" in response.text


def test_a_moderator_does_not_lead(cast: Cast) -> None:
    client = cast.people.moderator.client()

    statuses = {
        client.post(f"/desk/deliberations/own-open/{step}/").status_code for step in ("close", "stop-statements")
    }

    assert statuses == {403}
    assert Deliberation.objects.get(pk=cast.deliberation.pk).phase == "open"


def test_the_sample_is_left_behind_with_one_button(cast: Cast, organiser: Client) -> None:
    Assembly.objects.update(is_sample=True)

    asked = organiser.get("/desk/start-own/")
    assert (asked.status_code, Assembly.objects.get().is_sample) == (200, True)
    organiser.post("/desk/start-own/")

    assert not Assembly.objects.get().is_sample
    assert cast.people.staff.client().get("/desk/start-own/").status_code == 403
