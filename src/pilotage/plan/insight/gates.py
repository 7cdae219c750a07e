"""How ready each gate is: what is open, by whom, how likely its work is done in time, and who must act next."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import chance, day, last_day, listing
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.facts import RecordRef
from pilotage.plan.vocabulary.gates import Criterion, Gate, GateOutcome
from pilotage.plan.vocabulary.program import Program


class GateState(StrEnum):
    """``open``: criteria are not met; ``ready``: all are, nothing is decided; ``refused``: the last decision was no-go;
    ``conditional``: go, and actions of its conditions are open; ``passed``: go, and nothing is open of it.
    """

    OPEN = "open"
    READY = "ready"
    REFUSED = "refused"
    CONDITIONAL = "conditional"
    PASSED = "passed"


class NextAct(msgspec.Struct, frozen=True, kw_only=True):
    """What one person must do next; ``person`` is None where nobody is named. ``late``: a day of it is past."""

    person: str | None
    name: str
    what: tuple[str, ...]
    decides: bool = False
    late: bool = False


class GateView(msgspec.Struct, frozen=True, kw_only=True):
    """A gate as a person reads it. ``plan`` is the planned day of its milestone, ``by`` the day it should be passed
    (commitment, else target), ``chance`` that the milestone's work is done by then. It says nothing of criteria that
    are no work in the plan.
    """

    gate: Gate
    title: str
    workstream: str | None
    state: GateState
    plan: dt.date | None
    by: dt.date | None
    p50: dt.date | None
    p85: dt.date | None
    chance: float | None
    chance_fact: str | None
    met: int
    total: int
    met_fact: str
    late: tuple[str, ...]  # ids of open criteria and actions whose day is past
    next: tuple[NextAct, ...]
    begun: str | None  # activity behind the gate that has begun without a go
    sentence: Text


def gate_views(
    schedule: Schedule, forecast: Forecast | None, evidence: Evidence, today: dt.date
) -> tuple[GateView, ...]:
    """All gates, by the planned day of their milestones."""
    activities = {each.id: each for each in schedule.program.activities}
    begun = begun_without_go(schedule.program)
    views = [
        _view(gate, activities.get(gate.activity), schedule, forecast, evidence, begun.get(gate.id), today)
        for gate in schedule.program.gates
    ]
    return tuple(sorted(views, key=lambda view: (view.plan or dt.date.max, view.gate.id)))


def state_of(gate: Gate) -> GateState:
    """The state by the last decision; without one, by the criteria."""
    if gate.decision is not None and gate.decision.outcome is GateOutcome.NO_GO:
        return GateState.REFUSED
    if gate.passed:
        return GateState.CONDITIONAL if _open(gate.actions) else GateState.PASSED
    return GateState.OPEN if _open((*gate.entry, *gate.exit)) else GateState.READY


def begun_without_go(program: Program) -> dict[str, str]:
    """Of each gate that is not passed: its milestone where that is said to be reached, else the first activity behind
    it that has begun; by the gate's id.
    """
    waiting = [gate for gate in program.gates if not gate.passed]
    if not waiting:
        return {}
    after = _followers(program)
    begun = {each.id for each in program.activities if each.actual_start is not None or each.actual_finish is not None}
    reached = {each.id for each in program.activities if each.actual_finish is not None}
    found = {}
    for gate in waiting:
        behind = _behind(gate.activity, after) | ({gate.activity} & reached)
        first = next((each.id for each in program.activities if each.id in behind and each.id in begun), None)
        if first is not None:
            found[gate.id] = first
    return found


def _followers(program: Program) -> dict[str, list[str]]:
    """What waits for each activity: its successors, and the parts of a summary that waits."""
    after: dict[str, list[str]] = {}
    for link in program.dependencies:
        after.setdefault(link.predecessor, []).append(link.successor)
    for activity in program.activities:
        if activity.parent is not None:
            after.setdefault(activity.parent, []).append(activity.id)
    return after


def _behind(start: str, after: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    todo = list(after.get(start, ()))
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += after.get(one, ())
    return seen


def _view(
    gate: Gate,
    milestone: Activity | None,
    schedule: Schedule,
    forecast: Forecast | None,
    evidence: Evidence,
    begun: str | None,
    today: dt.date,
) -> GateView:
    title = milestone.title if milestone else gate.id
    plan = last_day(schedule.at(milestone.id).finish) if milestone else None
    future = forecast.milestones.get(gate.activity) if forecast else None
    by, share, fact = _in_time(milestone, future, evidence)
    criteria = (*gate.entry, *gate.exit)
    met = len(criteria) - len(_open(criteria))
    met_fact = evidence.number(
        f"gate-met:{gate.id}",
        _("Criteria met of {title}").format(title=title),
        met,
        "count",
        _("{met} of {total} criteria are met").format(met=met, total=len(criteria)),
        tuple(RecordRef("criterion", each.id, each.text, _state_in_words(each)) for each in criteria),
    )
    late = _late(gate, by or plan, today)
    state = state_of(gate)
    return GateView(
        gate=gate,
        title=title,
        workstream=milestone.workstream if milestone else None,
        state=state,
        plan=plan,
        by=by,
        p50=last_day(future.p50) if future else None,
        p85=last_day(future.p85) if future else None,
        chance=share,
        chance_fact=fact,
        met=met,
        total=len(criteria),
        met_fact=met_fact,
        late=late,
        next=tuple(_next(gate, state, schedule.program, late)),
        begun=begun,
        sentence=_sentence(gate, state, (met, len(criteria), met_fact), (by, share, fact)),
    )


def _in_time(
    milestone: Activity | None, future: MilestoneForecast | None, evidence: Evidence
) -> tuple[dt.date | None, float | None, str | None]:
    """The day by which the gate should be passed, and how likely its work is done by then."""
    if milestone is None:
        return None, None, None
    promised = milestone.commitment is not None
    by = milestone.commitment or milestone.target
    if future is None or milestone.actual_finish is not None:
        return by, None, None
    if promised:
        return by, future.kept, evidence.kept(future)
    return by, future.on_time, evidence.on_time(future)


def _open(criteria: Iterable[Criterion]) -> list[Criterion]:
    return [each for each in criteria if each.done is None]


def _late(gate: Gate, by: dt.date | None, today: dt.date) -> tuple[str, ...]:
    """Actions and criteria whose own day is past; criteria without one are due on the gate's."""
    own = [each for each in _open(gate.actions) if each.due is not None and each.due < today]
    if not gate.passed:
        dues = ((each, each.due or by) for each in _open((*gate.entry, *gate.exit)))
        own += [each for each, due in dues if due is not None and due < today]
    return tuple(each.id for each in own)


