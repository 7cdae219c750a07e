"""Monte Carlo over a network on the cores of this machine."""

import math
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.simulation.chunks import CHUNK, Job, Part, iterate, merge, prepare, rank, work
from pilotage.engine.simulation.columns import Frame
from pilotage.engine.simulation.inputs import Model, Question, Runs, Stop

Z95 = 1.959963984540054

Farm = Callable[[Job, range], Iterator[Part]]
"""Does the chunks that begin at these iterations, somewhere, and gives their parts in order."""


def run(
    model: Model,
    question: Question,
    *,
    stop: Stop | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    frame: Frame | None = None,
    farm: Farm | None = None,
) -> Runs:
    """Simulate; the result depends on the seed and the names, never on ``threads`` or ``farm``. With ``stop`` the
    iterations asked for are the most that are made. ``progress(done, of)`` is called between chunks. Raises ValueError
    where correlations contradict each other.
    """
    job = prepare(model, question, frame)
    parts: list[Part] = []
    total = question.iterations
    step = total if stop is None else -(-stop.every // CHUNK) * CHUNK
    with _threads(threads) as here:
        for first in range(0, total, step):
            for part in (farm or here)(job, range(first, min(first + step, total), CHUNK)):
                parts.append(part)
                if progress is not None:
                    progress(min(part.first + CHUNK, total), total)
            if stop is not None and settled(np.concatenate([part.finishes[-1] for part in parts]), stop):
                break
    return merge(job, parts)


def rerun(job: Job, numbers: NDArray[np.uint32], threads: int | None = None) -> NDArray[np.int64]:
    """Finishes of the watched nodes (and of the root, the last row) in the iterations with these numbers only."""
    if not len(numbers):
        return np.zeros((len(job.watched) + 1, 0), np.int64)
    pieces = [numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)]
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        return np.concatenate([part.finishes for part in pool.map(lambda piece: iterate(job, piece), pieces)], axis=1)


def settled(root: NDArray[np.int64], stop: Stop) -> bool:
    """Whether the 95 % interval of each percentile of the root's finish is as narrow as asked."""
    count = len(root)
    for p in stop.percentiles:
        low, high = quantile_ranks(p, count)
        ordered = np.partition(root, sorted({low, rank(p, count), high}))
        allowed = stop.tolerance * max(int(ordered[rank(p, count)]) - stop.since, 0)
        if ordered[high] - ordered[low] > 2 * allowed:
            return False
    return True


def quantile_ranks(p: float, count: int) -> tuple[int, int]:
    """Places of the order statistics that enclose the ``p`` quantile with 95 % confidence."""
    spread = Z95 * math.sqrt(count * p * (1 - p))
    low = math.floor(count * p - spread) - 1
    high = math.ceil(count * p + spread) - 1
    return min(count - 1, max(0, low)), min(count - 1, max(0, high))


@contextmanager
def _threads(count: int | None) -> Iterator[Farm]:
    with ThreadPoolExecutor(count or os.cpu_count() or 1) as pool:
        yield lambda job, firsts: pool.map(lambda first: work(job, first), firsts)
