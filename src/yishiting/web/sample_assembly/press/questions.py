"""The words of journalists who do not exist, and of those who answer them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from yishiting.web.content import Content
from yishiting.web.press.models import Question
from yishiting.web.sample_assembly.words import HOSTS, both, delegation_name

CONFERENCE = "press-conference"  # the session for which questions are asked
STATUS = Question.Status
NOTHING = Content()


@dataclass(frozen=True)
class AddresseeWords:
    """Somebody to whom questions are put."""

    slug: str
    name: Content
    position: Content = NOTHING
    organisation: Content = NOTHING


ADDRESSEES = (
    AddresseeWords(
        "yun-jianhe",
        both("Yun Jianhe", "云间鹤"),
        both("Minister for Quiet Machines", "静音机器部部长"),
        delegation_name("government", 0),
    ),
    AddresseeWords(
        "hua-luoyi",
        both("Hua Luoyi", "花落衣"),
        both("Speaker for Those Who Are Not in the Room", "缺席者代言人"),
        delegation_name("society", 0),
    ),
    AddresseeWords("lantern-bay-secretariat", dict(HOSTS)["lantern-bay"]),
)


@dataclass(frozen=True)
class JournalistWords:
    """Somebody who works for a paper that nobody prints; ``has_role`` when accredited, else the request waits."""

    name: str
    outlet: str
    place: str
    about: str
    language: str
    has_role: bool


JOURNALISTS = (
    JournalistWords("Wren Halloway (sample)", "The Lantern Bay Lamp (sample)", "Lantern Bay", "", "en", has_role=True),
    JournalistWords("柳闻莺（示范）", "灯湾晚报（示范）", "灯湾", "", "zh-hans", has_role=True),
    JournalistWords("Barnaby Teasel (sample)", "Radio Estuary (sample)", "Estuary", "", "en", has_role=True),
    JournalistWords(
        "Odalys Fernbrook (sample)",
        "The Slow Review (sample)",
        "Mossgate",
        "I write about machines in small places, four times a year.",
        "en",
        has_role=False,
    ),
    JournalistWords(
        "江上渔（示范）",
        "渡口周刊（示范）",
        "渡岛",
        "希望采访先导区论坛，并拍摄花园馆的展项。",
        "zh-hans",
        has_role=False,
    ),
)


@dataclass(frozen=True)
class QuestionWords:
    """One question: who asks (place in `JOURNALISTS`), whom, how long ago; seconds likewise by place."""

    text: Content
    by: int
    to: str
    ago: timedelta
    status: Question.Status
    answer: Content = NOTHING
    answered_ago: timedelta = timedelta()
    cites: tuple[str, ...] = ()
    seconds: tuple[int, ...] = ()
    is_for_conference: bool = True
    reason: str = ""
    note: str = ""


QUESTIONS = (
    QuestionWords(
        both(
            "Who decides which statements appear in the open question, and can anybody see what was refused?",
            "开放议题中出现哪些主张由谁决定？未被接受的主张能否查到？",
        ),
        0,
        "lantern-bay-secretariat",
        timedelta(days=5),
        STATUS.PUBLISHED,
        both(
            "Moderators decide by a published policy. Each refusal stands in a public record with its reason, and can "
            "be taken back.",
            "由审核人员依照公开的准则决定。每一次不接受都连同理由载入公开记录，也可以撤回。",
        ),
        timedelta(days=4, hours=3),
        ("what-happens-in-two-days",),
        (1, 2),
        is_for_conference=False,
    ),
    QuestionWords(
        both(
            "How many people answered, and how many of them exist?",
            "有多少人表了态？其中有多少是真实的？",
        ),
        2,
        "lantern-bay-secretariat",
        timedelta(days=4),
        STATUS.PUBLISHED,
        both(
            "Twelve hundred invented people answered, and none of them exists. Answers of real visitors are counted "
            "beside theirs, and go when the sample is removed.",
            "一千二百位虚构的参与者表了态，他们都不存在。真实访客的表态与其一并统计，示例数据移除时一并删除。",
        ),
        timedelta(days=3, hours=6),
        ("what-happens-in-two-days", "a-closed-question-can-be-read"),
        (0,),
        is_for_conference=False,
    ),
    QuestionWords(
        both(
            "Why was the workshop on ending pilots cancelled?",
            "关于结束试点的工作坊为什么取消？",
        ),
        1,
        "lantern-bay-secretariat",
        timedelta(days=1, hours=3),
        STATUS.PUBLISHED,
        both(
            "Its subject ended before it began: the invented pilot was closed last week, on time. The library of ended "
            "pilots shows its last report in the River Hall.",
            "它的主题还没开始就结束了：那项虚构的试点上周按时终止。河畔馆的终止试点图书馆展出它的最后一份报告。",
        ),
        timedelta(hours=21),
        ("sessions-of-the-sample-assembly",),
        (0,),
    ),
    QuestionWords(
        both(
            "Will exhibitors be asked how much electricity their exhibits use?",
            "是否会要求参展商说明展项的用电量？",
        ),
        0,
        "yun-jianhe",
        timedelta(days=1, hours=20),
        STATUS.PUBLISHED,
        both(
            "They are asked, and most answer on the card beside the exhibit. Those who do not are listed at the "
            "entrance, without comment.",
            "会问，多数参展商把答案写在展项旁的卡片上。没有回答的列在入口处，不作评论。",
        ),
        timedelta(days=1, hours=2),
        ("sixty-exhibitors-along-the-chain",),
    ),
    QuestionWords(
        both(
            "Can a small delegation stop a text that all large ones want?",
            "如果大的代表团都想要某个文本，一个小代表团能拦下来吗？",
        ),
        1,
        "hua-luoyi",
        timedelta(hours=30),
        STATUS.PUBLISHED,
        both(
            "It can say that it differs, and why, and its words then stand beside the text. Whether it can stop the "
            "text depends on the rule that was agreed before anybody saw the text.",
            "它可以声明有不同意见并说明理由，这些话会与文本放在一起。能否拦下文本，取决于在任何人看到文本之前就商定的规则。",
        ),
        timedelta(hours=18),
        (),
        (0, 2),
    ),
    QuestionWords(
        both(
            "What happens to the measuring boxes of the ten pilot zones after the assembly?",
            "大会之后，十个先导区的测量箱会怎样处理？",
        ),
        2,
        "yun-jianhe",
        timedelta(hours=9),
        STATUS.ANSWERED,
        both(
            "They stay where they are for two more years, and their logbooks stay open.",
            "它们会在原处再留两年，日志继续公开。",
        ),
        timedelta(hours=1),
        seconds=(1,),
    ),
    QuestionWords(
        both(
            "Which of the four forums found it hardest to agree on anything?",
            "四个论坛中，哪一个最难达成一致？",
        ),
        0,
        "hua-luoyi",
        timedelta(hours=6),
        STATUS.ACCEPTED,
        seconds=(1, 2),
    ),
    QuestionWords(
        Content.of("zh-hans", "会不会公布各代表团逐条表态的情况？"),
        1,
        "lantern-bay-secretariat",
        timedelta(hours=2),
        STATUS.WAITING,
    ),
    QuestionWords(
        Content.of("en", "Is it true that the ferry was late?"),
        2,
        "yun-jianhe",
        timedelta(hours=28),
        STATUS.REJECTED,
        reason="not_here",
        note="The ferry belongs to the harbour (sample).",
    ),
)
