"""Readiness of gates: what is open, by whom, how likely in time, who must act next, and the warnings that follow."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from pilotage.plan.forecasting.simulation import simulate
from pilotage.plan.insight.diff import changes
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.gates import GateState, GateView, begun_without_go, gate_views
from pilotage.plan.insight.warnings.finding import Grounds, warnings
from pilotage.plan.language.text import plain
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.gates import Criterion, Gate, GateDecision, GateOutcome
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program

TODAY = dt.date(2026, 3, 2)
AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def days(n: int) -> Span:
    return Span(n * 480, Unit.DAY)


def criterion(name: str, **fields: Any) -> Criterion:
    return Criterion(id=name, text=name.capitalize(), **fields)


def decision(outcome: GateOutcome) -> GateDecision:
    return GateDecision(at=AT, by="Mira", outcome=outcome)


LOAD, CALLS = criterion("load", owner="jo"), criterion("calls", done=TODAY, met_by="Mira")


def program(gate: Gate, **changes: Any) -> Program:
    """build -> ready (the gate) -> rollout -> done."""
    made = Program(
        id="p",
        title="P",
        start=AT,
        status_date=TODAY,
        owner="mira",
        people=(Person(id="mira", name="Mira"), Person(id="jo", name="Jo"), Person(id="kim", name="Kim")),
        activities=(
            Activity(id="build", title="Build", estimate=ThreePointEstimate(days(2), days(4), days(9))),
            Activity(id="ready", title="Ready", kind=ActivityKind.MILESTONE, target=dt.date(2026, 3, 6)),
            Activity(id="rollout", title="Roll out", kind=ActivityKind.SUMMARY),
            Activity(id="first", title="First region", parent="rollout", duration=days(3)),
        ),
        dependencies=(
            Dependency(predecessor="build", successor="ready"),
            Dependency(predecessor="ready", successor="rollout"),
        ),
        gates=(gate,),
    )
    return msgspec.structs.replace(made, **changes)


def view(gate: Gate, today: dt.date = TODAY, **changes: Any) -> GateView:
    planned = schedule(program(gate, **changes))
    [found] = gate_views(planned, None, Evidence(None, AT), today)
    return found


@pytest.mark.parametrize(
    ("gate", "state", "said"),
    [
        (Gate(id="g", activity="ready", exit=(LOAD, CALLS)), GateState.OPEN, "1 of 2 criteria are met."),
        (Gate(id="g", activity="ready", entry=(CALLS,)), GateState.READY, "All 1 criteria are met; the decision"),
        (Gate(id="g", activity="ready"), GateState.READY, "No criteria are written down yet."),
        (
            Gate(id="g", activity="ready", exit=(LOAD,), decisions=(decision(GateOutcome.NO_GO),)),
            GateState.REFUSED,
            "No-go at the last review; 0 of 1 criteria are met now.",
        ),
        (
            Gate(id="g", activity="ready", actions=(LOAD,), decisions=(decision(GateOutcome.GO_WITH_CONDITIONS),)),
            GateState.CONDITIONAL,
            "Go with conditions; 1 of their actions are open.",
        ),
        (
            Gate(id="g", activity="ready", decisions=(decision(GateOutcome.NO_GO), decision(GateOutcome.GO))),
            GateState.PASSED,
            "Go on 2 Mar, by Mira.",
        ),
    ],
)
def test_the_state_is_that_of_the_last_decision_else_of_the_criteria(gate: Gate, state: GateState, said: str) -> None:
    found = view(gate)
    assert found.state is state
    assert plain(found.sentence).startswith(said)


def test_the_chance_is_that_of_the_milestone_with_its_evidence() -> None:
    planned = schedule(program(Gate(id="g", activity="ready", exit=(LOAD,))))
    forecast = simulate(planned.program, iterations=2_000, seed=1)
    evidence = Evidence(forecast, AT)
    [found] = gate_views(planned, forecast, evidence, TODAY)
    future = forecast.milestones["ready"]
    assert (found.by, found.chance) == (dt.date(2026, 3, 6), future.on_time)
    assert found.chance_fact is not None
    assert evidence.facts[found.chance_fact].value == future.on_time
    assert evidence.facts[found.met_fact].value == 0
    promised = msgspec.structs.replace(planned.program.activities[1], commitment=dt.date(2026, 3, 20))
    kept = schedule(program(found.gate, activities=(planned.program.activities[0], promised), dependencies=()))
    [other] = gate_views(kept, None, Evidence(None, AT), TODAY)
    assert (other.by, other.chance) == (dt.date(2026, 3, 20), None)


def test_who_must_act_next_is_the_owner_of_what_is_open_the_late_first() -> None:
    late = criterion("rails", owner="kim", due=dt.date(2026, 2, 27))
    found = view(Gate(id="g", activity="ready", entry=(LOAD, late), exit=(criterion("paint"),), approvers=("mira",)))
    assert [(act.name, act.late, act.what) for act in found.next] == [
        ("Kim", True, ("Rails",)),
        ("Jo", False, ("Load",)),
        ("Nobody yet", False, ("Paint",)),
    ]
    ready = view(Gate(id="g", activity="ready", exit=(CALLS,), approvers=("kim",)))
    assert [(act.name, act.decides) for act in ready.next] == [("Kim", True)]
    assert [act.name for act in view(Gate(id="g", activity="ready")).next] == ["Mira"]


def test_criteria_without_a_day_are_late_when_the_gate_is() -> None:
    gate = Gate(id="g", activity="ready", exit=(LOAD, CALLS))
    assert view(gate, dt.date(2026, 3, 6)).late == ()
    assert view(gate, dt.date(2026, 3, 7)).late == ("load",)


def begun(name: str) -> tuple[Activity, ...]:
    return tuple(
        msgspec.structs.replace(each, actual_start=AT) if each.id == name else each
        for each in program(Gate(id="g", activity="ready")).activities
    )


def test_work_behind_a_gate_without_a_go_is_told() -> None:
    gate = Gate(id="g", activity="ready", exit=(LOAD,))
    assert begun_without_go(program(gate)) == {}
    assert begun_without_go(program(gate, activities=begun("build"))) == {}
    assert begun_without_go(program(gate, activities=begun("first"))) == {"g": "first"}
    go = msgspec.structs.replace(gate, decisions=(decision(GateOutcome.GO),))
    assert begun_without_go(program(go, activities=begun("first"))) == {}


def told(made: Program, today: dt.date = TODAY) -> list[str]:
    planned = schedule(made)
    evidence = Evidence(None, AT)
    grounds = Grounds(today=today, gates=gate_views(planned, None, evidence, today))
    return [each.id for each in warnings(planned, grounds, evidence) if each.rule.startswith("gate")]


def test_each_gate_gives_its_most_pressing_warning() -> None:
    gate = Gate(id="g", activity="ready", exit=(LOAD,))
    assert told(program(gate)) == ["gate-not-ready:g"]
    assert told(program(gate), dt.date(2026, 2, 9)) == []
    assert told(program(gate, activities=begun("first"))) == ["gate-without-go:g"]
    assert told(program(msgspec.structs.replace(gate, exit=(CALLS,)))) == []
    conditions = (decision(GateOutcome.GO_WITH_CONDITIONS),)
    action = criterion("paint", due=dt.date(2026, 2, 27))
    agreed = Gate(id="g", activity="ready", decisions=conditions, actions=(action,))
    assert told(program(agreed)) == ["gate-conditions:g"]
    assert told(program(agreed), dt.date(2026, 2, 27)) == []


def test_a_change_of_a_gate_is_told_in_words() -> None:
    gate = Gate(id="g", activity="ready", exit=(LOAD,))
    met = msgspec.structs.replace(gate, exit=(CALLS,), decisions=(decision(GateOutcome.NO_GO),))
    told = [each.text for each in changes(program(gate), program(met))]
    assert told == ["Ready: exit Load (open) to Calls (met)", "Ready: decisions none to no go"]
    assert [each.text for each in changes(program(gate, gates=()), program(gate))] == ["Gate Ready added"]
