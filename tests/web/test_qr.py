from __future__ import annotations

import re

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from yishiting.web.qr import QUIET_ZONE, qr_code


def drawn(svg: str) -> list[list[bool]]:
    """Read the modules back from the picture."""
    found = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    assert found is not None
    modules = [[False] * int(found[1]) for _ in range(int(found[1]))]
    for x, y in re.findall(r"M(\d+),(\d+)H", svg):
        modules[int(y)][int(x)] = True
    return modules


def test_the_picture_holds_the_code_of_the_address_with_white_around_it() -> None:
    address = "https://chamber.example.org/deliberations/sample-safety/respond/"
    expected = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    expected.add_data(address)

    modules = drawn(qr_code(address, "Answer"))

    assert modules == expected.get_matrix()
    assert not any(any(row) for row in modules[:QUIET_ZONE])


def test_nothing_of_the_label_or_the_text_becomes_markup() -> None:
    svg = qr_code('"><script>', '"><script>')

    assert "<script" not in svg
    assert "style=" not in svg
