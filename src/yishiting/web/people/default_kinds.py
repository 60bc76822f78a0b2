"""The kinds of constituency that an assembly begins with; the organiser may change or delete them.

There is no list of countries: which of them belongs where is for the organiser to say, delegation by delegation.
"""

from __future__ import annotations

from django.db import transaction

from yishiting.web.content import Content
from yishiting.web.people.actions.constituencies import Value, make_kind
from yishiting.web.people.models import ConstituencyKind

KINDS: dict[tuple[str, str, str], tuple[tuple[str, str, str], ...]] = {
    ("stakeholder", "Stakeholder category", "利益攸关方类别"): (
        ("government", "Government", "政府"),
        ("international-organisation", "International organisation", "国际组织"),
        ("industry", "Industry", "产业界"),
        ("academia", "Academia", "学术界"),
        ("civil-society", "Civil society", "民间社会"),
    ),
    ("region", "United Nations regional group", "联合国区域组"): (
        ("africa", "African States", "非洲国家"),
        ("asia-pacific", "Asia-Pacific States", "亚洲—太平洋国家"),
        ("eastern-europe", "Eastern European States", "东欧国家"),
        ("latin-america-caribbean", "Latin American and Caribbean States", "拉丁美洲和加勒比国家"),
        ("western-europe-others", "Western European and other States", "西欧和其他国家"),
    ),
    ("development", "Level of development", "发展水平"): (
        ("developed", "Developed economy", "发达经济体"),
        ("developing", "Developing economy", "发展中经济体"),
        ("least-developed", "Least developed country", "最不发达国家"),
    ),
}


@transaction.atomic
def make_default_kinds() -> None:
    """Make the kinds above, unless there are kinds already."""
    if ConstituencyKind.objects.exists():
        return
    for (slug, en, zh), values in KINDS.items():
        entries = [Value(each, Content.of("en", words, zh_hans=zi)) for each, words, zi in values]
        make_kind(by=None, slug=slug, name=Content.of("en", en, zh_hans=zh), values=entries)
