"""Computing and chips."""

from __future__ import annotations

from yishiting.web.sample_assembly.exhibition.shapes import exhibitor, shows

EXHIBITORS = (
    exhibitor(
        ("Heronfoot Circuits", "鹭足电路"),
        (
            "Makes small chips for places where nobody changes a battery: buoys, lighthouses, bird boxes.",
            "为无人更换电池的地方制作小芯片：浮标、灯塔和鸟箱。",
        ),
        shows(
            ("A chip that sleeps until it rains", "下雨才醒的芯片"),
            (
                (
                    "It wakes when a drop bridges two contacts, counts for a minute and sleeps again. One coin cell "
                    "lasts eleven years on the test roof."
                ),
                "雨滴接通两个触点时醒来，计数一分钟后再次休眠。在试验屋顶上，一枚纽扣电池可用十一年。",
            ),
            "computing-far-from-the-cable",
        ),
        shows(
            ("The same model on four sizes of chip", "同一个模型，四种大小的芯片"),
            (
                "Four boards recognise the same twelve bird calls. Dials show what each draws and how often it errs.",
                "四块电路板识别同样的十二种鸟鸣，表盘显示各自的功耗和出错次数。",
            ),
        ),
    ),
    exhibitor(
        ("Quietfan Racks", "静扇机柜"),
        (
            "Builds racks that may stand in a library. The loudest part is the switch of its lamp.",
            "制造可以放进图书馆的机柜，最响的部件是它的灯开关。",
        ),
        shows(
            ("A rack that heats a greenhouse", "给温室供暖的机柜"),
            (
                (
                    "Warm water leaves at the top and returns at the bottom. Tomatoes on the stand have lived on it "
                    "since spring; visitors may read the meter."
                ),
                "热水从顶部流出，从底部流回。展台上的番茄从春天起就靠它取暖，欢迎观众查看仪表。",
            ),
            "electricity-for-large-models",
        ),
        also=("applications",),
    ),
    exhibitor(
        ("Tidepool Computing Cooperative", "潮池算力合作社"),
        (
            "Forty fishing villages own three machine rooms together, and vote on whose work goes first.",
            "四十个渔村共有三间机房，谁的任务先算由大家投票决定。",
        ),
        shows(
            ("The queue on the wall", "墙上的排队表"),
            (
                (
                    "Every task with its owner, its hours and its reason, for all to see. Try to jump the queue and "
                    "watch who objects."
                ),
                "每项任务的主人、时长和理由都写在墙上。可以试着插队，看看谁会反对。",
            ),
            "computing-far-from-the-cable",
        ),
        shows(
            ("Statutes for sharing a machine room", "共用机房的章程"),
            (
                "Nine pages, in plain words, with the three clauses that had to be written twice marked in red.",
                "九页平实的文字，其中三条改写过两遍，已用红笔标出。",
            ),
        ),
    ),
    exhibitor(
        ("Mossgate Foundry", "苔门晶圆"),
        (
            "A small foundry that keeps old processes alive, so that a pump from thirty years ago can be mended.",
            "一家小型晶圆厂，保留老工艺，让三十年前的水泵也能修好。",
        ),
        shows(
            ("Spare parts for forgotten boards", "为旧电路板准备的备件"),
            (
                "A drawer of chips that nobody else makes any more, each with the machine that still needs it.",
                "一抽屉别处已不再生产的芯片，每一枚旁边都写着仍然需要它的机器。",
            ),
        ),
    ),
    exhibitor(
        ("Larch & Ladder Cooling", "落叶松梯级冷却"),
        (
            "Cools halls with what is at hand: night air, snow kept under straw, the river in its own bed.",
            "用手边的东西给机房降温：夜里的空气、稻草下的积雪、河道里的流水。",
        ),
        shows(
            ("Snow from last winter", "去年冬天的雪"),
            (
                "A block under straw, weighed every hour. A chart beside it tells how much computing it has cooled.",
                "稻草盖着的一块雪，每小时称一次重，旁边的图表说明它为多少计算降了温。",
            ),
            "electricity-for-large-models",
        ),
    ),
    exhibitor(
        ("Pocketwatch Accelerators", "怀表加速器"),
        (
            "Accelerator cards that say what they are doing, in words, on a small screen of their own.",
            "会说明自己在做什么的加速卡：自带一块小屏幕，用文字显示。",
        ),
        shows(
            ("Joules per answer, on the card itself", "每次回答耗能多少，卡上可见"),
            (
                "Ask the model something; the card shows what the answer cost, and what your last one did.",
                "向模型提一个问题，卡上就显示这次回答耗了多少能量，并与上一次对照。",
            ),
            "electricity-for-large-models",
        ),
        shows(
            ("A card that can be taken apart", "可以拆开的卡"),
            (
                "Eleven screws, no glue. A bench with tools stands ready, and somebody who has done it blindfolded.",
                "十一颗螺丝，没有胶水。工作台和工具已经备好，旁边有一位蒙着眼也能拆的师傅。",
            ),
        ),
    ),
    exhibitor(
        ("Ferry Island Data Barge", "渡岛数据驳船"),
        (
            "A machine room on a barge that winters where power is plentiful and summers where water is cool.",
            "一间驳船上的机房：冬天停在电力充足处，夏天停在水凉的地方。",
        ),
        shows(
            ("A model of the barge, afloat", "漂在水里的驳船模型"),
            (
                "One to fifty, in a tank with a current. Pull the plug and see what is saved and in which order.",
                "一比五十的模型，放在有水流的水槽里。拔掉电源，看看哪些数据会按什么顺序保存。",
            ),
            "computing-far-from-the-cable",
        ),
    ),
    exhibitor(
        ("Second Dawn Hardware", "再晓硬件"),
        (
            "Takes machines that a large hall has written off, tests each part and finds it a smaller task.",
            "接收大机房淘汰的机器，逐件检测，再为它们找到更小的任务。",
        ),
        shows(
            ("What an old card can still do", "旧卡还能做什么"),
            (
                (
                    "Six retired cards at six small jobs, from sorting seed to reading meters. Each has its history on "
                    "a tag."
                ),
                "六块退役的卡做着六件小事，从分拣种子到抄表，每块都挂着写有来历的标签。",
            ),
            "small-firms-ask",
        ),
        shows(
            ("A price list with the faults on it", "写明缺陷的价目表"),
            (
                "Every machine is sold with what is wrong with it. The list is long, and people come back.",
                "每台机器都连同毛病一起标价出售。清单很长，回头客也不少。",
            ),
        ),
    ),
    exhibitor(
        ("Lantern Bay Public Computing", "灯湾公共算力"),
        (
            "A public office that lends computing hours as a library lends books, and asks only what for.",
            "像图书馆借书一样出借机时的公共机构，只问一句：用来做什么？",
        ),
        shows(
            ("A reader's card for computing", "算力借阅证"),
            (
                "Fill in a slip, receive a card, and run a first task at the stand. Overdue hours are forgiven once.",
                "填一张单子，领一张证，就能在展台上跑第一个任务。逾期的机时可以原谅一次。",
            ),
            "computing-far-from-the-cable",
        ),
        also=("safety",),
    ),
)
