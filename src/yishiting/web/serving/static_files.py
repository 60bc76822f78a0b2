"""Styles and scripts: gathered from the packages, named by their content and compressed, before serving begins."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_STAMP = "static.stamp"


def gather_static_files() -> bool:
    """Fill the folder of static files where the packages' files have changed since; tell whether they had."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(_STAMP)
    fingerprint = _fingerprint()
    if root.is_dir() and stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    stamp.unlink(missing_ok=True)  # first: what is interrupted here has no stamp and is done anew
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()
