"""Items in progress: how old they are, beside how long such items took."""

import msgspec
import numpy as np

from pilotage.engine.flow.ageing import survival
from pilotage.plan.flow.measures.columns import Basis, Columns
from pilotage.plan.flow.measures.durations import EXPECTED, Durations


class Ageing(msgspec.Struct, frozen=True):
    """An item in progress: ``age`` days old today, ``passed`` the highest percentile that it is past (0: none),
    ``late`` the chance that it takes longer than the expected days; None where nothing so old was ever finished.
    """

    key: str
    title: str
    status: str
    age: int
    passed: int
    late: float | None


def ageing(table: Columns, durations: Durations, states: dict[int, str]) -> tuple[Ageing, ...]:
    """Oldest first; ``states`` by row. A backlog is not work in progress: where only creation is known, open items do
    not make the process look slower.
    """
    rows = np.flatnonzero(table.active)
    ages = table.today - table.since[rows] + 1
    expected = durations.percentiles.get(EXPECTED)
    taken = table.taken[table.recent & (table.taken > 0)]
    curve = survival(taken, ages if table.basis is Basis.STARTED else np.zeros(0, np.int64))
    late: dict[int, float | None] = {}
    if expected is not None:
        late = {age: curve.late(age, expected) for age in np.unique(ages).tolist()}
    levels = sorted(durations.percentiles.items())
    found = []
    for row, age in zip(rows.tolist(), ages.tolist(), strict=True):
        item = table.items[row]
        passed = max((level for level, days in levels if age > days), default=0)
        found.append(Ageing(item.key, item.title, states[row], age, passed, late.get(age)))
    return tuple(sorted(found, key=lambda each: (-each.age, each.key)))
