"""Moments as the assembly's clocks show them: with weekday and zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import pgettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from yishiting.web.programme.models import Assembly

register = template.Library()


@register.filter
def moment(when: datetime | None, assembly: Assembly) -> str:
    """Give a moment with weekday, time and distance from UTC, such as "Tue 24 November 2026, 18:00 (UTC+8)"."""
    if when is None:
        return ""
    local = when.astimezone(ZoneInfo(assembly.time_zone))
    shown = date_format(local, pgettext("date format of a moment", "D j F Y, H:i"))
    return format_html('<time datetime="{}">{} ({})</time>', local.isoformat(timespec="minutes"), shown, _zone(local))


@register.filter
def day(when: date | None) -> str:
    """Give a day with its weekday."""
    if when is None:
        return ""
    shown = date_format(when, pgettext("date format of a day", "l j F Y"))
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), shown)


def _zone(local: datetime) -> str:
    offset = local.utcoffset()
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02d}' if rest else ''}"
