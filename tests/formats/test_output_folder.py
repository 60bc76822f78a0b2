from pathlib import Path

import pytest

from tests.formats.builders import folder_of
from yishiting.formats import OutputError, new_folder


def test_a_new_folder_appears_with_what_was_written(tmp_path: Path) -> None:
    with new_folder(tmp_path / "deep" / "out") as draft:
        (draft / "a.txt").write_text("a")
        assert not (tmp_path / "deep" / "out").exists()

    assert (tmp_path / "deep" / "out" / "a.txt").read_text() == "a"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    with new_folder(tmp_path / "out") as draft:
        (draft / "a.txt").write_text("a")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_when_the_block_does_not_end_well(tmp_path: Path, error: type[BaseException]) -> None:
    def stop_half_way() -> None:
        with new_folder(tmp_path / "out") as draft:
            (draft / "half.txt").write_text("half")
            raise error

    with pytest.raises(error):
        stop_half_way()

    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")

    with pytest.raises(OutputError, match="must be a new or an empty folder, got one with files in it"):
        new_folder(tmp_path / "out").__enter__()

    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")

    with pytest.raises(OutputError, match="got something else"):
        new_folder(tmp_path / "out").__enter__()


def test_a_folder_that_somebody_fills_meanwhile_is_left_alone(tmp_path: Path) -> None:
    def be_overtaken() -> None:
        with new_folder(tmp_path / "out"):
            folder_of(tmp_path / "out", {"theirs.txt": "theirs"})

    with pytest.raises(OutputError, match="may not be written"):
        be_overtaken()

    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "theirs.txt").read_text() == "theirs"


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    with pytest.raises(OutputError, match="may not be written"):
        new_folder(tmp_path / "file" / "out").__enter__()
