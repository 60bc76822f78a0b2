"""Moments as the assembly's clocks show them: with weekday and zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import ngettext, pgettext

if TYPE_CHECKING:
    from datetime import date, datetime

    from yishiting.web.programme.models import Assembly

register = template.Library()

_HOUR, _DAY = 60, 24 * 60  # minutes


@register.filter
def moment(when: datetime | None, assembly: Assembly) -> str:
    """Give a moment with weekday, time and distance from UTC, such as "Tue 24 November 2026, 18:00 (UTC+8)"."""
    if when is None:
        return ""
    local = when.astimezone(ZoneInfo(assembly.time_zone))
    shown = date_format(local, pgettext("date format of a moment", "D j F Y, H:i"))
    said = pgettext("a moment and its distance from UTC", "%(moment)s (%(zone)s)")
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        said % {"moment": shown, "zone": _zone(local)},
    )


@register.filter
def hours(when: datetime | None, assembly: Assembly) -> str:
    """Give the time of day alone, on the assembly's clocks, such as "18:00"."""
    if when is None:
        return ""
    local = when.astimezone(ZoneInfo(assembly.time_zone))
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), f"{local:%H:%M}")


@register.filter
def day(when: date | None) -> str:
    """Give a day with its weekday."""
    if when is None:
        return ""
    shown = date_format(when, pgettext("date format of a day", "l j F Y"))
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), shown)


@register.filter
def day_in_tab(when: date | None) -> str:
    """Give a day as short as a tab is, with its weekday: "Sat 4 Jul"."""
    return "" if when is None else date_format(when, pgettext("date format of a day in a tab", "D j M"))


@register.filter
def on_day(when: datetime | None, assembly: Assembly) -> date | None:
    """Give the day of a moment on the assembly's clocks."""
    return None if when is None else when.astimezone(ZoneInfo(assembly.time_zone)).date()


@register.filter
def clocks(when: datetime, assembly: Assembly) -> str:
    """Name the assembly's clocks as they go at a moment: "Asia/Shanghai, UTC+8"."""
    zone = _zone(when.astimezone(ZoneInfo(assembly.time_zone)))
    return zone if assembly.time_zone == zone else f"{assembly.time_zone.replace('_', ' ')}, {zone}"


@register.filter
def days(first: date, last: date | None) -> str:
    """Give the days from the first to the last, saying month and year once where they are the same."""
    if last is None or last == first:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        formats = pgettext("date formats of a first and a last day in one month", "D j – D j F Y")
    elif first.year == last.year:
        formats = pgettext("date formats of a first and a last day in one year", "D j F – D j F Y")
    else:
        formats = pgettext("date formats of a first and a last day", "D j F Y – D j F Y")
    shown = [date_format(when, each) for when, each in zip((first, last), formats.split(" – "), strict=True)]
    return pgettext("from the first to the last day", "%(first)s – %(last)s") % {"first": shown[0], "last": shown[1]}


@register.filter
def time_left(end: datetime, now: datetime) -> str:
    """Say how long something goes on, in the one unit that fits: "10 days left", "5 hours left"."""
    minutes = max(1, int((end - now).total_seconds() // 60))
    if minutes < 2 * _HOUR:
        return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}
    if minutes < 2 * _DAY:
        return ngettext("%(n)d hour left", "%(n)d hours left", minutes // _HOUR) % {"n": minutes // _HOUR}
    return ngettext("%(n)d day left", "%(n)d days left", minutes // _DAY) % {"n": minutes // _DAY}


def _zone(local: datetime) -> str:
    offset = local.utcoffset()
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02d}' if rest else ''}"
