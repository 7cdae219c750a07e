"""What of a program another one can begin with: what was planned, nothing that has happened."""

from msgspec.structs import replace

from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.contracts import Contract, Standing
from pilotage.plan.vocabulary.gates import Criterion, Gate
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk, RiskState


def stripped(program: Program) -> Program:
    """Without progress, actual dates, promises, decisions, baselines and forecasts, and without identities in other
    systems. Risks and contracts are open again.
    """
    return replace(
        program,
        people=tuple(_person(each) for each in program.people),
        activities=tuple(_activity(each) for each in program.activities),
        risks=tuple(_risk(each) for each in program.risks),
        contracts=tuple(_contract(each) for each in program.contracts),
        gates=tuple(_gate(each) for each in program.gates),
        baselines=(),
        forecasts=(),
    )


def _person(person: Person) -> Person:
    return replace(person, email="", off=())


def _activity(activity: Activity) -> Activity:
    return replace(
        activity,
        progress=0.0,
        actual_start=None,
        actual_finish=None,
        remaining=None,
        commitment=None,
        key=None,
        url=None,
    )


def _risk(risk: Risk) -> Risk:
    response = None if risk.response is None else replace(risk.response, done=False)
    return replace(risk, response=response, state=RiskState.OPEN, raised=None, closed=None, key=None)


def _contract(contract: Contract) -> Contract:
    return replace(
        contract,
        asked=None,
        promises=(),
        delivered=None,
        accepted=None,
        offer=None,
        standing=Standing.OPEN,
        steps=(),
    )


def _gate(gate: Gate) -> Gate:
    return replace(
        gate,
        entry=tuple(_criterion(each) for each in gate.entry),
        exit=tuple(_criterion(each) for each in gate.exit),
        decisions=(),
        actions=(),
    )


def _criterion(criterion: Criterion) -> Criterion:
    return replace(criterion, done=None, met_by="", evidence="")
