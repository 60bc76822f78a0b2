"""Pictures drawn anew from what somebody uploaded: nothing of the file survives but what one sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

LARGEST_FILE = 10_000_000  # bytes
MOST_PIXELS = 40_000_000
LONG_SIDE, SMALL_SIDE = 1600, 480  # pixels
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY = 82
# A progressive JPEG is gone through once for each of its scans, and ten are usual; a thousand million pixels take two
# seconds. What stands behind the picture, such as a film in the same file, can hold the mark of a scan by chance.
_MOST_SCANS, _MOST_PIXELS_SCANNED, _SCAN = 500, 3_000_000_000, b"\xff\xda"
_PAPER = (255, 255, 255)
# A large picture takes 160 MB while it is drawn: one after the other.
_ONE_AT_A_TIME = Lock()


class PictureError(ValueError):
    """What was sent cannot be drawn; its sentence is for whoever sent it."""


@dataclass(frozen=True)
class Drawn:
    """A picture and its thumbnail, both WebP in sRGB without any metadata; sizes in pixels, width first."""

    image: bytes
    thumbnail: bytes
    size: tuple[int, int]
    small_size: tuple[int, int]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the image in hexadecimal: the same upload gives the same."""
        return sha256(self.image).hexdigest()


def draw(data: bytes) -> Drawn:
    """Draw an uploaded picture anew. Raises `PictureError` for anything that is none, is broken, or is too large."""
    if len(data) > LARGEST_FILE:
        raise PictureError(_("The file is larger than %d MB.") % (LARGEST_FILE // 1_000_000))
    with _ONE_AT_A_TIME:
        opened = _open(data)
        try:
            large = _upright_on_paper(opened)
        except Exception as error:  # decoders meet broken files with errors of every kind
            raise PictureError(_("The picture is damaged, or its file is not whole.")) from error
        small = large.copy()
        small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
        return Drawn(_webp(large), _webp(small), large.size, small.size)


def _open(data: bytes) -> ImageFile:
    """Read no more than the head of the file: how large the picture is, is known before any of it is decoded."""
    try:
        opened = Image.open(BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many() from error
    except UnidentifiedImageError as error:
        raise PictureError(_("This is not a picture. JPEG, PNG, WebP and GIF are taken.")) from error
    except Exception as error:
        raise PictureError(_("The picture is damaged, or its file is not whole.")) from error
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many()
    # Also one with further pictures behind it, which has a format of its own.
    if isinstance(opened, JpegImageFile) and _takes_long(opened, data.count(_SCAN)):
        raise PictureError(_("The picture is damaged, or its file is not whole."))
    return opened


def _takes_long(opened: ImageFile, n_scans: int) -> bool:
    return n_scans > _MOST_SCANS or n_scans * opened.width * opened.height > _MOST_PIXELS_SCANNED


def _too_many() -> PictureError:
    limit = {"limit": MOST_PIXELS // 1_000_000}
    return PictureError(_("The picture has more than %(limit)d million pixels. Make it smaller first.") % limit)


def _upright_on_paper(opened: ImageFile) -> Image.Image:
    """Decode the first frame; make it small, sRGB, upright and opaque, and leave everything else of the file behind."""
    opened.draft(None, (LONG_SIDE, LONG_SIDE))  # a JPEG is decoded no larger than needed
    profile = opened.info.get("icc_profile")
    turned = ImageOps.exif_transpose(_plain_mode(opened))
    turned.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    alpha = turned.getchannel("A") if turned.mode == "RGBA" else None
    seen = _in_srgb(turned.convert("RGB") if alpha else turned, profile)
    paper = Image.new("RGB", seen.size, _PAPER)
    paper.paste(seen, mask=alpha)
    return paper


def _plain_mode(opened: ImageFile) -> Image.Image:
    """Give the first frame with colours that can be scaled: grey, RGB, RGBA or CMYK."""
    if opened.mode.startswith("I"):  # 16 bits of grey, of which the first eight are seen
        return opened.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if opened.has_transparency_data:
        return opened.convert("RGBA")
    return opened.copy() if opened.mode in ("L", "RGB", "CMYK") else opened.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Give the colours as screens show them; a profile that is none, or another kind's, is left out."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass
        else:
            return converted or image.convert("RGB")
    return image.convert("RGB")


def _webp(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", quality=_QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return written.getvalue()
