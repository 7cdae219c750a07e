"""What moves a milestone: re-simulation with one input changed and every other random number kept."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.simulation import Commons, Event, Model, Question, prepare, rank, rerun
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.forecasting.model import event_of, fixed_at
from pilotage.plan.forecasting.simulation import simulate_rows
from pilotage.plan.forecasting.watching import Watch
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

ITERATIONS = 4096
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
    """Re-simulates one milestone with some inputs changed, all other random numbers being the same."""

    def __init__(self, forecast: Forecast, milestone: str) -> None:
        self.planned: Schedule = forecast.schedule
        row = self.planned.index[milestone]
        watch = Watch(self.planned, [row])
        iterations = min(forecast.iterations, ITERATIONS)
        self.question = Question(
            watched=(),
            root=watch.node(row),
            iterations=iterations,
            seed=forecast.seed,
            sensitivity=True,
            measure=self.planned.compiled.book.default,
        )
        self.model, self.runs = simulate_rows(self.planned, self.question, looked=watch.looked)
        self.numbers = np.arange(iterations, dtype=np.uint32)
        self.job = prepare(self.model, replace(self.question, sensitivity=False))
        self.p85 = self._p85(self.runs.root)

    def _p85(self, finishes: NDArray[np.int64]) -> int:
        place = rank(P, len(finishes))
        return int(np.partition(finishes, place)[place])

    def days_with(self, model: Model, numbers: NDArray[np.uint32] | None = None) -> float:
        """Working days that the P85 comes earlier with ``model``, which differs in iterations ``numbers`` only."""
        numbers = self.numbers if numbers is None else numbers
        finishes = self.runs.root.copy()
        finishes[numbers] = rerun(prepare(model, self.job.question, self.job.frame), numbers)[-1]
        return self.days_to(finishes)

    def days_to(self, finishes: NDArray[np.int64]) -> float:
        """Working days from the P85 of these finishes to that of the forecast."""
        planned = self.planned
        default = planned.compiled.book.default
        minutes = planned.working_minutes(self._p85(finishes), self.p85, default)
        return minutes / (planned.program.hours_per_day * 60)

    def without_spread(self, node: int) -> float:
        """Effect of the activity at its likely duration."""
        uncertain = [fixed_at(each, each.shape.likely) if each.node == node else each for each in self.model.uncertain]
        return self.days_with(replace(self.model, uncertain=uncertain))

    def with_risk(self, event: Event, probability: float) -> float:
        """Effect of a risk at that probability, whether the plan has it or not. Only the iterations are made again in
        which it happens at one of the two probabilities and not at the other.
        """
        events = [each for each in self.model.events if each.name != event.name]
        now = next((each for each in self.model.events if each.name == event.name), replace(event, probability=0.0))
        changed = replace(event, probability=probability)
        occurs = [
            Commons(replace(self.model, events=[each]), self.question.seed).occurs(self.numbers)[0]
            for each in (now, changed)
        ]
        differ = occurs[0] | occurs[1] if _differs(now, changed) else occurs[0] ^ occurs[1]
        return self.days_with(replace(self.model, events=[*events, changed]), self.numbers[differ])

    def mitigated(self) -> NDArray[np.int64]:
        """Finishes with every response done: each risk at its residual probability."""
        left = {
            risk.id: risk.response.residual_probability
            for risk in self.planned.program.risks
            if risk.response is not None
        }
        return self._with_probabilities(
            [
                each.probability if left.get(each.name) is None else float(left[each.name] or 0)
                for each in self.model.events
            ]
        )

    def without_risks(self) -> NDArray[np.int64]:
        """Finishes where no risk happens."""
        return self._with_probabilities([0.0] * len(self.model.events))

    def _with_probabilities(self, chances: list[float]) -> NDArray[np.int64]:
        events = [replace(each, probability=p) for each, p in zip(self.model.events, chances, strict=True)]
        changed = replace(self.model, events=events)
        occurs = [Commons(model, self.question.seed).occurs(self.numbers) for model in (self.model, changed)]
        numbers = self.numbers[(occurs[0] ^ occurs[1]).any(axis=0)]
        finishes = self.runs.root.copy()
        finishes[numbers] = rerun(prepare(changed, self.job.question, self.job.frame), numbers)[-1]
        return finishes


@dataclass(frozen=True, slots=True)
class Mitigation:
    """P50 and P85 of a milestone as risks stand, with every response done, and without risks; minutes UTC.
    ``days_won`` and ``days_of_risks`` are working days by which the last two make the P85 earlier.
    """

    now: tuple[int, int]
    after_responses: tuple[int, int]
    without_risks: tuple[int, int]
    days_won: float
    days_of_risks: float


def mitigation(forecast: Forecast, milestone_id: str) -> Mitigation:
    """What responses are worth all together, by re-simulation on the same random numbers. Raises KeyError for an
    unknown milestone.
    """
    laboratory = _Laboratory(forecast, milestone_id)
    now, after, without = laboratory.runs.root, laboratory.mitigated(), laboratory.without_risks()

    def percentiles(finishes: NDArray[np.int64]) -> tuple[int, int]:
        ordered = np.sort(finishes)
        return int(ordered[rank(0.5, len(ordered))]), int(ordered[rank(P, len(ordered))])

    return Mitigation(
        now=percentiles(now),
        after_responses=percentiles(after),
        without_risks=percentiles(without),
        days_won=laboratory.days_to(after),
        days_of_risks=laboratory.days_to(without),
    )


def _differs(a: Event, b: Event) -> bool:
    """Whether two events do something else where they happen."""
    return (a.days, sorted(a.nodes)) != (b.days, sorted(b.nodes))


def drivers(forecast: Forecast, milestone_id: str, top: int = 5) -> tuple[Driver, ...]:
    """The inputs that move the P85 of a milestone or activity most, by re-simulation; none where it is finished.
    Raises KeyError for an unknown one.
    """
    laboratory = _Laboratory(forecast, milestone_id)
    program = forecast.program
    titles = {each.id: each.title for each in program.risks}
    found = []
    for kind, at in _candidates(laboratory)[: max(CANDIDATES, top)]:
        if kind == "activity":
            work = laboratory.model.uncertain[at]
            activity: Activity = program.activities[work.node]
            found.append(Driver(kind, activity.id, activity.title, laboratory.without_spread(work.node)))
        else:
            name = laboratory.model.events[at].name
            found.append(Driver(kind, name, titles[name], laboratory.with_risk(laboratory.model.events[at], 0.0)))
    found.sort(key=lambda each: -abs(each.days))
    return tuple(each for each in found[:top] if each.days)


def _candidates(laboratory: _Laboratory) -> list[tuple[str, int]]:
    """Inputs by their promise: correlation with the finish, times criticality."""
    model, runs = laboratory.model, laboratory.runs
    ranked: list[tuple[float, str, int]] = []
    promise = np.abs(runs.cruciality) * runs.criticality
    ranked += [(float(promise[each.node]), "activity", at) for at, each in enumerate(model.uncertain)]
    if model.events:
        happened = Commons(model, laboratory.question.seed).occurs(laboratory.numbers).astype(float)
        for at, share in enumerate(_correlation(happened, runs.root.astype(float))):
            critical = max((runs.criticality[node] for node in model.events[at].nodes), default=0.0)
            ranked.append((float(share * critical), "risk", at))
    ranked.sort(key=lambda each: -each[0])
    return [(kind, at) for promise_of, kind, at in ranked if promise_of > 0]


def _correlation(samples: NDArray[np.float64], finishes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Absolute correlation of each row with the finishes; 0 where either does not vary."""
    rows = samples - samples.mean(axis=1, keepdims=True)
    target = finishes - finishes.mean()
    scale = np.sqrt((rows**2).sum(axis=1) * (target**2).sum())
    found: NDArray[np.float64] = np.abs(rows @ target) / np.where(scale > 0, scale, np.inf)
    return found


def risk_effects(program: Program, forecast: Forecast, milestone_id: str) -> dict[str, RiskEffect]:
    """What each open risk that hits an unfinished activity adds to the P85 of a milestone, now and with its response
    done.

    ``program`` may carry other risks than the forecast's program, over the same activities. Raises KeyError for an
    unknown milestone.
    """
    laboratory = _Laboratory(forecast, milestone_id)
    found = {}
    for risk in program.risks:
        event = event_of(laboratory.planned, risk)
        if event is not None and event.nodes:
            found[risk.id] = _effect(laboratory, risk, event)
    return found


def _effect(laboratory: _Laboratory, risk: Risk, event: Event) -> RiskEffect:
    off = laboratory.with_risk(event, 0.0)
    now = off - laboratory.with_risk(event, risk.probability)
    residual = risk.response.residual_probability if risk.response is not None else None
    if residual is None:
        return RiskEffect(now, None)
    return RiskEffect(now, off - laboratory.with_risk(event, residual))
