"""The words of the comments. Their authors are invented; each says so behind the name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from yishiting.web.comments.models import Comment

Status, Stance = Comment.Status, Comment.Stance
YES, NO, NEITHER = Stance.RECOMMENDS.value, Stance.ADVISES_AGAINST.value, ""


@dataclass(frozen=True)
class ReaderWords:
    """Somebody who comments; with an account they can find comments worth reading."""

    name: str
    place: str = ""
    has_account: bool = False


READERS = {
    "rook": ReaderWords("Rook Thistledown (sample)", "Mossgate", has_account=True),
    "meng": ReaderWords("孟春山（示范）", "渡岛", has_account=True),
    "ivy": ReaderWords("Ivy Candlemaker (sample)", "Lantern Bay", has_account=True),
    "qin": ReaderWords("秦小满（示范）", "灯湾", has_account=True),
    "otto": ReaderWords("Otto Marshmallow (sample)", has_account=True),
    "lin": ReaderWords("林晚照（示范）", "苔门", has_account=True),
    "fenna": ReaderWords("Fenna Driftwood (sample)", "Estuary"),
    "shi": ReaderWords("石榴（示范）"),
    "pip": ReaderWords("Pip (sample)", "on the ferry"),
    "he": ReaderWords("何处是（示范）", "一座小岛"),
    "dora": ReaderWords("Dora Quillfeather (sample)", "Slate Valley"),
    "bargain": ReaderWords("Best Bargains (sample)"),
}


@dataclass(frozen=True)
class CommentWords:
    """One comment: ``by`` a reader, so long ago; ``liked_by`` readers with accounts; with its replies."""

    by: str
    text: str
    hours_ago: int
    stance: str = NEITHER
    liked_by: tuple[str, ...] = ()
    replies: tuple[CommentWords, ...] = ()
    status: Comment.Status = Status.ACCEPTED
    reason: str = ""
    note: str = ""
    # By whom it has been reported, and for which reason.
    reported: tuple[str, str] = ("", "")

    @property
    def ago(self) -> timedelta:
        """How long before now it was written."""
        return timedelta(hours=self.hours_ago)


_Said = CommentWords

ON_RELEASES: dict[str, tuple[CommentWords, ...]] = {
    "what-happens-in-two-days": (
        _Said(
            "ivy",
            "Short, and I knew afterwards where to click. The sentence about the map made me smile.",
            120,
            YES,
            ("meng", "qin", "rook"),
            (
                _Said(
                    "otto",
                    "Agreed. I only missed how long one question takes to answer.",
                    118,
                    liked_by=("ivy",),
                    replies=(
                        _Said(
                            "ivy",
                            "About four minutes for twelve statements, standing in a queue.",
                            117,
                            liked_by=("otto", "lin"),
                            replies=(_Said("otto", "That should be in the release.", 116),),
                        ),
                    ),
                ),
            ),
        ),
        _Said("qin", "写得清楚。希望手机上也能一眼看到“还可表态两天”。", 110, YES, ("meng",)),
        _Said(
            "dora",
            "It says what is open, but not what is decided with it. I would not send this to my council.",
            95,
            NO,
            ("rook", "lin", "otto", "ivy"),
            (
                _Said(
                    "meng",
                    "结果页里写了：不作决定，只说明各方在哪里一致。",
                    93,
                    liked_by=("qin",),
                    replies=(_Said("dora", "Thank you, found it. One line of that here would do.", 92),),
                ),
            ),
        ),
        _Said("pip", "How do I get to the bay?", 1, NEITHER, status=Status.WAITING, reason="no_account"),
    ),
    "sessions-of-the-sample-assembly": (
        _Said("lin", "更正写得坦率：原来是多少、现在是多少，都看得到。", 26, YES, ("ivy", "qin")),
        _Said(
            "rook",
            "The grid on one sheet is the best thing here. It is pinned to our kitchen door.",
            22,
            YES,
            ("ivy",),
            (
                _Said("shi", "我们也打印了，A3 正合适。", 20),
                _Said("fenna", "In black and white one cannot tell the forums apart.", 19),
            ),
        ),
        _Said(
            "otto",
            "A cancelled workshop and a shifted session, and the headline still cheers. Less brass, please.",
            18,
            NO,
        ),
    ),
    "sixty-exhibitors-along-the-chain": (
        _Said(
            "meng",
            "三个馆走下来，最喜欢写明自己缺点的那几家。",
            40,
            YES,
            ("ivy", "rook", "lin"),
            (_Said("he", "同感。再晓硬件的价目表我抄了一份。", 38),),
        ),
        _Said("dora", "Which of them would a valley with one shop need? A list by need would help.", 33, NEITHER),
        _Said(
            "bargain",
            "CHEAP CHIPS CHEAP CHIPS visit my stall behind the hall!!!",
            30,
            YES,
            status=Status.REMOVED,
            reason="advertising",
            note="The same text had been sent under eleven pages.",
        ),
        _Said("fenna", "Do the dogs of Lantern Bay get a map too?", 2, status=Status.WAITING, reason="no_account"),
    ),
    "a-closed-question-can-be-read": (
        _Said(
            "qin",
            "第一次看懂“不确定性”是什么意思：线越长，越不敢说。",
            16,
            YES,
            ("meng", "lin"),
            (
                _Said(
                    "rook",
                    "And grey means that too few answered, not that nobody cares. I had read it wrongly.",
                    15,
                    liked_by=("qin",),
                ),
            ),
        ),
        _Said(
            "otto",
            "Whoever believes in groups has never met my cousins. Nonsense for people who cannot count.",
            9,
            NO,
            reported=("shi", "insult"),
        ),
    ),
}
ON_EXHIBITS: dict[str, tuple[CommentWords, ...]] = {
    "a-chip-that-sleeps-until-it-rains": (
        _Said(
            "lin",
            "在展台浇了半杯水，它真的醒了，还记下了时间。",
            30,
            YES,
            ("qin", "meng"),
            (
                _Said(
                    "pip", "What happens in fog?", 28, replies=(_Said("lin", "问过了：雾不算雨，要两个触点都湿。", 27),)
                ),
            ),
        ),
        _Said("dora", "Eleven years on one roof is one roof. I would like to see ten.", 25, NO, ("otto",)),
    ),
    "a-rack-that-heats-a-greenhouse": (
        _Said("ivy", "I ate one of the tomatoes. Warm, and entirely ordinary, which is the best I can say.", 21, YES),
        _Said("meng", "夏天怎么办？展台上的人说：开窗。诚实。", 17, YES, ("ivy", "rook")),
    ),
    "a-model-that-says-i-do-not-know": (
        _Said(
            "rook",
            "Asked it nine things; it declined four, and rightly so. My own score was lower.",
            24,
            YES,
            ("ivy", "otto"),
            (_Said("he", "它拒答的时候会告诉你该去问谁，这一点好。", 22),),
        ),
        _Said("shi", "问方言就全不知道，也算老实。", 3, NEITHER, status=Status.WAITING, reason="no_account"),
    ),
    "the-switch-and-who-may-use-it": (
        _Said("otto", "Turned the key. Nothing happened. Went home thinking about it.", 14, YES, ("ivy",)),
        _Said("lin", "四把锁里有一把没有写名字，是故意的吗？", 11, NEITHER),
    ),
    "shake-hands-with-a-pear-picker": (
        _Said("qin", "孩子握了三次，鸡蛋没碎。", 12, YES, ("lin",)),
        _Said("fenna", "The queue is long; go at noon.", 10, YES),
    ),
}
