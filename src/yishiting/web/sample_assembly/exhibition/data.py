"""Data."""

from __future__ import annotations

from yishiting.web.sample_assembly.exhibition.shapes import exhibitor, shows

EXHIBITORS = (
    exhibitor(
        ("Lending Library of Data", "数据借阅馆"),
        (
            "Lends collections of data for a month and checks what comes back.",
            "把数据集借出一个月，归还时逐项检查。",
        ),
        shows(
            ("A catalogue in drawers", "抽屉里的目录"),
            (
                "Each card says who gathered the data, whom they asked, and what it must not be used for.",
                "每张卡片写明数据由谁收集、征得谁的同意、不得用于什么。",
            ),
            "data-on-loan",
        ),
        shows(
            ("The shelf of late returns", "逾期归还架"),
            (
                "Three collections that came back changed, with the changes found by the keeper pinned beside them.",
                "三套归还时变了样的数据，旁边钉着保管员查出的改动。",
            ),
            "data-on-loan",
        ),
    ),
    exhibitor(
        ("Grainstore Registry", "粮仓登记处"),
        (
            "Keeps a register of farm data for villages: who holds what, since when, and who has looked.",
            "为村庄登记农业数据：谁持有什么、从何时起、谁查看过。",
        ),
        shows(
            ("Who looked at my field?", "谁看过我的田？"),
            (
                "Choose a field on the invented map and read its visitors' book of the last year.",
                "在虚构的地图上选一块田，翻看过去一年的访问记录。",
            ),
        ),
    ),
    exhibitor(
        ("Sparrow & Sieve Labelling", "雀筛标注社"),
        (
            "A labelling house owned by its labellers. They may refuse a picture, and write down why.",
            "由标注员共同拥有的标注社。他们可以拒绝一张图片，并写下理由。",
        ),
        shows(
            ("Label it yourself, then meet the others", "自己标一遍，再看看别人怎么标"),
            (
                (
                    "Ten pictures, two minutes. Afterwards you see where your labels differ from those of forty "
                    "others, and that nobody agrees about the fourth."
                ),
                "十张图片，两分钟。之后可以看到你与另外四十人的标注差在哪里，而第四张没有人意见一致。",
            ),
            "one-word-for-one-thing",
        ),
        shows(
            ("The book of refusals", "拒标簿"),
            (
                "What labellers would not label in a year, sorted by reason. Copies may be taken home.",
                "一年里标注员拒绝标注的内容，按理由分类。可以带一本回家。",
            ),
            "skills-for-changed-work",
        ),
        also=("safety",),
    ),
    exhibitor(
        ("Old Harbour Speech Archive", "旧港语音馆"),
        (
            "Collects spoken words of small languages with those who speak them, and gives them back first.",
            "与使用者一起收集小语种的语音，成果最先交还给他们。",
        ),
        shows(
            ("A telephone that speaks eleven dialects", "会说十一种方言的电话"),
            (
                (
                    "Lift the receiver, say a sentence, and hear it in the dialect of the next village. It is wrong at "
                    "times, and says when it thinks so."
                ),
                "拿起听筒说一句话，就能听到邻村方言的版本。它有时会出错，觉得拿不准时会说出来。",
            ),
            "one-word-for-one-thing",
        ),
    ),
    exhibitor(
        ("Plumb Line Measurements", "铅垂测量"),
        (
            "Measures how good data is before anybody trains on it, and prints the answer on one page.",
            "在有人拿数据去训练之前先测质量，结果只印一页纸。",
        ),
        shows(
            ("One page on one data set", "一页纸说清一个数据集"),
            (
                "Bring a table on a stick, or take ours. The printer needs forty seconds and does not keep anything.",
                "带上自己的表格，也可以用现成的。打印需要四十秒，不留存任何内容。",
            ),
            "tests-that-others-can-repeat",
        ),
        shows(
            ("Seven ways to count a missing value", "缺失值的七种数法"),
            (
                "A wall on which the same survey comes out seven times, each time a little different.",
                "一面墙上，同一份调查有七种结果，每次都略有不同。",
            ),
        ),
    ),
    exhibitor(
        ("Reedbed Privacy Works", "芦苇隐私工坊"),
        (
            "Adds just enough noise to tables that nobody in them can be found, and says how much that is.",
            "给表格加上恰到好处的噪声，使其中的人无法被找出，并说明加了多少。",
        ),
        shows(
            ("Find the baker", "找出面包师"),
            (
                (
                    "A game for two: one hides a person in a table, the other tries to find them. With the dial at "
                    "three almost nobody does."
                ),
                "双人游戏：一人把某个人藏进表格，另一人设法找出来。旋钮拨到三时，几乎没有人找得到。",
            ),
        ),
        also=("safety",),
    ),
    exhibitor(
        ("Almanac Weather Commons", "黄历气象共享社"),
        (
            "Farmers' own rain gauges, added up. What is measured by many belongs to all of them.",
            "把农民自家雨量器的读数汇总起来。众人测得的，归众人所有。",
        ),
        shows(
            ("Three thousand rain gauges on a table", "桌上的三千个雨量器"),
            (
                (
                    "Small lamps rise and fall with last night's rain in the invented province. Gauges that disagree "
                    "with their neighbours blink."
                ),
                "小灯随着虚构省份昨夜的雨量起落，与邻近读数不一致的会闪烁。",
            ),
        ),
        shows(
            ("A gauge to build at home", "在家自制雨量器"),
            (
                "A kit of paper, a bottle and a sensor. The instructions fit on the bottle.",
                "纸板、瓶子和传感器组成的套件，说明书就印在瓶身上。",
            ),
        ),
        also=("applications",),
    ),
    exhibitor(
        ("Notary of Provenance", "来源公证所"),
        (
            "Writes down where a text or picture came from at the moment somebody uses it.",
            "在文字或图片被使用的那一刻，记下它从哪里来。",
        ),
        shows(
            ("The stamp and the stamped", "印章与盖章"),
            (
                (
                    "A picture is cropped, recoloured and sent on five times along the stand; at the end its stamp is "
                    "still read, or the machine says that it is gone."
                ),
                "一张图片沿展台被裁剪、调色、转发五次；最后要么还能读出印记，要么机器会说印记没有了。",
            ),
            "marking-what-is-generated",
        ),
    ),
    exhibitor(
        ("Estuary Exchange", "河口数据交换站"),
        (
            "A place where ports and shippers trade tables without showing them to one another.",
            "港口与船主交换表格的地方，彼此不必看到对方的内容。",
        ),
        shows(
            ("Two sealed boxes and one answer", "两只密封箱，一个答案"),
            (
                (
                    "Each side puts numbers into a box. The boxes compute together when the lids are closed; opened "
                    "too early, they show nothing."
                ),
                "双方各把数字放进箱里。盖好盖子，两只箱子才一起计算；过早打开则一无所有。",
            ),
            "the-harbour-that-steers-itself",
        ),
        shows(
            ("A contract in twelve sentences", "十二句话的合同"),
            (
                "For sharing data between two who do not trust each other yet. Sentence nine is about the end.",
                "写给还不信任彼此的两方，用于共享数据。第九句讲如何结束。",
            ),
        ),
    ),
)
