"""Who guesses every vote of a small deliberation finds nothing public that confirms it; auditors can check."""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from typer.testing import CliRunner

from tests.web.deliberation.polls import make_poll, two_camps
from tests.web.deliberation.test_publishing import published
from yishiting.cli.app import app
from yishiting.formats import read_conversation
from yishiting.web.deliberation.analysis.sealing import HOW_TO_CHECK
from yishiting.web.deliberation.models import Phase
from yishiting.web.deliberation.result_files import ANNOUNCED_MATRIX, MATRIX

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.web.deliberation.models import PublishedResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def result() -> PublishedResult:
    """Of ten people who answered two statements."""
    poll = make_poll(two_camps(10, 2, share=1.0), phase=Phase.CLOSED, is_matrix_public=True)
    return published(poll)


def test_nothing_public_holds_the_salt_or_the_fingerprint_of_the_votes_alone(
    result: PublishedResult, tmp_path: Path
) -> None:
    guess = read_conversation(_unpacked(result, MATRIX, tmp_path)).table.fingerprint()
    address = f"/deliberations/{result.deliberation.slug}/results/{result.number}/"
    page = Client().get(address)
    assert page.status_code == 200
    files = [gzip.decompress(bytes(each.content)).decode() for each in result.files.filter(has_single_answers=False)]

    public = [page.text, *files, json.dumps(result.analysis), json.dumps(result.sections)]

    assert len(files) == 4
    assert len(result.input_salt) == 32
    for text in public:
        assert guess not in text
        assert result.input_salt not in text
    assert result.input_hash in page.text


@pytest.mark.parametrize("name", [MATRIX, ANNOUNCED_MATRIX])
def test_whoever_holds_the_votes_checks_the_fingerprint_as_the_download_says(
    result: PublishedResult, name: str, tmp_path: Path
) -> None:
    says = (_unpacked(result, name, tmp_path) / HOW_TO_CHECK).read_text(encoding="utf-8")
    (tmp_path / name).write_bytes(bytes(result.files.get(name=name).content))
    salt, sealed = (re.findall(rf"^{word}: +([0-9a-f]+)$", says, re.MULTILINE)[0] for word in ("salt", "fingerprint"))
    (command,) = re.findall(r"^2\. (printf .*)$", says, re.MULTILINE)

    checked = CliRunner().invoke(app, ["analyse", str(tmp_path / name), "--out", str(tmp_path / "checked"), "--quiet"])

    assert checked.exit_code == 0, checked.output
    of_votes = json.loads((tmp_path / "checked" / "analysis.json").read_text(encoding="utf-8"))["made"]["input_hash"]
    line = command.replace("SALT", salt).replace("FINGERPRINT_OF_THE_VOTES", of_votes)
    said = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True)
    assert said.stdout.split()[0] == sealed == result.input_hash


def _unpacked(result: PublishedResult, name: str, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(bytes(result.files.get(name=name).content))) as archive:
        archive.extractall(folder / "matrix")
    return folder / "matrix"
