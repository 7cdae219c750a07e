"""Computed against stored: which values of which activities differ, and why, as far as can be said."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.oracle.cases import Case, Stored
from benchmarks.oracle.reasons import Reasons
from pilotage import plan
from pilotage.engine.calendars import work
from pilotage.plan.scheduling.schedule import Instants, Schedule

TOLERANCE = 0.3
"""Working minutes that two values may differ by and still be equal."""


@dataclass(frozen=True, slots=True)
class Miss:
    """``values`` name what differs, each with the stored and the computed value."""

    activity: Stored
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Compared:
    """``without`` activities have no stored value at all and are not counted. ``contradiction`` says how the stored
    values contradict each other, so that no schedule can have them all; empty where they do not.
    """

    tasks: int
    without: int
    misses: tuple[Miss, ...]
    contradiction: str = ""

    @property
    def equal(self) -> int:
        return self.tasks - len(self.misses)


def compare(case: Case) -> Compared:
    """Schedule the case's plan and compare. Raises `plan.Unschedulable`."""
    schedule = plan.schedule(case.program)
    known = [each for each in case.stored if _has_values(each)]
    found = {each.id: values for each in known if (values := tuple(_differences(schedule, each)))}
    reasons = Reasons(case, schedule, set(found))
    misses = tuple(Miss(each, found[each.id], reasons.of(each)) for each in known if each.id in found)
    return Compared(len(known), len(case.stored) - len(known), misses, reasons.contradiction if misses else "")


def _has_values(stored: Stored) -> bool:
    return any(getattr(stored, name) is not None for name in (*Stored.DATES, "total_float", "free_float"))


def _differences(schedule: Schedule, stored: Stored) -> Iterator[str]:
    row = schedule.index[stored.id]
    number = schedule.compiled.number[row]
    for name in Stored.DATES:
        said = getattr(stored, name)
        computed = int(_column(schedule, name, stored)[row])
        if said is not None and abs(_worked(schedule, number, said) - _count(schedule, number, computed)) > TOLERANCE:
            yield f"{name} stored {said:%Y-%m-%d %H:%M} computed {_text(computed)}"
    for name in ("total_float", "free_float"):
        said = getattr(stored, name)
        computed = int(getattr(schedule, name)[row])
        if said is not None and abs(said - computed) > TOLERANCE:
            yield f"{name} stored {said:g} computed {computed} min"
    if stored.critical is not None and stored.critical != bool(schedule.critical[row]):
        yield f"critical stored {stored.critical} computed {bool(schedule.critical[row])}"


def _column(schedule: Schedule, name: str, stored: Stored) -> Instants:
    if stored.of_remaining_work and name == "early_start":
        return schedule.remaining_start
    if stored.of_remaining_work and name == "late_start":
        return schedule.remaining_late_start
    column: Instants = getattr(schedule, name)
    return column


def _count(schedule: Schedule, number: int, at: int) -> int:
    return int(work(schedule.compiled.calendars, number, at))


def _worked(schedule: Schedule, number: int, at: dt.datetime) -> float:
    """Working minutes up to an instant, to the second."""
    minute, part = divmod(at.timestamp(), 60)
    before = _count(schedule, number, int(minute))
    return before + part / 60 * (_count(schedule, number, int(minute) + 1) - before)


def _text(at: int) -> str:
    return f"{dt.datetime.fromtimestamp(at * 60, dt.UTC):%Y-%m-%d %H:%M}"
