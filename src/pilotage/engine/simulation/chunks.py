"""Simulation in chunks: each is a pure function of the job and its iteration numbers.

`work` may run in any order, thread, process or machine; `merge` puts the parts together in the order of their
iterations, so the answer is the same wherever they were made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import kernels, sampling
from pilotage.engine.lanes import batches, layout
from pilotage.engine.lanes.layout import LANES
from pilotage.engine.simulation.columns import Frame, finish_of, frame_of, plan_of, position_of, touched
from pilotage.engine.simulation.commons import Commons
from pilotage.engine.simulation.conversion import CLOCK, COUNT, works
from pilotage.engine.simulation.inputs import Model, Question, Runs

CHUNK: Final = sampling.BLOCK
"""Iterations of a chunk; the first iteration of one is a multiple of it."""
_SAMPLED: Final = 4_000_000  # node finishes kept for percentiles of every node

_SENSED: Final = 20_000_000  # durations that sensitivity is computed from

Words = NDArray[np.uint32]


@dataclass(frozen=True, eq=False, slots=True)
class Job:
    """All that chunks need, ready for the kernel. It can be pickled: frame and plan are made of the model again."""

    model: Model
    question: Question
    frame: Frame
    plan: layout.Plan
    commons: Commons
    roots: NDArray[np.int64]
    watched: NDArray[np.int64]
    kept: int
    measure: int
    sensed: int
    position: NDArray[np.int64]

    def __reduce__(self) -> tuple[Any, ...]:
        return prepare, (self.model, self.question)


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """What the iterations from ``first`` on gave; columns as in `Runs`. ``sampled`` is each node's end in its own
    measure and in the order of the kernel, ``chosen`` and ``moments`` are sums over the iterations.
    """

    first: int
    finishes: NDArray[np.int64]
    costs: NDArray[np.float64]
    sampled: NDArray[np.int32]
    chosen: NDArray[np.int64]
    moments: NDArray[np.float64]
    over: bool


def prepare(model: Model, question: Question, frame: Frame | None = None) -> Job:
    """The job of a model; a ``frame`` of the same network is used again where it lets as many nodes vary."""
    network, varies = model.network, touched(model)
    if frame is None or (varies & ~frame.varies).any():
        frame = frame_of(network, model.calendars, varies)
    size = len(network.order)
    kept = min(question.iterations, max(500, _SAMPLED // max(size, 1))) if question.percentiles else 0
    measured = question.sensitivity and question.measure != CLOCK
    measure = frame.conversions.path(CLOCK, question.measure, COUNT, finish=True)[0] if measured else -1
    roots = np.array([question.root], np.int64) if question.root is not None else _last(model)
    watched = np.array(question.watched, np.int64)
    position = position_of(network)
    return Job(
        model=model,
        question=question,
        frame=frame,
        plan=plan_of(model, frame, question.seed, np.concatenate((roots, watched))),
        commons=Commons(model, question.seed),
        roots=position[roots],
        watched=position[watched],
        position=position,
        kept=kept,
        measure=measure,
        sensed=-(-max(2 * CHUNK, _SENSED // max(size, 1)) // CHUNK) * CHUNK if question.sensitivity else 0,
    )


def _last(model: Model) -> NDArray[np.int64]:
    """Nodes that nothing waits for."""
    network = model.network
    size = len(network.order) - model.aside
    followed = network.predecessor[network.successor < size]
    return np.flatnonzero(np.bincount(followed, minlength=size)[:size] == 0)


def work(job: Job, first: int) -> Part:
    """The chunk whose first iteration is ``first``."""
    stop = min(first + CHUNK, job.question.iterations)
    return iterate(job, np.arange(first, stop, dtype=np.uint32))


def iterate(job: Job, numbers: Words) -> Part:
    """The iterations with these numbers, in this order."""
    count, size = len(numbers), len(job.model.network.order)
    padded = np.resize(numbers, -(-count // LANES) * LANES)
    common = job.commons.rows(padded)
    first = int(numbers[0]) if count else 0
    sampled = np.empty((size, max(0, min(job.kept - first, count))), np.int32)
    keep = first < job.sensed
    moments = np.zeros((size if keep else 0, 3), np.float64)
    chosen = np.zeros(size, np.int64)
    finishes, costs = np.empty((len(job.watched) + 1, count), np.int64), np.empty(count)
    rows = int(job.plan.node[:-1, layout.ROW].max()) + 1
    memory = layout.memory_for(size, rows, job.frame.slots, job.frame.widest, keep)
    kernel = kernels.compiled(batches.simulate_batches)
    asked = (count, job.roots, job.watched, finishes, sampled, chosen, moments, costs, job.measure)
    over = kernel(job.plan, memory, common, padded, *asked)
    if job.model.costs or any(each.money is not None for each in job.model.events):
        costs += job.commons.costs(numbers)
    chosen, moments = chosen[job.position], moments[job.position] if keep else moments
    return Part(first, finishes, costs, sampled, chosen, moments, bool(over))


def merge(job: Job, parts: Sequence[Part]) -> Runs:
    """One answer of all parts, which come in the order of their iterations."""
    finishes = np.concatenate([part.finishes for part in parts], axis=1)
    iterations = finishes.shape[1]
    spread, cruciality = _sensitivity(job, parts, finishes[-1])
    return Runs(
        iterations=iterations,
        finishes=finishes[:-1],
        root=finishes[-1],
        costs=np.concatenate([part.costs for part in parts]),
        percentiles=_percentiles(job, [part.sampled for part in parts]),
        criticality=sum((part.chosen for part in parts), np.zeros(len(job.model.network.order), np.int64)) / iterations,
        over=any(part.over for part in parts),
        spread=spread,
        cruciality=cruciality,
    )


def rank(p: float, count: int) -> int:
    """Place of the ``p`` quantile among ``count`` sorted values: the least value that at least a share ``p`` does not
    exceed.
    """
    return min(count - 1, max(0, int(np.ceil(p * count - 1e-9)) - 1))


def _percentiles(job: Job, sampled: Sequence[NDArray[np.int32]]) -> NDArray[np.int64]:
    """Finish of each node at each percentile, ``[percentile, node]``, minutes UTC. The order survives the measure."""
    asked = job.question.percentiles
    if not asked:
        return np.zeros((0, len(job.model.network.order)), np.int64)
    values = np.concatenate(sampled, axis=1)
    ranks = [rank(p, values.shape[1]) for p in asked]
    values.partition(sorted(set(ranks)), axis=1)
    return finish_of(job.frame, job.model.calendars, values[:, ranks][job.position].T)


def _sensitivity(job: Job, parts: Sequence[Part], root: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
    """Standard deviation of each node's duration in minutes, and its correlation with the root's finish."""
    if not job.question.sensitivity:
        return np.zeros(0), np.zeros(0)
    root = root[: job.sensed]
    count = len(root)
    sensed = [part.moments for part in parts if part.first < job.sensed]
    total, square, product = (sum(moments[:, at] for moments in sensed) for at in range(3))
    calendars, calendar = job.model.calendars, job.question.measure
    counted = works(calendars, calendar, root) if calendar != CLOCK else root - calendars.origin
    finish = counted.astype(np.float64)
    variance = np.maximum(square / count - (total / count) ** 2, 0.0)
    covariance = product / count - total / count * finish.mean()
    scale = np.sqrt(variance * finish.var())
    fixed = variance < 0.5  # rounding to minutes
    return np.sqrt(variance), np.where(fixed | (scale == 0), 0.0, covariance / np.where(scale > 0, scale, 1.0))
