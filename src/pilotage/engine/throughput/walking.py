"""Walk forward through the past: the questions that could have been asked, and how they turned out.

Every fourth week of a history asks when 4, 8 and 13 weeks' worth of items (at the recent rate) will be done. A question
counts only where the whole of its horizon, four times its weeks, lies inside the history, whatever its outcome: those
that end early are not preferred. An outcome beyond the horizon counts as the horizon, for the forecasts as well.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput.counts import Days, Floats
from pilotage.engine.throughput.looking import History, Looked, Tuning, ask, look

STEP: Final = 28
SCOPES: Final = (4, 8, 13)
HORIZON: Final = 4
"""Times the nominal weeks."""
LEAST_WEEKS: Final = 26
"""Of history before the first question, and of any forecast."""
LEAST_ITEMS: Final = 5
LEAST_RATE: Final = 1.0
"""Items a week over the last 12 weeks; below, a history is too thin to ask."""
RUNS: Final = 400


class Questions(NamedTuple):
    """One row a question, in the order of history and origin; all columns have the same length.

    ``outcome`` is weeks, at most ``cap``. ``known`` is the day on which the horizon ended, from which the question may
    teach: one day earlier would prefer those that turned out well, since the late ones are still open then.
    """

    history: Days
    origin: Days
    weeks: Floats
    items: Days
    outcome: Floats
    cap: Floats
    known: Days
    median: Floats
    spread: Floats
    features: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Sequence[tuple[Any, ...]]) -> "Questions":
        """From one tuple a question."""
        kinds = (np.int64, np.int64, float, np.int64, float, float, np.int64, float, float, float)
        if not rows:
            none: list[Any] = [np.empty(0, kind) for kind in kinds]
            none[-1] = np.empty((0, 0))
            return cls(*none)
        columns: list[Any] = [np.array(each, kind) for each, kind in zip(zip(*rows, strict=True), kinds, strict=True)]
        return cls(*columns)

    def where(self, mask: NDArray[np.bool_] | Days) -> "Questions":
        columns: list[Any] = [column[mask] for column in self]
        return Questions(*columns)


def enough(looked: Looked, history: History) -> bool:
    """Whether an origin has the history that a forecast needs."""
    return looked.origin - history.done.first >= 7 * LEAST_WEEKS and looked.recent >= LEAST_RATE


def origins(history: History, until: int | None = None) -> Days:
    """Days on which questions are asked: the same for all histories, so that they can learn from one another."""
    first = history.done.first + 7 * LEAST_WEEKS
    last = history.done.last if until is None else min(until, history.done.last)
    return np.arange(-(-first // STEP) * STEP, last + 1, STEP)


def questions(
    histories: Sequence[History],
    *,
    seed: int,
    tuning: Tuning,
    until: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Questions:
    """All questions whose horizon ends by the last day of their history, and by ``until`` where it is given."""
    rows: list[tuple[Any, ...]] = []
    for at, history in enumerate(histories):
        rows.extend(_of_one(at, history, seed, tuning, until))
        if progress is not None:
            progress(at + 1, len(histories))
    return Questions.of(rows)


def _of_one(at: int, history: History, seed: int, tuning: Tuning, until: int | None) -> list[tuple[Any, ...]]:
    last = history.done.last if until is None else min(until, history.done.last)
    rows: list[tuple[Any, ...]] = []
    for day in origins(history, until):
        origin = int(day)
        if origin + 7 * HORIZON * SCOPES[0] > last:
            break
        looked = look(history, origin, tuning)
        if not enough(looked, history):
            continue
        for weeks in SCOPES:
            cap, items = HORIZON * weeks, round(weeks * looked.recent)
            if origin + 7 * cap > last or items < LEAST_ITEMS:
                continue
            outcome = min(history.done.until(origin, items), float(cap))
            asked = ask(looked, history, items, RUNS, seed)
            head = (at, origin, float(weeks), items, outcome, float(cap), origin + 7 * cap)
            rows.append((*head, asked.median, asked.spread, asked.features))
    return rows
