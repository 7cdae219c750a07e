"""How long each node takes in each lane: what its estimate says, and what changes it."""

from typing import Any

import numpy as np

from pilotage.engine.lanes.layout import (
    FIRST_BRANCH,
    FIRST_FACTOR,
    FIRST_HIT,
    FIXED,
    LANES,
    LAST_BRANCH,
    LOW,
    SCORE,
    TABLE,
    WIDTH,
)


def hash32(increment: Any, origin: Any, iteration: Any) -> Any:
    """As `sampling.hashed`, on numbers."""
    x = np.uint32(np.uint32(iteration * increment) + origin)
    x = np.uint32(x ^ (x >> np.uint32(16)))
    x = np.uint32(x * np.uint32(0x7FEB352D))
    x = np.uint32(x ^ (x >> np.uint32(15)))
    x = np.uint32(x * np.uint32(0x846CA68B))
    return np.uint32(x ^ (x >> np.uint32(16)))


def draw(
    row: Any,
    amounts: Any,
    stream: Any,
    tables: Any,
    common: Any,
    numbers: Any,
    base: int,
    index: Any,
    drawn: Any,
    length: Any,
) -> None:
    """Minutes of a node per lane by its estimate; the batch begins at ``base`` of ``common`` and ``numbers``."""
    if row[TABLE] < 0:
        fixed = row[FIXED]
        for lane in range(LANES):
            length[lane] = fixed
        return
    quantiles = tables[row[TABLE]]
    if row[SCORE] >= 0:
        score = common[row[SCORE]]
        for lane in range(LANES):
            index[lane] = np.uint32(score[base + lane])
    else:
        increment, origin = stream[0], stream[1]
        for lane in range(LANES):
            index[lane] = hash32(increment, origin, numbers[base + lane]) >> np.uint32(21)
    for lane in range(LANES):
        drawn[lane] = quantiles[index[lane]]
    low, width = amounts[LOW], amounts[WIDTH]
    for lane in range(LANES):
        length[lane] = np.int32(low + width * drawn[lane] + np.float32(0.5))


def alter(row: Any, day: Any, effects: Any, common: Any, base: int, length: Any) -> None:
    """Multiply by the factors that a node shares, add the risks that hit it, and leave it out where it is not done."""
    for x in range(row[FIRST_FACTOR], row[FIRST_HIT]):
        factor = common[effects[x]]
        for lane in range(LANES):
            length[lane] = np.int32(length[lane] * factor[base + lane] + np.float32(0.5))
    for x in range(row[FIRST_HIT], row[FIRST_BRANCH]):
        days = common[effects[x]]
        for lane in range(LANES):
            length[lane] += np.int32(np.rint(days[base + lane] * day))
    for lane in range(LANES):
        length[lane] = max(length[lane], np.int32(0))
    for x in range(row[FIRST_BRANCH], row[LAST_BRANCH]):
        done = common[effects[x]]
        for lane in range(LANES):
            length[lane] = length[lane] if done[base + lane] > 0 else np.int32(0)
