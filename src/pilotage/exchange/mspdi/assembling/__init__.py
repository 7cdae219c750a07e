"""From the records of a schedule file to a plan: what each field of Project and Primavera means here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

import msgspec

from pilotage.exchange.mspdi.assembling.activities import activity
from pilotage.exchange.mspdi.assembling.calendars import Calendars
from pilotage.exchange.mspdi.assembling.estimates import custom
from pilotage.exchange.mspdi.assembling.links import Links
from pilotage.exchange.mspdi.assembling.names import distinct, slug
from pilotage.exchange.mspdi.assembling.people import People
from pilotage.exchange.mspdi.assembling.setting import Setting
from pilotage.exchange.mspdi.marks import OUR_ID
from pilotage.exchange.mspdi.records import HeaderRecord, ProjectRecords, TaskRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry
from pilotage.plan.vocabulary.people import Team, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules

Aware = Callable[[dt.datetime], dt.datetime]


def program(records: ProjectRecords, zone: str, report: Report) -> Program:
    """The plan in ``records``; ``zone`` is where their wall clock hangs. What had to be left out goes to ``report``."""
    info = ZoneInfo(zone)

    def aware(moment: dt.datetime) -> dt.datetime:
        return moment.replace(tzinfo=info)

    header = records.header
    tasks = _in_plan(records.tasks, report)
    made = {task.uid: custom(task, report) for task in tasks}
    wanted = ((made[task.uid].ours.get(OUR_ID) or f"t{task.uid}", f"t{task.uid}") for task in tasks)
    ids = dict(zip((task.uid for task in tasks), distinct(wanted), strict=True))
    calendars = Calendars(records, report)
    people = People(records, calendars, report)
    setting = Setting(
        prefix=records.prefix,
        ids=ids,
        parents=frozenset(task.parent for task in tasks if task.parent in ids),
        calendars=calendars,
        of_person={person.id: person.calendar for person in people.all},
        aware=aware,
        work_unit=header.work_unit,
        must_gives_way=header.must_gives_way,
        currency=header.currency or "EUR",
        minutes_per_day=header.minutes_per_day,
        rates=people.rates,
        report=report,
    )
    activities = tuple(activity(task, made[task.uid], people.by_task.get(task.uid, ()), setting) for task in tasks)
    links = Links(ids, calendars.ids, frozenset(task.uid for task in records.tasks) - ids.keys(), report)
    _tell(header, tasks, report)
    title = header.title or header.name.rpartition(".")[0] or header.name or _("Untitled")
    return Program(
        id=slug(header.name.removesuffix(".xml").removesuffix(".mpp"), slug(title, "program")),
        title=title,
        owner=next((person.id for person in people.all if person.name == header.manager), None),
        summary=header.subject,
        zone=zone,
        currency=header.currency or "EUR",
        start=None if header.start is None else aware(header.start),
        status_date=header.status,
        hours_per_day=header.minutes_per_day / 60,
        days_per_week=header.minutes_per_week / header.minutes_per_day,
        default_calendar=calendars.default,
        calendars=calendars.all,
        people=people.all,
        teams=_teams(people.teams, activities),
        workstreams=_workstreams(activities),
        activities=activities,
        dependencies=tuple(link for task in tasks for link in links.of(task)),
        baselines=_baselines(tasks, ids, header, aware),
        rules=_rules(header, aware),
    )


def _rules(header: HeaderRecord, aware: Callable[[dt.datetime], dt.datetime]) -> SchedulingRules:
    finish = header.rules.finish
    return header.rules if finish is None else msgspec.structs.replace(header.rules, finish=aware(finish))


def counts(plan: Program) -> dict[str, int]:
    """How much of each kind a plan holds, by plain names."""
    return {
        "activities": len(plan.activities),
        "dependencies": len(plan.dependencies),
        "calendars": len(plan.calendars),
        "people": len(plan.people),
        "assignments": sum(len(activity.assignments) for activity in plan.activities),
        "baselines": len(plan.baselines),
    }


def _in_plan(tasks: Iterable[TaskRecord], report: Report) -> list[TaskRecord]:
    """Without the project's own row, inactive tasks and repeated UIDs."""
    kept: dict[int, TaskRecord] = {}
    for task in tasks:
        entity = f"t{task.uid}"
        if task.uid == 0 or task.blank:
            continue
        if task.uid in kept:
            message = _("Two tasks have the UID {uid}; the second was left out.").format(uid=task.uid)
            report.error("duplicate-uid", message, task.source, entity)
        elif not task.active:
            message = _("“{name}” is inactive; it and its links were left out.").format(name=task.name)
            report.info("inactive-task", message, task.source, entity)
        else:
            kept[task.uid] = task
    return list(kept.values())


def _tell(header: HeaderRecord, tasks: Iterable[TaskRecord], report: Report) -> None:
    if header.rules.from_finish:
        message = _("The project is scheduled backward from its finish, {finish}: its activities start late.")
        report.info("scheduled-from-finish", message.format(finish=header.rules.finish or "?"))
    for task in tasks:
        if task.leveled:
            message = _("Leveling put “{name}” off by {minutes} minutes; here leveling is done anew.")
            report.info(
                "leveling-delay", message.format(name=task.name, minutes=task.leveled), task.source, f"t{task.uid}"
            )


def _teams(teams: tuple[Team, ...], activities: Iterable[Activity]) -> tuple[Team, ...]:
    known = {team.id for team in teams}
    named = dict.fromkeys(a.team for a in activities if a.team and a.team not in known)
    return (*teams, *(Team(id=name, title=name) for name in named))


def _workstreams(activities: Iterable[Activity]) -> tuple[Workstream, ...]:
    named = dict.fromkeys(a.workstream for a in activities if a.workstream)
    return tuple(Workstream(id=name, title=name) for name in named)


def _baselines(
    tasks: Iterable[TaskRecord], ids: dict[int, str], header: HeaderRecord, aware: Aware
) -> tuple[Baseline, ...]:
    """The file does not say when a baseline was taken; the day it was saved is the best that is known."""
    entries: dict[int, list[BaselineEntry]] = defaultdict(list)
    for task in tasks:
        for row in task.baselines:
            entries[row.number].append(BaselineEntry(ids[task.uid], aware(row.start), aware(row.finish), row.duration))
    saved = header.saved or header.start
    if saved is None and entries:
        saved = min(row.start for task in tasks for row in task.baselines)
    return tuple(
        Baseline(
            id=f"baseline-{number}" if number else "baseline",
            title=_("Baseline {number}").format(number=number) if number else _("Baseline"),
            taken=saved.date(),
            entries=tuple(entries[number]),
        )
        for number in sorted(entries)
        if saved is not None
    )
