"""What `schedule.json` looks like as pretalx writes it, as a JSON Schema.

Written from what its exporter writes and what the schema of the format (c3voc) asks for; where the two differ the
exporter counts, because apps read what it writes. Every key is one that it writes, but for ``role`` and
``affiliation`` of a person.
"""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
_GUID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$"}


def _object(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - schemas of any kind
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _list(each: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": each}


_PERSON = _object(
    code={"type": "string", "pattern": "^[A-Z0-9]+$"},
    name=_TEXT,
    avatar=_TEXT_OR_NULL,
    biography=_TEXT_OR_NULL,
    public_name=_TEXT,
    guid=_GUID,
    url=_ADDRESS,
    role={"enum": ["chair", "speaker"]},
    affiliation=_TEXT,
)
_EVENT = _object(
    guid=_GUID,
    code=_TEXT,
    id={"type": "integer", "minimum": 1},
    logo=_TEXT_OR_NULL,
    date=_MOMENT,
    start={"type": "string", "pattern": r"^\d{2}:\d{2}$"},
    end=_MOMENT,
    duration={"type": "string", "pattern": r"^\d+:\d{2}$"},
    room=_TEXT,
    slug={"type": "string", "pattern": "^[a-z0-9_-]+[a-z0-9]$"},
    url=_ADDRESS,
    title=_TEXT,
    subtitle=_TEXT_OR_NULL,
    track=_TEXT_OR_NULL,
    type=_TEXT,
    language=_TEXT,
    abstract=_TEXT_OR_NULL,
    description=_TEXT_OR_NULL,
    recording_license=_TEXT,
    do_not_record={"type": "boolean"},
    persons=_list(_PERSON),
    links=_list({"type": "object"}),
    feedback_url=_ADDRESS,
    origin_url=_ADDRESS,
    attachments=_list(_object(title=_TEXT, url=_ADDRESS, type={"const": "related"})),
)
_DAY_OBJECT = _object(
    index={"type": "integer", "minimum": 1},
    date=_DAY,
    day_start=_MOMENT,
    day_end=_MOMENT,
    rooms={"type": "object", "additionalProperties": _list(_EVENT)},
)
_CONFERENCE = _object(
    acronym={"type": "string", "pattern": "^[a-z0-9_-][a-z0-9_]{3,}$"},
    title=_TEXT,
    start=_DAY,
    end=_DAY,
    daysCount={"type": "integer"},
    timeslot_duration={"type": "string", "pattern": r"^\d{2}:\d{2}$"},
    time_zone_name={"type": "string", "pattern": "^([A-Za-z_]+(/[A-Za-z_+-]+)+|UTC)$"},
    rooms=_list(
        _object(name=_TEXT, slug=_TEXT, guid=_GUID, description=_TEXT_OR_NULL, capacity={"type": ["number", "null"]})
    ),
    tracks=_list(_object(name=_TEXT, slug=_TEXT)),
    days=_list(_DAY_OBJECT),
)

SCHEDULE_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        **{
            "$schema": {"const": "https://c3voc.de/schedule/schema.json"},
            "generator": _object(name=_TEXT, version=_TEXT),
            "schedule": _object(url=_ADDRESS, version=_TEXT, base_url=_ADDRESS, conference=_CONFERENCE),
        }
    ),
}
