"""The directory: found in every script, narrowed down, read page by page, and only what is public."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.web.exhibition.made_exhibitors import (
    NOW,
    english,
    fill_exhibition,
    make_exhibit,
    make_exhibitor,
    make_hall,
    make_link,
)
from yishiting.web.content import Content
from yishiting.web.exhibition.actions.exhibitors import change_exhibitor
from yishiting.web.exhibition.models import Exhibitor
from yishiting.web.exhibition.queries.directory import Asked, directory
from yishiting.web.exhibition.queries.halls import floor_list
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "reading"])


def _found(**asked: str) -> list[str]:
    return [each.exhibitor.slug for each in directory(Asked(**asked), None).cards]


def test_words_are_found_in_names_texts_and_exhibits_in_every_script() -> None:
    robots = make_exhibitor("robots", name=Content.of("zh-hans", "上海工业机器人公司", en="Shanghai Robots"))
    make_exhibitor("clinic", about=english("Ärzte und ÉCOLES, Ｆｕｌｌ width"))
    make_exhibitor("other")
    make_exhibit("arm", robots, title=Content.of("zh-hans", "机械臂"), about=english("It lifts a glass."))

    assert _found(search="工业") == ["robots"]
    assert _found(search="机械") == ["robots"]
    assert _found(search="shanghai GLASS") == ["robots"]
    assert _found(search="écoles") == _found(search="ÄRZTE") == _found(search="full") == ["clinic"]
    assert _found(search="en") == []  # a language's code is no text
    assert _found(search="house other") == ["other"]
    assert _found(search="100%_") == []


def test_what_is_not_public_is_not_found_either() -> None:
    hidden = make_exhibitor("hidden", name=english("Lonely heron"), is_published=False)
    make_exhibit("hidden-one", hidden, title=english("Secret wing"))
    shown = make_exhibitor("shown")
    make_exhibit("draft", shown, title=english("Secret draft"), is_published=False)

    assert _found() == ["shown"]
    assert _found(search="secret") == _found(search="heron") == []


def test_a_change_is_found_at_once() -> None:
    exhibitor = make_exhibitor("one", name=english("Before"))

    change_exhibitor(exhibitor=exhibitor, by=None, values={"name": english("After")}, now=NOW)

    assert (_found(search="before"), _found(search="after")) == ([], ["one"])


def test_filters_narrow_down_and_say_how_many() -> None:
    halls, (chips, data) = [make_hall("a", 1), make_hall("b", 2)], (make_link("chips", 1), make_link("data", 2))
    make_exhibitor("one", chips, hall=halls[0], languages=["zh-hans"])
    make_exhibitor("two", chips, data, hall=halls[1], languages=["en", "zh-hans"])
    make_exhibitor("three", data, hall=halls[1], languages=["en"])
    make_exhibitor("none", data, hall=halls[0], is_published=False)

    page = directory(Asked(link="chips"), None)

    assert [each.exhibitor.slug for each in page.cards] == ["one", "two"]
    assert [(each.thing.slug, each.n, each.is_chosen) for each in page.links] == [
        ("chips", 2, True),
        ("data", 2, False),
    ]
    assert [(each.thing.slug, each.n) for each in page.halls] == [("a", 1), ("b", 1)]
    assert _found(link="chips", hall="b") == ["two"]
    assert _found(language="en") == ["three", "two"]
    assert _found(language="zh") == []
    assert page.languages == ["en", "zh-hans"]
    assert (page.links[0].query, page.halls[0].query) == ("", "link=chips&hall=a")


def test_more_exhibitors_come_by_themselves_or_as_a_page(client: Client) -> None:
    fill_exhibition(30)

    first, second = client.get("/exhibition/"), client.get("/exhibition/?page=2")
    more = client.get("/exhibition/?page=2", headers={"HX-Request": "true"})

    shown = [
        set(re.findall(r'href="/exhibition/exhibitors/(house-\d+)/"', each.text)) for each in (first, second, more)
    ]
    assert [len(each) for each in shown] == [24, 6, 6]
    assert shown[0] | shown[1] == {f"house-{each:04}" for each in range(30)}
    assert shown[1] == shown[2]
    assert 'hx-get="?page=2"' in first.text
    assert "<html" in second.text
    assert "<html" not in more.text
    assert "HX-Request" in more.headers["Vary"]


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("address", "n_queries"), [("/exhibition/", 11), ("/exhibition/halls/", 5), ("/exhibition/exhibits.atom", 2)]
)
def test_a_list_asks_as_often_for_three_as_for_one(client: Client, n: int, address: str, n_queries: int) -> None:
    fill_exhibition(n)

    with CaptureQueriesContext(connections["reading"]) as reading, CaptureQueriesContext(connections["default"]) as own:
        assert client.get(address).status_code == 200

    assert len(reading) + len(own) == n_queries


def test_halls_stand_in_their_order_and_booths_in_theirs(client: Client) -> None:
    second, first = make_hall("a", 2), make_hall("b", 1)
    for booth in ("A10", "A2", "a 1", ""):
        make_exhibitor(f"booth-{booth.strip().replace(' ', '').lower() or 'none'}", hall=first, booth=booth)
    make_exhibitor("elsewhere", hall=second, booth="A1")
    make_exhibitor("nowhere")

    listed = [(each.hall and each.hall.slug, [stand.exhibitor.slug for stand in each.stands]) for each in floor_list()]

    assert listed == [
        ("b", ["booth-a1", "booth-a2", "booth-a10", "booth-none"]),
        ("a", ["elsewhere"]),
        (None, ["nowhere"]),
    ]
    assert "Hall not settled yet" in client.get("/exhibition/halls/").text


def test_the_feed_tells_of_public_exhibits_the_latest_first(client: Client) -> None:
    Assembly.objects.create(pk=1, title=english("Assembly"), languages=["en", "zh-hans"])
    shown = make_exhibitor("shown")
    make_exhibit("early", shown, published_at=NOW.replace(day=1))
    make_exhibit("late", shown, published_at=NOW.replace(day=2), title=Content.of("en", "Late", zh_hans="新展项"))
    make_exhibit("draft", shown, is_published=False)
    make_exhibit("unseen", make_exhibitor("hidden", is_published=False))

    answer = client.get("/exhibition/exhibits.atom?language=zh-hans")

    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - written by us
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert [each.findtext("{http://www.w3.org/2005/Atom}title") for each in entries] == ["新展项", "Thing early"]
    again = client.get("/exhibition/exhibits.atom?language=zh-hans", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_only_exhibitors_are_counted_that_are_there(client: Client) -> None:
    assert "Nobody exhibits in public yet" in client.get("/exhibition/").text
    assert "No exhibitor fits" in client.get("/exhibition/?search=nothing").text
    assert not Exhibitor.objects.exists()
