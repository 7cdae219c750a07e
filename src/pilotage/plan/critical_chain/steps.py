"""The activities of a chain with what is left of their two durations."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from pilotage.engine import network as columns
from pilotage.plan.critical_chain.durations import Pair, in_days
from pilotage.plan.scheduling.schedule import Schedule


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """An activity of a chain: working days still to do at either duration, and its dates at aggressive ones."""

    id: str
    title: str
    aggressive: float
    safe: float
    start: dt.datetime
    finish: dt.datetime


def steps_of(planned: Schedule, ids: Iterable[str], durations: Mapping[str, Pair]) -> tuple[Step, ...]:
    """The steps of a chain that are not finished, in its order; summaries are left out."""
    network, found = planned.compiled.network, []
    for key in ids:
        row = planned.index[key]
        if row in planned.logic.children or network.state[row] == columns.FINISHED:
            continue
        each = durations[key]
        share = float(network.remaining[row] / each.aggressive) if each.aggressive else 1.0
        dates = planned.at(key)
        found.append(
            Step(
                id=key,
                title=planned.program.activities[row].title,
                aggressive=in_days(planned.program, share * each.aggressive, elapsed=each.elapsed),
                safe=in_days(planned.program, share * each.safe, elapsed=each.elapsed),
                start=dates.start,
                finish=dates.finish,
            )
        )
    return tuple(found)


def lengths(steps: Sequence[Step]) -> tuple[tuple[float, float], ...]:
    """(aggressive, safe) of each step, as the sizing rules take them."""
    return tuple((step.aggressive, step.safe) for step in steps)
