from __future__ import annotations

import re

from bench.peer_environment import LOCK
from bench.peers import OUT_OF_MEMORY, SCRIPT
from setup.lock import refuse_addresses


def test_the_peers_lock_names_no_address_and_a_hash_for_every_package() -> None:
    text = LOCK.read_text(encoding="utf-8")

    refuse_addresses(text, LOCK.name)
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert [entry for entry in entries if entry.startswith("red-dwarf==")]


def test_the_peers_script_and_its_caller_agree_on_the_exit_code() -> None:
    # The script runs in another environment and cannot import ours.
    assert f"\nOUT_OF_MEMORY = {OUT_OF_MEMORY} " in SCRIPT.read_text(encoding="utf-8")
