import re
import subprocess
import sys
from pathlib import Path

import pytest

from yishiting import __version__
from yishiting.cli.app import app
from yishiting.cli.exit_codes import ExitCode

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
COMMANDS = sorted(
    command.name or str(command.callback.__name__) for command in app.registered_commands if command.callback
)


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_version_is_the_package_s() -> None:
    done = python("import sys; sys.argv = ['yishiting', '--version']; from yishiting.cli.app import main; main()")

    assert (done.returncode, done.stdout) == (0, f"yishiting {__version__}\n")


def test_the_command_line_starts_without_what_only_commands_need() -> None:
    code = "import sys; import yishiting.cli.app; print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    heavy = ["numpy", "pyarrow", "numba", "scipy", "sklearn", "altair", "jinja2"]

    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)

    assert done.stdout == "\n"


def test_a_fault_of_the_program_shows_its_traceback_and_ends_with_code_1() -> None:
    code = (
        "from yishiting.cli import app as line\n"
        "@line.app.command()\n"
        "def broken() -> None:\n"
        "    raise ValueError('not foreseen')\n"
        "import sys; sys.argv = ['yishiting', 'broken']; line.main()\n"
    )

    done = python(code)

    assert done.returncode == ExitCode.INTERNAL_FAULT
    assert "Traceback" in done.stderr
    assert done.stderr.rstrip().endswith("ValueError: not foreseen")


def test_every_exit_code_is_documented_with_its_number() -> None:
    documented = re.findall(r"^\| (\d+) \|", (REFERENCE / "cli.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert [int(number) for number in documented] == [int(code) for code in ExitCode]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_heading_in_the_reference(name: str) -> None:
    text = (REFERENCE / "cli.md").read_text(encoding="utf-8")

    assert f"\n## `yishiting {name}`\n" in text
