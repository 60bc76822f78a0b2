"""The second day: four forums, the press, and what was agreed."""

from __future__ import annotations

from yishiting.web.sample_assembly.programme.shapes import EN, SessionWords
from yishiting.web.sample_assembly.words import both

SECOND_DAY = (
    SessionWords(
        "yesterday-in-an-hour",
        "",
        "great-hall",
        "plenary",
        (1, "09:00", 60),
        both("Yesterday in an hour", "一小时回顾昨天"),
        both(
            "Each forum has ten minutes: what was agreed, what was not, and what somebody changed their mind about.",
            "每个论坛十分钟：哪些达成一致，哪些没有，又有谁改变了看法。",
        ),
        "marigold-saltmarsh",
        ("yue-banwan", "song-taosheng", "qing-zhuxin", "lu-weidang"),
    ),
    SessionWords(
        "differing-without-leaving",
        "governance",
        "heron-room",
        "panel",
        (1, "10:15", 60),
        both("Differing without leaving: reservations on record", "存异而不离席：把保留意见写进记录"),
        both(
            "A reservation says “we differ here, and stay”. When does it help a text, and when does it empty it?",
            "保留意见的意思是“此处我们有不同看法，但我们留下”。它什么时候有助于文本，什么时候会掏空文本？",
        ),
        "marigold-saltmarsh",
        ("bai-luyu", "shan-quanshui"),
    ),
    SessionWords(
        "a-silence-procedure",
        "governance",
        "heron-room",
        "workshop",
        (1, "11:30", 60),
        both("A silence procedure, step by step", "一步一步走完默许程序"),
        both(
            "The room adopts one harmless sentence by silence, and then tries to break it. With a printed card for "
            "each step.",
            "全场以默许方式通过一句无伤大雅的话，再试着打破沉默。每一步都有一张卡片。",
        ),
        "yue-banwan",
        ("hua-luoyi", "juniper-askwell"),
    ),
    SessionWords(
        "electricity-for-large-models",
        "industry",
        "lotus-room",
        "panel",
        (1, "10:15", 60),
        both("Electricity for large models: what to measure", "大模型的用电：该量什么"),
        both(
            "Per answer, per year, per hall? Three ways to count, and the one that a neighbour understands.",
            "按次、按年还是按机房计算？三种算法，以及邻居听得懂的那一种。",
        ),
        "zhu-yingyao",
        ("song-taosheng", "clover-hearthstone"),
    ),
    SessionWords(
        "buying-for-the-public",
        "industry",
        "great-hall",
        "case",
        (1, "11:30", 60),
        both("Buying AI for the public: clauses that work", "为公众采购人工智能：管用的条款"),
        both(
            "Ten clauses from invented contracts: three that helped, six that nobody noticed, one that cost a year.",
            "虚构合同中的十条条款：三条管用，六条无人理会，一条耽误了一年。",
        ),
        "thistle-umberwick",
        ("pebble-hollyhock", "feng-linglan"),
    ),
    SessionWords(
        "marking-what-is-generated",
        "standards",
        "juniper-room",
        "panel",
        (1, "10:15", 60),
        both("Marking what is generated", "给生成内容加标识"),
        both(
            "Pictures, sound and text: marks that people see, marks that machines read, and what happens when one is "
            "cut off.",
            "图片、声音和文字：给人看的标识、给机器读的标识，以及标识被剪掉以后怎么办。",
        ),
        "quillon-dewberry",
        ("cobalt-wrenfield", "xi-yangdu"),
    ),
    SessionWords(
        "three-roads-to-a-standard",
        "standards",
        "juniper-room",
        "panel",
        (1, "11:30", 60),
        both("Three roads from a national to an international standard", "从国家标准到国际标准的三条路"),
        both(
            "Adopt, adapt, or begin again together: an account of three invented standards and how long each took.",
            "直接采用、修改采用，还是共同重写：三项虚构标准的经过和耗时。",
        ),
        "peregrine-mosswater",
        ("qing-zhuxin", "tian-shuiyue"),
        EN,
    ),
    SessionWords(
        "clinics-far-from-town",
        "pilot-zones",
        "cedar-room",
        "case",
        (1, "10:15", 60),
        both("Clinics far from town: pictures read with help", "远离城镇的诊所：有人帮忙读片"),
        both(
            "A doctor, a machine and a bad connection. What was found earlier, what was missed, and who says so to "
            "the patient.",
            "一位医生、一台机器和一条断断续续的网络。哪些更早发现了，哪些漏掉了，由谁告诉病人。",
        ),
        "lu-weidang",
        ("shi-liuzi",),
    ),
    SessionWords(
        "ten-zones-one-logbook",
        "pilot-zones",
        "cedar-room",
        "workshop",
        (1, "11:30", 60),
        both("Ten zones, one logbook", "十个先导区，一本日志"),
        both(
            "What each zone writes down, in the same words and on the same day, so that the eleventh need not begin "
            "from nothing.",
            "每个先导区都用同样的词、在同一天记录，让第十一个不必从零开始。",
        ),
        "wick-amberdune",
        ("ospray-fennimarsh", "clover-hearthstone"),
    ),
    SessionWords(
        "press-conference",
        "",
        "press-room",
        "press",
        (1, "13:30", 45),
        both("Press conference of the sample assembly", "示范大会新闻发布会"),
        both(
            "Two sentences for each answer. Questions may be sent beforehand.",
            "每个回答两句话。可以提前提交问题。",
        ),
        "xue-luohen",
        ("yun-jianhe", "hua-luoyi"),
    ),
    SessionWords(
        "where-do-we-agree",
        "",
        "great-hall",
        "plenary",
        (1, "14:30", 75),
        both("Where do we agree? The opinion map, read together", "我们在哪里一致？一起读意见图"),
        both(
            "The groups that were found, what unites them and what divides them, on the big screen and in plain words; "
            "with the numbers' uncertainty, and with what is still open.",
            "在大屏幕上用平实的语言讲解：发现了哪些群体，什么把大家连在一起，什么让大家分开；同时说明数字有多不确定，还有什么没有定论。",
        ),
        "fable-reedmace",
        ("bai-luyu", "larkspur-tidewell"),
    ),
    SessionWords(
        "closing",
        "",
        "great-hall",
        "plenary",
        (1, "16:15", 45),
        both("Closing", "闭幕式"),
        both(
            "What each delegation takes home, said in one sentence by whoever travelled furthest.",
            "每个代表团带回什么，由路途最远的人用一句话说出来。",
        ),
        "yun-jianhe",
        ("marigold-saltmarsh", "xue-luohen"),
    ),
)
