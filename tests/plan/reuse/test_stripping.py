"""What is left of a program when it becomes a template."""

import datetime as dt

from pilotage.plan.reuse.stripping import stripped
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.contracts import Contract, Promise
from pilotage.plan.vocabulary.gates import Criterion, Gate, GateDecision, GateOutcome
from pilotage.plan.vocabulary.history import Baseline
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy

DAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def test_plans_stay_and_everything_that_happened_goes() -> None:
    program = Program(
        id="p",
        title="P",
        people=(Person(id="ada", name="Ada", email="ada@example.com", skills=("java",)),),
        activities=(
            Activity(
                id="a",
                title="A",
                duration=Span(480),
                owner="ada",
                progress=0.5,
                actual_start=NOON,
                remaining=Span(60),
                target=DAY,
                commitment=DAY,
                key="jira/A-1",
                url="https://example.com/A-1",
            ),
        ),
        risks=(
            Risk(
                id="r",
                title="R",
                probability=0.3,
                state=RiskState.OCCURRED,
                closed=DAY,
                response=Response(strategy=Strategy.MITIGATE, text="Do", done=True),
            ),
        ),
        contracts=(
            Contract(
                id="c",
                what="C",
                provider="x",
                consumer="y",
                needed=DAY,
                promises=(Promise(said=DAY, date=DAY),),
                delivered=DAY,
            ),
        ),
        gates=(
            Gate(
                id="g",
                activity="a",
                exit=(Criterion(id="e", text="E", done=DAY, met_by="Ada", evidence="link"),),
                decisions=(GateDecision(at=NOON, by="Ada", outcome=GateOutcome.GO),),
            ),
        ),
        baselines=(Baseline(id="b", title="B", taken=DAY),),
    )
    left = stripped(program)
    assert left.activities == (Activity(id="a", title="A", duration=Span(480), owner="ada", target=DAY),)
    assert left.people == (Person(id="ada", name="Ada", skills=("java",)),)
    (risk,) = left.risks
    assert (risk.state, risk.closed, risk.response) == (
        RiskState.OPEN,
        None,
        Response(strategy=Strategy.MITIGATE, text="Do"),
    )
    assert left.contracts == (Contract(id="c", what="C", provider="x", consumer="y", needed=DAY),)
    assert left.gates == (Gate(id="g", activity="a", exit=(Criterion(id="e", text="E"),)),)
    assert left.baselines == ()
    assert stripped(left) == left
