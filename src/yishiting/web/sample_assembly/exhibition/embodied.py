"""Embodied and industrial AI."""

from __future__ import annotations

from yishiting.web.sample_assembly.exhibition.shapes import exhibitor, shows

EXHIBITORS = (
    exhibitor(
        ("Stilt & Lantern Robotics", "高跷灯笼机器人"),
        (
            "Robots on long legs that mend street lamps and are polite to dogs.",
            "长腿机器人，会修路灯，对狗也很客气。",
        ),
        shows(
            ("A robot that asks before it passes", "先问再过的机器人"),
            (
                "Stand in its way. It stops, tilts its lamp and waits for a nod; a shake of the head sends it round.",
                "站到它面前，它会停下，歪一歪灯，等你点头；你若摇头，它就绕行。",
            ),
        ),
        shows(
            ("Falling down well", "好好地摔一跤"),
            (
                "Twice a day it falls on purpose, away from people, in the order knees, hips, lamp.",
                "它每天有意摔两次，朝着没人的方向，先膝盖，再髋部，最后是灯。",
            ),
        ),
    ),
    exhibitor(
        ("Silt & Crane Harbour Works", "沙洲鹤港务"),
        (
            "Steers cranes and ferries in a small harbour; a person on the quay has the last word.",
            "在小港口操纵吊车和渡船，最后由岸上的人说了算。",
        ),
        shows(
            ("The harbour at one to eighty", "一比八十的港口"),
            (
                (
                    "Eleven ships, four cranes, fog at the turn of a wheel. Visitors take the chair of the one "
                    "who watches."
                ),
                "十一条船、四台吊车，转动转盘就起雾。观众可以坐上值守员的椅子。",
            ),
            "the-harbour-that-steers-itself",
        ),
        shows(
            ("The watcher's tiredness", "值守者的疲倦"),
            (
                "A chair that notices when nothing has happened for too long, and asks a question.",
                "一把椅子，察觉太久没有动静，就会问一个问题。",
            ),
            "the-harbour-that-steers-itself",
        ),
    ),
    exhibitor(
        ("Third Shift Factory", "三班工厂"),
        (
            "Runs the night shift of small factories with two people and nine machines that report to them.",
            "替小工厂值夜班：两个人，九台向他们汇报的机器。",
        ),
        shows(
            ("A night in six minutes", "六分钟里的一夜"),
            (
                "The whole shift at eighty times its speed, with everything the machines asked of the two people.",
                "以八十倍速回放整个夜班，以及机器向这两个人提出的每一个请求。",
            ),
            "skills-for-changed-work",
        ),
    ),
    exhibitor(
        ("Softgrip Orchard Machines", "软握果园机械"),
        (
            "Picks pears without bruising them, in orchards too steep for tractors.",
            "在拖拉机上不去的陡坡果园里摘梨，不留一处磕伤。",
        ),
        shows(
            ("Shake hands with a pear picker", "与摘梨机握手"),
            (
                "It grips as softly as it says on the dial. Eggs are at hand for those who doubt it.",
                "握力与表盘上写的一样轻。若有怀疑，旁边备着鸡蛋。",
            ),
        ),
        shows(
            ("Which pear, and why not that one", "摘哪只，为什么不摘那只"),
            (
                "A tree with forty lamps. Ask about any pear; the answer names colour, stem and neighbour.",
                "一棵挂着四十盏灯的树。问任何一只梨，回答会说到颜色、果柄和旁边那只。",
            ),
        ),
        also=("applications",),
    ),
    exhibitor(
        ("Bridge Listeners", "听桥人"),
        (
            "Small boxes under bridges that hear a bolt come loose a month before anybody sees it.",
            "装在桥下的小盒子，比人早一个月听出螺栓松动。",
        ),
        shows(
            ("Loosen a bolt and listen", "松一颗螺栓，听一听"),
            (
                "A bridge of three metres with one loose bolt. Machine and visitors look for it by ear.",
                "三米长的桥上有一颗松动的螺栓，机器和观众一起用耳朵找。",
            ),
            "what-a-zone-promises",
        ),
        also=("data",),
    ),
    exhibitor(
        ("Weaver's Shuttle Automation", "梭织自动化"),
        (
            "Looms that learn a pattern from a weaver and credit her by name in the selvedge.",
            "织机向织工学花样，并把她的名字织进布边。",
        ),
        shows(
            ("A pattern and its author", "花样与它的作者"),
            (
                "Weave four rows by hand; the loom goes on for two hands' breadth and signs for you.",
                "手织四行，织机接着织两掌宽，并替你署名。",
            ),
            "marking-what-is-generated",
        ),
        shows(
            ("Cloth with mistakes kept in", "留着错处的布"),
            (
                "Buyers asked for them back. A dial sets how many, from none to grandmother.",
                "买家要求把错处留下。旋钮可以调多少，从“没有”到“奶奶织的”。",
            ),
        ),
    ),
    exhibitor(
        ("Cold Chain Companions", "冷链同行"),
        (
            "Boxes for vaccines and fish that know how long they have been too warm, and tell whoever opens them.",
            "运送疫苗和鲜鱼的箱子，知道自己热了多久，谁打开就告诉谁。",
        ),
        shows(
            ("A box that tells on itself", "会自首的箱子"),
            (
                "Leave it in the sun by the window for ten minutes, then ask it what happened.",
                "把它放在窗边晒十分钟，再问它发生了什么。",
            ),
        ),
    ),
    exhibitor(
        ("Ten Zones Instrument Makers", "十区仪器社"),
        (
            "Builds the same measuring box for ten pilot zones, so that their logbooks can be compared.",
            "为十个先导区制造同样的测量箱，让各区的日志可以相互比较。",
        ),
        shows(
            ("One box, ten zones", "一只箱子，十个先导区"),
            (
                "Ten dials of the last month, side by side. The one that stands still is being repaired, and says so.",
                "上个月的十个表盘并排陈列。停着不动的那个正在修理，上面写得清楚。",
            ),
            "ten-zones-one-logbook",
            "yesterday-in-an-hour",
        ),
        shows(
            ("Build the box yourself", "自己动手做一只"),
            (
                "Drawings, parts and a bench. The licence is one line long.",
                "图纸、零件和工作台。许可协议只有一行。",
            ),
            "ten-zones-one-logbook",
        ),
        also=("data", "safety"),
    ),
)
