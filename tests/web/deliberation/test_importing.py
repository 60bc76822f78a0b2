"""Whole conversations with their votes come into a draft as they are, once, and whole or not at all."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from yishiting.formats import read_conversation
from yishiting.sample import SampleSettings, write_sample
from yishiting.web.deliberation.actions.importing import (
    ImportRefusedError,
    import_conversation,
    make_from_conversation,
)
from yishiting.web.deliberation.imported_texts import LONGEST_QUESTION
from yishiting.web.deliberation.models import Deliberation, Statement, Vote, VoteEntry
from yishiting.web.people.models import ConstituencyKind, Participant, Tier
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from tests.web.cast import Cast
    from yishiting.formats import Conversation

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = SampleSettings(n_people=100, deliberations=("safety",))
    return write_sample(tmp_path_factory.mktemp("sample"), settings)[0]


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Conversation:
    return read_conversation(sample_folder)


def _small(folder: Path, statements: str, votes: str) -> Conversation:
    (folder / "statements.csv").write_text(statements, encoding="utf-8")
    (folder / "votes.csv").write_text(votes, encoding="utf-8")
    return read_conversation(folder)


def _triples(conversation: Conversation) -> set[tuple[str, str, int]]:
    table = conversation.table
    return {
        (str(person), str(table.statement_ids[statement]), int(vote))
        for place, person in enumerate(table.participant_ids)
        for statement, vote in zip(
            table.statement_index[table.row_starts[place] : table.row_starts[place + 1]],
            table.votes[table.row_starts[place] : table.row_starts[place + 1]],
            strict=True,
        )
    }


def test_every_vote_comes_in_once_with_its_history(cast: Cast, sample: Conversation) -> None:
    draft = cast.deliberations["own-draft"]

    done = import_conversation(deliberation=draft, conversation=sample, by=None, now=NOW)

    votes = Vote.objects.filter(statement__deliberation=draft)
    numbers = dict(zip(sample.statements.ids.tolist(), range(7, 27), strict=True))  # the cast has put in six
    people = sorted(set(votes.values_list("participant", flat=True)))
    names = dict(zip(people, sample.table.participant_ids.tolist(), strict=True))
    stored = {
        (names[each.participant_id], each.statement.number, each.value) for each in votes.select_related("statement")
    }
    assert stored == {(person, numbers[int(said)], vote) for person, said, vote in _triples(sample)}
    entries = VoteEntry.objects.filter(deliberation=draft).values_list("participant", "statement", "value")
    assert sorted(entries) == sorted(votes.values_list("participant", "statement", "value"))
    assert (done.n_people, done.n_statements, done.n_votes) == (100, 20, sample.table.n_votes)


def test_imported_people_are_open_unknown_and_marked_as_simulated_where_they_are(
    cast: Cast, sample: Conversation
) -> None:
    draft = cast.deliberations["own-draft"]

    import_conversation(deliberation=draft, conversation=sample, by=None, now=NOW)

    people = Participant.objects.filter(votes__statement__deliberation=draft).distinct()
    kinds: set[tuple[object, ...]] = set(
        people.values_list("tier", "account", "cookie_key", "delegation", "is_simulated")
    )
    assert kinds == {(Tier.OPEN.value, None, None, None, True)}
    assert Deliberation.objects.get(pk=draft.pk).is_sample


def test_declared_constituencies_come_along(cast: Cast, sample: Conversation) -> None:
    draft = cast.deliberations["own-draft"]

    import_conversation(deliberation=draft, conversation=sample, by=None, now=NOW)

    region = ConstituencyKind.objects.get(slug="region")
    stakeholder = ConstituencyKind.objects.get(slug="stakeholder")
    assert region.name.original == "Region"  # the one that was there
    assert {each.name.texts["en"] for each in stakeholder.constituencies.all()} == {
        "Governments",
        "Industry",
        "Academia",
        "International and civil society organisations",
    }
    assert stakeholder.constituencies.get(slug="academia").memberships.count() == int(
        sum("Academia" in label for label in sample.constituencies["stakeholder"].tolist())
    )


def test_a_second_import_is_refused_and_changes_nothing(cast: Cast, sample: Conversation) -> None:
    draft = cast.deliberations["own-draft"]
    import_conversation(deliberation=draft, conversation=sample, by=None, now=NOW)
    counts = (Vote.objects.count(), Participant.objects.count(), Statement.objects.count())

    with pytest.raises(ImportRefusedError):
        import_conversation(deliberation=draft, conversation=sample, by=None, now=NOW)

    assert counts == (Vote.objects.count(), Participant.objects.count(), Statement.objects.count())


@pytest.mark.parametrize("phase", ["open", "votes_only", "closed", "published"])
def test_votes_are_imported_into_drafts_alone(cast: Cast, sample: Conversation, phase: str) -> None:
    with pytest.raises(NotNowError):
        import_conversation(deliberation=cast.deliberations[f"own-{phase}"], conversation=sample, by=None, now=NOW)


def test_what_fails_at_the_last_vote_leaves_nothing(cast: Cast, sample: Conversation) -> None:
    votes = sample.table.votes.copy()
    votes[-1] = 5
    broken = replace(sample, table=replace(sample.table, votes=votes))
    before = (Vote.objects.count(), Participant.objects.count(), Statement.objects.count())

    with pytest.raises(IntegrityError):
        import_conversation(deliberation=cast.deliberations["own-draft"], conversation=broken, by=None, now=NOW)

    assert before == (Vote.objects.count(), Participant.objects.count(), Statement.objects.count())


def test_statements_with_the_same_words_both_stand(cast: Cast, tmp_path: Path) -> None:
    conversation = _small(
        tmp_path, "id,text\n1,Yes we can\n2,yes we can!\n", "participant,statement,vote\na,1,1\na,2,-1\n"
    )

    import_conversation(deliberation=cast.deliberations["own-draft"], conversation=conversation, by=None, now=NOW)

    imported = Statement.objects.filter(origin=Statement.Origin.IMPORT)
    assert [each.votes.get().value for each in imported.order_by("number")] == [1, -1]


def test_texts_cannot_act_and_missing_ones_have_a_name(cast: Cast, tmp_path: Path) -> None:
    conversation = _small(
        tmp_path,
        'id,text\n1,"a\u202eb\nc\u200b"\n2,\n',
        "participant,statement,vote\na,1,1\na,2,-1\n",
    )

    import_conversation(deliberation=cast.deliberations["own-draft"], conversation=conversation, by=None, now=NOW)

    imported = Statement.objects.filter(origin=Statement.Origin.IMPORT).order_by("number")
    assert [each.text.original for each in imported] == ["a b c", "#2"]


def test_a_new_draft_takes_the_question_in_both_languages(cast: Cast, sample: Conversation) -> None:
    made, _done = make_from_conversation(forum=cast.forums.own, conversation=sample, by=None, now=NOW)

    asked = sample.names.question
    assert made.question.texts == {"en": asked["en"], "zh-hans": asked["zh"]}


def test_real_conversations_come_in_whole(cast: Cast, real_conversation: Path) -> None:
    conversation = read_conversation(real_conversation)

    made, done = make_from_conversation(forum=cast.forums.own, conversation=conversation, by=None, now=NOW)

    assert Vote.objects.filter(statement__deliberation=made).count() == conversation.table.n_votes == done.n_votes
    assert made.question.original
    assert len(made.question.original) <= LONGEST_QUESTION


def test_the_desk_takes_a_folders_files_at_once(cast: Cast, sample_folder: Path, sample: Conversation) -> None:
    client = cast.people.organiser.client()
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(sample_folder.iterdir())]

    response = client.post("/desk/deliberations/own-draft/import/", {"export": files})

    assert response.status_code == 302, response.text
    votes = Vote.objects.filter(statement__deliberation=cast.deliberations["own-draft"])
    assert votes.count() == sample.table.n_votes


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("votes.zip", b"PK\x03\x04 broken", "must be a whole zip archive"),
        ("votes.csv", b"participant,statement,vote\na,1,9\n", "votes.csv line 2"),
        ("x.bin", b"\x00\xff", "x.bin"),
        ("empty.csv", b"", "empty"),
    ],
)
def test_the_desk_says_what_is_wrong_with_a_file(cast: Cast, name: str, content: bytes, said: str) -> None:
    before = Vote.objects.count()

    response = cast.people.organiser.client().post(
        "/desk/deliberations/own-draft/import/", {"export": SimpleUploadedFile(name, content)}
    )

    assert response.status_code == 422
    assert said in response.text
    assert Vote.objects.count() == before


@pytest.mark.parametrize("name", ["../../outside.csv", "/etc/outside.csv", "..\\outside.csv"])
def test_a_files_name_leads_nowhere(cast: Cast, name: str) -> None:
    body = (
        f'--x\r\nContent-Disposition: form-data; name="export"; filename="{name}"\r\n\r\n'
        "participant,statement,vote\na,1,1\n\r\n--x--\r\n"
    )

    response = cast.people.organiser.client().post(
        "/desk/deliberations/own-draft/import/", body.encode(), content_type="multipart/form-data; boundary=x"
    )

    assert response.status_code == 302
    assert not list(Path(tempfile.gettempdir()).glob("outside.csv"))
    assert not Path("/etc/outside.csv").exists()
