"""What is uncertain about a plan, as the engine simulates it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import network as columns
from pilotage.engine import sampling
from pilotage.engine.network import Network
from pilotage.engine.sampling import Shape
from pilotage.engine.simulation import Branch, Correlation, Cost, Event, Factor, Model, Uncertain
from pilotage.plan.checking.correlations import groups, nearest, possible
from pilotage.plan.forecasting.network import Looked, fixed_by_expectation, simulated_network
from pilotage.plan.network.columns import Compiled
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.amounts import DayImpact, Distribution, MoneyImpact, ThreePointEstimate
from pilotage.plan.vocabulary.risks import Risk, RiskState

SHAPES = {
    Distribution.PERT: sampling.PERT,
    Distribution.TRIANGULAR: sampling.TRIANGULAR,
    Distribution.UNIFORM: sampling.UNIFORM,
    Distribution.LOGNORMAL: sampling.LOGNORMAL,
    Distribution.DISCRETE: sampling.DISCRETE,
    Distribution.QUANTILES: sampling.QUANTILES,
}


def model_of(planned: Schedule, compiled: Compiled | None = None, looked: Looked | None = None) -> Model:
    """The whole model of a scheduled plan; ``compiled`` for calendars that reach further than the schedule's own,
    ``looked`` for what is looked at besides its activities.
    """
    compiled = compiled or planned.compiled
    uncertain = uncertain_work(planned)
    network = simulated_network(planned, compiled, looked or Looked(planned.logic.size))
    return Model(
        network=network,
        calendars=compiled.calendars,
        day_minutes=_day_minutes(planned, network, compiled),
        uncertain=uncertain,
        events=risk_events(planned),
        factors=shared_factors(planned),
        branches=branches(planned),
        correlations=correlations(planned, uncertain),
        costs=costs(planned),
        aside=looked.count if looked else 0,
    )


def uncertain_work(planned: Schedule) -> list[Uncertain]:
    """The estimates of unfinished activities; of a started one, scaled to the share of the duration that remains. What
    remains of nothing is certain to be what is reported, and what an expected finish sets, what it is in the plan.
    """
    network, fixed = planned.compiled.network, fixed_by_expectation(planned)
    found = []
    for row, activity in enumerate(planned.program.activities):
        estimate = activity.estimate
        if estimate is None or row in fixed or not _works(planned, row) or network.state[row] == columns.FINISHED:
            continue
        shape = duration_shape(estimate)
        if network.duration[row] == 0 and (network.remaining[row] > 0 or shape.high == 0):
            continue
        if shape.low <= shape.likely <= shape.high:
            found.append(Uncertain(row, activity.id, shape.scaled(_share_left(planned, row))))
    return found


def duration_shape(estimate: ThreePointEstimate) -> Shape:
    """Distribution of the minutes of an estimate."""
    low, likely, high = (float(max(0, span.minutes)) for span in (estimate.low, estimate.likely, estimate.high))
    points = tuple((point.share, float(max(0, point.span.minutes))) for point in estimate.points)
    kind = SHAPES[estimate.distribution]
    if kind in (sampling.DISCRETE, sampling.QUANTILES) and not points:
        return Shape(sampling.PERT, low, likely, high)
    return Shape(kind, low, likely, high, estimate.tail, points)


def _share_left(planned: Schedule, row: int) -> float:
    network = planned.compiled.network
    if network.state[row] == columns.WAITING:
        return 1.0
    if network.duration[row] > 0:
        return float(network.remaining[row] / network.duration[row])
    return 1.0 - planned.program.activities[row].progress


def risk_events(planned: Schedule) -> list[Event]:
    """Open risks that lengthen unfinished activities or cost money; a summary that is hit passes it to all below it."""
    found = []
    for risk in planned.program.risks:
        event = event_of(planned, risk)
        if event is not None:
            found.append(event)
    return found


def event_of(planned: Schedule, risk: Risk) -> Event | None:
    """None where the risk is not open, or would change nothing that is simulated."""
    nodes = hit_nodes(planned, risk)
    money = money_shape(risk.impact_money, planned.program.currency) if risk.state is RiskState.OPEN else None
    if not nodes and money is None:
        return None
    days = impact_shape(risk.impact_days) if risk.impact_days is not None else None
    return Event(risk.id, risk.probability, days, nodes, money)


def hit_nodes(planned: Schedule, risk: Risk) -> tuple[int, ...]:
    """Rows of unfinished activities that an open risk lengthens."""
    if risk.state is not RiskState.OPEN or risk.impact_days is None:
        return ()
    return _unfinished(planned, risk.hits)


def shared_factors(planned: Schedule) -> list[Factor]:
    """Factors on unfinished activities; one that names a workstream or a summary is on all activities of it."""
    found = []
    for factor in planned.program.factors:
        nodes = _unfinished(planned, factor.on)
        low, likely, high = factor.low, factor.likely, factor.high
        if nodes and 0 <= low <= likely <= high:
            found.append(Factor(factor.id, Shape(sampling.PERT, low, likely, high), nodes, factor.probability))
    return found


def _unfinished(planned: Schedule, names: Iterable[str]) -> tuple[int, ...]:
    rows: dict[int, None] = {}
    streams = {each.id for each in planned.program.workstreams}
    for name in names:
        row = planned.index.get(name)
        if row is not None:
            rows.update(dict.fromkeys(planned.logic.leaves(row) if row in planned.logic.children else (row,)))
        elif name in streams:
            activities = enumerate(planned.program.activities)
            rows.update({at: None for at, each in activities if each.workstream == name})
    state = planned.compiled.network.state
    return tuple(row for row in rows if state[row] != columns.FINISHED and _works(planned, row))


def _works(planned: Schedule, row: int) -> bool:
    """Whether a row has a duration of its own."""
    level = planned.program.activities[row].kind is ActivityKind.LEVEL_OF_EFFORT
    return row not in planned.logic.children and not level


def branches(planned: Schedule) -> list[Branch]:
    """Activities that may not be done. Those of one ``branch`` are done together; branches ``a/x`` and ``a/y`` exclude
    each other, their probabilities being taken from the same number one after the other.
    """
    members: dict[tuple[str, str], list[int]] = {}
    chance: dict[tuple[str, str], float] = {}
    state = planned.compiled.network.state
    for row, activity in enumerate(planned.program.activities):
        if activity.probability >= 1 and activity.branch is None:
            continue
        decision, _slash, option = (activity.branch or activity.id).partition("/")
        key = (decision, option) if activity.branch is not None else (activity.id, "")
        rows = planned.logic.leaves(row) if row in planned.logic.children else (row,)
        members.setdefault(key, []).extend(each for each in rows if state[each] == columns.WAITING)
        chance.setdefault(key, activity.probability)
    found, reached = [], dict.fromkeys((decision for decision, _option in members), 0.0)
    for key, rows_of_key in members.items():
        low = reached[key[0]]
        reached[key[0]] = high = min(1.0, low + chance[key])
        if rows_of_key:
            found.append(Branch(key[0], low, high, tuple(dict.fromkeys(rows_of_key))))
    return found


def correlations(planned: Schedule, uncertain: Iterable[Uncertain]) -> list[Correlation]:
    """Correlations between activities whose durations vary; the nearest possible where they contradict each other."""
    rows = {each.name: each.node for each in uncertain if each.shape.high > each.shape.low}
    return [
        Correlation(tuple(rows[name] for name in group.names), group.matrix if possible(group) else nearest(group))
        for group in groups(planned.program.correlations, rows)
    ]


def costs(planned: Schedule) -> list[Cost]:
    """What activities cost in the program's currency; other currencies are left out (`check` says so)."""
    program, network = planned.program, planned.compiled.network
    day = program.hours_per_day * 60
    found = []
    for row, activity in enumerate(program.activities):
        fixed = money_shape(activity.cost, program.currency)
        if fixed is None and activity.cost_per_day is None:
            continue
        rate = float(activity.cost_per_day or 0) / day if row not in planned.logic.children else 0.0
        finished = network.state[row] == columns.FINISHED
        gone = network.duration[row] - (0 if finished else network.remaining[row])
        found.append(Cost(row, activity.id, fixed, 0.0 if finished else rate, rate * max(0.0, float(gone))))
    return found


