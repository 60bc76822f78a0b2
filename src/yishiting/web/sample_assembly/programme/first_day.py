"""The first day: an opening, then four forums side by side."""

from __future__ import annotations

from yishiting.web.sample_assembly.programme.shapes import ZH, SessionWords
from yishiting.web.sample_assembly.words import both

FIRST_DAY = (
    SessionWords(
        "opening",
        "",
        "great-hall",
        "plenary",
        (0, "09:00", 60),
        both("Opening of the sample assembly", "示范大会开幕式"),
        both(
            "How the two days go, who is in the room, and which questions are open for everybody's answer.\n\n"
            "The opening ends with the first statement on the big screen: whoever has a phone can answer it.",
            "介绍两天的安排、到会各方，以及哪些议题向所有人开放。\n\n开幕式最后，第一项主张会出现在大屏幕上，拿起手机即可表态。",
        ),
        "yun-jianhe",
        ("bai-luyu", "hua-luoyi", "larkspur-tidewell"),
    ),
    SessionWords(
        "what-different-parties-can-sign",
        "",
        "great-hall",
        "keynote",
        (0, "10:15", 45),
        both("What different parties can sign", "不同的各方能共同签署什么"),
        both(
            "Agreement is not the absence of difference. Three short talks on sentences that survived the translator, "
            "the lawyer and the neighbour.",
            "达成共识并不意味着没有分歧。三段短讲，谈那些经得起译者、律师和邻居推敲的句子。",
        ),
        "marigold-saltmarsh",
        ("bai-luyu", "qiu-shuichang"),
    ),
    SessionWords(
        "who-may-stop-a-model",
        "governance",
        "heron-room",
        "panel",
        (0, "11:15", 60),
        both("Who may stop a model?", "谁有权停用一个模型？"),
        both(
            "The maker, the user, the ministry or the one next door: each says when it would stop a model, and what it "
            "would need to know beforehand.",
            "开发者、使用者、主管部门还是邻居？各方说明自己会在什么情况下叫停，以及叫停之前需要知道什么。",
        ),
        "yue-banwan",
        ("bramble-oxbow", "hua-luoyi", "tamsin-owlglass"),
    ),
    SessionWords(
        "reports-across-borders",
        "governance",
        "heron-room",
        "workshop",
        (0, "13:30", 60),
        both("Reports of incidents across borders", "跨境的事件通报"),
        both(
            "Participants fill in one invented incident report together and note where their own laws ask for more, "
            "or for less.",
            "与会者共同填写一份虚构的事件通报，并记下本国法律要求更多或更少的地方。",
        ),
        "shan-quanshui",
        ("juniper-askwell", "wick-amberdune"),
    ),
    SessionWords(
        "how-a-safety-test-is-read",
        "governance",
        "heron-room",
        "panel",
        (0, "14:45", 60),
        both("How a safety test is read", "怎样读懂一份安全测试"),
        both(
            "A test says what was tried, not what is safe. What should stand on its first page?",
            "测试说明的是试过什么，而不是什么是安全的。第一页上应当写清哪些内容？",
        ),
        "tamsin-owlglass",
        ("tian-shuiyue", "bramble-oxbow"),
    ),
    SessionWords(
        "the-open-question-safety",
        "governance",
        "heron-room",
        "workshop",
        (0, "16:00", 60),
        both("The open question, aloud", "面对面讨论开放议题"),
        both(
            "The chair reads the most divided statements of the open question aloud. Nobody has to agree; everybody "
            "says what would have to change.",
            "主持人逐条朗读开放议题中分歧最大的主张。不要求同意，只请每个人说明怎样修改才能接受。",
        ),
        "yue-banwan",
        ("fable-reedmace", "marigold-saltmarsh"),
    ),
    SessionWords(
        "computing-far-from-the-cable",
        "industry",
        "lotus-room",
        "panel",
        (0, "11:15", 60),
        both("Computing power far from the cable", "远离光缆的算力"),
        both(
            "Islands, mountains and villages: what is shared, what is rented, what is better done on a small machine.",
            "海岛、山区和村庄：哪些算力共享，哪些租用，哪些交给小机器更合适。",
        ),
        "song-taosheng",
        ("cobalt-wrenfield", "zhu-yingyao"),
    ),
    SessionWords(
        "data-on-loan",
        "industry",
        "lotus-room",
        "case",
        (0, "13:30", 60),
        both("Data on loan", "借出的数据"),
        both(
            "A library lends data for a month and takes it back. The keeper tells what came back late, and what was "
            "never asked for.",
            "一家图书馆把数据借出一个月再收回。保管人讲述哪些还晚了，哪些从来无人问津。",
        ),
        "feng-linglan",
        ("qiu-shuichang",),
    ),
    SessionWords(
        "skills-for-changed-work",
        "industry",
        "lotus-room",
        "panel",
        (0, "15:00", 60),
        both("Skills for those whose work changes", "工作变了，技能怎么办"),
        both(
            "Welders, clerks and nurses have tried courses of three days, three weeks and three months. "
            "What did they still know a year later?",
            "焊工、文员和护士试过三天、三周和三个月的课程。一年以后，还记得多少？",
        ),
        "jiang-xinlan",
        ("xi-yangdu", "larkspur-tidewell"),
    ),
    SessionWords(
        "small-firms-ask",
        "industry",
        "lotus-room",
        "workshop",
        (0, "16:15", 75),
        both("Small firms ask, large firms answer", "小企业提问，大企业回答"),
        both(
            "Each firm with fewer than ten people may ask one question; each with over a thousand must answer one.",
            "不足十人的企业每家可以提一个问题，超过千人的企业每家必须回答一个。",
        ),
        "pebble-hollyhock",
        ("quillon-dewberry", "bramble-oxbow", "song-taosheng"),
    ),
    SessionWords(
        "one-word-for-one-thing",
        "standards",
        "juniper-room",
        "panel",
        (0, "11:15", 60),
        both("One word for one thing: a vocabulary in six languages", "一物一名：六种语言的术语表"),
        both(
            "“Safe”, “open”, “model”: three words that mean different things on both sides of a table, and how "
            "a vocabulary is agreed.",
            "“安全”“开放”“模型”：同一张桌子两边理解不同的三个词，以及术语表怎样商定。",
        ),
        "qing-zhuxin",
        ("qiu-shuichang", "peregrine-mosswater"),
    ),
    SessionWords(
        "a-standard-in-the-open",
        "standards",
        "juniper-room",
        "workshop",
        (0, "13:30", 90),
        both("A standard written in the open", "公开起草一项标准"),
        both(
            "Ninety minutes, one page: the room writes a standard for something small and keeps every objection beside "
            "its clause.",
            "九十分钟，一页纸：全场为一件小事起草标准，每一条异议都写在条款旁边。",
        ),
        "peregrine-mosswater",
        ("qing-zhuxin", "quillon-dewberry"),
    ),
    SessionWords(
        "tests-that-others-can-repeat",
        "standards",
        "juniper-room",
        "panel",
        (0, "16:00", 60),
        both("Tests that others can repeat", "别人也能重复的测试"),
        both(
            "The same test in three laboratories gave three results. What has to be written down so that it gives one?",
            "同一项测试，三个实验室三种结果。要写下哪些细节，才能得到同一个结果？",
        ),
        "tian-shuiyue",
        ("tamsin-owlglass", "cobalt-wrenfield"),
    ),
    SessionWords(
        "what-a-zone-promises",
        "pilot-zones",
        "cedar-room",
        "panel",
        (0, "11:15", 60),
        both("What a pilot zone promises its neighbours", "先导区对邻居的承诺"),
        both(
            "Those who live beside a zone have not signed up for it. Two directors and two neighbours compare what was "
            "promised with what was done.",
            "住在先导区旁边的人并没有报名参加。两位负责人和两位邻居对照承诺与结果。",
        ),
        "lu-weidang",
        ("clover-hearthstone", "xi-yangdu"),
    ),
    SessionWords(
        "the-harbour-that-steers-itself",
        "pilot-zones",
        "cedar-room",
        "case",
        (0, "13:30", 60),
        both("The harbour that steers itself, and who watches it", "自动驾驶的港口，谁来看着"),
        both(
            "A year of logbooks from an invented harbour: how often a person took over, why, and how long it took them "
            "to notice.",
            "一座虚构港口一年的日志：人接管过多少次，为什么接管，多久才发现需要接管。",
        ),
        "ospray-fennimarsh",
        ("zhu-yingyao", "clover-hearthstone"),
    ),
    SessionWords(
        "ending-a-pilot-well",
        "pilot-zones",
        "cedar-room",
        "workshop",
        (0, "14:45", 60),
        both("Ending a pilot well", "体面地结束一项试点"),
        both(
            "Most pilots end. A checklist for the last month: people, data, machines, and what stays open to all.",
            "多数试点都会结束。最后一个月的清单：人员、数据、机器，以及哪些内容继续公开。",
        ),
        "lu-weidang",
        ("wick-amberdune",),
        ZH,
    ),
    SessionWords(
        "evening-by-the-lanterns",
        "",
        "great-hall",
        "reception",
        (0, "17:45", 75),
        both("Evening by the lanterns", "灯下之夜"),
        both(
            "Tea, noodles and name badges with a question instead of a title.",
            "备有茶和面条；胸牌上写的不是头衔，而是一个问题。",
        ),
    ),
)
