"""Small plans for the checks: eight-hour days, Monday to Friday, from Monday 7 September 2026."""

import datetime as dt

from pilotage import plan
from pilotage.plan.quality.assessment import Assessment, assess
from pilotage.plan.quality.model import Reports, Result, Scope
from pilotage.plan.vocabulary.activities import Activity, Dependency, DependencyKind
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import days

START = dt.datetime(2026, 9, 7, 9, tzinfo=dt.UTC)


def at(day: int, month: int = 9, hour: int = 17) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)


def program(*activities: Activity, links: tuple[Dependency, ...] = (), **fields: object) -> Program:
    return Program(id="p", title="P", start=START, activities=activities, dependencies=links, **fields)  # type: ignore[arg-type]


def link(before: str, after: str, kind: str = "FS", lag: float = 0) -> Dependency:
    return Dependency(predecessor=before, successor=after, kind=DependencyKind(kind), lag=days(lag))


def baseline(**finishes: dt.datetime) -> Baseline:
    """A baseline of activities by id, ``_`` for ``-``, with their finishes."""
    entries = tuple(BaselineEntry(key.replace("_", "-"), START, finish) for key, finish in finishes.items())
    return Baseline(id="b", title="Agreed", taken=dt.date(2026, 9, 1), entries=entries)


def judged(
    value: Program,
    *,
    against: Baseline | None = None,
    reports: Reports | None = None,
    scope: Scope | None = None,
) -> Assessment:
    return assess(plan.schedule(value), baseline=against, reports=reports, scope=scope)


def result(value: Program, check: str, *, against: Baseline | None = None, reports: Reports | None = None) -> Result:
    return judged(value, against=against, reports=reports).result(check)


def faulted(
    value: Program, check: str, *, against: Baseline | None = None, reports: Reports | None = None
) -> list[str]:
    """Ids of what a check finds fault with, the worst first."""
    return [each.id for each in judged(value, against=against, reports=reports).findings(check)]
