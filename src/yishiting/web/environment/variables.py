"""Every setting that an operator may choose, declared once: name, kind, default, one sentence.

Values come from environment variables. A secret may lie in a file instead, named by the variable with `_FILE` behind
its name. A wrong value stops the start with the variable's name and what was expected; so does a variable that begins
with YISHITING_ and is not declared here, because a misspelt setting would otherwise be a setting not made.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

from yishiting.web.environment import kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T_co = TypeVar("T_co", covariant=True)

PREFIX = "YISHITING_"
_FILE = "_FILE"
_OF_OTHERS = ("YISHITING_TEST_",)  # what the project's own tests and benchmarks read


class SettingError(ImproperlyConfigured):
    """A variable of the environment holds what it must not hold, or is not known."""


@dataclass(frozen=True)
class Variable(Generic[T_co]):
    """One setting.

    ``default`` stands for the value when the variable is absent or empty; ``shown_default`` says it in words where
    the value alone does not. The value of a ``secret`` is never shown, and it may lie in a file.
    """

    name: str
    kind: Callable[[str], T_co]
    default: T_co
    sentence: str
    shown_default: str
    secret: bool = False


DATABASE_URL: Variable[kinds.DatabaseAddress | None] = Variable(
    "DATABASE_URL",
    kinds.database_address,
    None,
    "Where the data lie: `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`.",
    "a SQLite file in the data folder",
    secret=True,
)
PUBLIC_URL: Variable[kinds.PublicUrl] = Variable(
    "PUBLIC_URL",
    kinds.public_url,
    kinds.PublicUrl("http", "localhost", 8000),
    "The address under which people reach the chamber; links, QR codes, passkeys and cookies follow it.",
    "`http://localhost` with the port that `yishiting serve` listens on",
)
DATA: Variable[Path] = Variable(
    "YISHITING_DATA",
    kinds.folder,
    Path("var/chamber").absolute(),
    "The data folder: the SQLite file, the key, and the static files made at start.",
    "`var/chamber` in the current folder",
)
SECRET_KEY: Variable[str] = Variable(
    "YISHITING_SECRET_KEY",
    kinds.key,
    "",
    "Signs sessions and the cookies of open participants; changing it signs everybody out.",
    "made at the first start and kept in the data folder",
    secret=True,
)
INSECURE_LAN: Variable[bool] = Variable(
    "YISHITING_INSECURE_LAN",
    kinds.switch,
    default=False,
    sentence="Allows plain http off this machine, for a hall without TLS: open participants only, and a banner.",
    shown_default="`no`",
)
SAMPLE: Variable[bool] = Variable(
    "YISHITING_SAMPLE",
    kinds.switch,
    default=True,
    sentence="Puts the sample assembly into a new chamber at its first start; `no` leaves it empty.",
    shown_default="`yes`",
)
TRUSTED_PROXIES: Variable[int] = Variable(
    "YISHITING_TRUSTED_PROXIES",
    kinds.whole_number(0, 10),
    0,
    "How many reverse proxies stand in front; their X-Forwarded-For and X-Forwarded-Proto are believed, no others.",
    "`0`",
)
THREADS: Variable[int] = Variable(
    "YISHITING_THREADS",
    kinds.whole_number(1, 128),
    4,
    "How many requests the server works on at the same time; each thread keeps its own database connections.",
    "`4`",
)
NEWCOMERS_PER_HOUR: Variable[int] = Variable(
    "YISHITING_NEWCOMERS_PER_HOUR",
    kinds.whole_number(0, 1_000_000),
    5000,
    "How many people without an account may begin to answer from one network address in an hour; `0` for any number.",
    "`5000`, for a large hall behind one address",
)
COMMENTS_PER_PERSON: Variable[int] = Variable(
    "YISHITING_COMMENTS_PER_PERSON",
    kinds.whole_number(0, 1_000_000),
    30,
    "How many comments one account, or one browser without an account, may write in an hour; `0` for any number.",
    "`30`, more than a lively conversation takes",
)
COMMENTS_PER_NETWORK: Variable[int] = Variable(
    "YISHITING_COMMENTS_PER_NETWORK",
    kinds.whole_number(0, 1_000_000),
    600,
    "How many comments may come from one network address in an hour, from people with and without an "
    "account each; `0` for any number.",
    "`600`, for a hall behind one address in which every third person of 1,800 writes",
)
COMMENTS_PER_ASSEMBLY: Variable[int] = Variable(
    "YISHITING_COMMENTS_PER_ASSEMBLY",
    kinds.whole_number(0, 1_000_000),
    3000,
    "How many comments may be written in an hour by everybody with an account together, and by everybody "
    "without one; `0` for any number.",
    "`3000`, more than a desk can read",
)
MAX_UPLOAD_MB: Variable[int] = Variable(
    "YISHITING_MAX_UPLOAD_MB",
    kinds.whole_number(2, 2000),
    64,
    "Megabytes that an imported file may have; every other request is limited to 2.",
    "`64`",
)
SESSION_DAYS: Variable[int] = Variable(
    "YISHITING_SESSION_DAYS",
    kinds.whole_number(1, 365),
    14,
    "Days after which somebody who did nothing has to sign in again.",
    "`14`",
)
REQUEST_LOG: Variable[bool] = Variable(
    "YISHITING_REQUEST_LOG",
    kinds.switch,
    default=False,
    sentence="Writes one line for each request to standard error, without addresses of people.",
    shown_default="`no`",
)
EMAIL_HOST: Variable[str] = Variable(
    "YISHITING_EMAIL_HOST",
    kinds.text,
    "",
    "The mail server; without one, mail waits on the outbox page at the desk.",
    "none",
)
EMAIL_PORT: Variable[int] = Variable(
    "YISHITING_EMAIL_PORT", kinds.whole_number(1, 65535), 587, "The port of the mail server.", "`587`"
)
EMAIL_SECURITY: Variable[str] = Variable(
    "YISHITING_EMAIL_SECURITY",
    kinds.one_of("starttls", "tls", "none"),
    "starttls",
    "How the way to the mail server is protected: `starttls`, `tls` or `none`.",
    "`starttls`",
)
EMAIL_USER: Variable[str] = Variable(
    "YISHITING_EMAIL_USER", kinds.text, "", "The name to sign in to the mail server with.", "none"
)
EMAIL_PASSWORD: Variable[str] = Variable(
    "YISHITING_EMAIL_PASSWORD", kinds.text, "", "The password for it.", "none", secret=True
)
EMAIL_FROM: Variable[str] = Variable(
    "YISHITING_EMAIL_FROM",
    kinds.email_address,
    "",
    "The address that mail comes from; needed with a mail server.",
    "none",
)

VARIABLES: tuple[Variable[object], ...] = (
    PUBLIC_URL,
    DATA,
    DATABASE_URL,
    SECRET_KEY,
    INSECURE_LAN,
    SAMPLE,
    TRUSTED_PROXIES,
    THREADS,
    NEWCOMERS_PER_HOUR,
    COMMENTS_PER_PERSON,
    COMMENTS_PER_NETWORK,
    COMMENTS_PER_ASSEMBLY,
    MAX_UPLOAD_MB,
    SESSION_DAYS,
    REQUEST_LOG,
    EMAIL_HOST,
    EMAIL_PORT,
    EMAIL_SECURITY,
    EMAIL_USER,
    EMAIL_PASSWORD,
    EMAIL_FROM,
)


class Environment:
    """The variables of one process, read through their declarations."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def read(self, variable: Variable[T_co]) -> T_co:
        """Return the value of a setting, or its default; raise `SettingError` when it is not what was expected."""
        found = self._text(variable)
        if not found:
            return variable.default
        try:
            return variable.kind(found)
        except ValueError as error:
            shown = f"a secret of {len(found)} characters" if variable.secret else found
            raise SettingError(f"{variable.name} must {error}, got {shown}") from error

    def is_set(self, variable: Variable[object]) -> bool:
        """Whether an operator chose this setting."""
        return bool(self._text(variable))

    def refuse_unknown(self) -> None:
        """Raise `SettingError` when a variable begins like ours and is none of them."""
        known = known_names()
        for name in sorted(self._values):
            if not name.startswith(PREFIX) or name in known or name.startswith(_OF_OTHERS):
                continue
            near = difflib.get_close_matches(name, known, n=1, cutoff=0)
            raise SettingError(f"{name} is not a setting; the nearest one is {near[0]}")

    def _text(self, variable: Variable[object]) -> str:
        value = self._values.get(variable.name, "").strip()
        file = self._values.get(variable.name + _FILE, "").strip() if variable.secret else ""
        if value and file:
            raise SettingError(f"{variable.name} and {variable.name}{_FILE} must not both be set")
        return _read_secret(variable.name + _FILE, file) if file else value


def known_names() -> list[str]:
    """Every name that may be set, the files of secrets included."""
    files = [variable.name + _FILE for variable in VARIABLES if variable.secret]
    return [variable.name for variable in VARIABLES] + files


def _read_secret(name: str, file: str) -> str:
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{name} must name a file with text that can be read, got {file}: {error}") from error
    if not secret:
        raise SettingError(f"{name} must name a file that holds the secret, and {file} is empty")
    return secret
