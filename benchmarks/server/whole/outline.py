"""The rows of the plan, three levels of summaries above the tasks, and the logic between them."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from msgspec.structs import replace

from benchmarks.server.whole.crew import TEAM_SIZE, person_id
from benchmarks.server.whole.words import PARTS, PHASES, PLACES, SKILLS, SPECIAL, STREAMS, THINGS, VERBS
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import Distribution, MoneyImpact, Span, ThreePointEstimate, Unit

FINAL = "launch"
DAY = 480
CHAINS = 2
"""Rows of tasks in a package that go on side by side."""
_KINDS = (DependencyKind.FS, DependencyKind.SS, DependencyKind.FF, DependencyKind.SF)


@dataclass(frozen=True, slots=True)
class Package:
    """Tasks of one work package; ``tasks`` are ids in order."""

    stream: int
    phase: int
    number: int
    tasks: tuple[str, ...]

    @property
    def summary(self) -> str:
        return f"{STREAMS[self.stream][0]}/{PHASES[self.phase][0]}-{self.number}"

    @property
    def rank(self) -> tuple[int, int]:
        """Links lead from lower ranks to higher ones only, so there is no cycle."""
        return self.phase, self.number


def packages(size: int) -> tuple[Package, ...]:
    """Such that the plan has ``size`` activities (at least 400)."""
    each = max(1, min(5, size // 1_000))
    count = len(STREAMS) * len(PHASES) * each
    tasks = size - len(STREAMS) * (1 + len(PHASES) + 2) - count - 1
    sizes = np.full(count, tasks // count) + (np.arange(count) < tasks % count)
    places = [(s, p, n) for s in range(len(STREAMS)) for p in range(len(PHASES)) for n in range(1, each + 1)]
    return tuple(
        Package(s, p, n, tuple(f"{STREAMS[s][0]}/{PHASES[p][0]}-{n}-{row + 1:02}" for row in range(many)))
        for (s, p, n), many in zip(places, sizes.tolist(), strict=True)
    )


def milestones(stream: int) -> tuple[str, str]:
    """Those of a stream: halfway, and at its end."""
    return f"{STREAMS[stream][0]}/pilot", f"{STREAMS[stream][0]}/ready"


def activities(made: tuple[Package, ...], random: np.random.Generator) -> tuple[Activity, ...]:
    """In display order, a summary before its children, the final milestone last."""
    found: list[Activity] = []
    for stream, (code, title) in enumerate(STREAMS):
        top = f"{code}/all"
        found.append(Activity(id=top, title=title, kind=ActivityKind.SUMMARY, workstream=code))
        for phase, (short, name) in enumerate(PHASES):
            above = f"{code}/{short}"
            summary = Activity(id=above, title=f"{name} {title.lower()}", kind=ActivityKind.SUMMARY, parent=top)
            found.append(replace(summary, workstream=code))
            for package in made:
                if (package.stream, package.phase) == (stream, phase):
                    found += _package(package, above, random)
        pilot, ready = milestones(stream)
        for ident, word in ((pilot, "pilot"), (ready, "ready")):
            row = Activity(id=ident, title=f"{title} {word}", kind=ActivityKind.MILESTONE, parent=top, workstream=code)
            found.append(replace(row, owner=person_id(stream, 0)))
    found.append(Activity(id=FINAL, title="Launch in all regions", kind=ActivityKind.MILESTONE, owner=person_id(0, 0)))
    return tuple(found)


def _package(package: Package, above: str, random: np.random.Generator) -> list[Activity]:
    code = STREAMS[package.stream][0]
    title = f"{PARTS[int(random.integers(len(PARTS)))]} {package.number}"
    head = Activity(id=package.summary, title=title, kind=ActivityKind.SUMMARY, parent=above, workstream=code)
    return [head, *(_task(ident, package, row, random) for row, ident in enumerate(package.tasks))]


def _task(ident: str, package: Package, row: int, random: np.random.Generator) -> Activity:
    owner = int(random.integers(TEAM_SIZE))
    likely = int(random.choice([0.5, 1, 2, 4, 5, 8, 12, 15], p=[0.05, 0.15, 0.2, 0.2, 0.15, 0.15, 0.07, 0.03]) * DAY)
    low, high = int(likely * 0.7), int(likely * random.uniform(1.3, 2.4))
    shape = Distribution.LOGNORMAL if random.random() < 0.1 else Distribution.PERT
    task = Activity(
        id=ident,
        title=_title(package, row, random),
        parent=package.summary,
        workstream=STREAMS[package.stream][0],
        owner=person_id(package.stream, owner),
        assignments=_assignments(package.stream, owner, random),
        calendar="production" if package.phase == 3 and row % 12 == 11 else None,
        estimate=ThreePointEstimate(Span(low), Span(likely), Span(high), shape),
        effort=Span(likely) if random.random() < 0.3 else None,
        labels=("critical-to-launch",) if random.random() < 0.03 else (),
        note="See the minutes of the last review." if random.random() < 0.02 else "",
    )
    return _priced(task, random)


def _title(package: Package, row: int, random: np.random.Generator) -> str:
    if package.rank == (1, 1) and row == 2:
        return SPECIAL[package.stream % len(SPECIAL)]
    if random.random() < 0.01:
        return str(random.choice(SPECIAL))
    verbs = VERBS[PHASES[package.phase][0]]
    words = (str(random.choice(verbs)), str(random.choice(THINGS)), str(random.choice(PLACES)))
    return " ".join(word for word in words if word)


def _assignments(stream: int, owner: int, random: np.random.Generator) -> tuple[Assignment, ...]:
    """Mostly the owner; some shared, some for whoever has a skill, some with nobody."""
    kind = random.random()
    if kind < 0.05:
        return ()
    if kind < 0.08:
        return (Assignment(person="", units=0.5, skill=str(random.choice(SKILLS))),)
    first = Assignment(person_id(stream, owner), float(random.choice([1.0, 0.5, 0.25], p=[0.3, 0.5, 0.2])))
    if kind < 0.85:
        return (first,)
    return first, Assignment(person_id(stream, (owner + 1 + int(random.integers(8))) % TEAM_SIZE), 0.25)


def _priced(task: Activity, random: np.random.Generator) -> Activity:
    assert task.estimate is not None
    kind = random.random()
    if kind < 0.2:
        shortest = task.estimate.low
        return replace(task, crash_to=shortest, crash_cost=Decimal(int(random.integers(4, 40)) * 100))
    if kind < 0.25:
        low = Decimal(int(random.integers(1, 90)) * 100)
        money = MoneyImpact(low, low * 4, low * 9, "EUR")
        return replace(task, cost=money, cost_per_day=Decimal(800))
    return task


def dependencies(made: tuple[Package, ...], random: np.random.Generator) -> tuple[Dependency, ...]:
    """Chains in the packages, links between packages and streams, and all that leads to the milestones."""
    found: dict[str, Dependency] = {}
    for link in (*_inside(made, random), *_onward(made), *_across(made, random), *_to_milestones(made)):
        found.setdefault(link.id, link)
    return tuple(found.values())


def _inside(made: tuple[Package, ...], random: np.random.Generator) -> list[Dependency]:
    found = []
    for package in made:
        for row, ident in enumerate(package.tasks[CHAINS:]):
            found.append(_link(package.tasks[row], ident, random))
            if random.random() < 0.28:
                other = package.tasks[max(0, row - 1 - int(random.integers(CHAINS)))]
                if other != package.tasks[row]:
                    found.append(Dependency(predecessor=other, successor=ident))
    return found


def _link(before: str, after: str, random: np.random.Generator) -> Dependency:
    kind = _KINDS[int(random.choice(4, p=[0.86, 0.07, 0.06, 0.01]))]
    drawn = random.random()
    if drawn < 0.03:
        return Dependency(predecessor=before, successor=after, kind=kind, lag_percent=0.5)
    if drawn < 0.05 and kind is DependencyKind.FS:
        return Dependency(predecessor=before, successor=after, lag=Span(3 * 1440, Unit.ELAPSED_DAY))
    days = int(random.integers(-1, 6)) if drawn < 0.15 else 0
    return Dependency(predecessor=before, successor=after, kind=kind, lag=Span(days * DAY))


def _onward(made: tuple[Package, ...]) -> list[Dependency]:
    """A package begins a while after the one before it; a phase after the same package of the phase before."""
    known = {(each.stream, each.phase, each.number): each for each in made}
    found = []
    for each in made:
        before = known.get((each.stream, each.phase, each.number - 1))
        if before is not None:
            link = Dependency(predecessor=before.tasks[0], successor=each.tasks[0], kind=DependencyKind.SS)
            found.append(replace(link, lag=Span(20 * DAY)))
        earlier = known.get((each.stream, each.phase - 1, each.number))
        if earlier is not None:
            found += [Dependency(predecessor=last, successor=first)
                      for last in earlier.tasks[-CHAINS:] for first in each.tasks[:1]]  # fmt: skip
            found += [Dependency(predecessor=earlier.tasks[-1], successor=first) for first in each.tasks[1:CHAINS]]
        else:
            found += [Dependency(predecessor=each.tasks[0], successor=first, kind=DependencyKind.SS)
                      for first in each.tasks[1:CHAINS]]  # fmt: skip
    return found


def _across(made: tuple[Package, ...], random: np.random.Generator) -> list[Dependency]:
    """From package to package of other streams, to the phase after: late there, early here."""
    found = []
    for each in made:
        later = [other for other in made if other.phase == each.phase + 1 and other.stream != each.stream]
        for _ in range(9 if later else 0):
            other = later[int(random.integers(len(later)))]
            if other.rank > each.rank and random.random() < 0.9:
                middle = each.tasks[int(random.integers(len(each.tasks) // 2, len(each.tasks)))]
                after = other.tasks[int(random.integers(len(other.tasks) // 3, len(other.tasks)))]
                found.append(Dependency(predecessor=middle, successor=after))
    return found


def _to_milestones(made: tuple[Package, ...]) -> list[Dependency]:
    found = []
    for each in made:
        pilot, ready = milestones(each.stream)
        if each.phase == 1:
            found += [Dependency(predecessor=last, successor=pilot) for last in each.tasks[-CHAINS:]]
        if each.phase == 3:
            found += [Dependency(predecessor=last, successor=ready) for last in each.tasks[-CHAINS:]]
    found += [Dependency(predecessor=milestones(stream)[1], successor=FINAL) for stream in range(len(STREAMS))]
    return found


def constrained(rows: dict[str, Activity], made: tuple[Package, ...], finish: dict[str, dt.datetime],
                random: np.random.Generator) -> dict[str, Activity]:  # fmt: skip
    """Deadlines and constraints on some tasks that are still to be done; ``finish`` is when the plan has them."""
    found = {}
    kinds = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.ALAP)
    for each in made:
        if each.phase < 2:
            continue
        for ident in each.tasks[CHAINS::7]:
            row, drawn = rows[ident], random.random()
            if drawn < 0.5:
                late = finish[ident] + dt.timedelta(days=int(random.integers(-10, 40)))
                found[ident] = replace(row, deadline=late.replace(hour=0, minute=0))
            elif drawn < 0.65:
                kind = kinds[int(random.integers(3 if each.stream == len(STREAMS) - 1 else 2))]
                at = finish[ident] + dt.timedelta(days=int(random.integers(-20, 30)))
                dated = None if kind is ConstraintKind.ALAP else at.replace(hour=0, minute=0)
                found[ident] = replace(row, constraint=Constraint(kind, dated))
    return found
