"""The words of the ready assembly. Everybody and everything in them is invented, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yishiting.web.content import Content


def both(en: str, zh: str) -> Content:
    """Give a text in both languages of the interface."""
    return Content.of("en", en, zh_hans=zh)


TIME_ZONE = "Asia/Shanghai"
TITLE = both("Sample Assembly on AI Governance", "人工智能治理示范大会")
THEME = both("Invented people find out what they agree on", "虚构的各方，寻找真实的共识路径")
PLACE = both("Lantern Bay (invented)", "灯湾（虚构）")
ABOUT = both(
    "This assembly shows what the chamber does. Its hosts, forums, delegations, people and votes are invented; "
    "nobody's opinion is in it, least of all that of a real country, sector or organisation.\n\n"
    "Answer a few statements in the open question, and see where you stand on the opinion map. An organiser can remove "
    "all of this with one button and begin an assembly of their own.",
    "本大会用来展示议事厅的功能。主办单位、论坛、代表团、人员和表态均为虚构，不代表任何人的意见，更不代表任何真实国家、行业或机构的立场。\n\n"
    "请在开放的议题中对几项主张表态，看看自己在意见图上的位置。组织者可以一键移除全部示例数据，开始自己的大会。",
)
BACKGROUND = both(
    "This is sample data. Twelve hundred invented people, some of them delegations, have answered; how their votes "
    "were made is described in the project's documentation. Your own answers are real, and count beside theirs.",
    "此处为示例数据。一千二百位虚构的参与者（其中一部分是代表团）已经表态，其表态的生成方法见项目文档。您自己的表态是真实的，与他们的一并统计。",
)

HOSTS = (
    ("lantern-bay", both("Lantern Bay Secretariat (sample)", "灯湾秘书处（示范）")),
    ("invented-universities", both("Union of Invented Universities (sample)", "虚构大学联盟（示范）")),
    ("model-industries", both("Chamber of Model Industries (sample)", "样例产业商会（示范）")),
)


@dataclass(frozen=True)
class ForumWords:
    """One forum: its address, its words, and which hosts hold it."""

    slug: str
    title: Content
    about: Content
    hosts: tuple[str, ...]


FORUMS = (
    ForumWords(
        "governance",
        both("Governance Forum", "治理论坛"),
        both(
            "Rules, safety and bodies: what parties with different laws and habits can share.",
            "规则、安全与机构：法律和惯例各不相同的各方，可以共享什么。",
        ),
        ("lantern-bay", "invented-universities"),
    ),
    ForumWords(
        "industry",
        both("Industry Forum", "产业论坛"),
        both(
            "Development and use: how computing, data and skills reach those who need them.",
            "发展与应用：算力、数据和技能如何到达需要它们的人。",
        ),
        ("model-industries",),
    ),
    ForumWords(
        "standards",
        both("International Standards Forum", "国际标准论坛"),
        both(
            "Standards for the governance of AI: shared words, tests that others can repeat, and how they are written.",
            "人工智能治理的国际标准化：共同的术语、可以重复的测试方法，以及标准如何写成。",
        ),
        ("invented-universities", "model-industries"),
    ),
    ForumWords(
        "pilot-zones",
        both("Forum of Pilot Zones", "应用先导区论坛"),
        both(
            "Zones in which new applications are tried: what they promise, what they found, and what others may reuse.",
            "先行先试的应用先导区：作出哪些承诺，发现了什么，哪些做法可供他人借鉴。",
        ),
        ("lantern-bay", "model-industries"),
    ),
)


@dataclass(frozen=True)
class Course:
    """How far one of the simulated deliberations is; days are counted from the first start."""

    name: Literal["governance", "safety", "development"]
    forum: str
    stage: Literal["open", "votes_only", "closed"]
    opened_days_ago: int
    closes_in_days: int


COURSES = (
    # Two opinion groups, three, one: a newcomer's own answers lead to a map that has something to show.
    Course("safety", "governance", "open", opened_days_ago=11, closes_in_days=10),
    Course("development", "industry", "votes_only", opened_days_ago=12, closes_in_days=2),
    Course("governance", "governance", "closed", opened_days_ago=25, closes_in_days=-13),
)

# Put forward lately in the open deliberation: the moderation queue is not empty.
WAITING = (
    both(
        "Laboratories should practise shutting a model down once a year.",
        "实验室应每年演练一次停用模型。",
    ),
    Content.of("zh-hans", "人工智能安全测试的结果应至少保存十年。"),
    Content.of("en", "Visit my shop for the best AI gadgets!"),
)

# Names of delegations are made of one of these and a pattern by stakeholder category.
EMBLEMS = (
    ("Heron", "苍鹭"),
    ("Cedar", "雪松"),
    ("Amber", "琥珀"),
    ("Lotus", "莲花"),
    ("Falcon", "游隼"),
    ("Willow", "柳树"),
    ("Coral", "珊瑚"),
    ("Swallow", "燕子"),
    ("Juniper", "刺柏"),
    ("Garnet", "石榴石"),
    ("Orchid", "兰花"),
    ("Plover", "鸻鸟"),
    ("Cypress", "柏树"),
    ("Topaz", "黄玉"),
    ("Jasmine", "茉莉"),
    ("Kestrel", "红隼"),
    ("Maple", "枫树"),
    ("Pearl", "珍珠"),
    ("Peony", "牡丹"),
    ("Curlew", "杓鹬"),
    ("Birch", "白桦"),
    ("Agate", "玛瑙"),
    ("Iris", "鸢尾"),
    ("Dipper", "河乌"),
    ("Olive", "橄榄树"),
    ("Beryl", "绿柱石"),
    ("Poppy", "虞美人"),
    ("Avocet", "反嘴鹬"),
    ("Acacia", "金合欢"),
    ("Onyx", "缟玛瑙"),
    ("Clover", "三叶草"),
    ("Oriole", "黄鹂"),
    ("Banyan", "榕树"),
    ("Quartz", "石英"),
    ("Heather", "石楠"),
    ("Bittern", "麻鸦"),
    ("Poplar", "白杨"),
    ("Jasper", "碧玉"),
    ("Thistle", "蓟花"),
    ("Lapwing", "凤头麦鸡"),
    ("Baobab", "猴面包树"),
    ("Opal", "蛋白石"),
    ("Primrose", "报春花"),
    ("Sandpiper", "矶鹬"),
    ("Rowan", "花楸"),
    ("Zircon", "锆石"),
    ("Saffron", "番红花"),
    ("Egret", "白鹭"),
    ("Linden", "椴树"),
    ("Tourmaline", "碧玺"),
    ("Gentian", "龙胆"),
    ("Warbler", "莺鸟"),
    ("Mangrove", "红树"),
    ("Obsidian", "黑曜石"),
    ("Hibiscus", "木槿"),
    ("Nightjar", "夜鹰"),
    ("Tamarind", "罗望子"),
    ("Sapphire", "蓝宝石"),
    ("Marigold", "万寿菊"),
    ("Kingfisher", "翠鸟"),
)
# Keys are the categories of the simulation.
PATTERNS = {
    "government": ("State of {} (sample)", "{}国（示范）"),
    "industry": ("{} Works (sample)", "{}工业（示范）"),
    "academia": ("{} Academy (sample)", "{}学院（示范）"),
    "society": ("Friends of the {} (sample)", "{}之友（示范）"),
}
# The simulation's keys, and the constituencies with which every assembly begins.
CONSTITUENCIES = {
    "stakeholder": {
        "government": "government",
        "industry": "industry",
        "academia": "academia",
        "society": "civil-society",
    },
    "region": {
        "african": "africa",
        "asia_pacific": "asia-pacific",
        "eastern_european": "eastern-europe",
        "latin_american_and_caribbean": "latin-america-caribbean",
        "western_european_and_other": "western-europe-others",
    },
}


def delegation_name(category: str, number: int) -> Content:
    """Name the delegation with this number (from 0) of a category."""
    english, chinese = EMBLEMS[number % len(EMBLEMS)]
    again = "" if number < len(EMBLEMS) else f" {number // len(EMBLEMS) + 1}"
    in_english, in_chinese = PATTERNS[category]
    return both(in_english.format(english + again), in_chinese.format(chinese + again))
