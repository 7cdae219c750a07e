"""What moves a milestone: re-simulation with one input changed and every other random number kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.simulation import Event, Uncertain, durations, happenings, rank
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.forecasting.simulation import (
    finish_node,
    hit_nodes,
    impact_shape,
    risk_events,
    simulate_rows,
    uncertain_work,
)
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

ITERATIONS = 4000
"""Iterations of each re-simulation, or those of the forecast if fewer. Both sides of a difference share all other
random numbers, so it is far steadier than either side.
"""

CANDIDATES = 12
"""Inputs that are re-simulated, chosen by correlation with the milestone's finish times criticality."""

P = 0.85


@dataclass(frozen=True, slots=True)
class Driver:
    """``days``: working days by which the milestone's P85 comes earlier (negative: later) with an activity at its
    likely duration, or a risk off. ``kind`` is ``activity`` or ``risk``.
    """

    kind: str
    id: str
    title: str
    days: float


@dataclass(frozen=True, slots=True)
class RiskEffect:
    """Working days that a risk adds to a milestone's P85: as it stands, and with its response done (None: no residual
    probability is given).
    """

    days_now: float
    days_after_response: float | None


class _Laboratory:
    """Re-simulates one milestone with some inputs changed."""

    def __init__(self, forecast: Forecast, milestone: str) -> None:
        self.planned: Schedule = forecast.schedule
        self.node = finish_node(self.planned, self.planned.index[milestone])
        self.iterations = min(forecast.iterations, ITERATIONS)
        self.seed = forecast.seed
        self.uncertain = uncertain_work(self.planned)
        self.events = risk_events(self.planned)
        runs = self._run(self.uncertain, self.events)
        self.finishes = runs[0]
        self.criticality = runs[1]
        self.p85 = self._p85(self.finishes)

    def _run(
        self, uncertain: Sequence[Uncertain], events: Sequence[Event]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        runs = simulate_rows(
            self.planned,
            uncertain,
            events,
            watched=[self.node],
            root=self.node,
            iterations=self.iterations,
            seed=self.seed,
        )
        return runs.finishes[0], runs.criticality

    def _p85(self, finishes: NDArray[np.int64]) -> int:
        return int(np.partition(finishes, rank(P, len(finishes)))[rank(P, len(finishes))])

    def days_with(self, uncertain: Sequence[Uncertain], events: Sequence[Event]) -> float:
        """Working days that the P85 comes earlier with these inputs instead."""
        return self._days(self._p85(self._run(uncertain, events)[0]), self.p85)

    def _days(self, a: int, b: int) -> float:
        planned = self.planned
        default = planned.compiled.book.default
        return planned.working_minutes(a, b, default) / (planned.program.hours_per_day * 60)

    def without_spread(self, node: int) -> float:
        """Effect of the activity at its likely duration."""
        fixed = [_at_likely(each) if each.node == node else each for each in self.uncertain]
        return self.days_with(fixed, self.events)

    def with_probability(self, risk: str, probability: float) -> float:
        """Effect of the risk at that probability."""
        changed = [replace(each, probability=probability) if each.name == risk else each for each in self.events]
        return self.days_with(self.uncertain, changed)


def drivers(forecast: Forecast, milestone_id: str, top: int = 5) -> tuple[Driver, ...]:
    """The inputs that move the P85 of a milestone most, by re-simulation. Raises KeyError for an unknown milestone."""
    laboratory = _Laboratory(forecast, milestone_id)
    program = forecast.program
    titles = {each.id: each.title for each in program.risks}
    found = []
    for kind, at in _candidates(laboratory)[: max(CANDIDATES, top)]:
        if kind == "activity":
            work = laboratory.uncertain[at]
            activity: Activity = program.activities[work.node]
            found.append(Driver(kind, activity.id, activity.title, laboratory.without_spread(work.node)))
        else:
            name = laboratory.events[at].name
            found.append(Driver(kind, name, titles[name], laboratory.with_probability(name, 0.0)))
    found.sort(key=lambda each: -abs(each.days))
    return tuple(each for each in found[:top] if each.days)


def _candidates(laboratory: _Laboratory) -> list[tuple[str, int]]:
    """Inputs by their promise: correlation with the finish, times criticality."""
    finishes, seed = laboratory.finishes.astype(float), laboratory.seed
    ranked: list[tuple[float, str, int]] = []
    live = [at for at, each in enumerate(laboratory.uncertain) if laboratory.criticality[each.node] > 0]
    if live:
        samples = durations([laboratory.uncertain[at] for at in live], len(finishes), seed)
        for at, promise in zip(live, _correlation(samples, finishes), strict=True):
            ranked.append((promise * laboratory.criticality[laboratory.uncertain[at].node], "activity", at))
    if laboratory.events:
        happened = happenings(laboratory.events, len(finishes), seed).astype(float)
        for at, promise in enumerate(_correlation(happened, finishes)):
            critical = max(laboratory.criticality[node] for node in laboratory.events[at].nodes)
            ranked.append((promise * critical, "risk", at))
    ranked.sort(key=lambda each: -each[0])
    return [(kind, at) for promise, kind, at in ranked if promise > 0]


def _correlation(samples: NDArray[np.float64], finishes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Absolute correlation of each row with the finishes; 0 where either does not vary."""
    rows = samples - samples.mean(axis=1, keepdims=True)
    target = finishes - finishes.mean()
    scale = np.sqrt((rows**2).sum(axis=1) * (target**2).sum())
    found: NDArray[np.float64] = np.abs(rows @ target) / np.where(scale > 0, scale, np.inf)
    return found


def _at_likely(work: Uncertain) -> Uncertain:
    shape, _, likely, _ = work.shape
    return replace(work, shape=(shape, likely, likely, likely))


def risk_effects(program: Program, forecast: Forecast, milestone_id: str) -> dict[str, RiskEffect]:
    """What each open risk that hits an unfinished activity adds to the P85 of a milestone, now and with its response
    done.

    ``program`` may carry other risks than the forecast's program, over the same activities. Raises KeyError for an
    unknown milestone.
    """
    laboratory = _Laboratory(forecast, milestone_id)
    found = {}
    for risk in program.risks:
        nodes = hit_nodes(laboratory.planned, risk)
        if nodes:
            found[risk.id] = _effect(laboratory, risk, nodes)
    return found


def _effect(laboratory: _Laboratory, risk: Risk, nodes: tuple[int, ...]) -> RiskEffect:
    assert risk.impact_days is not None
    others = [each for each in laboratory.events if each.name != risk.id]
    event = Event(risk.id, risk.probability, impact_shape(risk.impact_days), nodes)
    off = laboratory.days_with(laboratory.uncertain, others)
    now = off - laboratory.days_with(laboratory.uncertain, [*others, event])
    residual = risk.response.residual_probability if risk.response is not None else None
    if residual is None:
        return RiskEffect(now, None)
    after = off - laboratory.days_with(laboratory.uncertain, [*others, replace(event, probability=residual)])
    return RiskEffect(now, after)
