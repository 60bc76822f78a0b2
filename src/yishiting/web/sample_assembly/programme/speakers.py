"""Thirty invented people who speak. Their names are made of birds, plants and weather; nobody is called so."""

from __future__ import annotations

from yishiting.web.sample_assembly.programme.shapes import SpeakerWords
from yishiting.web.sample_assembly.words import both


def _speaker(
    slug: str, names: tuple[str, str], delegation: tuple[str, int], positions: tuple[str, str], topics: tuple[str, str]
) -> SpeakerWords:
    about = both(f"An invented person. {topics[0]}", f"虚构人物。{topics[1]}")
    return SpeakerWords(slug, both(*names), delegation, both(*positions), about)


SPEAKERS = (
    _speaker(
        "yun-jianhe",
        ("Yun Jianhe", "云间鹤"),
        ("government", 0),
        ("Minister for Quiet Machines", "静音机器部部长"),
        ("Opens meetings on time.", "开会从不迟到。"),
    ),
    _speaker(
        "marigold-saltmarsh",
        ("Marigold Saltmarsh", "金盏·盐沼"),
        ("government", 1),
        ("Envoy for Shared Rules", "共同规则特使"),
        ("Has read every reservation twice.", "每一条保留意见都读过两遍。"),
    ),
    _speaker(
        "shan-quanshui",
        ("Shan Quanshui", "山泉水"),
        ("government", 2),
        ("Head of the Office of Incidents", "事件通报办公室主任"),
        ("Collects reports of what went wrong, and of what was learnt.", "收集事故通报，也收集教训。"),
    ),
    _speaker(
        "thistle-umberwick",
        ("Thistle Umberwick", "蓟·赭烛"),
        ("government", 3),
        ("Buyer General", "政府采购总监"),
        ("Writes the clauses that sellers read first.", "撰写供应商最先翻看的条款。"),
    ),
    _speaker(
        "lu-weidang",
        ("Lu Weidang", "芦苇荡"),
        ("government", 4),
        ("Director of the Pilot Zone of the Reeds", "芦苇先导区管委会主任"),
        ("Looks after a zone with more reeds than people.", "管理一个芦苇比人多的先导区。"),
    ),
    _speaker(
        "ospray-fennimarsh",
        ("Ospray Fennimarsh", "鱼鹰·芬沼"),
        ("government", 5),
        ("Harbour Master", "港务长"),
        (
            "Was the first to hand the tiller to a model, and the first to take it back.",
            "第一个把舵交给模型，也第一个收回。",
        ),
    ),
    _speaker(
        "yue-banwan",
        ("Yue Banwan", "月半弯"),
        ("government", 6),
        ("Counsellor for Procedure", "议事规则参赞"),
        ("Explains silence procedures to those who cannot keep silent.", "向坐不住的人讲解默许程序。"),
    ),
    _speaker(
        "bramble-oxbow",
        ("Bramble Oxbow", "黑莓·牛轭湖"),
        ("industry", 0),
        ("Chief of Careful Releases", "审慎发布负责人"),
        ("Postpones launches for a living.", "以推迟发布为业。"),
    ),
    _speaker(
        "song-taosheng",
        ("Song Taosheng", "松涛声"),
        ("industry", 1),
        ("Builder of Halls for Computers", "算力中心建设者"),
        ("Measures every kilowatt-hour, then measures again.", "每一度电都要量两遍。"),
    ),
    _speaker(
        "pebble-hollyhock",
        ("Pebble Hollyhock", "卵石·蜀葵"),
        ("industry", 2),
        ("Founder of a Firm of Four", "四人公司创始人"),
        ("Knows what a rule costs when there is nobody to read it.", "深知规则无人研读时的代价。"),
    ),
    _speaker(
        "feng-linglan",
        ("Feng Linglan", "风铃兰"),
        ("industry", 3),
        ("Keeper of Data", "数据保管人"),
        ("Lends data out like library books, and asks for them back.", "像借书一样出借数据，并且要求归还。"),
    ),
    _speaker(
        "quillon-dewberry",
        ("Quillon Dewberry", "翎·露莓"),
        ("industry", 4),
        ("Head of Marks and Seals", "标识与印记负责人"),
        ("Marks generated pictures so that everybody can tell.", "给生成图片加上人人看得懂的标识。"),
    ),
    _speaker(
        "jiang-xinlan",
        ("Jiang Xinlan", "江心澜"),
        ("industry", 5),
        ("Teacher of Grown-ups", "成人技能教师"),
        ("Has taught welders to question a chatbot.", "教会了焊工质疑聊天机器人。"),
    ),
    _speaker(
        "cobalt-wrenfield",
        ("Cobalt Wrenfield", "钴蓝·鹪鹩野"),
        ("industry", 6),
        ("Maker of Small Models", "小模型工匠"),
        ("Believes that most things fit into less.", "相信多数事情用不了那么大。"),
    ),
    _speaker(
        "zhu-yingyao",
        ("Zhu Yingyao", "竹影摇"),
        ("industry", 7),
        ("Electrician in Chief", "总电工"),
        ("Knows where the power comes from at four in the morning.", "知道凌晨四点的电从哪里来。"),
    ),
    _speaker(
        "bai-luyu",
        ("Bai Luyu", "白鹭羽"),
        ("academia", 0),
        ("Professor of Agreement", "共识学教授"),
        ("Studies how people who differ come to one sentence.", "研究意见不同的人怎样写成同一句话。"),
    ),
    _speaker(
        "tamsin-owlglass",
        ("Tamsin Owlglass", "塔姆·鸮镜"),
        ("academia", 1),
        ("Reader in Tests That Fail", "失败测试学副教授"),
        ("Trusts a test only after seeing it fail.", "只相信见过它失败的测试。"),
    ),
    _speaker(
        "qing-zhuxin",
        ("Qing Zhuxin", "青竹心"),
        ("academia", 2),
        ("Keeper of the Vocabulary", "术语总编"),
        ("Has one word for one thing, in six languages.", "六种语言，一物一名。"),
    ),
    _speaker(
        "fable-reedmace",
        ("Fable Reedmace", "寓言·香蒲"),
        ("academia", 3),
        ("Lecturer on Opinion Maps", "意见图讲师"),
        ("Says what a map shows, and what it does not.", "讲清意见图表明什么、不表明什么。"),
    ),
    _speaker(
        "shi-liuzi",
        ("Shi Liuzi", "石榴子"),
        ("academia", 4),
        ("Physician and Reader of Pictures", "影像医师"),
        ("Works in clinics that no train reaches.", "在火车到不了的诊所工作。"),
    ),
    _speaker(
        "peregrine-mosswater",
        ("Peregrine Mosswater", "游隼·苔水"),
        ("academia", 5),
        ("Historian of Standards", "标准史学者"),
        ("Can tell why a screw turns to the right.", "能说出螺丝为什么向右拧。"),
    ),
    _speaker(
        "tian-shuiyue",
        ("Tian Shuiyue", "天水月"),
        ("academia", 6),
        ("Fellow for Repeated Tests", "重复测试研究员"),
        ("Does everything three times.", "凡事做三遍。"),
    ),
    _speaker(
        "larkspur-tidewell",
        ("Larkspur Tidewell", "飞燕草·潮井"),
        ("academia", 7),
        ("Student Speaker", "学生代表"),
        ("Asks the question that everybody else had.", "问出大家都想问的问题。"),
    ),
    _speaker(
        "hua-luoyi",
        ("Hua Luoyi", "花落衣"),
        ("society", 0),
        ("Speaker for Those Who Are Not in the Room", "缺席者代言人"),
        ("Keeps an empty chair beside her own.", "总在身旁留一把空椅。"),
    ),
    _speaker(
        "juniper-askwell",
        ("Juniper Askwell", "刺柏·善问"),
        ("society", 1),
        ("Reader of Small Print", "细则阅读者"),
        ("Has never agreed to terms unread.", "从不同意没读过的条款。"),
    ),
    _speaker(
        "xi-yangdu",
        ("Xi Yangdu", "夕阳渡"),
        ("society", 2),
        ("Ferryman for Elderly Users", "老年用户摆渡人"),
        ("Helps people over eighty to say no to a screen.", "帮助八旬老人对屏幕说不。"),
    ),
    _speaker(
        "clover-hearthstone",
        ("Clover Hearthstone", "三叶·炉石"),
        ("society", 3),
        ("Neighbour of a Pilot Zone", "先导区邻居"),
        ("Lives where others experiment.", "住在别人做试验的地方。"),
    ),
    _speaker(
        "qiu-shuichang",
        ("Qiu Shuichang", "秋水长"),
        ("society", 4),
        ("Translator", "翻译"),
        ("Finds the word that both sides can sign.", "寻找双方都愿意签字的那个词。"),
    ),
    _speaker(
        "wick-amberdune",
        ("Wick Amberdune", "烛芯·琥珀沙丘"),
        ("society", 5),
        ("Keeper of the Logbook", "日志保管人"),
        ("Writes down what happened before anybody explains it.", "先记下发生了什么，再听人解释。"),
    ),
    _speaker(
        "xue-luohen",
        ("Xue Luohen", "雪落痕"),
        ("society", 6),
        ("Spokesperson of the Sample Assembly", "示范大会发言人"),
        ("Answers in two sentences.", "两句话回答问题。"),
    ),
)
