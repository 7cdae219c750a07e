"""Many programs at once: each is simulated by itself, wherever there is a free thread or process, and only its
percentiles come back, so that a portfolio of any size fits in memory.

The answer depends on the programs, the iterations and the seed, never on where or in which order they run.

By itself each program gives exactly what `simulate` gives. ``together`` asks for the portfolio's own distribution too.
Then random numbers are drawn as if all programs were one: activities and risks of different programs vary independently
even where their ids agree. What programs share hits all of them alike in each iteration: a risk with the same ``key``
(its identity in the register it came from), and a factor of the same id. The last finish and the number on time of each
iteration are added up as the answers arrive.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.simulation import Job, Model, Part, Question, work
from pilotage.plan.forecasting.forecasts import MilestoneForecast
from pilotage.plan.forecasting.inputs import inputs_of
from pilotage.plan.forecasting.simulation import (
    MODEL,
    is_watched,
    milestone_forecast,
    simulate_rows,
)
from pilotage.plan.forecasting.watching import Seen, Watch
from pilotage.plan.scheduling.schedule import Schedule, final_milestone, schedule, zone_of
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import midnight


class Landing(msgspec.Struct, frozen=True, kw_only=True):
    """When one milestone lands, as in `MilestoneForecast`, without its samples."""

    id: str
    title: str
    plan: dt.datetime
    p10: dt.datetime
    p50: dt.datetime
    p85: dt.datetime
    p90: dt.datetime
    target: dt.date | None
    on_time: float | None
    commitment: dt.date | None
    kept: float | None


class ProgramForecast(msgspec.Struct, frozen=True, kw_only=True):
    """One program's answer. ``final`` is the id of its final milestone; ``problem`` says why there is none."""

    id: str
    title: str
    activities: int
    model: str = MODEL
    inputs: str = ""
    final: str | None = None
    milestones: tuple[Landing, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What one worker gets: the program as canonical JSON."""

    number: int
    program: bytes
    iterations: int
    seed: int
    together: bool


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """What it gives back. ``finishes`` (minutes UTC, by iteration) and ``on_time`` are those of the final milestone,
    only where they are asked for.
    """

    number: int
    forecast: ProgramForecast
    finishes: NDArray[np.int64] | None = None
    on_time: NDArray[np.bool_] | None = None


Spread = Callable[[Callable[[Task], Answer], Iterable[Task]], Iterable[Answer]]
"""Applies a function to tasks somewhere and gives the answers back in any order; `map` is one."""


@dataclass(frozen=True, eq=False, slots=True)
class Together:
    """The portfolio as a whole, over the programs that have a final milestone. ``last[i]`` is the last finish of all in
    iteration ``i`` (minutes UTC), ``on_time[i]`` how many finish by their target, of ``targets`` that have one.
    """

    programs: int
    targets: int
    last: NDArray[np.int64]
    on_time: NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class PortfolioForecast:
    """All programs in the order given; ``together`` where it was asked for and any program has a final milestone."""

    iterations: int
    seed: int
    programs: tuple[ProgramForecast, ...]
    together: Together | None


def simulate_portfolio(
    programs: Iterable[Program | bytes],
    *,
    iterations: int = 10_000,
    seed: int = 1,
    together: bool = False,
    spread: Spread | None = None,
    progress: Callable[[int], None] | None = None,
) -> PortfolioForecast:
    """Simulate ``programs`` (values, or their canonical JSON), read one by one as workers become free.

    ``spread`` runs them, threads of this process by default, each program in one thread. ``progress(done)`` is called
    after each program. A program that cannot be scheduled or simulated is answered with its problem. Raises ValueError
    where ``iterations`` is not positive.
    """
    if iterations < 1:
        raise ValueError(f"iterations must be positive, not {iterations}")
    tasks = (
        Task(
            number=number,
            program=each if isinstance(each, bytes) else msgspec.json.encode(each),
            iterations=iterations,
            seed=seed,
            together=together,
        )
        for number, each in enumerate(programs)
    )
    found: dict[int, ProgramForecast] = {}
    sums = _Sums(iterations)
    for done, answer in enumerate((spread or in_threads)(simulate_one, tasks), 1):
        found[answer.number] = answer.forecast
        sums.add(answer)
        if progress is not None:
            progress(done)
    ordered = tuple(forecast for _, forecast in sorted(found.items()))
    return PortfolioForecast(iterations, seed, ordered, sums.together())


def simulate_one(task: Task) -> Answer:
    """Simulate one program of a portfolio: pure, so that it can run anywhere, and again where a worker was lost."""
    program = msgspec.json.decode(task.program, type=Program)
    try:
        return _simulated(task, schedule(program))
    except (Unschedulable, ValueError) as impossible:  # ValueError: its correlations contradict each other
        size = len(program.activities)
        told = ProgramForecast(id=program.id, title=program.title, activities=size, problem=str(impossible))
        return Answer(task.number, told)


def _simulated(task: Task, planned: Schedule) -> Answer:
    program = planned.program
    watch = Watch(planned, [row for row, each in enumerate(program.activities) if is_watched(program, each)])
    question = Question(
        watched=watch.nodes,
        root=watch.root,
        iterations=task.iterations,
        seed=task.seed,
    )
    change = partial(apart, program) if task.together else _unchanged
    model, runs = simulate_rows(planned, question, change=change, looked=watch.looked, farm=_here)
    seen = Seen(watch, runs, model.calendars)
    landings = tuple(_landing(milestone_forecast(planned, row, np.sort(seen.finishes(row)))) for row in watch.rows)
    final = final_milestone(program)
    told = ProgramForecast(
        id=program.id,
        title=program.title,
        activities=len(program.activities),
        inputs=inputs_of(program).value,
        final=final,
        milestones=landings,
    )
    row = planned.index.get(final or "")
    if not task.together or row is None or row not in watch.rows:
        return Answer(task.number, told)
    finishes = seen.finishes(row)
    return Answer(task.number, told, finishes, _on_time(planned, row, finishes))


def apart(program: Program, model: Model) -> Model:
    """Random numbers of this program's own, save for what programs share."""
    shared = {risk.id: risk.key for risk in program.risks if risk.key is not None}

    def own(name: str) -> str:
        return f"{program.id}/{name}"

    return replace(
        model,
        uncertain=[replace(each, name=own(each.name)) for each in model.uncertain],
        events=[replace(each, name=shared.get(each.name) or own(each.name)) for each in model.events],
        branches=[replace(each, name=own(each.name)) for each in model.branches],
        costs=[replace(each, name=own(each.name)) for each in model.costs],
    )


def _unchanged(model: Model) -> Model:
    return model


def _here(job: Job, firsts: range) -> Iterator[Part]:
    """Chunk by chunk in this thread: other threads are busy with other programs."""
    return (work(job, first) for first in firsts)


def _landing(found: MilestoneForecast) -> Landing:
    return Landing(
        id=found.id,
        title=found.title,
        plan=found.plan_finish,
        p10=found.p10,
        p50=found.p50,
        p85=found.p85,
        p90=found.p90,
        target=found.target,
        on_time=found.on_time,
        commitment=found.commitment,
        kept=found.kept,
    )


def _on_time(planned: Schedule, row: int, finishes: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    target = planned.program.activities[row].target
    if target is None:
        return None
    found: NDArray[np.bool_] = finishes <= midnight(target + dt.timedelta(1), zone_of(planned.program))
    return found


class _Sums:
    """What is kept of the samples: sums that do not depend on the order."""

    def __init__(self, iterations: int) -> None:
        self.last = np.full(iterations, np.iinfo(np.int64).min)
        self.on_time = np.zeros(iterations, np.int64)
        self.programs = self.targets = 0

    def add(self, answer: Answer) -> None:
        if answer.finishes is not None:
            self.programs += 1
            np.maximum(self.last, answer.finishes, out=self.last)
        if answer.on_time is not None:
            self.targets += 1
            self.on_time += answer.on_time

    def together(self) -> Together | None:
        return Together(self.programs, self.targets, self.last, self.on_time) if self.programs else None


def in_threads(function: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
    """Threads of this process, one for each processor; at most twice as many programs wait in memory."""
    workers = os.cpu_count() or 1
    waiting: set[Future[Answer]] = set()
    with ThreadPoolExecutor(workers) as pool:
        for task in tasks:
            waiting.add(pool.submit(function, task))
            if len(waiting) >= 2 * workers:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
