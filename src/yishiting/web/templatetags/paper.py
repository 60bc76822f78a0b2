"""What a page says on paper alone: where it can be found again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.translation import gettext

from yishiting.web.qr import qr_code

if TYPE_CHECKING:
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()
# Drawing a code takes some milliseconds, and published results are few and asked for often.
_drawn = lru_cache(maxsize=256)(qr_code)


@register.inclusion_tag("parts/on_paper.html", takes_context=True)
def on_paper(context: Context, *, with_code: bool = False) -> dict[str, str | SafeString]:
    """Give the page's address, and for those that are cited a code to scan. Not for addresses that let somebody in."""
    address = settings.PUBLIC_URL + context["request"].path
    code = _drawn(address, gettext("QR code that leads to this page")) if with_code else ""
    return {"address": address, "code": code}
