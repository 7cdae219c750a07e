"""Crashing: the cheapest days to buy for a milestone.

Each step takes the part of the network that holds the milestone, cuts it at the least cost a day, and shortens what was
cut until something else holds the milestone (Fulkerson 1961; Phillips and Dessouky 1977). What was shortened before and
is no longer needed is given back. Where the work counts on one calendar, the steps are the optimum of the linear
trade-off; across calendars they are a good answer whose every gain is what the engine finds when it schedules again.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

import msgspec

from pilotage.plan.crashing.bench import Bench, shortened
from pilotage.plan.crashing.options import Option, Options, options_of
from pilotage.plan.crashing.steps import Move, best_single, held_by, next_move, on_one_calendar, size_of, swallowed
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.program import Program

_MOST_STEPS = 500


class Stop(StrEnum):
    REACHED = "reached"
    HELD = "held"  # a path of activities that cannot be shortened, or a date, holds the milestone
    STEPS = "steps"  # more steps than anybody reads


class Shortening(msgspec.Struct, frozen=True, kw_only=True):
    """An activity and the days taken off it (negative: given back); ``cost`` in the answer's unit."""

    id: str
    title: str
    days: float
    cost: Decimal


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One purchase: it wins ``won`` working days for ``cost``; several activities at once where paths run side by
    side. ``finish`` is where the milestone is then, with all steps before.
    """

    shortenings: tuple[Shortening, ...]
    won: float
    cost: Decimal
    cost_per_day: Decimal
    total_won: float
    total_cost: Decimal
    finish: dt.datetime


@dataclass(frozen=True, eq=False, slots=True)
class Crashing:
    """The answer. ``steps`` are in the order to buy, ``bought`` their sum for each activity; ``unit`` is a currency or
    ``person-days``. ``held_by`` is a path that holds the milestone at the end, where it stopped short. ``program`` is
    the plan with everything bought, ``finish`` its milestone as scheduled from there.
    """

    milestone: str
    wanted: float
    won: float
    cost: Decimal
    unit: str
    before: dt.datetime
    finish: dt.datetime
    stop: Stop
    steps: tuple[Step, ...]
    bought: tuple[Shortening, ...]
    held_by: tuple[str, ...]
    unlimited: tuple[str, ...]
    unpriced: tuple[str, ...]
    program: Program = field(repr=False)


def crash(
    program: Program, milestone: str, days: float, *, day_rate: Decimal | None = None, planned: Schedule | None = None
) -> Crashing:
    """The cheapest way to win ``days`` working days for ``milestone``, see `options_of` for limits and prices.
    ``planned`` is the program's schedule, where it is known already.

    Raises `Unschedulable`, KeyError for an unknown milestone, ValueError where ``days`` is not positive.
    """
    if not days > 0:
        raise ValueError(f"days must be positive, not {days}")
    planned = planned or schedule(program)
    search = _Search(planned, planned.index[milestone], options_of(planned, day_rate), days)
    stop = search.run()
    changed = shortened(planned, search.cuts)
    after = reschedule(planned, changed).at(milestone).early_finish
    before = planned.at(milestone).early_finish
    on_paths = set(search.reached)
    return Crashing(
        milestone=milestone,
        wanted=days,
        won=planned.working_days(after, before),
        cost=sum((each.cost for each in search.bought()), Decimal(0)),
        unit=search.options.unit,
        before=before,
        finish=after,
        stop=stop,
        steps=tuple(search.steps),
        bought=search.bought(),
        held_by=search.held if stop is Stop.HELD else (),
        unlimited=tuple(each for each in search.options.unlimited if each in on_paths),
        unpriced=tuple(each for each in search.options.unpriced if each in on_paths),
        program=changed,
    )


class _Search:
    """Buys step by step until enough is won or nothing can be bought."""

    def __init__(self, planned: Schedule, row: int, options: Options, days: float) -> None:
        self.planned, self.options = planned, options
        self.bench = Bench(planned, row)
        self.day = round(planned.program.hours_per_day * 60)
        self.wanted = round(days * self.day)
        self.cuts: dict[int, int] = {}
        self.won = 0
        self.steps: list[Step] = []
        self.reached: dict[str, None] = {}
        self.held: tuple[str, ...] = ()

    def run(self) -> Stop:
        """Why it ended."""
        while self.won < self.wanted:
            if len(self.steps) >= _MOST_STEPS:
                return Stop.STEPS
            if not self._step():
                return Stop.HELD
        return Stop.REACHED

    def _step(self) -> bool:
        """Buy what is best here; False where nothing wins anything."""
        holding, left = self.bench.holding(self.cuts), self.wanted - self.won
        self._note(holding.nodes)
        options = dict(self.options.by_row)
        single = None
        if not on_one_calendar(self.planned, holding):  # a day less may be worth several, or none
            single = best_single(self.bench, holding, options, self.cuts, self.won, left)
        while move := next_move(self.planned, holding, options, self.cuts):
            amount, won = size_of(self.bench, move, options, self.cuts, self.won, left)
            if single and (won <= 0 or self._cost(single[0], single[1]) * won < self._cost(move, amount) * single[2]):
                move, amount, won = single
            if won > 0:
                self._buy(move, amount, won)
                return True
            for row in swallowed(self.bench, move, options, self.cuts):
                del options[row]
        self.held = held_by(self.planned, holding, options, self.cuts)
        return False

    def _cost(self, move: Move, amount: int) -> Decimal:
        by_row = self.options.by_row
        paid = sum((by_row[row].cost(amount) for row in move.less), Decimal(0))
        return paid - sum((by_row[row].cost(amount) for row in move.back), Decimal(0))

    def _note(self, nodes: list[int]) -> None:
        activities = self.planned.program.activities
        self.reached.update(dict.fromkeys(activities[row].id for row in nodes if row < len(activities)))

    def _buy(self, move: Move, amount: int, won: int) -> None:
        self.cuts = move.applied(self.cuts, amount)
        self.won += won
        signed = {**dict.fromkeys(move.less, amount), **dict.fromkeys(move.back, -amount)}
        parts = tuple(_shortening(self.options.by_row[row], minutes) for row, minutes in sorted(signed.items()))
        cost = sum((part.cost for part in parts), Decimal(0))
        self.steps.append(
            Step(
                shortenings=parts,
                won=won / self.day,
                cost=cost,
                cost_per_day=cost * self.day / won,
                total_won=self.won / self.day,
                total_cost=cost + (self.steps[-1].total_cost if self.steps else Decimal(0)),
                finish=self.bench.finish(self.cuts),
            )
        )

    def bought(self) -> tuple[Shortening, ...]:
        by_row: Mapping[int, Option] = self.options.by_row
        return tuple(_shortening(by_row[row], less) for row, less in sorted(self.cuts.items()) if less)


def _shortening(option: Option, minutes: int) -> Shortening:
    return Shortening(id=option.id, title=option.title, days=minutes / option.day, cost=option.cost(minutes))
