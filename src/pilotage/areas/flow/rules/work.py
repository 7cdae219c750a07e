"""All work items of a program, and what follows from them: each is computed once, when it is first asked for."""

import datetime as dt
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

import msgspec

from pilotage.plan.flow.forecasts.milestones import MilestoneHistory, milestones_among
from pilotage.plan.flow.items.cleaning import Cleaned, arrived, clean, finished
from pilotage.plan.flow.items.history import By, WorkHistory, grouped, known_then, named_group, named_history
from pilotage.plan.flow.items.states import State, recategorize, states
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

V = TypeVar("V")

UNNAMED = "–"
"""The history of items without a team where others have one: the empty name is that of all items together."""

_KEPT_ANSWERS = 32


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
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day that any item tells of."""
        days = [day for item in self.items for day in (arrived(item), finished(item)) if day is not None]
        return (min(days), max(days)) if days else None

    @property
    def known(self) -> dt.date | None:
        """The last day that any item tells of."""
        return None if self.span is None else self.span[1]

    @cached_property
    def inputs(self) -> str:
        """The hash of the items' dated facts: the same items give the same forecasts."""
        facts = [
            (
                *(item.key, item.project, item.team, item.kind, item.components, item.versions, item.status_category),
                *(item.created, item.started, item.resolved, item.scopes, item.blocks),
            )
            for item in self.items
        ]
        return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()

    def then(self, as_of: dt.date) -> tuple[WorkItem, ...]:
        """The items as they were known at the end of ``as_of``."""
        return self.answer(("then", as_of), lambda: tuple(known_then(self.cleaned.items, as_of)))

    def history(self, name: str | None, as_of: dt.date) -> WorkHistory | None:
        """Of the team, project, component or type of that name; of all items where none is named. None where nothing
        is called so.
        """
        return self.answer(("history", name, as_of), lambda: self._history(name, as_of))

    def items_of(self, name: str | None, as_of: dt.date) -> tuple[WorkItem, ...]:
        """The items whose history `history` gives."""
        then = self.then(as_of)
        if name is None:
            return then
        found = named_group(then, name)
        return () if found is None else tuple(found[1])

    def milestones(self, as_of: dt.date) -> tuple[MilestoneHistory, ...]:
        """The tracker's milestones, as they were known at the end of ``as_of``."""
        return self.answer(("milestones", as_of), lambda: milestones_among(self.then(as_of), self.cleaned.bulk))

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

    def _history(self, name: str | None, as_of: dt.date) -> WorkHistory | None:
        then = self.then(as_of)
        if name is None:
            # one group that holds all items is the same history, and teaches under its own name
            only = list(grouped(then, By.AUTO))
            name = only[0] if len(only) == 1 and only[0] else None
        found = named_history(then, self.cleaned.bulk, name)
        return found._replace(name=UNNAMED) if name == "" and found is not None else found
