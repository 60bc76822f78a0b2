"""Safety and governance."""

from __future__ import annotations

from yishiting.web.sample_assembly.exhibition.shapes import exhibitor, shows

EXHIBITORS = (
    exhibitor(
        ("Lighthouse Keepers' Register", "守灯人登记处"),
        (
            "Takes reports of incidents from anywhere, takes out the names, and passes on what can be learnt.",
            "接收来自各地的事件报告，去掉姓名，把可以吸取的教训传开。",
        ),
        shows(
            ("An incident, from call to lesson", "一起事件，从来电到教训"),
            (
                "Follow one invented report along a rope through eight desks. Visitors play the ninth.",
                "沿着一根绳子，跟随一份虚构的报告走过八张桌子，第九张由观众来坐。",
            ),
            "reports-across-borders",
        ),
        shows(
            ("A form that fits on a postcard", "一张明信片大小的表格"),
            (
                "In six languages. Fill it in for something that went wrong today; stamps are free.",
                "六种语言。今天出了什么差错，填一张，邮票免费。",
            ),
            "reports-across-borders",
        ),
    ),
    exhibitor(
        ("Scales & Feather Testing", "秤羽测试所"),
        (
            "Tests models for others and prints what was not tested on the first page.",
            "受托测试模型，并把没测的项目印在第一页。",
        ),
        shows(
            ("A test report, read with a pencil", "拿着铅笔读测试报告"),
            (
                (
                    "Strike out every sentence that does not say how it was found. The shortest report of the day "
                    "hangs above the desk."
                ),
                "凡是没有说明依据的句子都划掉。当天剩得最短的一份挂在桌子上方。",
            ),
            "how-a-safety-test-is-read",
        ),
    ),
    exhibitor(
        ("Office of Second Opinions", "第二意见办公室"),
        (
            "Whoever was refused something by a machine may come here; a person looks again.",
            "被机器拒绝过的人可以来这里，由人重看一遍。",
        ),
        shows(
            ("Refused, and why", "被拒，以及原因"),
            (
                "Twelve invented refusals. Guess which four were overturned; most visitors find two.",
                "十二份虚构的拒绝决定，猜猜哪四份被推翻了。多数观众能猜中两份。",
            ),
        ),
        shows(
            ("A waiting room worth waiting in", "值得等的等候室"),
            (
                "Chairs, a clock that tells the truth, and a number that is also a name.",
                "几把椅子，一只说真话的钟，和一个同时也是名字的号码。",
            ),
        ),
        also=("applications",),
    ),
    exhibitor(
        ("Watermark Guild", "水印行会"),
        (
            "Makes marks for generated pictures and breaks those of its members, every Thursday.",
            "为生成的图片制作标识，每逢周四则由会员互相破解。",
        ),
        shows(
            ("Breaking marks, live", "现场破解标识"),
            (
                "A table of scissors, lamps and copiers. The board says how long each mark lasted.",
                "一桌剪刀、灯和复印机，黑板上写着每种标识撑了多久。",
            ),
            "marking-what-is-generated",
        ),
    ),
    exhibitor(
        ("Silent Assent Mediation", "默许调解所"),
        (
            "Mediates between parties who agree on the thing and not on the word.",
            "为事情上一致、措辞上不一致的各方居中调解。",
        ),
        shows(
            ("A sentence and its forty drafts", "一句话的四十稿"),
            (
                "One clause about keeping logs, from the first quarrel to the version nobody objected to.",
                "一条关于保存日志的条款，从第一次争吵到无人反对的版本。",
            ),
            "a-silence-procedure",
            "differing-without-leaving",
        ),
        shows(
            ("The reservation, a short history", "保留意见小史"),
            (
                "Footnotes of invented treaties, enlarged. Some are kinder than the text above them.",
                "放大的虚构条约脚注，有些比正文还要温和。",
            ),
            "differing-without-leaving",
        ),
    ),
    exhibitor(
        ("Plain Clause Drafting", "平白条款起草社"),
        (
            "Rewrites rules until a locksmith, a nurse and a lawyer understand the same by them.",
            "反复改写规则，直到锁匠、护士和律师读出同一个意思。",
        ),
        shows(
            ("Three readers, one rule", "三位读者，一条规则"),
            (
                "Read a rule aloud, then say what you would do on Monday. The lamp turns green when all three agree.",
                "大声读一条规则，再说说周一你会怎么做。三个人说法一致，灯就变绿。",
            ),
            "three-roads-to-a-standard",
        ),
    ),
    exhibitor(
        ("Red Door Exercises", "红门演练"),
        (
            "Arranges drills in which a model misbehaves at a bad moment, and pours tea afterwards.",
            "安排演练：模型在最不巧的时候出岔子，结束后一起喝茶。",
        ),
        shows(
            ("Nineteen minutes on a Friday afternoon", "周五下午的十九分钟"),
            (
                "A drill for five strangers. Nobody is told who may stop the model; finding out is the exercise.",
                "五个陌生人参加的演练。没有人被告知谁有权叫停模型，弄清这一点就是练习。",
            ),
            "who-may-stop-a-model",
        ),
        shows(
            ("Envelopes for the worst day", "最坏那天的信封"),
            (
                "Numbered envelopes with what to do first. Number four says: call the neighbour.",
                "编了号的信封，写着先做什么。第四封写的是：给邻居打电话。",
            ),
        ),
    ),
    exhibitor(
        ("Library of Ended Pilots", "终止试点图书馆"),
        (
            "Collects the last reports of pilots that were stopped, so that nobody needs to begin them again.",
            "收藏中止试点的最后一份报告，免得有人从头再来。",
        ),
        shows(
            ("A shelf of good endings", "体面收场的一架书"),
            (
                "Eleven pilots that closed on time, told their neighbours and paid what they owed.",
                "十一项试点：按时结束，告知邻里，结清欠款。",
            ),
            "ending-a-pilot-well",
            "ten-zones-one-logbook",
        ),
    ),
)
