"""People, teams and assignments from resource and assignment records."""

from collections import defaultdict

from pilotage.exchange.mspdi.assembling.calendars import Calendars
from pilotage.exchange.mspdi.assembling.names import distinct, slug
from pilotage.exchange.mspdi.records import ProjectRecords, ResourceRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.people import Person, Team


class People:
    """``by_task`` holds the assignments of each task UID, ``rates`` what an hour of a person costs. Materials and costs
    are left out with a warning.
    """

    def __init__(self, records: ProjectRecords, calendars: Calendars, report: Report) -> None:
        kept = _people(records.resources, report)
        ids = distinct((record.own_id or f"r{record.uid}", f"r{record.uid}") for record in kept)
        self._ids = {record.uid: name for record, name in zip(kept, ids, strict=True)}
        groups = list(dict.fromkeys(record.group for record in kept if record.group))
        names = distinct((slug(group, f"team-{n}"), f"team-{n}") for n, group in enumerate(groups, 1))
        self._teams = dict(zip(groups, names, strict=True))
        self.teams = tuple(Team(id=name, title=group) for group, name in self._teams.items())
        self.all = tuple(self._person(record, calendars) for record in kept)
        self.rates = {self._ids[record.uid]: record.rate for record in kept if record.rate}
        self.by_task = self._assignments(records, report)

    def _person(self, record: ResourceRecord, calendars: Calendars) -> Person:
        calendar, off = calendars.person(record.calendar)
        return Person(
            id=self._ids[record.uid],
            name=record.name or _("Resource {uid}").format(uid=record.uid),
            email=record.email,
            team=self._teams.get(record.group),
            calendar=calendar,
            capacity=record.units,
            off=off,
        )

    def _assignments(self, records: ProjectRecords, report: Report) -> dict[int, tuple[Assignment, ...]]:
        units: dict[int, dict[str, float]] = defaultdict(dict)
        known = {record.uid for record in records.resources}
        for record in records.assignments:
            person = self._ids.get(record.resource)
            if person is not None:
                units[record.task][person] = units[record.task].get(person, 0.0) + record.units
                if record.delay:
                    message = _("Task {task} has an assignment that starts later than the task; that was left out.")
                    report.info("assignment-delay", message.format(task=record.task), record.source, f"t{record.task}")
            elif record.resource not in known:
                message = _("An assignment of task {task} names a resource that is not in the file.")
                report.warning("missing-resource", message.format(task=record.task), record.source, f"t{record.task}")
        return {
            task: tuple(Assignment(person, share) for person, share in shares.items()) for task, shares in units.items()
        }


def _people(resources: tuple[ResourceRecord, ...], report: Report) -> list[ResourceRecord]:
    kept: dict[int, ResourceRecord] = {}
    for record in resources:
        if record.uid in kept:
            message = _("Two resources have the UID {uid}; the second was left out.").format(uid=record.uid)
            report.warning("duplicate-uid", message, record.source, f"r{record.uid}")
        elif record.person:
            kept[record.uid] = record
        else:
            message = (
                _("“{name}” is a material; plans hold people only, so it and its assignments were left out.")
                if record.material
                else _("“{name}” is a cost; plans hold people only, so it and its assignments were left out.")
            )
            report.warning("resource-not-a-person", message.format(name=record.name), record.source, f"r{record.uid}")
    return list(kept.values())
