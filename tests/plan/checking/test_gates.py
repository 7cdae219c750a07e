import pytest

from pilotage import plan
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.gates import Criterion, Gate
from pilotage.plan.vocabulary.people import Person
from tests.plan.checking.test_structure import program, task

GA = Activity(id="ga", title="GA", kind=ActivityKind.MILESTONE)
MIRA = (Person(id="mira", name="Mira"),)


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        ((Gate(id="g", activity="gone"),), ["missing-reference"]),
        ((Gate(id="g", activity="a"),), ["gate-without-milestone"]),
        ((Gate(id="g", activity="ga"), Gate(id="h", activity="ga")), ["gate-twice"]),
        ((Gate(id="g", activity="ga"), Gate(id="g", activity="gone")), ["duplicate-id", "missing-reference"]),
        ((Gate(id="g", activity="ga", approvers=("nobody",)),), ["missing-reference"]),
        ((Gate(id="g", activity="ga", exit=(Criterion(id="c", text="C", owner="nobody"),)),), ["missing-reference"]),
        ((Gate(id="g", activity="ga", approvers=("mira",), exit=(Criterion(id="c", text="C", owner="mira"),)),), []),
    ],
)
def test_what_a_gate_names_must_be_there(gates: tuple[Gate, ...], expected: list[str]) -> None:
    made = program(task("a"), GA, gates=gates, people=MIRA)
    assert [problem.id for problem in plan.check(made)] == expected
