"""Pictures of exhibits that are drawn when the assembly is filled: plain shapes, with words for those who do not see.

No file is shipped, nobody's work is copied, and nothing pretends to be a photograph.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from math import cos, dist, pi, sin
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from yishiting.web.sample_assembly.words import both

if TYPE_CHECKING:
    from collections.abc import Callable

    from yishiting.web.content import Content

WIDTH, HEIGHT = 960, 640
SMALL_WIDTH, SMALL_HEIGHT = 480, 320
# Ground, two quiet colours and one that leads the eye; each has its name in the words beside the picture.
_PALETTES = (
    (("#f4efe6", "#2f4858", "#86a5b3", "#c9572c"), both("cream, slate blue and rust", "米白、石板蓝与锈红")),
    (("#eef3ee", "#33513f", "#9dbb9f", "#d9a441"), both("pale green, moss and ochre", "浅绿、苔绿与赭黄")),
    (("#f3eef4", "#4b3b63", "#b3a2c7", "#3f8f8b"), both("lilac, plum and teal", "淡紫、梅紫与青绿")),
    (("#f5f1ea", "#5b3a29", "#cbb39a", "#2f6f9f"), both("sand, brown and blue", "沙色、褐色与蓝")),
)

_Pen = ImageDraw.ImageDraw
_Colours = tuple[str, str, str, str]


@dataclass(frozen=True)
class DrawnPicture:
    """A picture and its thumbnail as WebP, and what somebody reads who does not see it."""

    image: bytes
    thumbnail: bytes
    alt: Content

    @property
    def digest(self) -> str:
        """The SHA-256 of the picture in hexadecimal."""
        return sha256(self.image).hexdigest()


def draw_picture(number: int) -> DrawnPicture:
    """Draw the picture with this number (from 0); the same number gives the same picture."""
    chance = Random(number)  # noqa: S311 - shapes, no secrets
    colours, named = _PALETTES[number % len(_PALETTES)]
    shape, words = _SHAPES[number % len(_SHAPES)]
    picture = Image.new("RGB", (WIDTH, HEIGHT), colours[0])
    shape(ImageDraw.Draw(picture), colours, chance)
    alt = both(
        f"Abstract sample drawing: {words[0]}, in {named.texts['en']}.",
        f"抽象示例图：{words[1]}，{named.texts['zh-hans']}配色。",
    )
    return DrawnPicture(_webp(picture), _webp(picture.resize((SMALL_WIDTH, SMALL_HEIGHT), Image.Resampling.BOX)), alt)


def _webp(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "WEBP", lossless=True, quality=0, method=0)  # a third of the bytes, in half the time
    return written.getvalue()


def _rings(pen: _Pen, colours: _Colours, chance: Random) -> None:
    middle, height = chance.randint(320, 640), chance.randint(260, 380)
    for step in range(9, 0, -1):
        radius = 34 * step
        colour = colours[3] if step == 3 else colours[1 + step % 2]
        pen.ellipse((middle - radius, height - radius, middle + radius, height + radius), outline=colour, width=14)


def _steps(pen: _Pen, colours: _Colours, chance: Random) -> None:
    for column in range(12):
        top = HEIGHT - 60 - 38 * column - chance.randint(0, 40)
        colour = colours[3] if column == 8 else colours[1 + column % 2]
        pen.rectangle((40 + 74 * column, top, 96 + 74 * column, HEIGHT - 40), fill=colour)


def _net(pen: _Pen, colours: _Colours, chance: Random) -> None:
    knots = [(chance.randint(60, WIDTH - 60), chance.randint(60, HEIGHT - 60)) for _ in range(16)]
    for knot in knots:
        for other in sorted(knots, key=partial(dist, knot))[1:4]:
            pen.line((*knot, *other), fill=colours[2], width=6)
    for place, knot in enumerate(knots):
        radius = 26 if place == 0 else 13
        box = (knot[0] - radius, knot[1] - radius, knot[0] + radius, knot[1] + radius)
        pen.ellipse(box, fill=colours[3] if place == 0 else colours[1])


def _waves(pen: _Pen, colours: _Colours, chance: Random) -> None:
    for row in range(8):
        height, phase, swing = 90 + 64 * row, chance.random() * 2 * pi, chance.randint(14, 34)
        line = [(x, height + swing * sin(x / 90 + phase)) for x in range(0, WIDTH + 12, 12)]
        pen.line(line, fill=colours[3] if row == 4 else colours[1 + row % 2], width=16, joint="curve")


def _tiles(pen: _Pen, colours: _Colours, chance: Random) -> None:
    for column in range(9):
        for row in range(6):
            left, top = 30 + 100 * column, 20 + 100 * row
            turn = chance.choice((0, 90, 180, 270))
            x, y = left + 90 * (turn in (90, 180)), top + 90 * (turn in (180, 270))
            pen.pieslice((x - 90, y - 90, x + 90, y + 90), turn, turn + 90, fill=colours[1 + (row + column) % 2])
    left, top = 30 + 100 * chance.randint(1, 7), 20 + 100 * chance.randint(1, 4)
    pen.rectangle((left, top, left + 90, top + 90), fill=colours[3])


def _spokes(pen: _Pen, colours: _Colours, chance: Random) -> None:
    middle, height, turn = WIDTH / 2, HEIGHT / 2, chance.random()
    for spoke in range(24):
        angle, length = turn + 2 * pi * spoke / 24, chance.randint(170, 290)
        end = (middle + length * cos(angle), height + length * sin(angle))
        colour = colours[3] if spoke % 8 == 0 else colours[1 + spoke % 2]
        pen.line((middle, height, *end), fill=colour, width=12)


_SHAPES: tuple[tuple[Callable[[_Pen, _Colours, Random], None], tuple[str, str]], ...] = (
    (_rings, ("rings around one point", "环绕一点的圆环")),
    (_steps, ("columns that rise like steps", "阶梯般升高的柱子")),
    (_net, ("knots joined by lines to their neighbours", "与邻近结点相连的网")),
    (_waves, ("eight waves one above another", "层层叠起的八道波浪")),
    (_tiles, ("quarter circles in a grid around one square", "围着一个方块的扇形网格")),
    (_spokes, ("spokes of different lengths", "长短不一的辐条")),
)
