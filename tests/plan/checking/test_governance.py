"""The matrix of responsibilities against its one rule: one accountable, somebody responsible."""

from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.checking.governance import of_governance, of_matrix
from pilotage.plan.vocabulary.governance import Cadence, Letter, Responsibility
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program


def cells(subject: str, letters: str) -> list[Responsibility]:
    return [Responsibility(subject=subject, role=f"Role {n}", letter=Letter(each)) for n, each in enumerate(letters)]


def ids(responsibilities: list[Responsibility]) -> list[tuple[str, str]]:
    return [(each.id, each.entity) for each in of_matrix(tuple(responsibilities))]


def test_each_subject_needs_one_accountable_and_somebody_who_does_it() -> None:
    assert ids(cells("Scope", "ARCI")) == []
    assert ids(cells("Scope", "RCI")) == [("raci-not-accountable", "Scope")]
    assert ids(cells("Scope", "AARI")) == [("raci-accountable-twice", "Scope")]
    assert ids(cells("Scope", "AI") + cells("Budget", "CC")) == [
        ("raci-not-responsible", "Scope"),
        ("raci-not-accountable", "Budget"),
        ("raci-not-responsible", "Budget"),
    ]


def test_who_is_accountable_twice_is_named() -> None:
    (found,) = of_matrix(tuple(cells("Scope", "AAR")))
    assert found.message == "2 are accountable for “Scope”: Role 0, Role 1."


@given(st.lists(st.sampled_from("ARCI"), min_size=1, max_size=8))
def test_a_subject_is_sound_when_it_has_one_a_and_an_r(letters: list[str]) -> None:
    sound = letters.count("A") == 1 and "R" in letters
    assert (ids(cells("Scope", "".join(letters))) == []) == sound


def test_people_teams_and_workstreams_that_are_named_must_exist() -> None:
    program = Program(
        id="p",
        title="P",
        people=(Person(id="ada", name="Ada"),),
        teams=(Team(id="core", title="Core"),),
        responsibilities=(
            Responsibility(subject="Scope", role="Lead", person="ada", letter=Letter.ACCOUNTABLE),
            Responsibility(subject="Scope", role="Lead", person="bob", letter=Letter.RESPONSIBLE),
        ),
        cadences=(Cadence(id="sync", title="Sync", who=("ada", "core", "moor"), workstream="quay"),),
    )
    found = list(of_governance(program))
    assert [each.id for each in found] == ["missing-reference"] * 3
    assert ["bob" in found[0].message, "moor" in found[1].message, "quay" in found[2].message] == [True] * 3
