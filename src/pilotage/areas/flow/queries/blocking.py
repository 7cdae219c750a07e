"""Blockers beside the plan: what each holds up, and for how long blockers of a kind have held up work."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import visible
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.areas.work.queries.blockers import StoredBlocker, blockers_of
from pilotage.plan.vocabulary.activities import ActivityKind

_DAY = 86_400.0
_WEEKS = 26


class BlockedItemView(msgspec.Struct, frozen=True):
    """An item that a blocker hits; ``activity`` is what it is a part of, or empty."""

    key: str
    title: str
    status: str
    category: str
    activity: str


class HeldMilestone(msgspec.Struct, frozen=True):
    """A milestone that waits for a blocked item's activity, and the working days that this activity has to spare."""

    id: str
    title: str
    spare: float


class BlockerView(msgspec.Struct, frozen=True, kw_only=True):
    """``age`` are days from ``since`` to now (or to ``resolved``). ``at_stake`` are days of work that it holds up: its
    age times the open items that it hits; ``left`` those until it is expected to be resolved, once for each of them.
    """

    code: str
    version: int
    cause: str
    kind: str
    owner: str
    remover: str
    since: dt.datetime
    expected: dt.date | None
    resolved: dt.datetime | None
    note: str
    items: tuple[BlockedItemView, ...]
    age: float
    at_stake: float
    overdue: bool
    milestones: tuple[HeldMilestone, ...]


class KindOfBlocker(msgspec.Struct, frozen=True):
    """Days that blockers of one kind took together in the period, by week, oldest week first."""

    kind: str
    blockers: int
    days: float
    weeks: tuple[float, ...]


class Blocking(msgspec.Struct, frozen=True, kw_only=True):
    """``blockers`` worst first: the open ones by days at stake, then the resolved ones, latest first. ``weeks`` are the
    last days of the weeks of ``kinds``.
    """

    blockers: tuple[BlockerView, ...]
    kinds: tuple[KindOfBlocker, ...]
    weeks: tuple[dt.date, ...]
    revision: int


def blocking(*, actor: Actor, program: str, now: dt.datetime) -> Blocking:
    """Every blocker of a program."""
    row = visible(actor=actor, program=program).program
    found = blockers_of(row.pk)
    codes = {item.activity for each in found for item in each.items if item.activity and each.resolved is None}
    held = _held(plan_at(row), codes) if codes else {}
    views = [_view(each, held, now) for each in found]
    views.sort(key=_worst)
    ends = [now.date() - dt.timedelta(days=7 * back) for back in reversed(range(_WEEKS))]
    return Blocking(blockers=tuple(views), kinds=_kinds(found, ends, now), weeks=tuple(ends), revision=row.revision)


def _worst(view: BlockerView) -> tuple[object, ...]:
    if view.resolved is not None:
        return (1, -view.resolved.timestamp())
    least = min((each.spare for each in view.milestones), default=float("inf"))
    return (0, -view.at_stake, least)


def _view(each: StoredBlocker, held: Mapping[str, tuple[HeldMilestone, ...]], now: dt.datetime) -> BlockerView:
    age = max(((each.resolved or now) - each.since).total_seconds() / _DAY, 0.0)
    is_open = sum(item.category != "done" for item in each.items)
    milestones = {one.id: one for item in each.items for one in held.get(item.activity, ())}
    return BlockerView(
        **{name: getattr(each, name) for name in _SAME},
        items=tuple(BlockedItemView(i.key, i.title, i.status, i.category, i.activity) for i in each.items),
        age=age,
        at_stake=0.0 if each.resolved else age * is_open,
        overdue=each.resolved is None and each.expected is not None and each.expected < now.date(),
        milestones=tuple(sorted(milestones.values(), key=lambda one: one.spare)) if each.resolved is None else (),
    )


_SAME = ("code", "version", "cause", "kind", "owner", "remover", "since", "expected", "resolved", "note")


def _held(plan: PlannedProgram, codes: Iterable[str]) -> dict[str, tuple[HeldMilestone, ...]]:
    """The milestones behind each activity, along dependencies, with the float of the activity."""
    if plan.broken:
        return {}
    program = plan.program
    rows = {activity.id: row for row, activity in enumerate(program.activities)}
    after: dict[str, list[str]] = defaultdict(list)
    for link in program.dependencies:
        after[link.predecessor].append(link.successor)
    found = {}
    for code in codes:
        if code not in rows:
            continue
        spare = plan.schedule.at(code).total_float_days
        behind = [program.activities[rows[each]] for each in _reach(code, after) if each in rows]
        marks = (each for each in behind if each.kind is ActivityKind.MILESTONE)
        found[code] = tuple(HeldMilestone(each.id, each.title, spare) for each in marks)
    return found


def _reach(start: str, after: Mapping[str, list[str]]) -> list[str]:
    seen, queue = {start}, [start]
    for at in queue:
        for each in after.get(at, ()):
            if each not in seen:
                seen.add(each)
                queue.append(each)
    return queue


def _kinds(found: Iterable[StoredBlocker], ends: list[dt.date], now: dt.datetime) -> tuple[KindOfBlocker, ...]:
    by_kind: dict[str, list[StoredBlocker]] = defaultdict(list)
    for each in found:
        by_kind[each.kind].append(each)
    kinds = []
    for kind, group in by_kind.items():
        weeks = tuple(round(sum(_days_in(each, end, now) for each in group), 2) for end in ends)
        if any(weeks):
            kinds.append(KindOfBlocker(kind, len(group), round(sum(weeks), 2), weeks))
    return tuple(sorted(kinds, key=lambda each: -each.days))


def _days_in(each: StoredBlocker, end: dt.date, now: dt.datetime) -> float:
    """Days of a blocker in the week that ends with the day ``end``."""
    stop = dt.datetime.combine(end + dt.timedelta(days=1), dt.time(), dt.UTC)
    first, last = max(each.since, stop - dt.timedelta(days=7)), min(each.resolved or now, stop)
    return max((last - first).total_seconds() / _DAY, 0.0)
