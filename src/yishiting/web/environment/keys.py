"""The key that signs sessions and cookies: made at the first start, kept in the data folder for its owner alone."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from yishiting.web.environment.variables import SettingError

if TYPE_CHECKING:
    from pathlib import Path

KEY_FILE = "secret-key"


def kept_key(data: Path) -> str:
    """Return the kept key, "" where none was made yet."""
    path = data / KEY_FILE
    try:
        key = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{path} must hold the chamber's key, and cannot be read: {error}") from error
    if len(key) < 32:
        raise SettingError(f"{path} must hold a key of at least 32 characters, got {len(key)}; put its backup back")
    return key


def make_key(data: Path) -> None:
    """Make and keep a key where there is none.

    It is written beside its place and moved there: a half-written key would sign everybody out at the next start.
    """
    path = data / KEY_FILE
    if path.exists():
        return
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
