"""From a plan to the bytes of an MSPDI file."""

import re
from collections import defaultdict

from pilotage.exchange.mspdi.codes import NAMESPACE
from pilotage.exchange.mspdi.writing import people
from pilotage.exchange.mspdi.writing.calendars import CalendarNumbers, calendars, day_of
from pilotage.exchange.mspdi.writing.custom import definitions
from pilotage.exchange.mspdi.writing.outline import rows
from pilotage.exchange.mspdi.writing.tasks import Writing, by_successor, tasks, wall_date
from pilotage.exchange.mspdi.writing.xml import Xml, cut
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import ConstraintKind
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry
from pilotage.plan.vocabulary.program import Program

MOST_BASELINES = 11
_NUMBERED = re.compile(r"baseline(?:-([1-9]|10))?")


def document(program: Program, schedule: Schedule | None) -> bytes:
    """The file. With a ``schedule`` it also carries the computed dates, floats and critical flags."""
    xml = Xml(program.zone)
    outline = rows(program.activities)
    numbers = CalendarNumbers(program)
    uids = people.uids(program)
    writing = Writing(
        program=program,
        uids={row.activity.id: row.uid for row in outline},
        calendars=numbers.of,
        into=by_successor(program),
        baselines=_entries(program),
        schedule=schedule,
    )
    with xml.inside("Project", f' xmlns="{NAMESPACE}"'):
        _header(xml, program, numbers, schedule)
        definitions(xml, outline, people=people.named(program, uids))
        calendars(xml, program, numbers)
        tasks(xml, outline, writing)
        people.resources(xml, program, uids, numbers)
        people.assignments(xml, outline, uids)
    return xml.bytes()


def baseline_numbers(program: Program) -> dict[str, int]:
    """Project's number of each baseline that it has room for: the one in its id, else the next free one."""
    said = {b.id: int(match[1] or 0) for b in program.baselines if (match := _NUMBERED.fullmatch(b.id))}
    free = iter(n for n in range(MOST_BASELINES) if n not in said.values())
    rest = ((b.id, next(free, None)) for b in program.baselines if b.id not in said)
    return said | {name: number for name, number in rest if number is not None}


def _entries(program: Program) -> dict[str, list[tuple[int, BaselineEntry]]]:
    numbers = baseline_numbers(program)
    found: dict[str, list[tuple[int, BaselineEntry]]] = defaultdict(list)

    def order(baseline: Baseline) -> int:
        return numbers[baseline.id]

    for baseline in sorted((b for b in program.baselines if b.id in numbers), key=order):
        for entry in baseline.entries:
            found[entry.activity].append((numbers[baseline.id], entry))
    return found


def _any_must(program: Program) -> bool:
    """Whether a date must hold against dependencies, which Project says once for the whole file."""
    must = (ConstraintKind.MUST_START_ON, ConstraintKind.MUST_FINISH_ON)
    return any(each.constraint is not None and each.constraint.kind in must for each in program.activities)


def _header(xml: Xml, program: Program, numbers: CalendarNumbers, schedule: Schedule | None) -> None:
    names = {person.id: person.name for person in program.people}
    minutes = round(program.hours_per_day * 60)
    finish = None
    if schedule is not None and program.activities:
        finish = max(schedule.at(activity.id).finish for activity in program.activities)
    xml.all(SaveVersion=14, Name=cut(program.id, 250), Title=cut(program.title, 512))
    xml.all(Subject=cut(program.summary, 512) or None, Manager=names.get(program.owner or ""))
    rules = program.rules
    finish = rules.finish if rules.from_finish and rules.finish is not None else finish
    xml.all(ScheduleFromStart=not rules.from_finish, StartDate=program.start, FinishDate=finish, FYStartDate=1)
    xml.put("CriticalSlackLimit", round(rules.critical_float.minutes / minutes))
    xml.all(CurrencyDigits=2, CurrencySymbol=program.currency, CurrencyCode=program.currency, CurrencySymbolPosition=3)
    opens, closes = day_of(program)
    xml.all(CalendarUID=numbers.default, DefaultStartTime=opens, DefaultFinishTime=closes)
    xml.all(MinutesPerDay=minutes, MinutesPerWeek=round(minutes * program.days_per_week), DaysPerMonth=20)
    xml.all(
        DefaultTaskType=1,
        DurationFormat=7,
        WorkFormat=2,
        HonorConstraints=rules.honor_dates or _any_must(program),
        NewTasksEffortDriven=False,
    )
    xml.all(NewTasksEstimated=False, SplitsInProgressTasks=False)
    xml.put("StatusDate", None if program.status_date is None else wall_date(program.status_date))
    xml.put("NewTasksAreManual", value=False)
