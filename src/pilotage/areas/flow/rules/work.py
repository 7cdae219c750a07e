"""All work items of a program, and what follows from them: each is computed once, when it is first asked for."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from pilotage.plan.flow.cleaning import Cleaned, arrived, clean, finished
from pilotage.plan.flow.history import known_then
from pilotage.plan.flow.states import State, recategorize, states
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

V = TypeVar("V")

_KEPT_ANSWERS = 24


class Work:
    """``items`` with final categories: ``imported`` ones with the categories that people ``chose`` for states.
    ``answer`` remembers what was computed last, by its question.
    """

    def __init__(self, imported: tuple[WorkItem, ...], chosen: Mapping[str, StatusCategory]) -> None:
        self.chosen = chosen
        self._imported = imported
        self.items = recategorize(imported, chosen)
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def states(self) -> tuple[State, ...]:
        """All states, with the categories that were guessed for them."""
        return states(self._imported)

    @cached_property
    def cleaned(self) -> Cleaned:
        return clean(self.items)

    @cached_property
    def known(self) -> dt.date | None:
        """The last day that any item tells of."""
        days = (day for item in self.items for day in (arrived(item), finished(item)) if day is not None)
        return max(days, default=None)

    def then(self, as_of: dt.date) -> tuple[WorkItem, ...]:
        """The items as they were known at the end of ``as_of``."""
        return self.answer(("then", as_of), lambda: tuple(known_then(self.cleaned.items, as_of)))

    def answer(self, question: Hashable, make: Callable[[], V]) -> V:
        """What ``make`` gives, from memory where the same was asked lately. Two threads may both compute it."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                kept: V = self._answers[question]
                return kept
        made = make()
        with self._lock:
            self._answers[question] = made
            while len(self._answers) > _KEPT_ANSWERS:
                self._answers.popitem(last=False)
        return made
