"""What a move does to the P85 of milestones: both plans simulated on the same random numbers."""

from collections.abc import Sequence

import msgspec
import numpy as np

from pilotage.engine.simulation import Question
from pilotage.plan.forecasting.simulation import milestone_forecast, simulate_rows
from pilotage.plan.forecasting.watching import Seen, Watch
from pilotage.plan.scheduling.schedule import Schedule

ITERATIONS = 1_000


class OddsMove(msgspec.Struct, frozen=True, kw_only=True):
    """By how many working days the P85 of a milestone comes later, and the chance of its target with and without the
    move; None without a target.
    """

    id: str
    days: float
    on_time_before: float | None
    on_time_after: float | None


def odds(
    before: Schedule, after: Schedule, milestones: Sequence[str], *, seed: int, iterations: int = ITERATIONS
) -> tuple[OddsMove, ...]:
    """``milestones`` are ids that both schedules have, in the order of the answer."""
    if not milestones:
        return ()
    rows = [before.index[each] for each in milestones]
    day = before.program.hours_per_day * 60
    found = []
    for row, old, new in zip(
        rows, _seen(before, rows, seed, iterations), _seen(after, rows, seed, iterations), strict=True
    ):
        first, second = milestone_forecast(before, row, old), milestone_forecast(after, row, new)
        late = before.working_days(first.p85, second.p85)
        found.append(
            OddsMove(
                id=first.id,
                days=round(late * day) / day,
                on_time_before=first.on_time,
                on_time_after=second.on_time,
            )
        )
    return tuple(found)


def _seen(planned: Schedule, rows: Sequence[int], seed: int, iterations: int) -> list[np.ndarray]:
    """Sorted finishes of each row in every run, minutes UTC."""
    watch = Watch(planned, rows)
    question = Question(
        watched=watch.nodes,
        root=watch.root,
        iterations=iterations,
        seed=seed,
        measure=planned.compiled.book.default,
    )
    model, runs = simulate_rows(planned, question, looked=watch.looked)
    seen = Seen(watch, runs, model.calendars)
    return [np.sort(seen.finishes(row)) for row in rows]
