"""Pictures drawn anew: nothing of the file is kept but what one sees; any bytes are drawn or clearly refused."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.web.exhibition.made_exhibitors import picture_bytes
from yishiting.web.exhibition import drawing
from yishiting.web.exhibition.drawing import PictureError, draw

if TYPE_CHECKING:
    from yishiting.web.exhibition.drawing import Drawn

MARK = "quokka-was-here"
QUICK = settings(max_examples=30, deadline=None)
GREEN, RED, BLUE = (10, 140, 60), (200, 30, 30), (20, 40, 200)


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = MARK
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (31.0, 14.0, 3.0), 29: MARK})
    return exif


def _halves(size: tuple[int, int], first: tuple[int, int, int], second: tuple[int, int, int]) -> Image.Image:
    """Paint the left half one way and the right half another."""
    image = Image.new("RGB", size, second)
    image.paste(first, (0, 0, size[0] // 2, size[1]))
    return image


def _written(image: Image.Image, kind: str, **more: object) -> bytes:
    written = BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def _seen(drawn: Drawn) -> Image.Image:
    return Image.open(BytesIO(drawn.image)).convert("RGB")


def _is_near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(got - want) <= 16 for got, want in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_becomes_webp_in_two_sizes(kind: str) -> None:
    drawn = draw(_written(_halves((40, 20), GREEN, RED), kind))

    large, small = (Image.open(BytesIO(each)) for each in (drawn.image, drawn.thumbnail))
    assert (large.format, small.format) == ("WEBP", "WEBP")
    assert (large.size, small.size) == (drawn.size, drawn.small_size) == ((40, 20), (40, 20))
    assert _is_near(_seen(drawn).getpixel((4, 10)), GREEN)
    assert _is_near(_seen(drawn).getpixel((36, 10)), RED)


def test_large_pictures_are_made_smaller_and_small_ones_stay() -> None:
    drawn = draw(picture_bytes((2000, 500)))

    assert (drawn.size, drawn.small_size) == ((1600, 400), (480, 120))


@QUICK
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    size=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    words=st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=8, max_size=20),
)
def test_nothing_of_the_metadata_survives(kind: str, size: tuple[int, int], words: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, object] = {"exif": _exif(), "icc_profile": profile}
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Comment", words)
        info.add_itxt("XML:com.adobe.xmp", f"<x>{words}</x>")
        more["pnginfo"] = info
    elif kind == "JPEG":
        more |= {"comment": words.encode(), "xmp": f"<x>{words}</x>".encode()}
    else:
        more["xmp"] = f"<x>{words}</x>".encode()
    data = _written(Image.new("RGB", size, GREEN), kind, **more)
    assert MARK.encode() in data  # else the test would prove nothing

    drawn = draw(data)

    for each in (drawn.image, drawn.thumbnail):
        assert _chunks(each) <= {b"VP8 ", b"VP8L"}
        assert MARK.encode() not in each
        assert words.encode() not in each


def _chunks(webp: bytes) -> set[bytes]:
    """Name the parts of a WebP file: metadata have chunks of their own (EXIF, XMP, ICCP)."""
    found, at = set(), 12
    while at < len(webp):
        name, length = struct.unpack("<4sI", webp[at : at + 8])
        found.add(name)
        at += 8 + length + length % 2
    return found


@pytest.mark.parametrize(
    ("orientation", "size", "top_left"),
    [(1, (40, 20), GREEN), (3, (40, 20), RED), (6, (20, 40), GREEN), (8, (20, 40), RED)],
)
def test_a_picture_stands_upright(orientation: int, size: tuple[int, int], top_left: tuple[int, int, int]) -> None:
    drawn = draw(_written(_halves((40, 20), GREEN, RED), "JPEG", exif=_exif(orientation), quality=95))

    assert drawn.size == size
    assert _is_near(_seen(drawn).getpixel((3, 3)), top_left)


def test_of_what_moves_the_first_picture_is_kept() -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in (GREEN, RED, BLUE)]

    for kind in ("GIF", "WEBP", "PNG"):
        drawn = draw(_written(frames[0], kind, save_all=True, append_images=frames[1:], duration=100))
        assert _is_near(_seen(drawn).getpixel((5, 5)), GREEN), kind
        assert getattr(Image.open(BytesIO(drawn.image)), "n_frames", 1) == 1


def test_what_is_transparent_stands_on_white() -> None:
    for image in (Image.new("RGBA", (8, 8), (0, 0, 0, 0)), Image.new("LA", (8, 8), (0, 0))):
        assert _is_near(_seen(draw(_written(image, "PNG"))).getpixel((4, 4)), (255, 255, 255))


def test_colours_of_another_profile_are_those_that_one_saw() -> None:
    lab = ImageCms.createProfile("LAB")  # no profile of a picture in RGB: left out
    image = Image.new("RGB", (8, 8), GREEN)

    drawn = draw(_written(image, "PNG", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes()))
    broken = draw(_written(image, "PNG", icc_profile=b"no profile at all"))

    assert _is_near(_seen(drawn).getpixel((4, 4)), GREEN)
    assert _is_near(_seen(broken).getpixel((4, 4)), GREEN)


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [("1", 1, "PNG"), ("L", 200, "PNG"), ("P", 3, "GIF"), ("I;16", 50_000, "PNG"), ("CMYK", (0, 0, 0, 0), "JPEG")],
)
def test_every_way_of_writing_colours_is_understood(mode: str, colour: int | tuple[int, ...], kind: str) -> None:
    image = Image.new(mode, (8, 8), colour)

    drawn = draw(_written(image, kind))

    wanted = {"1": 255, "L": 200, "I;16": 195, "CMYK": 255}.get(mode)
    assert wanted is None or _is_near(_seen(drawn).getpixel((4, 4)), (wanted,) * 3)


def _png_of(width: int, height: int) -> bytes:
    """Write the head of a PNG that says how large it is, and hardly anything more: a decompression bomb."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


