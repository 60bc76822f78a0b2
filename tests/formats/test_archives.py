import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import POLIS, outcome, zip_of
from yishiting.formats import (
    FormatError,
    ReadLimits,
    ReadOptions,
    UnknownLayoutError,
    UnsafeArchiveError,
    read_conversation,
)


def refusal(path: Path, limits: ReadLimits | None = None) -> str:
    with pytest.raises(UnsafeArchiveError) as caught:
        read_conversation(path, ReadOptions(limits=limits or ReadLimits()))
    return str(caught.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened, opened.open("votes.csv", "w") as entry:
        for _ in range(32):
            entry.write(bytes(2**20))

    assert archive.stat().st_size < 100_000
    assert refusal(archive).startswith("bomb.zip: must unpack to at most 100 times its size, got ")


def test_an_archive_above_the_size_limit_is_refused(tmp_path: Path) -> None:
    archive = zip_of(tmp_path / "large.zip", POLIS)

    assert "must unpack to at most 100 bytes, got" in refusal(archive, ReadLimits(archive_bytes=100))


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    archive = zip_of(tmp_path / "many.zip", {f"{number}.csv": "" for number in range(11)})

    assert refusal(archive, ReadLimits(archive_entries=10)) == "many.zip: must hold at most 10 files, got 11"


@pytest.mark.parametrize("name", ["../votes.csv", "a/../../votes.csv", "/etc/votes.csv", "..\\votes.csv"])
def test_names_outside_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    archive = zip_of(tmp_path / "sly.zip", {name: POLIS["votes.csv"]})

    assert refusal(archive) == f"sly.zip: must name files inside itself, got {name!r}"


def test_reading_an_archive_writes_nothing(tmp_path: Path) -> None:
    archive = zip_of(tmp_path / "export.zip", POLIS)

    read_conversation(archive)

    assert [path.name for path in tmp_path.iterdir()] == ["export.zip"]


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    archive = zip_of(tmp_path / "secret.zip", {"votes.csv": POLIS["votes.csv"]})
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the mark of encryption in the directory
    archive.write_bytes(content)

    assert refusal(archive) == "secret.zip: must not be encrypted, got a password on 'votes.csv'"


def test_two_conversations_in_one_archive_are_refused(tmp_path: Path) -> None:
    archive = zip_of(tmp_path / "two.zip", {"a/votes.csv": POLIS["votes.csv"], "b/votes.csv": POLIS["votes.csv"]})

    with pytest.raises(UnknownLayoutError, match=r"must hold one conversation, got votes.csv in two folders"):
        read_conversation(archive)


def test_what_desktop_systems_add_is_passed_over(tmp_path: Path) -> None:
    extra = {"__MACOSX/export/votes.csv": "junk", ".DS_Store": "junk", "export/": ""}

    conversation = read_conversation(zip_of(tmp_path / "mac.zip", {**POLIS, **extra}))

    assert conversation.table.n_votes == 3


def test_an_empty_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="got nothing"):
        read_conversation(zip_of(tmp_path / "empty.zip", {}))


def whole_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in POLIS.items():
            archive.writestr(name, content)
    return buffer.getvalue()


WHOLE = whole_archive()


@given(at=st.integers(4, len(WHOLE) - 1), value=st.integers(0, 255), cut=st.booleans())
def test_damaged_archives_never_end_in_anything_but_our_own_errors(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int, *, cut: bool
) -> None:
    damaged = WHOLE[:at] if cut else WHOLE[:at] + bytes([value]) + WHOLE[at + 1 :]
    archive = tmp_path_factory.mktemp("damaged") / "export.zip"
    archive.write_bytes(damaged)

    read = outcome(archive)

    assert str(read) if isinstance(read, FormatError) else read.table.n_votes > 0
