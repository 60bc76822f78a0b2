"""Work out how much `make env` downloads on each system, from the index that pip uses."""

from __future__ import annotations

import json
import os
import re
import urllib.request
from itertools import chain
from typing import TYPE_CHECKING, Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PYTHONS = ((3, 11), (3, 12), (3, 13))
_GLIBC = 36  # 2.36, that of Debian 12
_SYSTEMS = ("linux-x86_64", "linux-aarch64", "darwin-arm64", "darwin-x86_64")
_JSON = "application/vnd.pypi.simple.v1+json"


def write_sizes(lock: Path, target: Path) -> None:
    """Write, for each system and Python, the megabytes that a lock file downloads; null where a wheel is missing."""
    requirements = list(read_lock(lock.read_text(encoding="utf-8")))
    files = {requirement.name: _files(requirement.name) for requirement in requirements}
    megabytes = {
        system: {"{}.{}".format(*python): _megabytes(requirements, files, system, python) for python in PYTHONS}
        for system in _SYSTEMS
    }
    notice = f"Written by `make lock`: megabytes that {lock.name} downloads."
    target.write_text(json.dumps({"about": notice, "megabytes": megabytes}, indent=2) + "\n", encoding="utf-8")
    print(f"{target.name} written")


def read_lock(text: str) -> Iterator[Requirement]:
    """Yield the requirements of a lock file, without their hashes."""
    for found in re.finditer(r"^([A-Za-z0-9][^\\#\n]*==[^\\\n]*)", text, re.MULTILINE):
        yield Requirement(found[1].strip())


def _files(name: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(f"{_index()}/{name}/", headers={"Accept": _JSON})  # noqa: S310 - pip's own index
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        files: list[dict[str, Any]] = json.load(answer)["files"]
    return files


def _index() -> str:
    # pip knows the usual address; this tree names none.
    from pip._internal.models.index import PyPI

    return os.environ.get("PIP_INDEX_URL", PyPI.simple_url).rstrip("/")


def _megabytes(
    requirements: list[Requirement], files: dict[str, list[dict[str, Any]]], system: str, python: tuple[int, int]
) -> int | None:
    tags = {tag: rank for rank, tag in enumerate(_tags(system, python))}
    environment = _environment(system, python)
    wanted = [need for need in requirements if need.marker is None or need.marker.evaluate(environment)]
    sizes = [_wheel_size(need, files[need.name], tags) for need in wanted]
    return None if None in sizes else round(sum(size for size in sizes if size) / 1e6)


def _wheel_size(requirement: Requirement, files: list[dict[str, Any]], tags: dict[Tag, int]) -> int | None:
    found = []
    for file in files:
        try:
            _, version, _, offered = parse_wheel_filename(file["filename"])
        except InvalidWheelFilename:
            continue
        ranks = [tags[tag] for tag in offered if tag in tags]
        if ranks and requirement.specifier.contains(version, prereleases=True):
            found.append((min(ranks), int(file["size"])))
    return min(found)[1] if found else None


def _tags(system: str, python: tuple[int, int]) -> Iterator[Tag]:
    platforms = list(_platforms(system))
    interpreter = "cp{}{}".format(*python)
    return chain(cpython_tags(python, platforms=platforms), compatible_tags(python, interpreter, platforms))


def _platforms(system: str) -> Iterator[str]:
    kind, machine = system.split("-")
    if kind == "darwin":
        yield from mac_platforms((14, 0), machine)
        return
    yield from (f"manylinux_2_{minor}_{machine}" for minor in range(_GLIBC, 4, -1))
    yield from (f"{name}_{machine}" for name in ("manylinux2014", "manylinux2010", "manylinux1", "linux"))


def _environment(system: str, python: tuple[int, int]) -> dict[str, str]:
    kind, machine = system.split("-")
    version = "{}.{}".format(*python)
    return {
        **{name: str(value) for name, value in default_environment().items()},
        "python_version": version,
        "python_full_version": f"{version}.0",
        "sys_platform": kind,
        "platform_system": {"linux": "Linux", "darwin": "Darwin"}[kind],
        "platform_machine": machine,
    }
