"""This process's memory of what was computed: bounded, and only ever read with the stamp of what is wanted."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """One value for each of the ``capacity`` most recently used programs.

    A reader names the stamp (a revision, an inputs' hash) that it has just read from the database, so a change made by
    another process is never missed.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[int, tuple[Hashable, V]] = OrderedDict()
        self._lock = Lock()

    def get(self, program_id: int, stamp: Hashable) -> V | None:
        with self._lock:
            kept = self._kept.get(program_id)
            if kept is None or kept[0] != stamp:
                return None
            self._kept.move_to_end(program_id)
            return kept[1]

    def last(self, program_id: int) -> V | None:
        """Whatever was kept last, of any stamp."""
        with self._lock:
            kept = self._kept.get(program_id)
            return None if kept is None else kept[1]

    def put(self, program_id: int, stamp: Hashable, value: V) -> None:
        with self._lock:
            self._kept[program_id] = (stamp, value)
            self._kept.move_to_end(program_id)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
