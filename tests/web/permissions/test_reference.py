"""The page for people and the table for the machine say the same, and `look_up` decides as the page reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.permissions.reference import PAGE, reading_of, written_page
from yishiting.web.deliberation.models import Phase
from yishiting.web.permissions.decision import KINDS, Case, Decision, look_up
from yishiting.web.permissions.roles import Role
from yishiting.web.permissions.table import STATUSES, TABLE

if TYPE_CHECKING:
    from yishiting.web.permissions.table import Kind

READING = reading_of(PAGE.read_text(encoding="utf-8"))


def test_the_page_is_written_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == written_page(), (
        "write it anew: .venv/bin/python -m tests.web.permissions.reference"
    )


def _cases_of(kind: Kind) -> st.SearchStrategy[Case]:
    phases = st.none() if kind == "site" else st.sampled_from(Phase)
    statuses = st.sampled_from(STATUSES[kind].values) if kind in STATUSES else st.none()
    others = st.frozensets(st.sampled_from([role for role in Role if role not in (Role.ANYONE, Role.ACCOUNT)]))
    return st.builds(
        lambda roles, is_signed_in, phase, status: Case(
            roles | {Role.ANYONE} | ({Role.ACCOUNT} if is_signed_in else set()), is_signed_in, phase, status
        ),
        others,
        st.booleans(),
        phases,
        statuses,
    )


@pytest.mark.parametrize("action", TABLE)
def test_every_action_is_decided_as_the_page_reads(action: str) -> None:
    @settings(max_examples=40)
    @given(_cases_of(TABLE[action].on))
    def law(case: Case) -> None:
        assert look_up(action, case).value == READING.decision(action, case)

    law()


@pytest.mark.parametrize("action", TABLE)
def test_one_role_alone_is_decided_as_the_page_reads(action: str) -> None:
    kind = TABLE[action].on
    cases = [
        Case(frozenset({Role.ANYONE, role}), is_signed_in=True, phase=phase, status=status)
        for role in Role
        for phase in ((None,) if kind == "site" else Phase)
        for status in (STATUSES[kind].values if kind in STATUSES else (None,))
    ]

    assert {case: look_up(action, case).value for case in cases} == {
        case: READING.decision(action, case) for case in cases
    }


@given(st.sampled_from(sorted(TABLE)), st.data())
def test_a_further_role_takes_nothing_away(action: str, data: st.DataObject) -> None:
    case = data.draw(_cases_of(TABLE[action].on))
    further = replace(case, roles=case.roles | {data.draw(st.sampled_from(Role))})

    if look_up(action, case) is Decision.ALLOWED:
        assert look_up(action, further) is Decision.ALLOWED


def test_a_permission_that_the_page_does_not_name_would_be_found() -> None:
    page = PAGE.read_text(encoding="utf-8")
    line = "| `deliberation.open` | chair, staff, organiser | draft |  |"
    assert line in page

    narrower = reading_of(page.replace(line, line.replace("chair, ", "")))

    case = Case(frozenset({Role.ANYONE, Role.ACCOUNT, Role.CHAIR}), is_signed_in=True, phase=Phase.DRAFT)
    assert look_up("deliberation.open", case).value != narrower.decision("deliberation.open", case)


def test_every_kind_but_the_site_has_its_model_and_its_way_of_being_seen() -> None:
    assert {row.on for row in TABLE.values()} == {"site", *KINDS}
    assert {f"{kind}.see" for kind in KINDS} <= set(TABLE)
