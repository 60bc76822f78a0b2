"""Models."""

from __future__ import annotations

from yishiting.web.sample_assembly.exhibition.shapes import exhibitor, shows

EXHIBITORS = (
    exhibitor(
        ("Candlewick Language Models", "烛芯语言模型"),
        (
            "A language model small enough for a village school, and modest enough to say that it does not know.",
            "小到村小学也能运行的语言模型，不知道的时候会老实说不知道。",
        ),
        shows(
            ("A model that says “I do not know”", "会说“我不知道”的模型"),
            (
                (
                    "A counter on the wall: questions asked, answered, and honestly declined. The third number is the "
                    "one they are proud of."
                ),
                "墙上的计数器显示：提问数、回答数和如实拒答数。他们最得意的是第三个数字。",
            ),
            "how-a-safety-test-is-read",
        ),
        shows(
            ("Homework help that asks back", "会反问的作业辅导"),
            (
                "It never gives the answer first. Children may complain to it in writing.",
                "它从不先给答案，孩子们可以写信向它抱怨。",
            ),
            "skills-for-changed-work",
        ),
    ),
    exhibitor(
        ("Owl & Inkstone", "枭砚"),
        (
            "Reads old handwriting: tax rolls, ships' logs, love letters with permission.",
            "识读旧手稿：税册、航海日志，以及征得同意的情书。",
        ),
        shows(
            ("A ship's log, line by line", "一本航海日志，逐行识读"),
            (
                "The page, the reading and the doubt, in three columns. Visitors have settled nineteen doubts so far.",
                "原页、释读、存疑分为三栏。观众至今已解开十九处存疑。",
            ),
        ),
        also=("data",),
    ),
    exhibitor(
        ("Paper Kite Vision", "纸鸢视觉"),
        (
            "Looks at pictures taken from kites and balloons, and counts what farmers ask it to count.",
            "察看风筝和气球拍下的照片，农民想数什么，它就数什么。",
        ),
        shows(
            ("Count the sheep, then the shadows", "先数羊，再数影子"),
            (
                (
                    "Two models look at the same meadow. One was fooled by shadows; both are left running so that one "
                    "can see how."
                ),
                "两个模型看同一片草地，其中一个会被影子骗。两个都开着，好让人看清它是怎么上当的。",
            ),
        ),
        shows(
            ("A camera for a kite", "挂在风筝上的相机"),
            (
                "Forty grams with string. It forgets every face before it lands.",
                "连线共四十克。落地之前，它会忘掉每一张脸。",
            ),
        ),
        also=("embodied",),
    ),
    exhibitor(
        ("Hollow Reed Voices", "空苇之声"),
        (
            "Makes voices that nobody was born with, and marks each so that it cannot pass for a person.",
            "制作不属于任何人的声音，并给每一个打上标记，使它无法冒充真人。",
        ),
        shows(
            ("Hear the mark", "听得见的标记"),
            (
                (
                    "A slider makes the hidden mark louder until everybody hears it. Then it is turned back, and a "
                    "machine still does."
                ),
                "推动滑块，隐藏的标记越来越响，直到人人都听得见；再调回去，机器仍能听出来。",
            ),
            "marking-what-is-generated",
        ),
        also=("safety",),
    ),
    exhibitor(
        ("Ninety Villages Translation", "九十村翻译社"),
        (
            "A translation model made by ninety villages, one evening of proverbs at a time.",
            "由九十个村庄共同制作的翻译模型，素材来自一个个讲谚语的夜晚。",
        ),
        shows(
            ("Proverbs that cannot be translated", "译不出来的谚语"),
            (
                "The model tries, and villagers grade it from “nearly” to “my grandmother would laugh”.",
                "模型来译，村民打分，从“差不多”到“我奶奶听了要笑”。",
            ),
            "one-word-for-one-thing",
        ),
        shows(
            ("Interpreting at two desks", "两张桌子间的口译"),
            (
                "Two visitors, two languages, one machine between them with a button that says “please ask again”.",
                "两位观众，两种语言，中间一台机器，上面有个按钮写着“请再问一遍”。",
            ),
        ),
    ),
    exhibitor(
        ("Bellows Forecasting", "风箱预测"),
        (
            "Forecasts how much heat a town will need tomorrow, and publishes yesterday's mistakes first.",
            "预测城镇明天需要多少热量，并且先公布昨天错在哪里。",
        ),
        shows(
            ("Yesterday's mistakes, framed", "装裱起来的昨日之误"),
            (
                "A fresh sheet each morning: what was forecast, what came, and one sentence on why.",
                "每天早晨换一张：预测是什么，实际如何，再用一句话说明原因。",
            ),
            "electricity-for-large-models",
        ),
    ),
    exhibitor(
        ("Gentle Giant Laboratory", "温和巨人实验室"),
        (
            "Has one large model and many rules for it. The rules are on display; the model is reached by wire.",
            "拥有一个大模型和一大堆管它的规矩。规矩在此展出，模型通过线路连接。",
        ),
        shows(
            ("The switch, and who may use it", "开关，以及谁可以按"),
            (
                (
                    "A red lever with four locks and four names. Visitors may turn one key; nothing happens, which is "
                    "the point."
                ),
                "一根红色拉杆，四把锁，四个名字。观众可以转动其中一把钥匙，什么也不会发生，这正是用意所在。",
            ),
            "who-may-stop-a-model",
        ),
        shows(
            ("What we would not release", "我们没有发布的东西"),
            (
                "Three abilities that were found in testing and kept back, described without recipes.",
                "测试中发现后按下不发的三种能力，只作说明，不附做法。",
            ),
            "how-a-safety-test-is-read",
        ),
        also=("safety",),
    ),
    exhibitor(
        ("Thimble Models", "顶针模型"),
        (
            "Sews small models out of large ones, for sewing machines, kettles and door bells.",
            "把大模型裁成小模型，装进缝纫机、水壶和门铃。",
        ),
        shows(
            ("A sewing machine that hears the thread", "听得出断线的缝纫机"),
            (
                "It stops a stitch before the thread breaks. The model behind it would fit on a punched card.",
                "在线断之前一针就停下。背后的模型小得可以存在一张穿孔卡上。",
            ),
            "small-firms-ask",
        ),
    ),
    exhibitor(
        ("Common Riddle Institute", "公共谜题研究所"),
        (
            "Writes riddles that models have not seen, locks them away, and opens one box each month.",
            "编写模型没见过的谜题，锁起来，每月打开一箱。",
        ),
        shows(
            ("Open a box of riddles", "打开一箱谜题"),
            (
                "Four models and one visitor solve the same ten riddles against the clock. The visitor leads by two.",
                "四个模型和一位观众限时解同样的十道谜题，目前观众领先两题。",
            ),
            "tests-that-others-can-repeat",
        ),
        shows(
            ("A riddle nobody should ask", "谁也不该出的谜题"),
            (
                "Why some test questions are kept closed for good, and who keeps the keys.",
                "为什么有些测试题永远封存，钥匙由谁保管。",
            ),
        ),
        also=("safety",),
    ),
)
