"""Puts a project with several resources into the words that the kernels run on."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.graph import grouped, topological_order
from pilotage.engine.leveling.slots.packed import FIELD, GUARDS, LARGEST, PER_WORD, Project

Ints = NDArray[np.int64]


class Both(NamedTuple):
    """A project, and the same one turned round in time: its activity ``j`` is ``size - 1 - j`` there.

    ``row`` is where each activity of the caller went.
    """

    ahead: Project
    back: Project
    row: Ints


def pack(
    duration: Sequence[int], need: Sequence[Sequence[int]], capacity: Sequence[int], links: Sequence[tuple[int, int]]
) -> Both:
    """A project of activities with whole ``duration``, ``need[activity][resource]``, and (before, after) ``links``.

    Raises ValueError for a cycle, a need above its capacity, or numbers that a word does not hold.
    """
    size = len(duration)
    order = topological_order(size, [i for i, _ in links], [j for _, j in links])
    if len(order) < size:
        raise ValueError("The links make a cycle.")
    if any(amount > LARGEST for amount in capacity):
        raise ValueError(f"A capacity above {LARGEST} does not fit a word.")
    needs = np.asarray(need, np.int64).reshape(size, len(capacity))
    if min(duration, default=0) < 0 or needs.min(initial=0) < 0:
        raise ValueError("Durations and needs are 0 or more.")
    if (needs[np.asarray(duration) > 0] > np.asarray(capacity)).any():
        raise ValueError("An activity needs more than there is.")
    row = np.empty(size, np.int64)
    row[order] = np.arange(size)
    length = np.asarray(duration, np.int64)[order]
    before = np.array([row[i] for i, _ in links], np.int64)
    after = np.array([row[j] for _, j in links], np.int64)
    words = max(1, -(-len(capacity) // PER_WORD))
    packed = _words(needs[order] * (length > 0)[:, None], words)
    whole = _words(np.asarray(capacity, np.int64)[None, :], words)[0] + GUARDS
    horizon = int(length.sum()) + 1
    ahead = _project(horizon, length, packed, whole, before, after)
    last = size - 1
    back = _project(horizon, length[::-1].copy(), packed[::-1].copy(), whole, last - after, last - before)
    return Both(ahead, back, row)


def _words(amounts: Ints, words: int) -> Ints:
    """Amounts (rows x resources) as (rows x words)."""
    found = np.zeros((len(amounts), words), np.int64)
    for resource in range(amounts.shape[1]):
        found[:, resource // PER_WORD] += amounts[:, resource] << (FIELD * (resource % PER_WORD))
    return found


def _project(horizon: int, duration: Ints, need: Ints, capacity: Ints, before: Ints, after: Ints) -> Project:
    first_in, by_successor = grouped(after, len(duration))
    return Project(
        horizon=horizon,
        words=need.shape[1],
        duration=duration,
        need=need.ravel(),
        capacity=capacity,
        first_in=first_in,
        into=before[by_successor],
    )
