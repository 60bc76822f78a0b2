import re

import pytest
from babel import Locale

from yishiting.sample.design import (
    BEHAVIOURS,
    DELIBERATIONS,
    LANGUAGES,
    StatementDesign,
    load_deliberation,
    load_people,
)
from yishiting.sample.errors import InvalidSampleSettingError

EVERY_STATEMENT = [
    pytest.param(statement, id=f"{name}-{statement.id}")
    for name in DELIBERATIONS
    for statement in load_deliberation(name).statements
]


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_deliberation_has_twenty_statements_of_every_behaviour_in_both_languages(name: str) -> None:
    statements = load_deliberation(name).statements

    assert [statement.id for statement in statements] == list(range(1, 21))
    assert {statement.behaves for statement in statements} == set(BEHAVIOURS)
    assert {statement.language for statement in statements} == set(LANGUAGES)


def test_no_two_statements_say_the_same() -> None:
    texts = [
        statement.text.in_language(language)
        for name in DELIBERATIONS
        for statement in load_deliberation(name).statements
        for language in LANGUAGES
    ]

    assert len(set(texts)) == len(texts) == 120


@pytest.mark.parametrize("statement", EVERY_STATEMENT)
def test_statement_is_one_short_sentence_in_each_language(statement: StatementDesign) -> None:
    assert re.fullmatch(r"[A-Z][A-Za-z ,'-]{20,138}\.", statement.text.en)
    assert re.fullmatch(r"[一-鿿，、]{10,60}。", statement.text.zh)


@pytest.mark.parametrize("statement", EVERY_STATEMENT)
def test_statement_names_no_country(statement: StatementDesign) -> None:
    english = {name for code, name in Locale("en").territories.items() if code.isalpha()}
    chinese = {name for code, name in Locale("zh", script="Hans").territories.items() if code.isalpha()}
    assert {"Kenya", "Peru"} <= english
    assert {"肯尼亚", "秘鲁"} <= chinese

    assert [name for name in english - {"United Nations"} if name in statement.text.en] == []
    # "Developing countries" happens to hold the two characters of a country's name.
    said = statement.text.zh.replace("发展中国家", "")
    assert [name for name in chinese - {"联合国"} if name in said] == []


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_shares_of_currents_add_up_and_every_category_leans(name: str) -> None:
    design = load_deliberation(name)
    categories = {value.key for value in load_people().kinds[0].values}

    assert sum(current.share for current in design.currents) == 100
    assert set(design.leanings) == categories


def test_deliberations_have_three_currents_two_and_one_continuous_spread() -> None:
    counts = {name: len(load_deliberation(name).currents) for name in DELIBERATIONS}

    assert counts == {"development": 3, "safety": 2, "governance": 1}


def test_people_have_four_categories_and_five_regions_whose_shares_add_up() -> None:
    people = load_people()

    assert [len(kind.values) for kind in people.kinds] == [4, 5]
    assert [sum(value.share for value in kind.values) for kind in people.kinds] == [100, 100]
    assert sum(people.tiers.values()) == 100


def test_unknown_deliberation_is_refused() -> None:
    with pytest.raises(InvalidSampleSettingError) as refused:
        load_deliberation("peace")

    assert str(refused.value) == "`deliberation` must be one of development, safety, governance, got 'peace'"
