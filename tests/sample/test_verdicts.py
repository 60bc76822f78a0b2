"""The sample is there to show what a report can say, so every verdict has to occur in it."""

import pytest

from yishiting.engine import Analysis, analyse
from yishiting.engine.rule import VERDICTS, Verdict
from yishiting.formats import read_conversation
from yishiting.sample import DELIBERATIONS, write_sample
from yishiting.sample.design import Behaviour, load_deliberation

EXPECTED: dict[Behaviour, set[Verdict]] = {
    "agreed_by_all": {"consensus"},
    "agreed_by_most": {"broad_support"},
    "divides": {"divided"},
    "opposed": {"opposed"},
    "little_known": {"not_enough_votes"},
}
# Where there is only one group, the fifth that disagrees blocks nothing unless it gathers in a constituency.
WITHOUT_CLUSTERS: dict[Behaviour, set[Verdict]] = {"agreed_by_most": {"broad_support", "consensus"}}


@pytest.fixture(scope="module")
def analyses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Analysis]:
    """The three deliberations that ship, analysed as the command does it."""
    found = {}
    for folder in write_sample(tmp_path_factory.mktemp("sample")):
        conversation = read_conversation(folder)
        found[folder.name] = analyse(
            conversation.table, constituencies=conversation.constituencies, tiers=conversation.tiers
        )
    return found


def test_every_verdict_occurs(analyses: dict[str, Analysis]) -> None:
    assert {verdict for analysis in analyses.values() for verdict in analysis.verdicts} == set(VERDICTS)


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_verdicts_are_those_that_the_design_means(analyses: dict[str, Analysis], name: str) -> None:
    design = load_deliberation(name)
    expected = EXPECTED if len(design.currents) > 1 else EXPECTED | WITHOUT_CLUSTERS

    pairs = zip(design.statements, analyses[name].verdicts, strict=True)
    surprising = [(each.id, each.behaves, said) for each, said in pairs if said not in expected[each.behaves]]

    assert surprising == []


def test_groups_found_are_the_currents_put_in(analyses: dict[str, Analysis]) -> None:
    assert {name: analyses[name].groups.n_groups for name in DELIBERATIONS} == {
        "development": 3,
        "safety": 2,
        "governance": 1,
    }
