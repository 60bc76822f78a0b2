"""Frameworks."""

from __future__ import annotations

from yishiting.web.sample_assembly.exhibition.shapes import exhibitor, shows

EXHIBITORS = (
    exhibitor(
        ("Trellis Workshop", "棚架工坊"),
        (
            "A training framework that a school class can read from the first line to the last.",
            "一套训练框架，一个班的中学生就能从第一行读到最后一行。",
        ),
        shows(
            ("Two thousand lines on a scroll", "两千行代码的长卷"),
            (
                "The whole source on one roll of paper. Visitors sign where they understood something.",
                "全部源代码印在一卷纸上，看懂一处，就在那里签名。",
            ),
            "a-standard-in-the-open",
        ),
        shows(
            ("Train something before the coffee is cold", "咖啡凉之前训练一个模型"),
            (
                "A laptop, a bowl of buttons to photograph, and eight minutes. The cup has a thermometer.",
                "一台笔记本电脑、一碗待拍照的纽扣和八分钟，杯子里插着温度计。",
            ),
        ),
    ),
    exhibitor(
        ("Copper Thread Compilers", "铜线编译器"),
        (
            "Turns one model into code for many chips, and keeps a diary of what got lost on the way.",
            "把一个模型变成适用于多种芯片的代码，并记下途中丢失了什么。",
        ),
        shows(
            ("The diary of small differences", "细微差别日记"),
            (
                (
                    "The same sum on nine chips, to the last digit. Differences hang on threads; the longest is in the "
                    "fourth decimal."
                ),
                "同一道算式在九种芯片上的结果，精确到最后一位。差别用线挂起来，最长的一根在小数点后第四位。",
            ),
            "tests-that-others-can-repeat",
        ),
    ),
    exhibitor(
        ("Open Ledger of Runs", "训练流水账"),
        (
            "Records how a model was trained, so that somebody else can do it again and get the same.",
            "记录模型的训练过程，让别人能够重做一遍并得到同样的结果。",
        ),
        shows(
            ("The same model twice", "同一个模型，训练两次"),
            (
                (
                    "Two screens train side by side from the same ledger. A bell rings if they ever part; it has rung "
                    "once since the opening."
                ),
                "两块屏幕依照同一本流水账并排训练，一旦出现分歧就会响铃。开幕以来只响过一次。",
            ),
            "tests-that-others-can-repeat",
        ),
        shows(
            ("A run that failed, told in full", "一次失败训练的全记录"),
            (
                "Six weeks of a training that came to nothing, with every decision and who took it.",
                "一次历时六周却毫无结果的训练，每个决定由谁作出，都写在上面。",
            ),
        ),
    ),
    exhibitor(
        ("Bridgekeeper Interfaces", "守桥人接口"),
        (
            "Lets programs of thirty years ago talk to models of today, one careful sentence at a time.",
            "让三十年前的程序与今天的模型对话，一次只说一句，谨慎为先。",
        ),
        shows(
            ("A booking system from long ago learns to ask", "老订票系统学会提问"),
            (
                "Green letters on a black screen, and a model that must answer in forty characters.",
                "黑屏绿字的老终端，对面的模型必须用四十个字符作答。",
            ),
        ),
    ),
    exhibitor(
        ("Many Hands Federation Kit", "众手联邦套件"),
        (
            "Trains one model in many places without moving the data there is in each.",
            "在许多地方共同训练一个模型，各处的数据都不必搬走。",
        ),
        shows(
            ("Five clinics on five tables", "五张桌子，五家诊所"),
            (
                "Each table keeps its own files in a locked drawer. Only pencilled notes are carried to the middle.",
                "每张桌子把档案锁在自己的抽屉里，只有铅笔写的便条送到中间。",
            ),
            "clinics-far-from-town",
        ),
        shows(
            ("What a note gives away", "一张便条会泄露什么"),
            (
                "The same notes, read by somebody who wants to know too much, and how the kit blurs them.",
                "同样的便条，交给一个好奇心过重的人来读，再看套件如何把它们变模糊。",
            ),
        ),
        also=("data",),
    ),
    exhibitor(
        ("Slow Loop Control", "慢环控制"),
        (
            "A framework for machines that may take a second to think but must never surprise.",
            "为这样的机器而写的框架：可以想上一秒，但绝不能出人意料。",
        ),
        shows(
            ("A crane that explains its pause", "会解释停顿的吊车"),
            (
                "A desk-size crane stops whenever it is unsure and prints the reason on a strip of paper.",
                "一台桌面吊车，拿不准时就停下，并在纸条上打印理由。",
            ),
            "the-harbour-that-steers-itself",
        ),
        also=("embodied",),
    ),
    exhibitor(
        ("Sixfold Documentation House", "六语文档社"),
        (
            "Writes manuals in six languages at once, with one word for one thing in each.",
            "同时用六种语言编写手册，每种语言里一物一名。",
        ),
        shows(
            ("The manual that grew from its errors", "从错误里长出来的手册"),
            (
                "Every error message of a framework, with what it should have said. Readers voted on the best.",
                "某个框架的全部报错信息，以及它本该怎么说。最好的几条由读者投票选出。",
            ),
            "one-word-for-one-thing",
        ),
    ),
)
