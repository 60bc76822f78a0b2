"""Settings: wrong ones stop the start, and the reference lists every one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yishiting.web.environment import variables
from yishiting.web.environment.kinds import DatabaseAddress, PublicUrl
from yishiting.web.environment.variables import PREFIX, VARIABLES, Environment, SettingError, Variable

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "settings.md"

WRONG = [
    (variables.PUBLIC_URL, "ftp://chamber.example.org"),
    (variables.PUBLIC_URL, "chamber.example.org"),
    (variables.PUBLIC_URL, "https://chamber.example.org/chamber"),
    (variables.PUBLIC_URL, "https://chamber.example.org:port"),
    (variables.PUBLIC_URL, "https://user@chamber.example.org"),
    (variables.PUBLIC_URL, "https://chamber example.org"),
    (variables.DATABASE_URL, "mysql://user@host/name"),
    (variables.DATABASE_URL, "postgresql://user:hush-hush@host"),
    (variables.DATABASE_URL, "postgresql://user:hush-hush@host/name?fsync=off"),
    (variables.DATABASE_URL, "sqlite://"),
    (variables.SECRET_KEY, "too-short"),
    (variables.INSECURE_LAN, "maybe"),
    (variables.SAMPLE, "maybe"),
    (variables.TRUSTED_PROXIES, "-1"),
    (variables.TRUSTED_PROXIES, "１"),
    (variables.THREADS, "0"),
    (variables.THREADS, "8.0"),
    (variables.NEWCOMERS_PER_HOUR, "-1"),
    (variables.NEWCOMERS_PER_HOUR, "2,000"),
    (variables.COMMENTS_PER_PERSON, "-1"),
    (variables.COMMENTS_PER_NETWORK, "many"),
    (variables.COMMENTS_PER_ASSEMBLY, "3,000"),
    (variables.MAX_UPLOAD_MB, "1"),
    (variables.SESSION_DAYS, "for ever"),
    (variables.REQUEST_LOG, "2"),
    (variables.EMAIL_PORT, "99999"),
    (variables.EMAIL_SECURITY, "ssl"),
    (variables.EMAIL_FROM, "not an address"),
]


@pytest.mark.parametrize(("variable", "value"), WRONG, ids=lambda part: getattr(part, "name", part))
def test_a_wrong_value_is_refused_by_name(variable: Variable[object], value: str) -> None:
    with pytest.raises(SettingError, match=rf"^{variable.name} must "):
        Environment({variable.name: value}).read(variable)


def test_every_setting_that_can_be_wrong_is_tested() -> None:
    free_text = {"YISHITING_DATA", "YISHITING_EMAIL_HOST", "YISHITING_EMAIL_USER", "YISHITING_EMAIL_PASSWORD"}

    assert {variable.name for variable, _ in WRONG} == {variable.name for variable in VARIABLES} - free_text


def test_the_value_of_a_secret_is_never_shown() -> None:
    with pytest.raises(SettingError) as caught:
        Environment({"DATABASE_URL": "postgresql://user:hush-hush@host"}).read(variables.DATABASE_URL)

    assert "hush" not in str(caught.value)
    assert str(caught.value).endswith("got a secret of 32 characters")


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda variable: variable.name)
def test_an_empty_variable_means_its_default(variable: Variable[object]) -> None:
    assert Environment({variable.name: " "}).read(variable) == variable.default


def test_addresses_are_read_into_their_parts() -> None:
    values = Environment(
        {"PUBLIC_URL": "https://Chamber.example.org:443/", "DATABASE_URL": "postgresql://a%40b:p%2Fw@[::1]:5433/hall"}
    )

    assert values.read(variables.PUBLIC_URL) == PublicUrl("https", "chamber.example.org", None)
    assert values.read(variables.PUBLIC_URL).origin == "https://chamber.example.org"
    assert values.read(variables.DATABASE_URL) == DatabaseAddress(
        "postgresql",
        "hall",
        user="a@b",
        password="p/w",  # noqa: S106 - invented
        host="::1",
        port="5433",
    )


def test_a_sqlite_address_names_a_file() -> None:
    values = Environment({"DATABASE_URL": "sqlite:////srv/chamber/hall.sqlite3"})

    assert values.read(variables.DATABASE_URL) == DatabaseAddress("sqlite", "/srv/chamber/hall.sqlite3")


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("open sesame\n", encoding="utf-8")
    values = Environment({"YISHITING_EMAIL_PASSWORD_FILE": str(tmp_path / "password")})

    assert values.read(variables.EMAIL_PASSWORD) == "open sesame"


def test_a_secret_is_not_given_twice(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("one", encoding="utf-8")
    values = Environment(
        {"YISHITING_EMAIL_PASSWORD": "other", "YISHITING_EMAIL_PASSWORD_FILE": str(tmp_path / "password")}
    )

    with pytest.raises(SettingError, match="must not both be set"):
        values.read(variables.EMAIL_PASSWORD)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"], ids=["missing", "empty", "not text"])
def test_an_unreadable_secret_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SettingError, match=r"^YISHITING_EMAIL_PASSWORD_FILE must name a file"):
        Environment({"YISHITING_EMAIL_PASSWORD_FILE": str(file)}).read(variables.EMAIL_PASSWORD)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        (PREFIX + "THREAD", "YISHITING_THREADS"),
        (PREFIX + "SECRET_KEY_FIL", "YISHITING_SECRET_KEY_FILE"),
        (PREFIX + "DATA_FILE", "YISHITING_DATA"),
    ],
)
def test_a_misspelt_setting_is_refused_with_the_nearest_name(name: str, nearest: str) -> None:
    with pytest.raises(SettingError, match=rf"^{name} is not a setting; the nearest one is {nearest}$"):
        Environment({name: "1"}).refuse_unknown()


def test_variables_of_others_are_left_alone() -> None:
    Environment({"HOME": "/root", "YISHITING_TEST_DATA": "/data", "YISHITING_THREADS": "4"}).refuse_unknown()


def test_the_reference_lists_every_setting() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [(variable.name, variable.sentence, variable.shown_default) for variable in VARIABLES]
