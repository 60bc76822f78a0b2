"""QR codes as pictures that a page holds itself: black on white, no script, no style attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import qrcode
from django.utils.html import format_html
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

QUIET_ZONE = 4  # modules of white around the code; readers are promised as many


def qr_code(text: str, label: str) -> SafeString:
    """Draw a text; ``label`` says to those who do not see it what the code leads to."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE, image_factory=SvgPathImage)
    code.add_data(text)
    code.make(fit=True)
    picture = code.make_image()
    path = " ".join(picture.path.get("d", "").split())
    side = code.modules_count + 2 * QUIET_ZONE
    return format_html(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}"><path d="{}"/></svg>', label, side, side, path
    )
