"""What has happened by the status date, and what was believed before: baselines and issued forecasts."""

import datetime as dt
from collections import defaultdict
from zoneinfo import ZoneInfo

import numpy as np
from msgspec.structs import replace

from benchmarks.server.whole.outline import FINAL
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry, ForecastRecord
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import minutes, moment

_DAY = 1440


def progressed(schedule: Schedule, status: dt.datetime, random: np.random.Generator) -> tuple[Activity, ...]:
    """The activities with actual dates before ``status``: most as planned, some late, and some that hold up others."""
    program = schedule.program
    before: dict[str, list[str]] = defaultdict(list)
    for link in program.dependencies:
        before[link.successor] += _waits(link)
    zone, now = ZoneInfo(program.zone), minutes(status)
    rows = {each.id: each for each in program.activities}
    done: set[str] = set()
    for row in np.argsort(schedule.start, kind="stable").tolist():
        each = program.activities[row]
        start, finish = int(schedule.start[row]), int(schedule.finish[row])
        if each.kind is not ActivityKind.TASK or start >= now - _DAY or not done.issuperset(before[each.id]):
            continue
        held = random.random() < (0.12 if finish > now - 21 * _DAY else 0.0)
        late = int(random.choice([0, 1, 2, 4], p=[0.8, 0.12, 0.06, 0.02])) * _DAY
        if finish + late < now and not held:
            rows[each.id] = replace(
                each, progress=1.0, actual_start=moment(start, zone), actual_finish=moment(finish + late, zone)
            )
            done.add(each.id)
        elif random.random() < 0.8:
            share = round(float(random.uniform(0.05, 0.9)), 2)
            rows[each.id] = replace(each, progress=share, actual_start=moment(start, zone))
    return _with_milestones(program, rows, before, done, schedule)


def _waits(link: Dependency) -> list[str]:
    """Whoever begins an activity has waited for these to end."""
    return [link.predecessor] if link.kind is DependencyKind.FS else []


def _with_milestones(
    program: Program, rows: dict[str, Activity], before: dict[str, list[str]], done: set[str], schedule: Schedule
) -> tuple[Activity, ...]:
    zone = ZoneInfo(program.zone)
    for each in program.activities:
        if each.kind is ActivityKind.MILESTONE and before[each.id] and done.issuperset(before[each.id]):
            ends = [rows[other].actual_finish for other in before[each.id]]
            last = max([end for end in ends if end is not None])
            at = max(last, moment(int(schedule.finish[schedule.index[each.id]]), zone))
            rows[each.id] = replace(each, progress=1.0, actual_start=at, actual_finish=at)
    return tuple(rows[each.id] for each in program.activities)


def baselines(schedule: Schedule, random: np.random.Generator) -> tuple[Baseline, ...]:
    """The first plan, and one of the summer in which everything that was not over had moved a little."""
    first = dt.date(2026, 1, 9)
    later = dt.date(2026, 6, 26)
    moved = int(random.integers(8, 15)) * _DAY
    return (
        Baseline(id="first", title="First plan", taken=first, reason="Approved by the sponsors",
                 entries=_entries(schedule, -moved, first)),
        Baseline(id="summer", title="After the scope of Europe grew", taken=later,
                 reason="Two partners were added in May", entries=_entries(schedule, -5 * _DAY, later), chosen=True),
    )  # fmt: skip


def _entries(schedule: Schedule, shift: int, taken: dt.date) -> tuple[BaselineEntry, ...]:
    """Those before ``taken`` as they are, all others moved by ``shift`` minutes; nine of ten, the rest came later."""
    zone = ZoneInfo(schedule.program.zone)
    found = []
    for row, each in enumerate(schedule.program.activities):
        if row % 10 == 9 and each.kind is ActivityKind.TASK:
            continue
        start, finish = int(schedule.start[row]), int(schedule.finish[row])
        move = shift if moment(start, zone).date() > taken + dt.timedelta(days=20) else 0
        entry = BaselineEntry(
            activity=each.id, start=moment(start + move, zone), finish=moment(finish + move, zone),
            duration=int(schedule.duration[row]), title=each.title, milestone=each.kind is ActivityKind.MILESTONE,
        )  # fmt: skip
        found.append(entry)
    return tuple(found)


def targets(schedule: Schedule, random: np.random.Generator) -> dict[str, tuple[dt.date, dt.date]]:
    """Target and commitment of each milestone: about when the plan had it."""
    zone = ZoneInfo(schedule.program.zone)
    found = {}
    for row, each in enumerate(schedule.program.activities):
        if each.kind is ActivityKind.MILESTONE:
            day = moment(int(schedule.finish[row]), zone).date() + dt.timedelta(days=int(random.integers(-6, 25)))
            found[each.id] = (day, day + dt.timedelta(days=int(random.integers(5, 20))))
    return found


def forecasts(schedule: Schedule, days: tuple[dt.date, ...], random: np.random.Generator) -> tuple[ForecastRecord, ...]:
    """A forecast of every milestone on each of ``days``, so that the record has something to be scored on."""
    program = schedule.program
    zone = ZoneInfo(program.zone)
    found = []
    for day in days:
        made = dt.datetime.combine(day, dt.time(8), zone)
        for row, each in enumerate(program.activities):
            finish = int(schedule.finish[row])
            if each.kind is not ActivityKind.MILESTONE or finish < minutes(made):
                continue
            ahead = (finish - minutes(made)) // _DAY
            centre = finish + int(random.normal(0, 0.08) * ahead) * _DAY
            p10, p50, p85, p90 = (moment(centre + int(ahead * share) * _DAY, zone) for share in (-0.1, 0, 0.12, 0.15))
            chance = round(float(random.uniform(0.2, 0.9)), 3)
            found.append(
                ForecastRecord(
                    made=made, milestone=each.id, plan_finish=moment(finish, zone), p10=p10, p50=p50, p85=p85, p90=p90,
                    target=each.target, on_time=chance, commitment=each.commitment, kept=chance,
                    iterations=10_000, seed=1, inputs=f"whole-{day}", model="1",
                )
            )  # fmt: skip
    return tuple(found)


def dated(rows: tuple[Activity, ...], when: dict[str, tuple[dt.date, dt.date]]) -> tuple[Activity, ...]:
    return tuple(
        replace(each, target=when[each.id][0], commitment=when[each.id][1] if each.id == FINAL or row % 2 else None)
        if each.id in when
        else each
        for row, each in enumerate(rows)
    )