def _next(gate: Gate, state: GateState, program: Program, late: Sequence[str]) -> Iterable[NextAct]:
    """Who has something open, the late first; when nothing is open, who decides."""
    names = {each.id: each.name for each in program.people}
    open_ = _open(gate.actions) + ([] if gate.passed else _open((*gate.entry, *gate.exit)))
    by_person: dict[str | None, list[Criterion]] = {}
    for each in open_:
        by_person.setdefault(each.owner, []).append(each)
    acts = [
        NextAct(
            person=person,
            name=names.get(person, person) if person is not None else _("Nobody yet"),
            what=tuple(each.text for each in parts),
            late=any(each.id in late for each in parts),
        )
        for person, parts in by_person.items()
    ]
    yield from sorted(acts, key=lambda act: (not act.late, -len(act.what), act.name))
    if state is GateState.READY or (state is GateState.REFUSED and not open_):
        deciders = gate.approvers or ((program.owner,) if program.owner else ())
        for person in deciders:
            yield NextAct(person=person, name=names.get(person, person), what=(), decides=True)


def _sentence(
    gate: Gate,
    state: GateState,
    counted: tuple[int, int, str],
    in_time: tuple[dt.date | None, float | None, str | None],
) -> Text:
    met, total, met_fact = counted
    if state is GateState.PASSED and gate.decision is not None:
        return fill(_("Go on {day}, by {who}."), day=day(gate.decision.at.date()), who=gate.decision.by)
    if state is GateState.CONDITIONAL:
        n = str(len(_open(gate.actions)))
        return fill(_("Go with conditions; {n} of their actions are open."), n=Mark(n, tone="at"))
    opening = {
        GateState.REFUSED: _("No-go at the last review; {met} of {total} criteria are met now"),
        GateState.READY: _("All {total} criteria are met; the decision is open"),
        GateState.OPEN: _("{met} of {total} criteria are met"),
    }[state]
    if not total:
        opening = _("No criteria are written down yet")
    said = fill(opening, met=Mark(str(met), fact=met_fact), total=str(total))
    by, share, fact = in_time
    if by is None or share is None:
        return (*said, ".")
    tone = "on" if share >= 0.85 else "at" if share >= 0.5 else "off"
    odds = fill(
        _(", and the chance that its work is done by {day} is {chance}."),
        day=day(by),
        chance=Mark(chance(share), fact=fact, tone=tone),
    )
    return (*said, *odds)


def _state_in_words(criterion: Criterion) -> str:
    if criterion.done is not None:
        return _("met {day}").format(day=day(criterion.done))
    return _("open")


def names_of(acts: Sequence[NextAct]) -> str:
    """The people of ``acts`` as a list in words."""
    return listing([act.name for act in acts if act.person is not None])


def link_to(view: GateView) -> Link:
    return Link("gate", view.gate.id)
