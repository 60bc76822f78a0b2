"""Applications."""

from __future__ import annotations

from yishiting.web.sample_assembly.exhibition.shapes import exhibitor, shows

EXHIBITORS = (
    exhibitor(
        ("Far Clinic Network", "远方诊所网"),
        (
            "Helps nurses in clinics far from town to read pictures, and to know when to call somebody.",
            "帮助远离城镇的护士读片，也帮助她们判断什么时候该打电话求助。",
        ),
        shows(
            ("A second pair of eyes that can be switched off", "可以关掉的第二双眼睛"),
            (
                (
                    "The nurse looks first; only then may the machine speak. Try it with pictures of leaves instead of "
                    "lungs."
                ),
                "护士先看，机器才可以开口。这里用树叶代替肺部影像，欢迎试用。",
            ),
            "clinics-far-from-town",
        ),
        shows(
            ("When the line is down", "线路断了怎么办"),
            (
                "Pull the cable. The screen grows simpler, and says what it can no longer do.",
                "拔掉网线，屏幕会变得更简单，并说明哪些事暂时做不了。",
            ),
            "clinics-far-from-town",
        ),
    ),
    exhibitor(
        ("Front Desk for Everyone", "人人前台"),
        (
            "Answers letters to public offices in the writer's own words, and signs with the name of a human.",
            "用来信人的说法答复寄给公共机构的信，落款是一位真人的名字。",
        ),
        shows(
            ("Forty letters and who answered them", "四十封信，谁来回答"),
            (
                "Draft by machine, struck through by hand: the differences in red, sorted by how much they matter.",
                "机器起草，人手删改：红笔标出差别，并按轻重排序。",
            ),
            "buying-for-the-public",
        ),
    ),
    exhibitor(
        ("Slate & Sparrow Schools", "石板与麻雀学校"),
        (
            "Software for one-room schools, where eight ages share one teacher.",
            "为单班学校而写的软件：八个年龄段的孩子，一位老师。",
        ),
        shows(
            ("A timetable for eight ages", "八个年龄的一张课表"),
            (
                "It proposes, the teacher shuffles. Every change teaches it one rule, and the rules can be read.",
                "它来建议，老师来调整。每次调整教会它一条规则，规则都看得见。",
            ),
            "skills-for-changed-work",
        ),
        shows(
            ("Marks without a machine", "不用机器打分"),
            (
                "What the makers left out on purpose, and a wall for those who want it back.",
                "制作者有意去掉的功能，以及一面供想要它的人留言的墙。",
            ),
        ),
    ),
    exhibitor(
        ("Turnstile Transit", "旋转门交通"),
        (
            "Plans buses for valleys with more bends than passengers.",
            "为弯道比乘客还多的山谷规划公交。",
        ),
        shows(
            ("The bus that waits for you", "会等你的公交"),
            (
                (
                    "Place figures on a relief map; the bus finds a way that keeps the longest wait short, not "
                    "the average."
                ),
                "在沙盘上放小人，公交会找出一条路，缩短最长的等待，而不是平均等待。",
            ),
            "what-a-zone-promises",
        ),
    ),
    exhibitor(
        ("Hearth & Ledger", "灶台账本"),
        (
            "Bookkeeping for shops with one till. It asks before it guesses.",
            "给只有一个收银台的小店记账，先问再猜。",
        ),
        shows(
            ("A shoebox of receipts", "一鞋盒收据"),
            (
                "Bring crumpled paper; leave with a ledger and a list of what the machine could not read.",
                "带来皱巴巴的收据，带走一本账和一份机器没看懂的清单。",
            ),
            "small-firms-ask",
        ),
        shows(
            ("Questions a tax office may ask", "税务局可能会问的问题"),
            (
                "Each entry can be traced back to the paper it came from, in two presses of a key.",
                "每一笔账按两次键就能追到它的原始单据。",
            ),
            "small-firms-ask",
        ),
    ),
    exhibitor(
        ("Moonrise Irrigation", "月升灌溉"),
        (
            "Waters fields at night, by the moisture of the soil and by agreement with the neighbours downstream.",
            "在夜里浇地，看土壤的湿度，也看与下游邻居的约定。",
        ),
        shows(
            ("Two farms, one stream", "两家农场，一条小溪"),
            (
                "A sand table with real water. Whoever takes more than agreed sees the other's field turn brown.",
                "一张流着真水的沙盘。谁取水超过约定，对方的田就会变黄。",
            ),
            "what-a-zone-promises",
        ),
        also=("embodied",),
    ),
    exhibitor(
        ("Archivist's Lamp", "档案员的灯"),
        (
            "Finds things in town archives and tells how it found them.",
            "在城镇档案里找东西，并说明是怎么找到的。",
        ),
        shows(
            ("Ask the archive of Lantern Bay", "向灯湾档案馆提问"),
            (
                "Three centuries of invented minutes. Each answer names its page; what has no page is not said.",
                "三百年虚构的会议纪要。每个回答都注明页码，没有出处的话不说。",
            ),
            "reports-across-borders",
        ),
    ),
    exhibitor(
        ("Patchwork Theatre Company", "百衲剧团"),
        (
            "Actors and a machine improvise together. The audience holds the plug.",
            "演员与机器即兴同台，插头握在观众手里。",
        ),
        shows(
            ("Eleven minutes on a small stage", "小舞台上的十一分钟"),
            (
                "Every hour. Generated lines are spoken under a blue lamp, so that nobody wonders whose they are.",
                "每小时一场。生成的台词在蓝灯下念出，免得有人猜是谁写的。",
            ),
            "marking-what-is-generated",
        ),
        shows(
            ("The prompt book", "提词本"),
            (
                "What was asked of the machine each evening, what it offered, and what the actors did instead.",
                "每晚向机器要了什么，它给了什么，演员又改演了什么。",
            ),
        ),
        also=("models",),
    ),
    exhibitor(
        ("Green Ribbon Procurement", "绿丝带采购"),
        (
            "Reads tenders aloud and marks every sentence that would keep a small firm away.",
            "朗读招标文件，把会吓退小企业的句子一一标出。",
        ),
        shows(
            ("A tender cut to half its length", "删掉一半的招标文件"),
            (
                "Before and after, on two scrolls of different length. The shorter one got nine offers.",
                "删改前后各一卷，长短不同。短的那份收到九份投标。",
            ),
            "buying-for-the-public",
        ),
    ),
    exhibitor(
        ("Neighbour's Ear", "邻家耳朵"),
        (
            "A hearing aid that may be told which voice in the room matters now.",
            "一种助听器，可以告诉它此刻屋里谁的声音最要紧。",
        ),
        shows(
            ("A supper with six voices", "六个声音的晚餐"),
            (
                "Sit down, put on the headphones, and point. The others do not vanish; they step back.",
                "坐下，戴上耳机，指一指。其他声音不会消失，只是退后一步。",
            ),
        ),
        shows(
            ("What it does not remember", "它不会记住的东西"),
            (
                "A display of everything the device has kept since this morning: the volume.",
                "展示设备从今早到现在保存的全部内容：音量。",
            ),
        ),
        also=("models",),
    ),
)
