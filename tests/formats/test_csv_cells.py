import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishiting.formats import neutralise, restore


@pytest.mark.parametrize("sign", list("=+-@\t\r＝＋－＠"))
def test_neutralise_puts_an_apostrophe_before_signs_that_start_a_formula(sign: str) -> None:
    assert neutralise(f"{sign}SUM(A1)") == f"'{sign}SUM(A1)"


@pytest.mark.parametrize("number", ["-1", "+1", "0", "-0.25", "1e-05", "-1.5E+10"])
def test_neutralise_leaves_numbers_numbers(number: str) -> None:
    assert neutralise(number) == number


@pytest.mark.parametrize("cell", ["-1+1", "+1;2", "-1 ", "-٣", "--1"])
def test_neutralise_takes_what_only_looks_like_a_number_for_a_formula(cell: str) -> None:
    assert neutralise(cell) == "'" + cell


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n1.e a")))
def test_restore_is_the_inverse_of_neutralise(cell: str) -> None:
    assert restore(neutralise(cell)) == cell


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n1.e a")))
def test_what_is_neutralised_starts_with_no_sign_unless_it_is_a_number(cell: str) -> None:
    made = neutralise(cell)

    assert made[:1] not in set("=+-@\t\r\n") or float(made) is not None


@pytest.mark.parametrize("cell", ["'quoted'", "'tis so", "plain", "", "'"])
def test_restore_leaves_other_apostrophes_alone(cell: str) -> None:
    assert restore(cell) == cell