@pytest.mark.parametrize("size", [(6_400, 6_400), (12_000, 12_000), (60_000, 60_000), (1, 40_000_001)])
def test_too_many_pixels_are_refused_before_any_is_decoded(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_upright_on_paper", lambda _opened: pytest.fail("it was decoded"))

    with pytest.raises(PictureError, match="more than 40 million pixels"):
        draw(_png_of(*size))


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    with pytest.raises(PictureError, match="larger than 10 MB"):
        draw(b"\0" * 10_000_001)


@pytest.mark.parametrize("kind", ["JPEG", "MPO"])
def test_a_jpeg_that_would_be_gone_through_for_ever_is_refused(kind: str) -> None:
    with pytest.raises(PictureError, match="damaged"):
        draw(_with_scans(600, kind))


def test_a_large_jpeg_is_gone_through_fewer_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_MOST_PIXELS_SCANNED", 64 * 64 * 50)

    assert draw(_with_scans(20)).size == (64, 64)
    with pytest.raises(PictureError, match="damaged"):
        draw(_with_scans(60))


def _with_scans(n_more: int, kind: str = "JPEG") -> bytes:
    """Give a picture that is gone through so many times more; an "MPO" says that a second picture is behind it."""
    image = Image.new("RGB", (64, 64), GREEN)
    data = _written(image, "JPEG", progressive=True)
    if kind == "MPO":
        several = _written(image, "MPO", save_all=True, append_images=[image])
        begin = several.index(b"\xff\xe2")
        length = int.from_bytes(several[begin + 2 : begin + 4])
        data = data[:2] + several[begin : begin + 2 + length] + data[2:]
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * n_more + data[-2:]


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"BM6"]
)
def test_what_is_no_picture_is_called_so(data: bytes) -> None:
    with pytest.raises(PictureError, match="not a picture"):
        draw(data)


def test_other_kinds_of_pictures_are_not_taken() -> None:
    for kind in ("BMP", "TIFF", "ICO", "PPM", "EPS"):
        with pytest.raises(PictureError, match="not a picture"):
            draw(picture_bytes((16, 16), kind))


@QUICK
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]),
    kept=st.floats(0, 1),
    holes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=4),
)
def test_broken_files_are_drawn_or_refused(kind: str, kept: float, holes: list[tuple[float, bytes]]) -> None:
    whole = _written(_halves((24, 16), GREEN, BLUE), kind)
    data = bytearray(whole[: round(len(whole) * kept)])
    for place, junk in holes:
        at = round(len(data) * place)
        data[at : at + len(junk)] = junk

    try:
        drawn = draw(bytes(data))
    except PictureError:
        return
    assert Image.open(BytesIO(drawn.image)).size == drawn.size


@QUICK
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF....WEBPVP8X"]),
)
def test_any_bytes_are_drawn_or_refused(data: bytes, head: bytes) -> None:
    try:
        draw(head + data)
    except PictureError:
        return
