"""The words of the releases. They say what can be seen in the sample, and nothing about anything real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from yishiting.web.sample_assembly.words import both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.content import Content

CONTACT = "press@lantern-bay.example"


@dataclass(frozen=True)
class CorrectionWords:
    """What was corrected, how long before now, and how the text stood before: pairs of passages by language."""

    note: Content
    ago: timedelta
    was: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class ReleaseWords:
    """One release; ``embargo`` is a day of the programme and a time at the venue."""

    slug: str
    ago: timedelta
    title: Content
    lead: Content
    text: Content
    forum: str = ""
    embargo: tuple[int, int, int] | None = None
    correction: CorrectionWords | None = None


RELEASES = (
    ReleaseWords(
        "what-happens-in-two-days",
        timedelta(days=6, hours=3),
        both("What happens in two days by the bay", "海湾边的两天里会发生什么"),
        both(
            "Four forums, three questions and an exhibition: how the sample assembly goes, and how to take part from "
            "anywhere.",
            "四个论坛、三项议题和一场展览：示范大会如何进行，各地的人又如何参加。",
        ),
        both(
            "The sample assembly meets for two days in Lantern Bay, a place that is on no map. Everything in it is "
            "invented, so that everything can be tried.\n\n"
            "## What is open to everybody\n\n"
            "* One question takes answers **and new statements**; one takes answers for two more days.\n"
            "* The programme can be followed by day, by forum or on one printed sheet.\n"
            "* The exhibition lists its exhibitors by link of the industry chain and by hall.\n\n"
            "## What journalists can do\n\n"
            "Whoever is accredited puts questions to a spokesperson, seconds those of others and finds every answer "
            "with what it rests on.",
            "示范大会在灯湾举行两天。灯湾不在任何地图上，会上的一切都是虚构的，因此一切都可以试。\n\n"
            "## 向所有人开放\n\n"
            "* 一项议题正在征集表态**和新的主张**；另一项还可再表态两天。\n"
            "* 日程可以按天、按论坛查看，也可以印在一张纸上。\n"
            "* 展览按产业链环节和展馆列出参展商。\n\n"
            "## 记者可以做什么\n\n"
            "获得采访资格的记者可以向发言人提问、附议他人的提问，并查到每个回答的依据。",
        ),
    ),
    ReleaseWords(
        "sessions-of-the-sample-assembly",
        timedelta(days=3, hours=5),
        both("Twenty-eight sessions in two days", "两天，二十八个场次"),
        both(
            "The programme is complete. One workshop does not take place, another began a little later than announced.",
            "日程已经排定。一场工作坊取消，另一个场次比预告稍晚开始。",
        ),
        both(
            "Twenty-eight sessions take place in six rooms. Thirty invented speakers from invented delegations lead "
            "them in two languages.\n\n"
            "The workshop *Ending a pilot well* has been cancelled. Whoever had put it on a personal agenda sees the "
            "change there, with the time at which it was made.\n\n"
            "Times are those of the clock at the venue; the page of each session shows the reader's own beside it.",
            "二十八个场次在六个会场举行，由三十位虚构的发言人以两种语言主持，他们来自虚构的代表团。\n\n"
            "工作坊《体面地结束一项试点》已取消。把它放进个人日程的人会在那里看到变动及变动时间。\n\n"
            "时间以会场所在地为准；每个场次的页面同时显示读者所在地的时间。",
        ),
        correction=CorrectionWords(
            both(
                "The first version counted twenty-nine sessions. One of them does not take place.",
                "首个版本写作二十九个场次，其中一个已经取消。",
            ),
            timedelta(days=1, hours=4),
            {"en": ("Twenty-eight sessions", "Twenty-nine sessions"), "zh-hans": ("二十八个场次", "二十九个场次")},
        ),
    ),
    ReleaseWords(
        "sixty-exhibitors-along-the-chain",
        timedelta(days=2, hours=1),
        both("Sixty exhibitors along the chain", "六十家参展商，一条产业链"),
        both(
            "From a chip that sleeps until it rains to a loom that signs for its weaver: three halls, seven links.",
            "从下雨才醒的芯片，到替织工署名的织机：三个展馆，七个环节。",
        ),
        both(
            "Computing, data, frameworks, models, applications, safety, machines that move: the exhibition follows the "
            "chain from one end to the other. Sixty invented exhibitors show about ninety invented things.\n\n"
            "1. **North Hall**: computing and data.\n"
            "2. **River Hall**: frameworks, models and safety.\n"
            "3. **Garden Hall**: applications and machines.\n\n"
            "Many exhibits belong to a session in which they are spoken of; their pages name it. Pictures are abstract "
            "drawings made for the sample.",
            "算力、数据、框架、模型、应用、安全、会动的机器：展览沿着产业链从一端走到另一端。六十家虚构的参展商展出约九十件虚构的展项。\n\n"
            "1. **北馆**：算力与数据。\n"
            "2. **河畔馆**：框架、模型与安全。\n"
            "3. **花园馆**：应用与机器。\n\n"
            "许多展项会在相关场次中谈到，其页面注明场次。图片是为示例绘制的抽象图形。",
        ),
        forum="industry",
    ),
    ReleaseWords(
        "a-closed-question-can-be-read",
        timedelta(hours=20),
        both("A closed question, and how its result is read", "一项已结束的议题，以及怎样读它的结果"),
        both(
            "Twelve hundred invented people answered. The result shows what unites the groups before what divides "
            "them.",
            "一千二百位虚构的参与者表过态。结果先呈现各群体的共识，再呈现分歧。",
        ),
        both(
            "The question of the governance forum has been closed for thirteen days. Its result is published, with the "
            "uncertainty of every number and with the files that it was computed from.\n\n"
            "> A group is found in the answers. Nobody is assigned to one by country or calling.\n\n"
            "Three things to look for:\n\n"
            "* statements on which **every** group agrees,\n"
            "* statements that divide, and how deeply,\n"
            "* what the numbers cannot tell, which is said beside them.",
            "治理论坛的议题十三天前结束，结果已经公布，附有每个数字的不确定性和计算所用的文件。\n\n"
            "> 群体是从表态中发现的，没有人因国别或职业被划入某个群体。\n\n"
            "可以留意三点：\n\n"
            "* **各**群体一致的主张；\n"
            "* 造成分歧的主张，以及分歧有多深；\n"
            "* 数字无法说明的内容，页面上都有交代。",
        ),
        forum="governance",
    ),
    ReleaseWords(
        "what-the-sample-assembly-takes-home",
        timedelta(hours=2),
        both("What the sample assembly takes home", "示范大会带回什么"),
        both(
            "Under embargo until the closing: four sentences, one from each forum.",
            "闭幕前禁止发布：四个论坛各一句话。",
        ),
        both(
            "* **Governance**: whoever may stop a model is named before it starts.\n"
            "* **Industry**: machine rooms in out-of-the-way places are shared before they are built anew.\n"
            "* **Standards**: a test counts when somebody else has repeated it.\n"
            "* **Pilot zones**: every pilot says at its beginning how it will end.\n\n"
            "The sentences were invented for the sample. They show how an embargo works: until its minute nobody but "
            "the press room sees this page.",
            "* **治理**：谁有权停用模型，在启动之前就应写明。\n"
            "* **产业**：偏远地区先共享机房，再考虑新建。\n"
            "* **标准**：别人重复过的测试才算数。\n"
            "* **先导区**：每项试点开始时就说明将如何结束。\n\n"
            "以上句子为示例而虚构，用来演示禁止发布期：时间未到，只有新闻中心能看到本页。",
        ),
        embargo=(1, 16, 15),
    ),
)
