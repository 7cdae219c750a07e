"""A cluster to simulate on: processes of this machine, or a scheduler of dask.distributed somewhere else.

Work travels as plain values and comes back reduced. A worker that is lost costs only time: dask gives its work to
another one, and since the work is pure the answer is the same.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Any, TypeVar

from pilotage.cli.failures import CommandError
from pilotage.plan.language.messages import _

_WAITING = 3  # pieces of work that wait for each thread of the cluster

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A connected client of dask.distributed, which has no types."""

    client: Any

    def spread(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Answers as they come. Only a few tasks for each thread are in memory at once."""
        source = iter(tasks)
        first = [self._submit(function, task) for task in islice(source, self._most())]
        if not first:
            return
        with self.client.as_current():
            answers = _dask().as_completed(first, with_results=True)
        for future, answer in answers:
            future.release()
            for task in islice(source, 1):
                answers.add(self._submit(function, task))
            yield answer

    def farm(self, job: Any, firsts: range) -> Iterator[Any]:
        """The chunks of one simulation, in order."""
        from pilotage.engine.simulation import work

        everywhere = self.client.scatter(job, broadcast=True, hash=False)
        pending = [self.client.submit(work, everywhere, first, pure=False) for first in firsts]
        for future in pending:
            yield future.result()
            future.release()

    def _submit(self, function: Callable[[T], R], task: T) -> Any:
        return self.client.submit(function, task, pure=False)

    def _most(self) -> int:
        return max(1, _WAITING * int(sum(self.client.nthreads().values())))


@contextmanager
def connected(address: str, workers: int | None = None, *, patience: float = 10.0) -> Iterator[Cluster]:
    """The cluster at ``address`` (``tcp://scheduler:8786``), or ``local``: one process for each processor, or
    ``workers`` of them. Raises CommandError where dask is missing or nobody answers for ``patience`` seconds.
    """
    dask = _dask()
    with ExitStack() as stack:
        there: Any = address
        if address == "local":
            there = stack.enter_context(
                dask.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0")
            )
        try:
            client = stack.enter_context(dask.Client(there, timeout=patience, set_as_default=False))
        except (OSError, ValueError) as error:
            text = _("No cluster answers at {address}: {reason}").format(address=address, reason=error)
            raise CommandError(text) from error
        yield Cluster(client)


def _dask() -> Any:
    """The untyped module, looked for when it is needed: it is an extra."""
    try:
        return import_module("distributed")
    except ImportError as missing:
        text = _("A cluster needs dask. Install it: pip install 'pilotage[cluster]'")
        raise CommandError(text) from missing
