"""Columns made of others: booths in the order in which people count, words in small letters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from yishiting.web.content import Content
from yishiting.web.exhibition.models import Exhibitor
from yishiting.web.exhibition.models.made_columns import booth_key, in_small_letters, searched


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 400)), max_size=20))
def test_booths_stand_as_people_count_them(booths: list[tuple[str, int]]) -> None:
    written = [f"{row}{number}" for row, number in booths]

    assert sorted(written, key=booth_key) == [f"{row}{number}" for row, number in sorted(booths)]


def test_how_a_booth_is_written_makes_no_difference() -> None:
    assert len({booth_key(each) for each in ("A2", "a2", " A2 ", "\uff21\uff12")}) == 1
    assert booth_key("3-12") > booth_key("3-2")
    assert booth_key("\u00b2") == booth_key("2")


@settings(max_examples=50)
@given(st.text(max_size=20))
def test_any_booth_fits_its_column_and_is_found_again(booth: str) -> None:
    made = Exhibitor(booth=booth)
    column = Exhibitor._meta.get_field("booth_order")  # noqa: SLF001 - Django's public way to a column

    key = column.pre_save(made, add=True)

    assert len(key) <= 120
    assert key == made.booth_order == column.pre_save(made, add=False)
    assert in_small_letters(in_small_letters(booth)) == in_small_letters(booth)


def test_what_is_searched_keeps_texts_apart() -> None:
    text = searched([Content.of("en", "One  two", zh_hans="\u5de5\u4e1a"), Content.of("en", "THREE")])

    assert text == "one two\n\u5de5\u4e1a\nthree"
