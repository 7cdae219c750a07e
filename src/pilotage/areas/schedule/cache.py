"""This process's memory of what was computed: bounded, and only ever read with the stamp of what is wanted."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
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
        self._turns = Turns()

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

    def once(self, program_id: int, stamp: Hashable, make: Callable[[], V]) -> V:
        """What is kept, or what ``make`` makes, which is kept then. Of many who want it at once, one makes it and the
        others wait. ``make`` may not wait for a lock that somebody who waits here may hold.
        """
        kept = self.get(program_id, stamp)
        if kept is not None:
            return kept
        with self._turns.wait(program_id):
            kept = self.get(program_id, stamp)
            if kept is None:
                kept = make()
                self.put(program_id, stamp, kept)
            return kept


class Turns:
    """One at a time for each key, in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken: dict[Hashable, tuple[Lock, int]] = {}

    @contextmanager
    def wait(self, key: Hashable) -> Iterator[None]:
        """The turn, when it comes."""
        turn = self._enter(key)
        try:
            with turn:
                yield
        finally:
            self._leave(key)

    @contextmanager
    def attempt(self, key: Hashable) -> Iterator[bool]:
        """The turn if nobody has it or waits for it; whether that is so."""
        with self._lock:
            free = key not in self._taken
            if free:
                turn = Lock()
                turn.acquire()
                self._taken[key] = (turn, 1)
        if not free:
            yield False
            return
        try:
            yield True
        finally:
            turn.release()
            self._leave(key)

    def _enter(self, key: Hashable) -> Lock:
        with self._lock:
            turn, many = self._taken.get(key) or (Lock(), 0)
            self._taken[key] = (turn, many + 1)
            return turn

    def _leave(self, key: Hashable) -> None:
        with self._lock:
            turn, many = self._taken.pop(key)
            if many > 1:
                self._taken[key] = (turn, many - 1)
