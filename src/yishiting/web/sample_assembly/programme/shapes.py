"""What the words of the programme are made of, and the rooms and kinds that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.sample_assembly.words import both

if TYPE_CHECKING:
    from yishiting.web.content import Content

ZH, EN = ("zh-hans",), ("en",)
BOTH = ZH + EN


@dataclass(frozen=True)
class SpeakerWords:
    """Somebody invented: of which sample delegation (category and number) and what they are there."""

    slug: str
    name: Content
    delegation: tuple[str, int]
    position: Content
    about: Content


@dataclass(frozen=True)
class SessionWords:
    """One slot; ``forum`` "" is the whole assembly's; ``when`` at the venue: the day (0, 1), "HH:MM", minutes."""

    slug: str
    forum: str
    room: str
    kind: str
    when: tuple[int, str, int]
    title: Content
    about: Content
    chair: str = ""
    speakers: tuple[str, ...] = ()
    languages: tuple[str, ...] = BOTH


ROOMS = (
    ("great-hall", both("Great Hall", "大会堂"), both("Ground floor", "一层")),
    ("heron-room", both("Heron Room", "苍鹭厅"), both("First floor, west", "二层西侧")),
    ("lotus-room", both("Lotus Room", "莲花厅"), both("First floor, east", "二层东侧")),
    ("juniper-room", both("Juniper Room", "刺柏厅"), both("Second floor, west", "三层西侧")),
    ("cedar-room", both("Cedar Room", "雪松厅"), both("Second floor, east", "三层东侧")),
    ("press-room", both("Press Room", "新闻发布厅"), both("Ground floor, beside the entrance", "一层入口旁")),
)

KINDS = {
    "plenary": both("Plenary", "全体会议"),
    "keynote": both("Keynote", "主旨演讲"),
    "panel": both("Panel", "圆桌讨论"),
    "workshop": both("Workshop", "工作坊"),
    "case": both("Case study", "案例分享"),
    "press": both("Press conference", "新闻发布会"),
    "reception": both("Reception", "招待会"),
}
