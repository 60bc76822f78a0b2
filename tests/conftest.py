"""What all tests share: how hypothesis searches, and the real conversations where there are any."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REAL_DATA = "YISHITING_TEST_DATA"

pytest_plugins = ("tests.chamber",)

# Examples are derived from the test's own code, so that a red build belongs to the change that made it red, on every
# machine. To look further than that: HYPOTHESIS_PROFILE=search make test. No deadline: a busy machine is no fault of
# the code, and the first call of a kernel compiles it.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "search", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def real_data_folder() -> Path | None:
    """The folder of real conversations, or None where none is named; a folder that is named must be there."""
    name = os.environ.get(REAL_DATA)
    if not name:
        return None
    folder = Path(name) / "polis-open-data"
    if not folder.is_dir():
        raise pytest.UsageError(f"{REAL_DATA} must name a folder that holds polis-open-data, got {name}")
    return folder


@pytest.fixture(scope="session")
def real_conversations() -> Path:
    """Folder of exported real conversations, one folder each."""
    folder = real_data_folder()
    if folder is None:
        pytest.skip(f"{REAL_DATA} is not set: no real conversations to test on")
    return folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `real_conversation` each conversation in turn; where there are none, one test that says why it skips."""
    if "real_conversation" not in metafunc.fixturenames:
        return
    folder = real_data_folder()
    if folder is None:
        reason = f"{REAL_DATA} is not set: no real conversations to test on"
        metafunc.parametrize(
            "real_conversation", [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="none")]
        )
    else:
        conversations = sorted(path for path in folder.iterdir() if path.is_dir())
        metafunc.parametrize("real_conversation", conversations, ids=[path.name for path in conversations])
