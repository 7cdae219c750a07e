"""Gates with criteria, decisions and what came of them."""

import datetime as dt
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from benchmarks.server.whole.crew import person_id
from benchmarks.server.whole.outline import milestones
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.gates import Condition, Criterion, Gate, GateDecision, GateOutcome

GATE_COUNT = 12
_TEXTS = (
    "Tests of the whole way are green",
    "Rollback was rehearsed",
    "Support has its runbook",
    "Security has signed",
    "Figures of a load test are there",
    "Open defects are agreed with the sponsor",
)


def gates(rows: dict[str, Activity], today: dt.date, zone: ZoneInfo) -> tuple[Gate, ...]:
    """One on each of twelve milestones: decided where it is over, tried in vain or open elsewhere."""
    return tuple(_gate(number, rows, today, zone) for number in range(GATE_COUNT))


def _gate(number: int, rows: dict[str, Activity], today: dt.date, zone: ZoneInfo) -> Gate:
    milestone = rows[milestones(number)[number >= 8]]
    over = milestone.actual_finish is not None
    criteria = tuple(_criterion(number, place, today, over=over) for place in range(len(_TEXTS)))
    bare = Gate(
        id=f"gate-{number + 1}", activity=milestone.id, entry=criteria[:2], exit=criteria[2:],
        approvers=(person_id(0, 0), person_id(number, 0)),
    )  # fmt: skip
    if over or number % 3 == 1:
        at = milestone.actual_finish or dt.datetime.combine(today - dt.timedelta(days=9), dt.time(14), zone)
        return replace(bare, **_decided(bare, number, at, over=over))
    return bare


def _criterion(number: int, place: int, today: dt.date, *, over: bool) -> Criterion:
    done = over or (number + place) % 3 == 0
    day = today - dt.timedelta(days=5 + place * 3)
    return Criterion(
        id=f"c{place + 1}", text=_TEXTS[place], owner=person_id(number, place),
        due=today + dt.timedelta(days=place * 20), done=day if done else None,
        met_by="The stream's lead" if done else "",
        evidence="Minutes of the review" if done else "",
    )  # fmt: skip


def _decided(gate: Gate, number: int, at: dt.datetime, *, over: bool) -> dict[str, tuple[object, ...]]:
    due = at.date() + dt.timedelta(days=30)
    outcome = (GateOutcome.GO_WITH_CONDITIONS if number % 2 else GateOutcome.GO) if over else GateOutcome.NO_GO
    conditions = (Condition(text="Publish the runbook", due=due, owner=person_id(number, 1)),)
    conditional = outcome is GateOutcome.GO_WITH_CONDITIONS
    decision = GateDecision(
        at=at, by="The sponsor", outcome=outcome, why="As the criteria stood on that day",
        conditions=conditions if conditional else (),
        open_entry=tuple(each for each in gate.entry if each.done is None),
        open_exit=tuple(each for each in gate.exit if each.done is None),
    )  # fmt: skip
    action = Criterion(id="a1", text="Publish the runbook", owner=person_id(number, 1), due=due)
    return {"decisions": (decision,), "actions": (action,) if conditional else ()}