def impact_shape(days: DayImpact) -> Shape:
    """A risk's impact is PERT-beta in days; out of order it is taken as certain to be the likely value."""
    if days.low <= days.likely <= days.high:
        return Shape(sampling.PERT, days.low, days.likely, days.high)
    return Shape(sampling.PERT, days.likely, days.likely, days.likely)


def money_shape(money: MoneyImpact | None, currency: str) -> Shape | None:
    """Money is PERT-beta; out of order it is taken as certain to be the likely value."""
    if money is None or money.currency != currency:
        return None
    low, likely, high = float(money.low), float(money.likely), float(money.high)
    if not low <= likely <= high:
        low = high = likely
    return Shape(sampling.PERT, low, likely, high)


def fixed_at(work: Uncertain, minutes: float) -> Uncertain:
    """The same work, certain to take so long."""
    return Uncertain(work.node, work.name, Shape(sampling.PERT, minutes, minutes, minutes))


def is_uncertain(activity: Activity) -> bool:
    return activity.estimate is not None and activity.estimate.low.minutes < activity.estimate.high.minutes


def _day_minutes(planned: Schedule, network: Network, compiled: Compiled) -> NDArray[np.int64]:
    """Minutes of an impact's day: a working day, or 24 hours for what runs on the clock."""
    day = round(planned.program.hours_per_day * 60)
    return np.where(network.calendar == compiled.book.always(), 1440, day).astype(np.int64)
